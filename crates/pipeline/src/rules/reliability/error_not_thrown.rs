//! Errors made and dropped.

use types::{Category, Severity};

use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/error-not-thrown",
    title: "Error made and not thrown",
    category: Category::Reliability,
    severity: Severity::High,
    cwe: Some(390),
    owasp: None,
    effort_minutes: 5,
    skills: &["error-handling"],
    in_tests: false,
    what: "An error is made as a statement of its own; nothing throws it.",
    why: "The statement does nothing, and the program goes on as if all were well.",
    instead: "Write `raise` or `throw` in front of it.",
    examples: &[
        Example {
            language: "python",
            bad: r#"
def set_age(age):
    if age < 0:
        ValueError("age is negative")
"#,
            good: r#"
def set_age(age):
    if age < 0:
        raise ValueError("age is negative")
"#,
        },
        Example {
            language: "javascript",
            bad: r#"if (age < 0) { new RangeError("age is negative"); }"#,
            good: r#"if (age < 0) { throw new RangeError("age is negative"); }"#,
        },
        Example {
            language: "java",
            bad: r#"
class Person {
  void setAge(int age) {
    if (age < 0) {
      new IllegalArgumentException("age is negative");
    }
  }
}
"#,
            good: r#"
class Person {
  void setAge(int age) {
    if (age < 0) {
      throw new IllegalArgumentException("age is negative");
    }
  }
}
"#,
        },
    ],
    checks: &[Check::Kind { kinds: &["expression_statement"], check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let Some(inner) = at.node.named_child(0) else { return };
    let made = match inner.kind() {
        "call" => inner.child_by_field_name("function"),
        "new_expression" => inner.child_by_field_name("constructor"),
        "object_creation_expression" => inner.child_by_field_name("type"),
        _ => return,
    };
    let name = made.map_or("", |made| at.text(made));
    let is_error =
        (name.ends_with("Error") || name.ends_with("Exception")) && name.starts_with(char::is_uppercase);
    if is_error && inner.kind() != "call" || is_error && !name.contains('.') && BUILT_IN.contains(&name) {
        sink.found(at.node, format!("`{name}` is made here and not thrown; the statement does nothing."));
    }
}

/// Python's own; a name in capitals may be any function elsewhere.
const BUILT_IN: &[&str] = &[
    "Exception",
    "ValueError",
    "TypeError",
    "KeyError",
    "IndexError",
    "RuntimeError",
    "AttributeError",
    "NotImplementedError",
    "OSError",
    "IOError",
    "AssertionError",
    "LookupError",
    "PermissionError",
    "FileNotFoundError",
    "TimeoutError",
    "ConnectionError",
];
