//! `unsafe` that nobody explains.

use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/unexplained-unsafe",
    title: "`unsafe` without a reason",
    category: Category::Reliability,
    severity: Severity::Low,
    cwe: Some(1116),
    owasp: None,
    effort_minutes: 10,
    skills: &["rust"],
    in_tests: false,
    what: "An `unsafe` block has no comment that says why it is sound: none with the word *safety* on the \
           lines before it or at its beginning.",
    why: "What the compiler does not check, the next reader must, and cannot without knowing what was \
          relied upon.",
    instead: "Write `// SAFETY:` and what makes it sound; better, use a safe form.",
    examples: &[Example {
        language: "rust",
        bad: r"
fn first(bytes: &[u8]) -> u8 {
    unsafe { *bytes.get_unchecked(0) }
}
",
        good: r"
fn first(bytes: &[u8]) -> u8 {
    assert!(!bytes.is_empty());
    // SAFETY: there is at least one byte.
    unsafe { *bytes.get_unchecked(0) }
}
",
    }],
    checks: &[Check::Kind { kinds: &["unsafe_block"], check }],
};

/// Lines before the block that are looked at.
const LINES: usize = 8;

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let source = at.file.source;
    // One finding for each function.
    let function = at.enclosing(Roles::FUNCTION);
    if function
        .is_some_and(|function| source[function.start_byte()..at.node.start_byte()].contains("unsafe {"))
    {
        return;
    }
    let end = source[at.node.start_byte()..]
        .find('\n')
        .map_or(source.len(), |length| at.node.start_byte() + length);
    let inside = source[end..at.node.end_byte().max(end)].lines().take(3).any(is_reason);
    // What stands near it, and all of the comment right above it.
    let above = source[..at.node.start_byte()].lines().rev().skip(1);
    let before = source[..end].lines().rev().take(LINES).any(is_reason)
        || above.take_while(|line| line.trim_start().starts_with("//")).any(is_reason);
    if !inside && !before {
        sink.found(at.node, "This `unsafe` block does not say why it is sound; add a `// SAFETY:` comment.");
    }
}

fn is_reason(line: &str) -> bool {
    line.split_once("//")
        .or_else(|| line.split_once("/*"))
        .is_some_and(|(_, comment)| comment.to_ascii_lowercase().contains("safe"))
}
