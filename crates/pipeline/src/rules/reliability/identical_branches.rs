//! `if` and `else` with the same code.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/identical-branches",
    title: "Both branches do the same",
    category: Category::Reliability,
    severity: Severity::Medium,
    cwe: None,
    owasp: None,
    effort_minutes: 10,
    skills: &["control-flow"],
    in_tests: false,
    what: "What is done when a condition holds and what is done otherwise is the same code.",
    why: "Either the condition is not needed, or one of the branches was copied and never changed.",
    instead: "Write the other branch as it was meant, or drop the condition.",
    examples: &[
        Example {
            language: "python",
            bad: r"
if fast:
    send(order, retries=3)
else:
    send(order, retries=3)
",
            good: r"
if fast:
    send(order, retries=1)
else:
    send(order, retries=3)
",
        },
        Example {
            language: "javascript",
            bad: "if (fast) { send(order, 3); } else { send(order, 3); }",
            good: "if (fast) { send(order, 1); } else { send(order, 3); }",
        },
        Example {
            language: "java",
            bad: r"
class Send {
  void send(boolean fast) {
    if (fast) { post(order, 3); } else { post(order, 3); }
  }
}
",
            good: r"
class Send {
  void send(boolean fast) {
    if (fast) { post(order, 1); } else { post(order, 3); }
  }
}
",
        },
        Example {
            language: "go",
            bad: r"
package orders

func send(fast bool) {
	if fast {
		post(order, 3)
	} else {
		post(order, 3)
	}
}
",
            good: r"
package orders

func send(fast bool) {
	if fast {
		post(order, 1)
	} else {
		post(order, 3)
	}
}
",
        },
        Example {
            language: "rust",
            bad: r"
fn send(fast: bool) {
    if fast { post(order, 3) } else { post(order, 3) }
}
",
            good: r"
fn send(fast: bool) {
    if fast { post(order, 1) } else { post(order, 3) }
}
",
        },
    ],
    checks: &[Check::Node { roles: Roles::IF.and(Roles::TERNARY), check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let Some((first, second)) = branches(at) else { return };
    let (one, other) = (at.text(first), at.text(second));
    let trivial = one.len() < 8 || first.named_child_count() == 0 && first.kind().contains("block");
    if !trivial && one.split_whitespace().eq(other.split_whitespace()) {
        sink.found(at.node, "Both branches of this condition do the same; write the other one as it was meant, or drop the condition.");
    }
}

/// The two branches of a condition that has no third.
fn branches<'t>(at: &At<'t>) -> Option<(Node<'t>, Node<'t>)> {
    if at.file.spec.syntax.is_else_if(at.node, at.around) {
        return None;
    }
    if at.node.kind() == "conditional_expression" {
        return Some((at.node.named_child(0)?, at.node.named_child(2)?));
    }
    let first = at.field("consequence")?;
    let mut cursor = at.node.walk();
    let alternatives: Vec<Node<'t>> = at.node.children_by_field_name("alternative", &mut cursor).collect();
    let [second] = alternatives[..] else { return None };
    let second = match second.kind() {
        "else_clause" => second.child_by_field_name("body").or_else(|| second.named_child(0))?,
        "elif_clause" => return None,
        _ => second,
    };
    (!at.file.roles(second).contains(Roles::IF)).then_some((first, second))
}
