//! Files that are complex and change often, with the functions that make them so.

use types::{Hotspot, Insight, Severity};

use super::draft::{called, count, draft, function, list, on, short};
use crate::facts::FunctionFacts;
use crate::whole::Whole;

/// With fewer commits, nothing can be said about how often files change.
const MIN_COMMITS: u64 = 20;
const MIN_CHANGES: u32 = 5;
const MIN_COMPLEXITY: u64 = 20;
/// What last changed long ago is cold.
const MIN_DECAYED: f64 = 2.0;
/// Less heat, beside the hottest, is no hotspot.
const MIN_SCORE: f64 = 0.15;
const MAX_TOLD: usize = 3;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let Some(commits) = whole.parts.commits.filter(|commits| commits.summary().commits >= MIN_COMMITS) else {
        return Vec::new();
    };
    let read = commits.summary().commits;
    whole
        .parts
        .hotspots
        .iter()
        .filter(|spot| {
            spot.changes >= MIN_CHANGES
                && spot.decayed_changes >= MIN_DECAYED
                && spot.complexity >= MIN_COMPLEXITY
                && spot.score >= MIN_SCORE
        })
        .take(MAX_TOLD)
        .enumerate()
        .map(|(rank, spot)| tell(whole, spot, rank, read))
        .collect()
}

fn tell(whole: &Whole<'_>, spot: &Hotspot, rank: usize, read: u64) -> Insight {
    let worst = worst_functions(whole, &spot.path);
    let names: Vec<String> = worst.iter().map(|f| format!("{} ({})", called(f), f.cognitive)).collect();
    let changed =
        format!("changed in {} of the last {} commits by {}", spot.changes, read, people(spot.authors));
    let first = worst.first().map_or_else(|| short(&spot.path).to_owned(), |f| called(f));
    let mut evidence = vec![on(
        &spot.path,
        format!("{changed}; cognitive complexity {} over {}", spot.complexity, count(spot.code, "line")),
    )];
    evidence.extend(worst.iter().map(|worst| function(&spot.path, worst)));
    let place = if rank == 0 { "is the hottest spot" } else { "is a hotspot" };
    Insight {
        title: format!("{} {place}: complex, and {}", short(&spot.path), times(spot.changes)),
        detail: format!(
            "It was {changed}, and holds a cognitive complexity of {}. Most of that sits in {}. Code that is hard to \
             follow and changes often is where new faults come from.",
            spot.complexity,
            list(&names, 4),
        ),
        advice: format!(
            "Before the next feature in this file, take {first} apart into steps with names of their own, each under \
             a test{}.{}",
            if whole.is_tested(&spot.path) {
                ""
            } else {
                "; no test reaches this file yet, so write one first"
            },
            if rank == 0 { " Leave the complex code that nobody touches for later." } else { "" },
        ),
        evidence,
        ..draft(
            "hotspot",
            &[&spot.path],
            if spot.score > 0.5 { Severity::High } else { Severity::Medium },
            0.7 + 0.2 * spot.score,
        )
    }
}

/// The hardest functions of a file, the hardest first.
pub(crate) fn worst_functions<'a>(whole: &Whole<'a>, path: &str) -> Vec<&'a FunctionFacts> {
    let mut functions: Vec<&FunctionFacts> = whole
        .file(path)
        .map(|file| file.facts.functions.iter().filter(|f| !f.in_test && !f.nested).collect())
        .unwrap_or_default();
    functions.sort_by_key(|function| std::cmp::Reverse(function.cognitive));
    functions.truncate(4);
    functions.retain(|function| function.cognitive > 0);
    functions
}

fn people(authors: u32) -> String {
    if authors == 1 { "1 person".to_owned() } else { format!("{authors} people") }
}

fn times(changes: u32) -> String {
    format!("changed {changes} times")
}
