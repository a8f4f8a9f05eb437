//! Functions that are too long.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::facts::FunctionFacts;
use crate::rules::text::called;
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
    what: "A function with more than 80 lines of code (160 in tests).",
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

fn check(node: Node<'_>, facts: &FunctionFacts, _: &File<'_>, sink: &mut Sink<'_>) {
    let most = if facts.in_test { MOST_IN_TESTS } else { MOST };
    if facts.code_lines <= most || facts.nested {
        return;
    }
    let severity = if facts.code_lines > 3 * most { Severity::Medium } else { Severity::Low };
    let effort = RULE.effort_minutes + (facts.code_lines - most) / 4;
    let message = format!(
        "{} has {} lines of code, {most} are allowed; give its steps functions of their own.",
        called(&facts.name),
        facts.code_lines
    );
    sink.found_with(node, severity, effort, message);
}
