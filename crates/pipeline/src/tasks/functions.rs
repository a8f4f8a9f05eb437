//! Functions that are too much: one task per function, whatever rules say so.

use std::collections::BTreeMap;

use types::{Finding, Severity, TaskDraft};

use super::draft::Work;
use super::findings::is_about_a_function;
use super::score::Score;
use crate::facts::FunctionFacts;
use crate::insights::short;
use crate::rules;
use crate::whole::Whole;

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    let mut by_function: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
    for found in whole.parts.findings.iter().filter(|found| is_about_a_function(found)) {
        if let Some(symbol) = &found.symbol {
            by_function.entry((&found.path, symbol)).or_default().push(found);
        }
    }
    by_function.into_iter().map(|((path, symbol), found)| task(whole, path, symbol, &found)).collect()
}

fn task(whole: &Whole<'_>, path: &str, symbol: &str, found: &[&Finding]) -> TaskDraft {
    let line = found[0].start_line;
    let function = whole.file(path).and_then(|file| {
        file.facts
            .functions
            .iter()
            .filter(|f| f.name == symbol)
            .min_by_key(|f| (f.start_line.abs_diff(line), f.start_line))
    });
    let severity = found.iter().map(|found| found.severity).max().unwrap_or(Severity::Low);
    // What is taken apart for one reason is mended for the others on the way.
    let longest = found.iter().map(|found| found.effort_minutes).max().unwrap_or(0);
    let rest: u32 = found.iter().map(|found| found.effort_minutes).sum::<u32>() - longest;
    let mut score = Score::at(whole, path, severity, longest + rest / 3);
    if found.iter().all(|found| found.in_test) {
        score = score.in_test();
    }
    let mut steps = Vec::new();
    if function.is_some_and(|f| !f.in_test) && !whole.is_tested(path) {
        steps.push(format!("Pin down what `{symbol}` does with a test; none reaches this file yet."));
    }
    let mut known: Vec<&str> =
        found.iter().filter_map(|found| rules::by_id(&found.rule)).map(|rule| rule.instead.trim()).collect();
    known.dedup();
    steps.extend(known.into_iter().map(str::to_owned));
    steps.push("Keep each step small enough that the tests stay green in between.".to_owned());
    let (first, last) = function.map_or((line, found[0].end_line), |f| (f.start_line, f.end_line));
    Work {
        cause: vec!["function", path, symbol],
        title: format!("Simplify `{symbol}` in {}", short(path)),
        why: why(whole, path, symbol, function),
        evidence: found.iter().map(|found| found.message.clone()).collect(),
        steps,
        place: Some((path, Some((first, last)))),
        findings: found.to_vec(),
    }
    .scored(score)
}

fn why(whole: &Whole<'_>, path: &str, symbol: &str, function: Option<&FunctionFacts>) -> String {
    let Some(f) = function else { return format!("`{symbol}` is hard to follow.") };
    let mut text = format!(
        "`{symbol}` has {} lines of code, a cognitive complexity of {} and {} ways through.",
        f.code_lines, f.cognitive, f.cyclomatic
    );
    let history = whole.parts.commits.map(|commits| commits.file(path)).filter(|history| history.changes >= 5);
    if let Some(history) = history.filter(|_| whole.heat(path) >= 0.15) {
        text.push_str(&format!(
            " Its file was changed {} times, so the price of reading it is paid again and again.",
            history.changes
        ));
    }
    text
}
