//! `a < a`.

use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::text::short;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/self-comparison",
    title: "Value compared with itself",
    category: Category::Reliability,
    severity: Severity::Medium,
    cwe: Some(570),
    owasp: None,
    effort_minutes: 5,
    skills: &["control-flow"],
    in_tests: false,
    what: "Both sides of a comparison or of `and`, `or` are the same expression.",
    why: "The result is known beforehand; one of the sides was to be something else.",
    instead: "Compare with what was meant. A check for not-a-number reads better as `isnan`.",
    examples: &[
        Example {
            language: "python",
            bad: r"
if left.total < left.total:
    swap()
",
            good: r"
if left.total < right.total:
    swap()
if value != value:
    skip()
",
        },
        Example {
            language: "javascript",
            bad: "if (a.width === a.width && ready) { fit(); }",
            good: "if (a.width === b.width && ready) { fit(); }",
        },
        Example {
            language: "java",
            bad: r"
class Fit {
  boolean fits(Box a, Box b) {
    return a.width >= a.width;
  }
}
",
            good: r"
class Fit {
  boolean fits(Box a, Box b) {
    return a.width >= b.width;
  }
}
",
        },
        Example {
            language: "go",
            bad: r"
package fit

func fits(a, b Box) bool {
	return a.Width >= a.Width
}
",
            good: r"
package fit

func fits(a, b Box) bool {
	return a.Width >= b.Width
}
",
        },
        Example {
            language: "rust",
            bad: r"
fn fits(a: &Box2, b: &Box2) -> bool {
    a.width >= a.width
}
",
            good: r"
fn fits(a: &Box2, b: &Box2) -> bool {
    a.width >= b.width
}
",
        },
    ],
    checks: &[
        Check::Node { roles: Roles::BINARY, check },
        Check::Kind { kinds: &["comparison_operator"], check },
    ],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let two = || {
        (at.node.named_child_count() == 2)
            .then(|| at.node.named_child(0).zip(at.node.named_child(1)))
            .flatten()
    };
    let Some((left, right)) = at.field("left").zip(at.field("right")).or_else(two) else { return };
    if left.end_byte() - left.start_byte() != right.end_byte() - right.start_byte()
        || at.text(left) != at.text(right)
    {
        return;
    }
    let operator = at.file.source[left.end_byte()..right.start_byte()].trim();
    // `!=`, a bare `==` and a bare `<=` ask for not-a-number; what is called may answer differently the second time.
    let says = match operator {
        "<" | ">" | "&&" | "||" | "and" | "or" => true,
        "<=" | ">=" => at.text(left).contains('.'),
        "==" | "===" | "is" => {
            at.text(left).contains('.') && !at.text(left).bytes().any(|byte| byte.is_ascii_digit())
        }
        _ => false,
    };
    let code = at.text(left);
    if says && !code.contains(['(', '+', '"', '\'']) && !at.file.roles(left).contains(Roles::LITERAL) {
        sink.found(
            at.node,
            format!(
                "`{}` has `{}` on both sides; one of them was to be something else.",
                short(at.text(at.node)),
                short(code)
            ),
        );
    }
}
