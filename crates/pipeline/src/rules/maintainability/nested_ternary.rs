//! Conditional expressions inside each other.

use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::text::short;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "maintainability/nested-ternary",
    title: "Conditional inside a conditional",
    category: Category::Maintainability,
    severity: Severity::Low,
    cwe: None,
    owasp: None,
    effort_minutes: 5,
    skills: &["readability"],
    in_tests: false,
    what: "A conditional expression stands in the condition or first branch of another one, or three of \
           them follow each other.",
    why: "Which of the values belongs to which condition must be worked out with a finger on the screen.",
    instead: "Use `if`, `match`, or a table.",
    examples: &[
        Example {
            language: "python",
            bad: "size = (1 if tall else 2) if wide else 3",
            good: "size = 1 if wide else 3",
        },
        Example {
            language: "javascript",
            bad: "const size = wide ? tall ? 1 : 2 : 3;",
            good: "const size = wide ? 1 : tall ? 2 : 3;",
        },
        Example {
            language: "java",
            bad: r"
class Size {
  int size(boolean wide, boolean tall) {
    return wide ? tall ? 1 : 2 : 3;
  }
}
",
            good: r"
class Size {
  int size(boolean wide, boolean tall) {
    return wide ? 1 : tall ? 2 : 3;
  }
}
",
        },
    ],
    checks: &[Check::Node { roles: Roles::TERNARY, check }],
};

/// Conditionals that may follow each other in last branches: `a ? 1 : b ? 2 : 3`.
const MOST: usize = 2;

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let mut inner = at.node;
    let mut last = 0;
    for node in at.around.ancestors.iter().rev() {
        let roles = at.file.roles(*node);
        if roles.contains(Roles::PARENTHESES) {
            inner = *node;
            continue;
        }
        if !roles.contains(Roles::TERNARY) {
            break;
        }
        let in_last = node.named_child(node.named_child_count().saturating_sub(1) as u32) == Some(inner);
        if !in_last {
            let code = short(at.text(at.node));
            sink.found(
                at.node,
                format!("`{code}` is a conditional inside another one; use `if` or a table."),
            );
            return;
        }
        last += 1;
        if last == MOST {
            sink.found(
                at.node,
                format!(
                    "`{}` is the third conditional in a row; use `if` or a table.",
                    short(at.text(at.node))
                ),
            );
            return;
        }
        inner = *node;
    }
}
