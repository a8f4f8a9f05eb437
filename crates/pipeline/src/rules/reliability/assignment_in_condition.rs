//! `if (a = b)`.

use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::text::short;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/assignment-in-condition",
    title: "Assignment where a comparison is meant",
    category: Category::Reliability,
    severity: Severity::High,
    cwe: Some(481),
    owasp: None,
    effort_minutes: 5,
    skills: &["javascript"],
    in_tests: false,
    what: "The condition of an `if` is an assignment. One in parentheses of its own is taken for meant.",
    why: "`=` for `==` makes the condition say what was assigned, and changes the variable besides.",
    instead: "Compare with `===`, or assign before the `if`.",
    examples: &[Example {
        language: "javascript",
        bad: r#"if (state = "done") { finish(); }"#,
        good: r#"
if (state === "done") { finish(); }
if ((match = pattern.exec(text))) { use(match); }
"#,
    }],
    checks: &[Check::Kind { kinds: &["if_statement"], check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let Some(condition) = at.field("condition") else { return };
    let Some(inner) = condition.named_child(0).filter(|inner| inner.kind() == "assignment_expression") else {
        return;
    };
    // `if (node = node.next)` steps on by habit; only fixed values and plain names are sure to be slips.
    let fixed = inner.child_by_field_name("right").is_some_and(|right| {
        at.file.roles(right).intersects(Roles::LITERAL.and(Roles::STRING)) || right.kind() == "identifier"
    });
    if fixed {
        sink.found(
            inner,
            format!(
                "`{}` assigns where a condition is asked for; compare with `===`.",
                short(at.text(inner))
            ),
        );
    }
}
