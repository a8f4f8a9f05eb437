//! Statements behind a jump.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::rules::text::short;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/unreachable-code",
    title: "Code that never runs",
    category: Category::Reliability,
    severity: Severity::Medium,
    cwe: Some(561),
    owasp: None,
    effort_minutes: 5,
    skills: &["control-flow"],
    in_tests: false,
    what: "A statement stands behind one that always leaves the block: `return`, `throw`, `raise`, `break`, \
           `continue`.",
    why: "Either it should run and does not, or it is left over and misleads the next reader.",
    instead: "Delete it, or move it to where it runs.",
    examples: &[
        Example {
            language: "python",
            bad: r"
def close(file):
    return file.name
    file.close()
",
            good: r"
def close(file):
    file.close()
    return file.name

def nothing():
    return
    yield
",
        },
        Example {
            language: "javascript",
            bad: r"
function close(file) {
  return file.name;
  file.close();
}
",
            good: r"
function close(file) {
  return name();
  function name() { return file.name; }
}
",
        },
        Example {
            language: "java",
            bad: r"
class Files {
  void each() {
    while (true) {
      break;
      step();
    }
  }
}
",
            good: r"
class Files {
  int kind(int k) {
    switch (k) {
      case 1:
        return 2;
      default:
        return 3;
    }
  }
}
",
        },
        Example {
            language: "go",
            bad: r"
package files

func name(file File) string {
	return file.Name
	file.Close()
}
",
            good: r"
package files

func name(file File) string {
	file.Close()
	return file.Name
}
",
        },
        Example {
            language: "rust",
            bad: r"
fn name(file: File) -> String {
    return file.name;
    close(file);
}
",
            good: r"
fn name(file: File) -> String {
    #[cfg(windows)]
    return file.name;
    #[cfg(unix)]
    close(file)
}
",
        },
    ],
    checks: &[Check::Kind {
        kinds: &["block", "statement_block", "statement_list", "switch_block_statement_group"],
        check,
    }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    if at.node.named_child_count() < 2 {
        return;
    }
    let mut cursor = at.node.walk();
    let statements: Vec<Node<'_>> =
        at.node.named_children(&mut cursor).filter(|child| !child.is_extra()).collect();
    if statements.iter().any(|statement| statement.kind() == "attribute_item" || statement.has_error()) {
        return;
    }
    for pair in statements.windows(2) {
        if let Some(word) = leaves(pair[0]) {
            if !is_meant(pair[1], at) {
                let code = short(at.text(pair[1]));
                sink.found(
                    pair[1],
                    format!("`{code}` stands behind `{word}` and never runs; delete it or move it."),
                );
            }
            return;
        }
    }
}

/// The word of a statement that always leaves its block.
fn leaves(statement: Node<'_>) -> Option<&'static str> {
    let inner =
        if statement.kind() == "expression_statement" { statement.named_child(0)? } else { statement };
    match inner.kind() {
        "return_statement" | "return_expression" => Some("return"),
        "throw_statement" => Some("throw"),
        "raise_statement" => Some("raise"),
        "break_statement" | "break_expression" => Some("break"),
        "continue_statement" | "continue_expression" => Some("continue"),
        _ => None,
    }
}

/// What may stand there: declarations that are known from above, labels, a `break` that closes a case, the `yield` that
/// makes a generator, what is not code.
fn is_meant(statement: Node<'_>, at: &At<'_>) -> bool {
    let kind = statement.kind();
    kind.contains("declaration")
        || kind.ends_with("_item")
        || kind.ends_with("_definition")
        || matches!(
            kind,
            "labeled_statement" | "break_statement" | "empty_statement" | "line_comment" | "block_comment"
        )
        || at.text(statement).starts_with("yield")
        || at.text(statement).starts_with("unreachable!")
        || at.text(statement).starts_with("raise NotImplementedError")
        || statement.kind() == "expression_statement"
            && statement.named_child(0).is_some_and(|inner| inner.kind() == "string")
}
