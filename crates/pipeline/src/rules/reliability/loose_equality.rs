//! `==` in JavaScript.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::text::short;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/loose-equality",
    title: "Comparison that converts",
    category: Category::Reliability,
    severity: Severity::Low,
    cwe: Some(597),
    owasp: None,
    effort_minutes: 2,
    skills: &["javascript"],
    in_tests: false,
    what: "`==` or `!=` between values of which neither is `null`, `undefined`, or the result of `typeof`.",
    why: "`0 == \"\"`, `\"1\" == 1` and `[] == false` all hold: the operands are converted first.",
    instead: "Use `===` and `!==`. Only `== null`, for null and undefined at once, is worth the loose form.",
    examples: &[
        Example {
            language: "javascript",
            bad: r#"if (count == "0") { stop(); }"#,
            good: r#"if (count === 0 || value == null || typeof value == "string") { stop(); }"#,
        },
    ],
    checks: &[Check::Node { roles: Roles::BINARY, check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let (Some(left), Some(right)) = (at.field("left"), at.field("right")) else { return };
    let operator = at.field("operator").map_or("", |operator| at.text(operator));
    if !matches!(operator, "==" | "!=") {
        return;
    }
    let safe = |node: Node<'_>| {
        matches!(node.kind(), "null" | "undefined")
            || matches!(at.text(node), "null" | "undefined" | "void 0")
            || at.text(node).starts_with("typeof ")
    };
    if safe(left) || safe(right) {
        return;
    }
    sink.found(at.node, format!("`{}` converts its operands before it compares; use `{operator}=`.", short(at.text(at.node))));
}
