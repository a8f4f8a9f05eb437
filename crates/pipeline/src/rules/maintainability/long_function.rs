//! Functions that are too long.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::facts::FunctionFacts;
use crate::languages::Roles;
use crate::rules::text::{called, children};
use crate::rules::{Check, Example, File, Rule, Sink};

/// A line ten times.
macro_rules! ten {
    ($line:literal) => {
        concat!($line, $line, $line, $line, $line, $line, $line, $line, $line, $line)
    };
}

/// A line a hundred times: an example of something long.
macro_rules! hundred {
    ($line:literal) => {
        concat!(
            ten!($line),
            ten!($line),
            ten!($line),
            ten!($line),
            ten!($line),
            ten!($line),
            ten!($line),
            ten!($line),
            ten!($line),
            ten!($line)
        )
    };
}

pub(in crate::rules) static RULE: Rule = Rule {
    id: "maintainability/long-function",
    title: "Function that is too long",
    category: Category::Maintainability,
    severity: Severity::Low,
    cwe: Some(1080),
    owasp: None,
    effort_minutes: 20,
    skills: &["refactoring", "readability"],
    in_tests: true,
    what: "A function with more than 80 lines of code of its own (160 in tests). Functions with a name inside it are judged \
           for themselves, and a line of markup counts half.",
    why: "It does several things; each can be found, tested and reused only together with the others.",
    instead: "Give each step a function with a name that says what it does.",
    examples: &[
        Example {
            language: "python",
            bad: concat!("def run():\n", hundred!("    step()\n"), ""),
            good: "def run():\n    step()\n",
        },
        Example {
            language: "javascript",
            bad: concat!("function run() {\n", hundred!("  step();\n"), "}\n"),
            good: "function run() {\n  step();\n}\n",
        },
        Example {
            language: "go",
            bad: concat!("package run\n\nfunc run() {\n", hundred!("\tstep()\n"), "}\n"),
            good: "package run\n\nfunc run() {\n\tstep()\n}\n",
        },
        Example {
            language: "java",
            bad: concat!("class Run {\n  void run() {\n", hundred!("    step();\n"), "  }\n}\n"),
            good: "class Run {\n  void run() {\n    step();\n  }\n}\n",
        },
        Example {
            language: "rust",
            bad: concat!("fn run() {\n", hundred!("    step();\n"), "}\n"),
            good: "fn run() {\n    step();\n}\n",
        },
    ],
    checks: &[Check::Function(check)],
};

/// Lines with code that are let pass.
const MOST: u32 = 80;
/// The same in tests.
const MOST_IN_TESTS: u32 = 160;
/// A test that is easier than this is a row of steps or a table of cases, however long.
const MIN_COGNITIVE_IN_TESTS: u32 = 5;

fn check(node: Node<'_>, facts: &FunctionFacts, file: &File<'_>, sink: &mut Sink<'_>) {
    let most = if facts.in_test { MOST_IN_TESTS } else { MOST };
    if facts.code_lines <= most || facts.in_test && facts.cognitive < MIN_COGNITIVE_IN_TESTS {
        return;
    }
    let lines = facts.code_lines.saturating_sub(lines_of_others(node, file));
    if lines <= most {
        return;
    }
    let severity = if lines > 3 * most { Severity::Medium } else { Severity::Low };
    let effort = RULE.effort_minutes + (lines - most) / 4;
    let message = format!(
        "{} has {lines} lines of code, {most} are allowed; give its steps functions of their own.",
        called(&facts.name),
    );
    sink.found_with(node, severity, effort, message);
}

/// Lines inside a function that are not steps of its own: named functions, of which one line is left, and half of all
/// markup.
fn lines_of_others(function: Node<'_>, file: &File<'_>) -> u32 {
    let lines =
        |node: Node<'_>| file.text(node).lines().filter(|line| !line.trim().is_empty()).count() as u32;
    let mut others = 0;
    let mut open = children(function);
    while let Some(node) = open.pop() {
        let roles = file.roles(node);
        let named = roles.contains(Roles::FUNCTION) && node.child_by_field_name("name").is_some()
            || node.kind() == "variable_declarator"
                && node
                    .child_by_field_name("value")
                    .is_some_and(|value| file.roles(value).intersects(Roles::FUNCTION.and(Roles::LAMBDA)));
        if named {
            others += lines(node) - 1;
        } else if matches!(node.kind(), "jsx_element" | "jsx_fragment" | "jsx_self_closing_element") {
            others += lines(node) / 2;
        } else {
            open.extend(children(node));
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::found;

    fn long(language: &str, code: &str) -> usize {
        found("maintainability/long-function", language, code).len()
    }

    #[test]
    fn functions_inside_are_judged_for_themselves() {
        let steps = "    step();\n".repeat(60);
        let twice = format!(
            "function outer() {{\n  function a() {{\n{steps}  }}\n  const b = () => {{\n{steps}  }};\n}}\n"
        );
        assert_eq!(long("javascript", &twice), 0);
        let steps = "    step();\n".repeat(90);
        let inner = format!("function outer() {{\n  function inner() {{\n{steps}  }}\n}}\n");
        assert_eq!(long("javascript", &inner), 1);
    }

    #[test]
    fn markup_counts_half() {
        let page = |lines: usize| {
            format!(
                "function Page() {{\n  return (\n    <ul>\n{}    </ul>\n  );\n}}\n",
                "      <li />\n".repeat(lines)
            )
        };
        assert_eq!((long("tsx", &page(100)), long("tsx", &page(200))), (0, 1));
    }

    #[test]
    fn a_suite_of_tests_may_be_long() {
        let tests = "  it('adds', () => {\n    add();\n  });\n".repeat(80);
        assert_eq!(long("javascript", &format!("describe('sums', () => {{\n{tests}}});\n")), 0);
    }
}
