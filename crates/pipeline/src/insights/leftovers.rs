//! Work that was put off: notes to do, code in comments, traces of debugging.

use std::collections::BTreeMap;

use types::{Finding, Insight, Severity};

use super::draft::{count, draft, finding, list, short};
use crate::whole::Whole;

const MIN_TIMES: usize = 4;
/// The rules that see it.
const RULES: &[&str] =
    &["maintainability/todo-comment", "maintainability/commented-out-code", "maintainability/debug-output"];

/// Whether a rule is about work put off.
pub(super) fn is_about(rule: &str) -> bool {
    RULES.contains(&rule)
}

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let found: Vec<&Finding> =
        whole.parts.findings.iter().filter(|found| !found.in_test && is_about(&found.rule)).collect();
    if found.len() < MIN_TIMES {
        return Vec::new();
    }
    let mut by_file: BTreeMap<&str, u64> = BTreeMap::new();
    for found in &found {
        *by_file.entry(&found.path).or_insert(0) += 1;
    }
    let mut files: Vec<_> = by_file.into_iter().collect();
    files.sort_by_key(|&(path, times)| (std::cmp::Reverse(times), path));
    let names: Vec<String> = files.iter().map(|(path, times)| format!("{} ({times})", short(path))).collect();
    vec![Insight {
        title: format!(
            "{} of work put off, most in {}",
            count(found.len() as u64, "note"),
            short(files[0].0)
        ),
        detail: format!(
            "Notes to do and code in comments stand in {}. They age without anybody looking: nobody plans by them, \
             and a reader cannot tell which still hold.",
            list(&names, 4)
        ),
        advice:
            "Go through them once: do what takes minutes, make a task of what matters with its number in the \
                 comment, and delete the rest; git remembers deleted code."
                .to_owned(),
        evidence: found.iter().take(8).map(|found| finding(found)).collect(),
        ..draft("leftovers", &[], Severity::Low, (0.22 + found.len() as f64 / 300.0).min(0.4))
    }]
}
