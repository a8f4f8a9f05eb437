//! Weaknesses and faults: one task per place; the same slight fault in several places is one task.

use std::collections::BTreeMap;

use types::{Category, Finding, Severity, TaskDraft};

use super::draft::{Work, seen};
use super::score::Score;
use crate::insights::{count, short};
use crate::rules::{self, Rule};
use crate::whole::{Whole, is_about_a_function};

/// A file with so many of one fault is a task of its own; fewer are put together by folder.
const MANY: usize = 3;
/// After the first, each of the same kind takes this share of the time: one gets the hang of it.
const ROUTINE: f64 = 0.6;

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    let mut tasks = Vec::new();
    let mut slight: BTreeMap<(&str, bool, &str), Vec<&Finding>> = BTreeMap::new();
    let mut grave: BTreeMap<(&str, &str, &str), Vec<&Finding>> = BTreeMap::new();
    for found in whole.parts.findings.iter().filter(|found| !is_about_a_function(found)) {
        if is_grave(found) {
            let symbol = found.symbol.as_deref().unwrap_or("");
            grave.entry((&found.rule, &found.path, symbol)).or_default().push(found);
        } else {
            slight.entry((&found.rule, found.in_test, &found.path)).or_default().push(found);
        }
    }
    for ((rule, path, symbol), found) in grave {
        let place =
            if symbol.is_empty() { short(path).to_owned() } else { format!("`{symbol}` ({})", short(path)) };
        tasks.push(task(whole, &["mend", rule, path, symbol], &place, &found));
    }
    let mut by_folder: BTreeMap<(&str, bool, &str), Vec<&Finding>> = BTreeMap::new();
    for ((rule, in_test, path), found) in slight {
        if found.len() >= MANY {
            tasks.push(task(whole, &["mend", rule, path, ""], short(path), &found));
        } else {
            by_folder.entry((rule, in_test, folder(path))).or_default().extend(found);
        }
    }
    for ((rule, in_test, folder), found) in by_folder {
        let one_file = found.iter().all(|other| other.path == found[0].path);
        let place = if one_file { short(&found[0].path).to_owned() } else { format!("{folder}/") };
        let part = if in_test { "folder of tests" } else { "folder" };
        tasks.push(task(whole, &["mend", rule, part, folder], &place, &found));
    }
    tasks
}

/// Whether it deserves a person's whole attention.
fn is_grave(found: &Finding) -> bool {
    !found.in_test
        && (found.severity >= Severity::High
            || found.category == Category::Security && found.severity >= Severity::Medium)
}

/// One task for findings of one rule, the worst of which comes first.
fn task(whole: &Whole<'_>, cause: &[&str], place: &str, found: &[&Finding]) -> TaskDraft {
    let mut found = found.to_vec();
    found.sort_by(|a, b| (b.severity, &a.path, a.start_line).cmp(&(a.severity, &b.path, b.start_line)));
    let worst = found[0];
    let rule = rules::by_id(&worst.rule);
    let mut score = Score::at(whole, &worst.path, worst.severity, effort(&found));
    score = match worst.category {
        Category::Security => score.as_weakness(worst.severity),
        Category::Reliability => score.as_fault(worst.severity),
        Category::Maintainability => score,
    };
    if worst.in_test {
        score = score.in_test();
    }
    let times =
        if found.len() == 1 { String::new() } else { format!(" ({})", count(found.len() as u64, "place")) };
    Work {
        cause: cause.to_vec(),
        title: format!("{} {place}: {}{times}", command(worst.category), offence(worst, rule)),
        why: rule.map_or_else(
            || worst.message.clone(),
            |rule| format!("{} {}", rule.what.trim(), rule.why.trim()),
        ),
        evidence: found.iter().map(|found| seen(found)).collect(),
        steps: steps(rule, &found),
        place: Some((&worst.path, Some((worst.start_line, worst.end_line)))),
        findings: found.clone(),
    }
    .scored(score)
}

/// What to do with a place.
fn command(category: Category) -> &'static str {
    match category {
        Category::Security => "Close the weakness in",
        Category::Reliability => "Mend",
        Category::Maintainability => "Tidy up",
    }
}

/// What the rule calls it, in the middle of a sentence; names such as `SQL` and `TODO` stay as they are.
fn offence(worst: &Finding, rule: Option<&Rule>) -> String {
    let title = rule.map_or(worst.rule.as_str(), |rule| rule.title);
    let mut chars = title.chars();
    match chars.next() {
        Some(first) if !chars.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => title.to_owned(),
    }
}

fn steps(rule: Option<&Rule>, found: &[&Finding]) -> Vec<String> {
    let mut steps = Vec::new();
    if found[0].category == Category::Security {
        steps.push(
            "Follow the value from where it comes in to where it is used, and see who can set it.".to_owned(),
        );
    }
    steps.extend(rule.map(|rule| rule.instead.trim().to_owned()));
    if found.len() > 1 {
        steps.push("Do the first place well, then the others the same way.".to_owned());
    }
    if found[0].category != Category::Maintainability {
        steps.push("Add a test that fails without the change.".to_owned());
    }
    steps
}

/// Minutes for all: the first at full length, the others as routine.
fn effort(found: &[&Finding]) -> u32 {
    let longest = found.iter().map(|found| found.effort_minutes).max().unwrap_or(0);
    let all: u32 = found.iter().map(|found| found.effort_minutes).sum();
    longest + (f64::from(all - longest) * ROUTINE).round() as u32
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}
