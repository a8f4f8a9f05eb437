//! `==` in JavaScript.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::text::{content, short};
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
    what: "`==` or `!=` between a variable and a number, a boolean, an empty text or one of digits.",
    why: "`0 == \"\"`, `\"1\" == 1` and `[] == false` all hold: the operands are converted first.",
    instead: "Use `===` and `!==`. Only `== null`, for null and undefined at once, is worth the loose form.",
    examples: &[Example {
        language: "javascript",
        bad: r#"if (count == "0") { stop(); }"#,
        good: r#"if (count === 0 || value == null || typeof value == "string") { stop(); }"#,
    }],
    checks: &[Check::Node { roles: Roles::BINARY, check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let (Some(left), Some(right)) = (at.field("left"), at.field("right")) else { return };
    let operator = at.field("operator").map_or("", |operator| at.text(operator));
    if !matches!(operator, "==" | "!=") {
        return;
    }
    if is_convertible(left, at) && is_open(right, at) || is_convertible(right, at) && is_open(left, at) {
        sink.found(
            at.node,
            format!(
                "`{}` converts its operands before it compares; use `{operator}=`.",
                short(at.text(at.node))
            ),
        );
    }
}

/// A fixed value that values of other types are equal to: numbers, booleans, empty texts and texts of digits.
fn is_convertible(node: Node<'_>, at: &At<'_>) -> bool {
    match node.kind() {
        "number" | "true" | "false" => true,
        "string" => content(at.text(node)).bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

/// Whether an expression may be of any type: lengths, positions and what is computed are numbers.
fn is_open(node: Node<'_>, at: &At<'_>) -> bool {
    match node.kind() {
        "identifier" | "subscript_expression" => true,
        "member_expression" => node.child_by_field_name("property").is_some_and(|name| {
            !matches!(at.text(name), "length" | "size" | "nodeType" | "keyCode" | "which" | "status")
        }),
        _ => false,
    }
}
