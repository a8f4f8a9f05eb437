//! Where errors are swallowed or turned into a stop.

use std::collections::BTreeMap;

use types::{Finding, Insight, Severity};

use super::draft::{count, draft, finding, list, short};
use crate::rules;
use crate::whole::Whole;

const MIN_TIMES: usize = 3;
/// The skill that rules about errors name.
const SKILL: &str = "error-handling";

/// Whether a rule is about how errors are handled.
pub(super) fn is_about(rule: &str) -> bool {
    rules::by_id(rule).is_some_and(|rule| rule.skills.contains(&SKILL))
}

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let mut by_file: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    // The gravest ones are insights of their own.
    let told = |found: &&Finding| !found.in_test && found.severity < Severity::High && is_about(&found.rule);
    for found in whole.parts.findings.iter().filter(told) {
        by_file.entry(&found.path).or_default().push(found);
    }
    let times: usize = by_file.values().map(Vec::len).sum();
    if times < MIN_TIMES {
        return Vec::new();
    }
    let mut files: Vec<_> = by_file.into_iter().collect();
    files.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(b.0)));
    let names: Vec<String> =
        files.iter().map(|(path, found)| format!("{} ({})", short(path), found.len())).collect();
    let mut titles: Vec<&str> = files
        .iter()
        .flat_map(|(_, found)| {
            found.iter().filter_map(|found| rules::by_id(&found.rule)).map(|rule| rule.title)
        })
        .collect();
    titles.sort_unstable();
    titles.dedup();
    vec![Insight {
        title: format!("Errors get lost or stop the program in {}, most in {}", count(times as u64, "place"), short(files[0].0)),
        detail: format!(
            "What was seen: {}. Most of it is in {}. When one of these happens in use, there is no trace of why.",
            list(&titles.iter().map(|title| title.to_lowercase()).collect::<Vec<_>>(), 3),
            list(&names, 4),
        ),
        advice: "Decide per place: hand the error to the caller, handle it, or log it with what was being tried and go \
                 on. Never none of the three."
            .to_owned(),
        evidence: files.iter().flat_map(|(_, found)| found.iter().take(3)).take(8).map(|found| finding(found)).collect(),
        ..draft("error-handling", &[], Severity::Medium, (0.42 + times as f64 / 200.0).min(0.65))
    }]
}
