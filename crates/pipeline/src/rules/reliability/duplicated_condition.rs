//! The same condition twice in a chain.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::text::short;
use crate::rules::{At, Check, Example, File, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/duplicated-condition",
    title: "Condition asked twice",
    category: Category::Reliability,
    severity: Severity::High,
    cwe: Some(561),
    owasp: None,
    effort_minutes: 10,
    skills: &["control-flow"],
    in_tests: false,
    what: "An `else if` asks what an earlier branch of the same chain asked already.",
    why: "Its branch never runs; something else was to be asked.",
    instead: "Ask what was meant, or drop the branch.",
    examples: &[
        Example {
            language: "python",
            bad: r#"
if kind == "a":
    first()
elif kind == "a":
    second()
"#,
            good: r#"
if kind == "a":
    first()
elif kind == "b":
    second()
"#,
        },
        Example {
            language: "javascript",
            bad: "if (kind === 1) { first(); } else if (kind === 1) { second(); }",
            good: "if (kind === 1) { first(); } else if (kind === 2) { second(); }",
        },
        Example {
            language: "java",
            bad: r"
class Pick {
  void pick(int kind) {
    if (kind == 1) { first(); } else if (kind == 1) { second(); }
  }
}
",
            good: r"
class Pick {
  void pick(int kind) {
    if (kind == 1) { first(); } else if (kind == 2) { second(); }
  }
}
",
        },
        Example {
            language: "go",
            bad: r"
package pick

func pick(kind int) {
	if kind == 1 {
		first()
	} else if kind == 1 {
		second()
	}
}
",
            good: r"
package pick

func pick(kind int) {
	if kind == 1 {
		first()
	} else if kind == 2 {
		second()
	}
}
",
        },
        Example {
            language: "rust",
            bad: r"
fn pick(kind: u8) {
    if kind == 1 { first() } else if kind == 1 { second() }
}
",
            good: r"
fn pick(kind: u8) {
    if kind == 1 { first() } else if kind == 2 { second() }
}
",
        },
    ],
    checks: &[Check::Node { roles: Roles::IF, check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    if at.field("alternative").is_none() || at.file.spec.syntax.is_else_if(at.node, at.around) {
        return;
    }
    let conditions = chain(at.node, at.file);
    for (position, condition) in conditions.iter().enumerate() {
        let text = at.text(*condition);
        // What is called or read may answer differently the second time.
        if text.contains('(') && text.trim_matches(['(', ')']).contains('(')
            || text.contains(":=")
            || text.contains("++")
        {
            continue;
        }
        if conditions[..position].iter().any(|earlier| at.text(*earlier) == text) {
            sink.found(
                *condition,
                format!("`{}` was asked before in this chain, so its branch never runs.", short(text)),
            );
        }
    }
}

/// The conditions of an `if` and of all `else if` behind it.
fn chain<'t>(first: Node<'t>, file: &File<'_>) -> Vec<Node<'t>> {
    let mut conditions: Vec<Node<'t>> = Vec::new();
    let mut next = Some(first);
    while let Some(node) = next.take() {
        if node.child_by_field_name("initializer").is_some() {
            break;
        }
        conditions.extend(node.child_by_field_name("condition"));
        let mut cursor = node.walk();
        let alternatives: Vec<Node<'t>> = node.children_by_field_name("alternative", &mut cursor).collect();
        for alternative in alternatives {
            match alternative.kind() {
                "elif_clause" => conditions.extend(alternative.child_by_field_name("condition")),
                "else_clause" => {
                    next = alternative.named_child(0).filter(|inner| file.roles(*inner).contains(Roles::IF));
                }
                _ => next = Some(alternative).filter(|inner| file.roles(*inner).contains(Roles::IF)),
            }
        }
    }
    conditions
}
