//! `finally` blocks that return.

use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/return-in-finally",
    title: "`return` in `finally`",
    category: Category::Reliability,
    severity: Severity::High,
    cwe: Some(584),
    owasp: None,
    effort_minutes: 10,
    skills: &["error-handling", "control-flow"],
    in_tests: false,
    what: "A `finally` block always returns.",
    why: "The return replaces whatever was on its way out, an error too, which is lost without a trace.",
    instead: "Return behind the block, and let `finally` only clean up.",
    examples: &[
        Example {
            language: "python",
            bad: r"
def read(path):
    try:
        return load(path)
    finally:
        return None
",
            good: r"
def read(path):
    try:
        return load(path)
    finally:
        close(path)
",
        },
        Example {
            language: "javascript",
            bad: "function read(path) { try { return load(path); } finally { return null; } }",
            good: "function read(path) { try { return load(path); } finally { close(path); } }",
        },
        Example {
            language: "java",
            bad: r"
class Read {
  Object read(String path) {
    try {
      return load(path);
    } finally {
      return null;
    }
  }
}
",
            good: r"
class Read {
  Object read(String path) {
    try {
      return load(path);
    } finally {
      close(path);
    }
  }
}
",
        },
    ],
    checks: &[Check::Node { roles: Roles::RETURN, check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    // Under a condition it may be meant: it drops the error in one case that was thought of.
    let [.., clause, _] = at.around.ancestors else { return };
    if clause.kind() == "finally_clause" {
        sink.found(
            at.node,
            "`return` in `finally` throws away the error or value that was on its way out; return behind the block.",
        );
    }
}
