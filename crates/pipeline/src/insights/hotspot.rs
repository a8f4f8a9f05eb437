//! Files that are complex and change often, with the functions that make them so.

use types::{Hotspot, Insight, Severity};

use super::draft::{called, count, draft, function, list, on, short, thousands};
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
/// An easier function need not be taken apart.
const MIN_HARD: u32 = 10;
const MAX_TOLD: usize = 3;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let read = whole.parts.commits.map_or(0, |commits| commits.summary().commits);
    hot(whole).enumerate().map(|(rank, spot)| tell(whole, spot, rank, read)).collect()
}

/// Whether a hot file is told of with this function as the first to be taken apart.
pub(super) fn names_first(whole: &Whole<'_>, path: &str, function: &FunctionFacts) -> bool {
    hot(whole).any(|spot| spot.path == path)
        && worst_functions(whole, path).first().is_some_and(|worst| std::ptr::eq(*worst, function))
}

/// The files that are told of.
fn hot<'a>(whole: &Whole<'a>) -> impl Iterator<Item = &'a Hotspot> {
    let enough = whole.parts.commits.is_some_and(|commits| commits.summary().commits >= MIN_COMMITS);
    let hot = |spot: &&Hotspot| {
        spot.changes >= MIN_CHANGES
            && spot.decayed_changes >= MIN_DECAYED
            && spot.complexity >= MIN_COMPLEXITY
            && spot.score >= MIN_SCORE
    };
    whole.parts.hotspots.iter().filter(move |_| enough).filter(hot).take(MAX_TOLD)
}

fn tell(whole: &Whole<'_>, spot: &Hotspot, rank: usize, read: u64) -> Insight {
    let worst = worst_functions(whole, &spot.path);
    let changed = format!(
        "changed in {} of the last {} by {}",
        spot.changes,
        count(read, "commit"),
        people(spot.authors)
    );
    // A file may be hot by its size, and then there is no function to take apart.
    let hard = worst.first().filter(|f| f.cognitive >= MIN_HARD);
    let complexity = thousands(spot.complexity);
    let mut evidence = vec![on(
        &spot.path,
        format!("{changed}; cognitive complexity {complexity} over {}", count(spot.code, "line")),
    )];
    evidence.extend(worst.iter().map(|worst| function(&spot.path, worst)));
    let place = if rank == 0 { "is the hottest spot" } else { "is a hotspot" };
    Insight {
        title: format!("{} {place}: complex, and {}", short(&spot.path), times(spot.changes)),
        detail: format!(
            "It was {changed}, and holds a cognitive complexity of {complexity}. {} Code that is hard to follow and changes \
             often is where new faults come from.",
            spread(&worst, spot.complexity),
        ),
        advice: format!(
            "Before the next feature in this file, {}{}.{}",
            hard.map_or_else(
                || "move what changes together to a file of its own, function by function".to_owned(),
                |f| format!("take {} apart into steps with names of their own, each under a test", called(f)),
            ),
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

/// Where in a file its complexity sits.
fn spread(worst: &[&FunctionFacts], all: u64) -> String {
    let names: Vec<String> = worst.iter().map(|f| format!("{} ({})", called(f), f.cognitive)).collect();
    let named: u64 = worst.iter().map(|f| u64::from(f.cognitive)).sum();
    match worst.first() {
        None => "It stands outside of functions.".to_owned(),
        Some(_) if named * 2 > all => format!("Most of that sits in {}.", list(&names, 4)),
        Some(f) if f.cognitive >= MIN_HARD => format!("The hardest parts are {}.", list(&names, 4)),
        Some(f) => format!(
            "It is spread over many small functions, none harder than {} ({}): it is the size of the file that \
             weighs.",
            called(f),
            f.cognitive
        ),
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
