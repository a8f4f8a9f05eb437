//! Weaknesses, and faults that are likely to hurt: one insight per rule where it recurs, else per place.

use std::collections::BTreeMap;

use types::{Category, Evidence, Finding, Insight, Severity};

use super::draft::{at, count, draft, finding, list, short, time};
use crate::rules::{self, Check};
use crate::whole::Whole;

/// From so many places on, they are told together.
const TOGETHER: usize = 3;
/// Evidence names at most so many places.
const MAX_PLACES: usize = 8;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for found in whole.parts.findings.iter().filter(|found| !found.in_test && counts(found)) {
        by_rule.entry(&found.rule).or_default().push(found);
    }
    by_rule
        .into_iter()
        .flat_map(|(rule, found)| {
            if found.len() >= TOGETHER {
                vec![together(rule, &found)]
            } else {
                found.into_iter().map(|found| alone(rule, found)).collect()
            }
        })
        .collect()
}

/// Weaknesses from medium on, faults from high on; the rest is told by other kinds.
fn counts(found: &Finding) -> bool {
    match found.category {
        Category::Security => found.severity >= Severity::Medium,
        Category::Reliability => found.severity >= Severity::High,
        Category::Maintainability => false,
    }
}

fn usefulness(found: &Finding, places: usize) -> f64 {
    let base = match (found.category, found.severity) {
        (_, Severity::Critical) => 0.96,
        (Category::Security, Severity::High) => 0.88,
        (_, Severity::High) => 0.78,
        _ => 0.62,
    };
    (base + 0.005 * places as f64).min(1.0)
}

fn kind(found: &Finding) -> &'static str {
    if found.category == Category::Security { "security" } else { "fault" }
}

fn alone(rule: &str, found: &Finding) -> Insight {
    let known = rules::by_id(rule);
    let title = known.map_or(rule, |rule| rule.title);
    let place = match &found.symbol {
        Some(symbol) => format!("`{symbol}` ({}:{})", short(&found.path), found.start_line),
        None => format!("{}:{}", short(&found.path), found.start_line),
    };
    Insight {
        title: format!("{title} in {place}"),
        detail: sentences(&[&found.message, known.map_or("", |rule| rule.why)]),
        advice: known.map_or_else(|| found.message.clone(), |rule| rule.instead.trim().to_owned()),
        // What is wrong there stands in the detail.
        evidence: vec![Evidence { fact: weight(found), ..finding(found) }],
        ..draft(kind(found), &[&found.fingerprint], found.severity, usefulness(found, 1))
    }
}

/// What kind of weakness it is, and what it costs to mend.
fn weight(found: &Finding) -> String {
    let work = format!("about {} of work", time(found.effort_minutes));
    found.cwe.as_ref().map_or_else(|| work.clone(), |cwe| format!("{cwe}, {work}"))
}

fn together(rule: &str, found: &[&Finding]) -> Insight {
    let known = rules::by_id(rule);
    let title = known.map_or(rule, |rule| rule.title);
    // The worst comes first, as the report has them.
    let worst = found[0];
    let mut files: Vec<_> = found.iter().map(|found| short(&found.path)).collect();
    files.sort_unstable();
    files.dedup();
    let mut evidence: Vec<_> = found.iter().take(MAX_PLACES).map(|found| finding(found)).collect();
    if found.len() > MAX_PLACES {
        let rest = (found.len() - MAX_PLACES) as u64;
        evidence.push(at(
            &worst.path,
            worst.start_line,
            worst.end_line,
            format!("and {} more", count(rest, "place")),
        ));
    }
    Insight {
        title: format!(
            "{title} in {}, first in {}:{}",
            count(found.len() as u64, "place"),
            short(&worst.path),
            worst.start_line
        ),
        detail: sentences(&[
            &format!("The same weakness stands in {}.", list(&files, 4)),
            &worst.message,
            known.map_or("", |rule| rule.why),
        ]),
        advice: sentences(&[
            known.map_or("", |rule| rule.instead),
            if known.is_some_and(|rule| rule.checks.iter().any(|check| matches!(check, Check::Flow(_)))) {
                "Mend the pattern once, in a helper that all places call, rather than place by place."
            } else {
                ""
            },
        ]),
        evidence,
        ..draft(kind(worst), &[rule], worst.severity, usefulness(worst, found.len()))
    }
}

/// Sentences one after the other, each with an end.
fn sentences(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(part);
        if !part.ends_with(['.', '!', '?', ':', '`']) {
            text.push('.');
        }
    }
    text
}
