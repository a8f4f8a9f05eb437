//! Code that was put into comments.

use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "maintainability/commented-out-code",
    title: "Code in a comment",
    category: Category::Maintainability,
    severity: Severity::Low,
    cwe: None,
    owasp: None,
    effort_minutes: 5,
    skills: &["version-control", "readability"],
    in_tests: false,
    what: "Four or more comment lines in a row that read like statements. Documentation is left alone, for \
           it may show examples.",
    why: "Nobody dares to delete it, nothing keeps it right, and searches find it.",
    instead: "Delete it; the history keeps it.",
    examples: &[
        Example {
            language: "python",
            bad: r"
# total = sum(prices)
# total = rounded(total)
# if total > limit:
#     send(total)
run()
",
            good: r"
# The total is checked by the caller,
# who knows the limit;
# see the manual (chapter 3).
run()
",
        },
        Example {
            language: "javascript",
            bad: r"
// const total = sum(prices);
// if (total > limit) {
//   send(total);
// }
run();
",
            good: r"
// The total is checked by the caller,
// who knows the limit;
// see the manual (chapter 3).
run();
",
        },
        Example {
            language: "go",
            bad: r"
package run

func run() {
	// total := sum(prices)
	// if total > limit {
	// 	send(total)
	// }
	step()
}
",
            good: r"
package run

// run checks nothing: the caller
// knows the limit;
// see the manual (chapter 3).
func run() {
	step()
}
",
        },
        Example {
            language: "java",
            bad: r"
class Run {
  void run() {
    // int total = sum(prices);
    // if (total > limit) {
    //   send(total);
    // }
    step();
  }
}
",
            good: r"
class Run {
  /**
   * <pre>
   * int total = sum(prices);
   * send(total);
   * step(total);
   * </pre>
   */
  void run() {
    step();
  }
}
",
        },
        Example {
            language: "rust",
            bad: r"
fn run() {
    // let total = sum(prices);
    // if total > limit {
    //     send(total);
    // }
    step();
}
",
            good: r"
/// let total = sum(prices);
/// send(total);
/// step(total);
fn run() {
    step();
}
",
        },
    ],
    checks: &[Check::Node { roles: Roles::COMMENT, check }],
};

/// Lines in a row from which on a comment is judged.
const FEWEST: usize = 4;

/// Looks at a row of comments when its first one is met.
fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let mark = if at.file.spec.id == "python" { "#" } else { "//" };
    let source = at.file.source;
    let start = source[..at.node.start_byte()].rfind('\n').map_or(0, |end| end + 1);
    let alone = source[start..at.node.start_byte()].trim().is_empty();
    let before = source[..start].trim_end_matches(['\n', '\r']);
    let goes_on =
        before.len() + 2 >= start && comment(before.rsplit('\n').next().unwrap_or_default(), mark).is_some();
    if !alone || goes_on {
        return;
    }
    let mut run = Run::default();
    let mut line_start = start;
    for line in source[start..].split_inclusive('\n') {
        let Some(text) = comment(line, mark) else { break };
        run.take(text, line_start, line_start + line.trim_end().len());
        line_start += line.len();
    }
    run.close(sink);
}

/// What a line that is a comment says; documentation is none.
fn comment<'l>(line: &'l str, mark: &str) -> Option<&'l str> {
    line.trim().strip_prefix(mark).filter(|text| !text.starts_with(['/', '!', '#']))
}

/// Comment lines in a row.
#[derive(Default)]
struct Run {
    start_byte: usize,
    end_byte: usize,
    lines: usize,
    code: usize,
    /// Lines that no code could be.
    prose: usize,
    /// Lines that end as only code does.
    sure: usize,
    /// Whether it says that it is an example.
    example: bool,
}

impl Run {
    fn take(&mut self, comment: &str, start_byte: usize, end_byte: usize) {
        if self.lines == 0 {
            self.start_byte = start_byte;
        }
        self.end_byte = end_byte;
        let text = comment.trim();
        if text.is_empty() {
            return;
        }
        if self.lines == 0 {
            let lower = text.to_ascii_lowercase();
            self.example =
                ["example", "usage", "e.g.", "for instance"].iter().any(|word| lower.contains(word));
        }
        self.lines += 1;
        match reads_as_code(text) {
            Some(true) => {
                self.code += 1;
                self.sure += usize::from(is_sure(text));
            }
            Some(false) => {}
            None => self.prose += 1,
        }
    }

    fn close(&self, sink: &mut Sink<'_>) {
        if self.lines >= FEWEST
            && !self.example
            && self.code * 10 >= self.lines * 8
            && self.prose * 10 <= self.lines
            && self.sure >= 2
        {
            let message = format!(
                "{} lines of code stand in comments here; delete them, the history keeps them.",
                self.lines
            );
            sink.found_between(self.start_byte, self.end_byte, message);
        }
    }
}

/// Whether a line reads as code: `None` for a sentence.
fn reads_as_code(text: &str) -> Option<bool> {
    let words = text
        .split_whitespace()
        .filter(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .count();
    let signs = text.bytes().filter(|byte| b"(){}[]=;.:<>&|+_\"'".contains(byte)).count();
    if words >= 4 && signs <= words
        || text.ends_with('.') && words >= 2
        || text.starts_with(['-', '*', '@', '|', '+'])
    {
        return None;
    }
    Some(
        is_sure(text)
            || matches!(text, "}" | "{" | ")" | "]" | "})" | "});" | "else" | "else:")
            || text.ends_with([',', '(', ':']) && signs > words,
    )
}

/// Whether a line is as only code is: a statement with its end, an assignment, a call, the head of a block.
fn is_sure(text: &str) -> bool {
    let call = text.ends_with(')')
        && text.find('(').is_some_and(|at| {
            at > 0
                && !text[..at].contains(' ')
                && text[..at].bytes().all(|b| b.is_ascii_alphanumeric() || b"._:!".contains(&b))
        });
    let assignment = text.split_once(" = ").or_else(|| text.split_once(" := ")).is_some_and(|(name, _)| {
        let name = name
            .trim_start_matches("let ")
            .trim_start_matches("mut ")
            .trim_start_matches("const ")
            .trim_start_matches("var ");
        name.split(' ').count() <= 2
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._,[] ".contains(&b))
    });
    let head = ["if ", "for ", "while ", "def ", "elif ", "return ", "import "]
        .iter()
        .any(|word| text.starts_with(word))
        && (text.ends_with([':', '{', ';']));
    call || assignment
        || head
        || text.ends_with(';') && !text.contains(", ") | text.contains(['(', '='])
        || text.ends_with('{')
}
