//! Literals with the same key twice.

use rustc_hash::FxHashMap;
use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::text::{content, is_fixed_text, short};
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/duplicate-key",
    title: "Key given twice",
    category: Category::Reliability,
    severity: Severity::High,
    cwe: Some(561),
    owasp: None,
    effort_minutes: 5,
    skills: &["data-structures"],
    in_tests: false,
    what: "A dictionary or object literal has the same fixed key twice with different values.",
    why: "The first value is lost in silence.",
    instead: "Keep one of them.",
    examples: &[
        Example {
            language: "python",
            bad: r#"sizes = {"small": 1, "large": 2, "small": 3}"#,
            good: r#"sizes = {"small": 1, "large": 2, "medium": 3}"#,
        },
        Example {
            language: "javascript",
            bad: "const sizes = { small: 1, large: 2, small: 3 };",
            good: "const sizes = { small: 1, large: 2, get medium() { return 3; } };",
        },
    ],
    checks: &[Check::Kind { kinds: &["dictionary", "object"], check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    if at.node.named_child_count() < 2 {
        return;
    }
    let mut seen: FxHashMap<&str, &str> = FxHashMap::default();
    let mut cursor = at.node.walk();
    for pair in at.node.named_children(&mut cursor).filter(|child| child.kind() == "pair") {
        let (Some(key), Some(value)) = (pair.child_by_field_name("key"), pair.child_by_field_name("value"))
        else {
            continue;
        };
        let fixed = matches!(key.kind(), "property_identifier" | "integer" | "number")
            || at.file.roles(key).contains(Roles::STRING) && is_fixed_text(key, at.file);
        if !fixed {
            continue;
        }
        let name = at.text(key);
        let unquoted =
            if key.kind() == "string" && at.file.spec.id != "python" { content(name) } else { name };
        if let Some(before) = seen.insert(unquoted, at.text(value))
            && before != at.text(value)
        {
            sink.found(
                pair,
                format!(
                    "`{name}` is given twice in this literal; the first value, `{}`, is lost.",
                    short(before)
                ),
            );
        }
    }
}
