//! Notes of work left for later.

use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::text::short;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "maintainability/todo-comment",
    title: "Work left for later",
    category: Category::Maintainability,
    severity: Severity::Info,
    cwe: Some(546),
    owasp: None,
    effort_minutes: 20,
    skills: &["planning"],
    in_tests: false,
    what: "A comment that begins with TODO, FIXME, XXX or HACK.",
    why: "What is only written here is in no plan; most such notes outlive the one who could have explained \
          them.",
    instead: "Do it, or make a task of it and name the task.",
    examples: &[
        Example {
            language: "python",
            bad: r"
# TODO: retry on errors
send()
",
            good: r"
# Retries are up to the caller.
send()
",
        },
        Example {
            language: "javascript",
            bad: r"
// FIXME: breaks on leap days
send();
",
            good: r"
// Mastodon is spelt like this.
send();
",
        },
        Example {
            language: "go",
            bad: r"
package send

// TODO(ann): retry
func send() {}
",
            good: r"
package send

// send sends.
func send() {}
",
        },
        Example {
            language: "java",
            bad: r"
class Send {
  /* XXX this is slow */
  void send() {}
}
",
            good: r"
class Send {
  /* The format is XXX-000. */
  void send() {}
}
",
        },
        Example {
            language: "rust",
            bad: r"
// HACK: the server lies about its version
fn send() {}
",
            good: r"
// A todo list is shown.
fn send() {}
",
        },
    ],
    checks: &[Check::Node { roles: Roles::COMMENT, check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    for line in at.text(at.node).lines() {
        let text = line.trim_start_matches([' ', '\t', '/', '*', '#', '!', '-']);
        let Some(mark) = MARKS.iter().find(|mark| text.starts_with(**mark)) else { continue };
        let rest = &text[mark.len()..];
        if rest.starts_with([':', ' ', '(', '!']) || rest.is_empty() {
            let rest = without_owner(rest);
            let says = short(rest.trim_start_matches([':', ' ', '!']).trim_end_matches([' ', '*', '/']));
            sink.found(
                at.node,
                format!(
                    "{mark} left here: {}",
                    if says.is_empty() { "it does not say what." } else { &says }
                ),
            );
            return;
        }
    }
}

/// What stands behind `TODO(name)`; who it is for is no part of what there is to do.
fn without_owner(rest: &str) -> &str {
    rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(rest, |(_, rest)| rest)
}

const MARKS: &[&str] = &["TODO", "FIXME", "XXX", "HACK"];
