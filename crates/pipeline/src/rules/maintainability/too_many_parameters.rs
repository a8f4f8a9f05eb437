//! Functions with too many parameters.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::facts::FunctionFacts;
use crate::rules::text::called;
use crate::rules::{Check, Example, File, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "maintainability/too-many-parameters",
    title: "Too many parameters",
    category: Category::Maintainability,
    severity: Severity::Low,
    cwe: Some(1064),
    owasp: None,
    effort_minutes: 20,
    skills: &["design"],
    in_tests: false,
    what: "A function takes more than seven parameters; in Python those that must be named do not count \
           twice, and constructors may take ten.",
    why: "Calls become rows of values that nobody can tell apart, and two of one type are swapped unnoticed.",
    instead: "Put what belongs together into one value.",
    examples: &[
        Example {
            language: "python",
            bad: r"
def draw(a, b, c, d, e, f, g, h):
    paint(a)
",
            good: r"
def draw(shape, style):
    paint(shape)
",
        },
        Example {
            language: "javascript",
            bad: "function draw(a, b, c, d, e, f, g, h) { paint(a); }",
            good: "function draw({ a, b, c, d, e, f, g, h }) { paint(a); }",
        },
        Example {
            language: "go",
            bad: r"
package draw

func draw(a, b, c, d, e, f, g, h int) {
	paint(a)
}
",
            good: r"
package draw

func draw(shape Shape) {
	paint(shape)
}
",
        },
        Example {
            language: "java",
            bad: r"
class Draw {
  void draw(int a, int b, int c, int d, int e, int f, int g, int h) { paint(a); }
}
",
            good: r"
class Draw {
  void draw(Shape shape) { paint(shape); }
}
",
        },
        Example {
            language: "rust",
            bad: r"
fn draw(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8) {
    paint(a)
}
",
            good: r"
fn draw(shape: Shape) {
    paint(shape)
}
",
        },
    ],
    checks: &[Check::Function(check)],
};

/// Parameters that are let pass: clippy's and SonarSource's threshold.
const MOST: u32 = 7;
/// The same for what makes a value, where each is a field.
const MOST_OF_CONSTRUCTORS: u32 = 10;

fn check(node: Node<'_>, facts: &FunctionFacts, file: &File<'_>, sink: &mut Sink<'_>) {
    let name = facts.name.rsplit(['.', ':']).next().unwrap_or(&facts.name);
    let constructor =
        matches!(name, "__init__" | "constructor" | "new") || node.kind() == "constructor_declaration";
    let most = if constructor { MOST_OF_CONSTRUCTORS } else { MOST };
    if facts.parameters <= most {
        return;
    }
    let needed = needed(node, facts, file);
    if needed > most {
        let message = format!(
            "{} takes {} parameters, {most} are allowed; put those that belong together into one value.",
            called(&facts.name),
            facts.parameters
        );
        sink.found_with(node, RULE.severity, RULE.effort_minutes, message);
    }
}

/// Parameters that every call must give: those with a default can be left out.
fn needed(node: Node<'_>, facts: &FunctionFacts, file: &File<'_>) -> u32 {
    let parameters = file.spec.syntax.parameters(node, file.source);
    if parameters.is_empty() {
        return facts.parameters;
    }
    parameters.iter().filter(|parameter| parameter.default.is_none()).count() as u32
}
