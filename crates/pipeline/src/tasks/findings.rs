//! Weaknesses and faults: one task per place; the same slight fault in several places is one task.

use std::collections::BTreeMap;

use types::{Category, Finding, Severity, TaskDraft, finding_task_title};

use super::draft::{Work, seen};
use super::score;
use crate::insights::{count, short};
use crate::rules::{self, Rule};
use crate::whole::{Whole, is_about_a_function};

/// A file with so many of one fault is a task of its own; fewer are put together by folder.
const MANY: usize = 3;
/// Fewer folders are a task each.
const SCATTERED: usize = 4;
/// Minutes of work that one task may hold when it leads through several folders.
const AFTERNOON: u32 = 240;
/// After the first, each of the same kind takes this share of the time: one gets the hang of it.
const ROUTINE: f64 = 0.6;

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    let (grave, slight): (Vec<&Finding>, Vec<&Finding>) = whole
        .parts
        .findings
        .iter()
        .filter(|found| !is_about_a_function(found))
        .partition(|found| is_grave(found));
    let mut tasks = graves(whole, &grave);
    let mut by_rule: BTreeMap<(&str, bool), Vec<&Finding>> = BTreeMap::new();
    for found in slight {
        by_rule.entry((&found.rule, found.in_test)).or_default().push(found);
    }
    for ((rule, _), found) in by_rule {
        tasks.extend(slights(whole, rule, &found));
    }
    tasks
}

/// A task for each weakness, and for each file with a fault.
fn graves(whole: &Whole<'_>, found: &[&Finding]) -> Vec<TaskDraft> {
    let mut by_place: BTreeMap<(&str, &str, &str), Vec<&Finding>> = BTreeMap::new();
    for &found in found {
        let symbol = found.symbol.as_deref().filter(|_| found.category == Category::Security);
        by_place.entry((&found.rule, &found.path, symbol.unwrap_or(""))).or_default().push(found);
    }
    by_place
        .into_iter()
        .map(|((rule, path, symbol), found)| {
            let place = match found[0].symbol.as_deref() {
                Some(symbol) if found.iter().all(|other| other.symbol.as_deref() == Some(symbol)) => {
                    format!("`{symbol}` ({})", short(path))
                }
                _ => short(path).into_owned(),
            };
            task(whole, &["mend", rule, path, symbol], &place, &found)
        })
        .collect()
}

/// Tasks for one slight fault: one for each file with many; of the rest one for all where that is work for an
/// afternoon, else one for each folder.
fn slights(whole: &Whole<'_>, rule: &str, found: &[&Finding]) -> Vec<TaskDraft> {
    let mut by_file: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for &found in found {
        by_file.entry(&found.path).or_default().push(found);
    }
    let (many, few): (Vec<_>, Vec<_>) = by_file.into_iter().partition(|(_, found)| found.len() >= MANY);
    let mut tasks: Vec<TaskDraft> = many
        .iter()
        .map(|(path, found)| task(whole, &["mend", rule, path, ""], &short(path), found))
        .collect();
    let files = few.len();
    let mut by_folder: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for (path, found) in few {
        by_folder.entry(folder(path)).or_default().extend(found);
    }
    let all: Vec<&Finding> = by_folder.values().flatten().copied().collect();
    if by_folder.len() >= SCATTERED && effort(&all) <= AFTERNOON {
        let part = if all[0].in_test { "all tests" } else { "all" };
        let place = count(files as u64, "file");
        tasks.push(task(whole, &["mend", rule, part, ""], &place, &all));
        return tasks;
    }
    tasks.extend(by_folder.into_iter().map(|(folder, found)| in_folder(whole, rule, folder, &found)));
    tasks
}

/// The task for one slight fault in one folder.
fn in_folder(whole: &Whole<'_>, rule: &str, folder: &str, found: &[&Finding]) -> TaskDraft {
    let one_file = found.iter().all(|other| other.path == found[0].path);
    let place = if one_file { short(&found[0].path).into_owned() } else { format!("{folder}/") };
    let part = if found[0].in_test { "folder of tests" } else { "folder" };
    task(whole, &["mend", rule, part, folder], &place, found)
}

/// Whether it deserves a person's whole attention.
fn is_grave(found: &Finding) -> bool {
    !found.in_test
        && (found.severity >= Severity::High
            || found.category == Category::Security && found.severity >= Severity::Medium)
}

/// One task for findings of one rule, the worst of which comes first, and of these the one in the hottest file.
fn task(whole: &Whole<'_>, cause: &[&str], place: &str, found: &[&Finding]) -> TaskDraft {
    let mut found = found.to_vec();
    let heat = |found: &Finding| whole.heat(&found.path) + whole.reach(&found.path);
    found.sort_by(|a, b| {
        b.severity
            .cmp(&a.severity)
            .then_with(|| heat(b).total_cmp(&heat(a)))
            .then_with(|| (&a.path, a.start_line).cmp(&(&b.path, b.start_line)))
    });
    let worst = found[0];
    let rule = rules::by_id(&worst.rule);
    let mut score = score::at(whole, &worst.path, worst.severity, effort(&found));
    score = match worst.category {
        Category::Security => score.as_weakness(worst.severity),
        Category::Reliability => score.as_fault(worst.severity),
        Category::Maintainability => score,
    };
    if worst.in_test {
        score = score.in_test();
    }
    let offence = rule.map_or(worst.rule.as_str(), |rule| rule.title);
    let times =
        if found.len() == 1 { String::new() } else { format!(" ({})", count(found.len() as u64, "place")) };
    Work {
        cause: cause.to_vec(),
        title: finding_task_title(worst.category, place, offence) + &times,
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
