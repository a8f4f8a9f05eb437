//! The same fault many times: mend the pattern once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use types::{Category, Finding, Insight, Severity};

use super::draft::{count, draft, finding, number, percent, time};
use super::{error_handling, leftovers};
use crate::rules;
use crate::whole::{Whole, judges_functions};

const MIN_TIMES: usize = 6;
const MAX_TOLD: usize = 3;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    split(whole).0.into_iter().map(|(rule, found)| tell(rule, &found)).collect()
}

/// What no other kind tells, told apart: the rules that come back, the dearest first, and all other findings.
pub(super) fn split<'a>(whole: &Whole<'a>) -> (Vec<(&'a str, Vec<&'a Finding>)>, Vec<&'a Finding>) {
    let left: Vec<&Finding> =
        whole.parts.findings.iter().filter(|found| !found.in_test && is_left(found)).collect();
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for found in &left {
        by_rule.entry(&found.rule).or_default().push(found);
    }
    let mut rules: Vec<_> = by_rule.into_iter().filter(|(_, found)| found.len() >= MIN_TIMES).collect();
    rules.sort_by_key(|(rule, found)| {
        (Reverse(found.iter().map(|found| found.effort_minutes).sum::<u32>()), *rule)
    });
    rules.truncate(MAX_TOLD);
    let others = left.into_iter().filter(|found| rules.iter().all(|(rule, _)| *rule != found.rule)).collect();
    (rules, others)
}

/// Whether no other kind tells it.
fn is_left(found: &Finding) -> bool {
    let told_as_security = match found.category {
        Category::Security => found.severity >= Severity::Medium,
        Category::Reliability => found.severity >= Severity::High,
        Category::Maintainability => false,
    };
    !told_as_security
        && !judges_functions(found)
        && !error_handling::is_about(&found.rule)
        && !leftovers::is_about(&found.rule)
}

fn tell(rule: &str, found: &[&Finding]) -> Insight {
    let known = rules::by_id(rule);
    let title = known.map_or(rule, |rule| rule.title);
    let (folder, there) = densest(found);
    let minutes: u32 = found.iter().map(|found| found.effort_minutes).sum();
    let share = there as f64 / found.len() as f64;
    let place = if share >= 0.4 { format!(", {} of it in {folder}", percent(share)) } else { String::new() };
    let severity = found.iter().map(|found| found.severity).max().unwrap_or(Severity::Low);
    let mut evidence = vec![number(format!(
        "{} in all, about {} of work",
        count(found.len() as u64, "time"),
        time(minutes)
    ))];
    evidence.extend(
        found.iter().filter(|found| self::folder(&found.path) == folder).take(5).map(|found| finding(found)),
    );
    Insight {
        title: format!("{title}: {}{place}", count(found.len() as u64, "time")),
        detail: format!(
            "The same fault comes back, which points to a habit rather than a slip. {}",
            known.map_or("", |rule| rule.why.trim())
        ),
        advice: format!(
            "{} Agree on the pattern once, mend {folder} first, and let the check fail on new ones only.",
            known.map_or("", |rule| rule.instead.trim())
        ),
        evidence,
        ..draft(
            "recurring",
            &[rule],
            severity,
            (0.3 + found.len() as f64 / 400.0 + f64::from(minutes) / 20_000.0).min(0.5),
        )
    }
}

/// The folder with the most of them, and how many.
fn densest<'a>(found: &[&'a Finding]) -> (&'a str, usize) {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for found in found {
        *folders.entry(folder(&found.path)).or_insert(0) += 1;
    }
    folders.into_iter().max_by_key(|&(folder, times)| (times, Reverse(folder))).unwrap_or((".", 0))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("the root folder", |(folder, _)| folder)
}
