//! Functions that are hard to follow.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::facts::FunctionFacts;
use crate::rules::text::called;
use crate::rules::{Check, Example, File, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "maintainability/complex-function",
    title: "Function that is hard to follow",
    category: Category::Maintainability,
    severity: Severity::Medium,
    cwe: Some(1121),
    owasp: None,
    effort_minutes: 15,
    skills: &["refactoring", "readability"],
    in_tests: true,
    what: "A function whose cognitive complexity is over 15 (over 30 in tests, and in Go, where handing on an error costs a branch). Each branch counts one, and \
           one more for every level that it is nested in.",
    why: "Readers must keep every condition around a line in mind. Complex functions take longer to change \
          and break more often when they are.",
    instead: "Leave early instead of nesting; give the body of a loop or a long branch a name of its own; \
              replace chains of conditions by a table.",
    examples: &[
        Example {
            language: "python",
            bad: r"
def pick(a, b, c, d):
    total = 0
    for x in a:
        if x:
            for y in b:
                if y and c:
                    while d:
                        if x > y:
                            total += 1
                        elif x == y:
                            total += 2
    return total
",
            good: r"
def pick(a, b):
    return sum(score(x, y) for x in a for y in b)
",
        },
        Example {
            language: "javascript",
            bad: r"
function pick(a, b, c, d) {
  let total = 0;
  for (const x of a) {
    if (x) {
      for (const y of b) {
        if (y && c) {
          while (d()) {
            if (x > y) { total += 1; } else if (x === y) { total += 2; }
          }
        }
      }
    }
  }
  return total;
}
",
            good: r"
function pick(a, b) {
  return a.map((x) => score(x, b));
}
",
        },
        Example {
            language: "go",
            bad: r"
package pick

func pick(a, b []int, c, d bool) int {
	total := 0
	for _, x := range a {
		if x > 0 {
			for _, y := range b {
				if y > 0 && c {
					for d {
						if x > y {
							total++
						} else if x == y {
							total += 2
						}
						if total > 9 && !d {
							total--
						} else {
							total++
						}
					}
				}
			}
		}
	}
	return total
}
",
            good: r"
package pick

func pick(a, b []int) int {
	return score(a, b)
}
",
        },
        Example {
            language: "java",
            bad: r"
class Pick {
  int pick(int[] a, int[] b, boolean c, boolean d) {
    int total = 0;
    for (int x : a) {
      if (x > 0) {
        for (int y : b) {
          if (y > 0 && c) {
            while (d) {
              if (x > y) { total += 1; } else if (x == y) { total += 2; }
            }
          }
        }
      }
    }
    return total;
  }
}
",
            good: r"
class Pick {
  int pick(int[] a, int[] b) {
    return score(a, b);
  }
}
",
        },
        Example {
            language: "rust",
            bad: r"
fn pick(a: &[u32], b: &[u32], c: bool, d: bool) -> u32 {
    let mut total = 0;
    for x in a {
        if *x > 0 {
            for y in b {
                if *y > 0 && c {
                    while d {
                        if x > y { total += 1; } else if x == y { total += 2; }
                    }
                }
            }
        }
    }
    total
}
",
            good: r"
fn pick(a: &[u32], b: &[u32]) -> u32 {
    score(a, b)
}
",
        },
    ],
    checks: &[Check::Function(check)],
};

/// Cognitive complexity that is let pass: the threshold that SonarSource proposes.
const MOST: u32 = 15;
/// The same in tests, which grow long and stay simple to read; and in Go, where each error that is handed on costs a
/// branch: what golangci-lint lets pass by default.
const MOST_WITH_CHECKS: u32 = 30;

fn check(node: Node<'_>, facts: &FunctionFacts, file: &File<'_>, sink: &mut Sink<'_>) {
    let most = if facts.in_test || file.spec.id == "go" { MOST_WITH_CHECKS } else { MOST };
    let over = facts.cognitive.saturating_sub(most);
    if over == 0 || facts.nested {
        return;
    }
    let severity = match over {
        0..=10 => Severity::Low,
        11..=35 => Severity::Medium,
        _ => Severity::High,
    };
    let message = format!(
        "{} has a cognitive complexity of {}, {most} are allowed; split it or leave early.",
        called(&facts.name),
        facts.cognitive
    );
    sink.found_with(node, severity, RULE.effort_minutes + over, message);
}
