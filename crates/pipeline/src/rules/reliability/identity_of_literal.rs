//! `is` and `==` on texts.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::text::short;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/identity-of-literal",
    title: "Text compared by identity",
    category: Category::Reliability,
    severity: Severity::High,
    cwe: Some(597),
    owasp: None,
    effort_minutes: 5,
    skills: &["python", "java"],
    in_tests: false,
    what: "Two texts are compared by identity: `is` with a literal in Python, `==` with a literal in Java.",
    why: "It asks whether both are the same object, which depends on how each was made; equal texts may \
          compare as different.",
    instead: "Compare with `==` in Python and `equals` in Java.",
    examples: &[
        Example {
            language: "python",
            bad: r#"
if kind is "a":
    first()
"#,
            good: r#"
if kind == "a" or kind is None:
    first()
"#,
        },
        Example {
            language: "java",
            bad: r#"
class Pick {
  boolean first(String kind) {
    return kind == "a";
  }
}
"#,
            good: r#"
class Pick {
  boolean first(String kind) {
    return "a".equals(kind);
  }
}
"#,
        },
    ],
    checks: &[Check::Kind { kinds: &["comparison_operator", "binary_expression"], check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    if at.node.named_child_count() != 2 {
        return;
    }
    let (Some(left), Some(right)) = (at.node.named_child(0), at.node.named_child(1)) else { return };
    let operator = at.file.source[left.end_byte()..right.start_byte()].trim();
    let instead = match (at.file.spec.id, operator) {
        ("python", "is" | "is not") => "==",
        ("java", "==" | "!=") => "equals",
        _ => return,
    };
    let text = |node: Node<'_>| {
        at.file.roles(node).contains(Roles::STRING) || matches!(node.kind(), "integer" | "float")
    };
    // Both fixed: a constant of the compiler.
    if text(left) != text(right) {
        sink.found(
            at.node,
            format!(
                "`{}` asks whether both are one object, not whether they are equal; use `{instead}`.",
                short(at.text(at.node))
            ),
        );
    }
}
