//! Functions that are too much: one task per function, whatever rules say so.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use types::{Finding, Severity, TaskDraft, TaskScore};

use super::draft::Work;
use super::score;
use crate::detect::is_migration;
use crate::facts::FunctionFacts;
use crate::insights::short;
use crate::rules;
use crate::whole::{Whole, is_about_a_function};

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    let mut by_function: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
    for found in whole.parts.findings.iter().filter(|found| is_about_a_function(found)) {
        if is_migration(&found.path) {
            continue;
        }
        if let Some(symbol) = &found.symbol {
            by_function.entry((&found.path, symbol)).or_default().push(found);
        }
    }
    let mut functions: Vec<_> = by_function.into_iter().collect();
    functions.sort_by_key(|((path, symbol), found)| (*path, Reverse(effort(found)), *symbol));
    let mut in_file: BTreeMap<&str, usize> = BTreeMap::new();
    functions
        .into_iter()
        .map(|((path, symbol), found)| {
            let severity = found.iter().map(|found| found.severity).max().unwrap_or(Severity::Low);
            let mut score = score::at(whole, path, severity, effort(&found));
            if found.iter().all(|found| found.in_test) {
                score = score.in_test();
            }
            // The worst function of a file goes first.
            let before = in_file.entry(path).or_insert(0);
            let score = score.behind(*before);
            *before += 1;
            simplify(whole, path, symbol, found[0].start_line, &found, score)
        })
        .collect()
}

/// Minutes for one function: what is taken apart for one reason is mended for the others on the way.
fn effort(found: &[&Finding]) -> u32 {
    let longest = found.iter().map(|found| found.effort_minutes).max().unwrap_or(0);
    let rest = found.iter().map(|found| found.effort_minutes).sum::<u32>() - longest;
    longest + rest / 3
}

/// The task to simplify the function with this name at or near a line, because of findings or of its measures alone.
pub(super) fn simplify<'a>(
    whole: &Whole<'a>,
    path: &'a str,
    symbol: &'a str,
    line: u32,
    found: &[&'a Finding],
    score: TaskScore,
) -> TaskDraft {
    let function = whole.file(path).and_then(|file| {
        let named = file.facts.functions.iter().filter(|f| f.name == symbol);
        named.min_by_key(|f| (f.start_line.abs_diff(line), f.start_line))
    });
    let mut evidence: Vec<String> = found.iter().map(|found| found.message.clone()).collect();
    if evidence.is_empty() {
        evidence.extend(function.map(|f| format!("`{path}:{}` nested {} deep", f.start_line, f.nesting)));
    }
    Work {
        cause: vec!["function", path, symbol],
        title: format!("Simplify `{symbol}` in {}", short(path)),
        why: why(whole, path, symbol, function),
        evidence,
        steps: steps(whole, path, symbol, function, found),
        place: Some((path, Some(function.map_or((line, line), |f| (f.start_line, f.end_line))))),
        findings: found.to_vec(),
    }
    .scored(score)
}

fn steps(
    whole: &Whole<'_>,
    path: &str,
    symbol: &str,
    function: Option<&FunctionFacts>,
    found: &[&Finding],
) -> Vec<String> {
    let mut steps = Vec::new();
    if function.is_some_and(|f| !f.in_test) && !whole.is_tested(path) {
        steps.push(format!("Pin down what `{symbol}` does with a test; none reaches this file yet."));
    }
    let mut advice: Vec<&str> =
        found.iter().filter_map(|found| rules::by_id(&found.rule)).map(|rule| rule.instead.trim()).collect();
    advice.dedup();
    if advice.is_empty() {
        advice.push(
            "Return early for what is not to be handled, and move each case into a function named after it.",
        );
    }
    steps.extend(advice.into_iter().map(str::to_owned));
    steps.push("Keep each step small enough that the tests stay green in between.".to_owned());
    steps
}

fn why(whole: &Whole<'_>, path: &str, symbol: &str, function: Option<&FunctionFacts>) -> String {
    let Some(f) = function else { return format!("`{symbol}` is hard to follow.") };
    let mut text = format!(
        "`{symbol}` has {} lines of code, a cognitive complexity of {} and {} ways through.",
        f.code_lines, f.cognitive, f.cyclomatic
    );
    let history =
        whole.parts.commits.map(|commits| commits.file(path)).filter(|history| history.changes >= 5);
    if let Some(history) = history.filter(|_| whole.heat(path) >= 0.15) {
        text.push_str(&format!(
            " Its file was changed {} times, so the price of reading it is paid again and again.",
            history.changes
        ));
    }
    text
}
