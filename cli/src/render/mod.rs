//! Answers as text for people. Everything that comes from a repository is cleaned before it is shown.

pub(crate) mod hits;
pub(crate) mod jobs;
pub(crate) mod report;
pub(crate) mod tasks;

use types::Severity;

use crate::terminal::{Paint, Style, clean};

/// A severity in its colour, padded to the longest.
fn severity(style: Style, severity: Severity) -> String {
    let paint = match severity {
        Severity::Critical | Severity::High => Paint::Red,
        Severity::Medium => Paint::Yellow,
        Severity::Low | Severity::Info => Paint::Dim,
    };
    style.paint(paint, format!("{:<8}", severity.as_str()))
}

/// A place in the code as editors and terminals open it: `path:line`.
pub(crate) fn place(path: &str, line: Option<u32>) -> String {
    let path = clean(path);
    line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"))
}
