//! Functions that nest too deeply.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::facts::FunctionFacts;
use crate::rules::text::called;
use crate::rules::{Check, Example, File, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "maintainability/deep-nesting",
    title: "Code nested too deeply",
    category: Category::Maintainability,
    severity: Severity::Low,
    cwe: Some(1124),
    owasp: None,
    effort_minutes: 20,
    skills: &["refactoring", "readability"],
    in_tests: false,
    what: "A function whose branches and loops stand more than four deep in each other.",
    why: "What a line does depends on everything around it, and the lines that matter most stand farthest \
          to the right.",
    instead: "Turn conditions round and leave early (`return`, `continue`); give inner loops a function.",
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

/// Levels that are let pass.
const MOST: u32 = 4;

fn check(node: Node<'_>, facts: &FunctionFacts, _: &File<'_>, sink: &mut Sink<'_>) {
    if facts.nesting > MOST && !facts.nested {
        let message = format!(
            "{} nests {} levels deep, {MOST} are allowed; leave early or take inner loops out.",
            called(&facts.name),
            facts.nesting
        );
        sink.found(node, message);
    }
}
