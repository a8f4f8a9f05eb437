//! `assert (condition, message)`.

use types::{Category, Severity};

use crate::rules::text::short;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/assert-on-tuple",
    title: "Assertion that always holds",
    category: Category::Reliability,
    severity: Severity::High,
    cwe: Some(571),
    owasp: None,
    effort_minutes: 2,
    skills: &["python"],
    in_tests: true,
    what: "`assert` is given a tuple: condition and message in parentheses.",
    why: "A tuple with something in it counts as true, so that the assertion never fails.",
    instead: "Take the parentheses away: `assert condition, \"message\"`.",
    examples: &[Example {
        language: "python",
        bad: r#"assert (total > 0, "total must be positive")"#,
        good: r#"assert total > 0, "total must be positive""#,
    }],
    checks: &[Check::Kind { kinds: &["assert_statement"], check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    if let Some(tuple) =
        at.node.named_child(0).filter(|node| node.kind() == "tuple" && node.named_child_count() > 0)
    {
        sink.found(
            at.node,
            format!(
                "`assert {}` is given a tuple, which always holds; take the parentheses away.",
                short(at.text(tuple))
            ),
        );
    }
}
