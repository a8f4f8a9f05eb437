//! Python handlers without a type.

use types::{Category, Severity};

use crate::rules::text::children;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/bare-except",
    title: "Handler of everything",
    category: Category::Reliability,
    severity: Severity::Medium,
    cwe: Some(396),
    owasp: None,
    effort_minutes: 10,
    skills: &["error-handling"],
    in_tests: false,
    what: "`except:` without a type, which does not raise again.",
    why: "It also catches `KeyboardInterrupt` and `SystemExit`, so that the program cannot be stopped, and \
          hides misspelt names.",
    instead: "Name the errors that you expect; `except Exception:` at most.",
    examples: &[Example {
        language: "python",
        bad: r"
try:
    value = read()
except:
    value = None
",
        good: r"
try:
    value = read()
except OSError:
    value = None
try:
    step()
except:
    undo()
    raise
",
    }],
    checks: &[Check::Kind { kinds: &["except_clause"], check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let parts = children(at.node);
    let [body] = parts[..] else { return };
    if body.kind() != "block" || is_left_again(at.text(body)) {
        return;
    }
    let end = at.node.start_byte() + "except:".len();
    sink.found_between(
        at.node.start_byte(),
        end,
        "`except:` also catches the wish to stop the program; name the errors that you expect.",
    );
}

/// Whether the handler ends by raising or leaving the process.
fn is_left_again(body: &str) -> bool {
    body.lines().map(str::trim).any(|line| {
        line == "raise"
            || line.starts_with("raise ")
            || ["sys.exit(", "os._exit(", "reraise("].iter().any(|call| line.contains(call))
    })
}
