//! The same code in several places, told per set of files.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use types::{CloneClass, CloneKind, ClonePlace, Insight, Severity};

use super::draft::{at, count, draft, list, number, percent, short};
use crate::detect::is_migration;
use crate::whole::Whole;

/// Fewer lines to save are not worth telling.
const MIN_SAVED: u64 = 8;
const MAX_TOLD: usize = 4;

/// All clones that the same files share.
#[derive(Debug)]
pub(crate) struct Shared<'a> {
    /// The files, by path.
    pub paths: Vec<&'a str>,
    /// Their clones, the largest first.
    pub clones: Vec<&'a CloneClass>,
    /// Lines with code that one copy instead of all would save.
    pub saved: u64,
}

impl<'a> Shared<'a> {
    /// The clones of product code by the files that share them, those that save most first.
    pub(crate) fn all(whole: &Whole<'a>) -> Vec<Self> {
        let mut by_files: BTreeMap<Vec<&str>, Shared<'a>> = BTreeMap::new();
        for clone in &whole.parts.duplication.clones {
            if clone
                .places
                .iter()
                .any(|place| is_migration(&place.path) || in_test(whole, &place.path, place.start_line))
            {
                continue;
            }
            let mut paths: Vec<&str> = clone.places.iter().map(|place| place.path.as_str()).collect();
            paths.dedup();
            let shared = by_files.entry(paths.clone()).or_insert_with(|| Shared {
                paths,
                clones: Vec::new(),
                saved: 0,
            });
            shared.clones.push(clone);
        }
        let mut all: Vec<_> = by_files
            .into_values()
            .map(|shared| Shared { saved: saved(whole, &shared.clones), ..shared })
            .filter(|shared| shared.saved >= MIN_SAVED)
            .collect();
        all.sort_by(|a, b| b.saved.cmp(&a.saved).then_with(|| a.paths.cmp(&b.paths)));
        all
    }

    /// Whether only names differ somewhere.
    pub(crate) fn is_renamed(&self) -> bool {
        self.clones.iter().any(|clone| clone.kind == CloneKind::Renamed)
    }

    /// How many places there are in all.
    pub(crate) fn places(&self) -> usize {
        self.clones.iter().map(|clone| clone.places.len()).sum()
    }
}

/// Lines with code in a place, in order.
pub(crate) fn code_lines(whole: &Whole<'_>, place: &ClonePlace) -> Vec<u32> {
    let tokens = whole.file(&place.path).map(|file| file.facts.tokens.as_slice()).unwrap_or_default();
    // Tokens stand in the order of their lines.
    let first = tokens.partition_point(|token| token.line < place.start_line);
    let within = tokens[first..].iter().map(|token| token.line).take_while(|&line| line <= place.end_line);
    let mut lines: Vec<u32> = within.collect();
    lines.dedup();
    lines
}

/// Lines with code that stand in any place, less those of one copy of each clone; clones may overlap.
fn saved(whole: &Whole<'_>, clones: &[&CloneClass]) -> u64 {
    let mut all: FxHashSet<(&str, u32)> = FxHashSet::default();
    let mut kept = 0;
    for clone in clones {
        for (place, at) in clone.places.iter().zip(0..) {
            for line in code_lines(whole, place) {
                // What is new to all and stands in the first place is the copy that stays.
                if all.insert((&place.path, line)) && at == 0 {
                    kept += 1;
                }
            }
        }
    }
    all.len() as u64 - kept
}

/// Whether a place stands in test code.
fn in_test(whole: &Whole<'_>, path: &str, line: u32) -> bool {
    whole.file(path).is_some_and(|file| {
        file.class.test
            || file.facts.symbols.iter().any(|s| s.in_test && s.start_line <= line && line <= s.end_line)
    })
}

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    whole.shared_code().iter().take(MAX_TOLD).map(|shared| tell(whole, shared)).collect()
}

fn tell(whole: &Whole<'_>, shared: &Shared<'_>) -> Insight {
    let largest = shared.clones[0];
    let names: Vec<_> = shared.paths.iter().map(|path| short(path)).collect();
    let lines = count(code_lines(whole, &largest.places[0]).len() as u64, "line");
    let title = match (shared.paths.as_slice(), shared.clones.len()) {
        ([_], 1) => format!("{} holds the same {lines} {}", names[0], times(largest.places.len())),
        ([_], stretches) => {
            format!(
                "{} repeats itself: {stretches} stretches, {} to save",
                names[0],
                count(shared.saved, "line")
            )
        }
        (_, 1) => format!("The same {lines} stand in {}", list(&names, 3)),
        (_, stretches) => format!(
            "{} share {stretches} stretches of code, {} to save",
            list(&names, 3),
            count(shared.saved, "line")
        ),
    };
    let alike = if shared.is_renamed() {
        "The copies differ in names only"
    } else {
        "The copies are the same to the letter"
    };
    let mut evidence: Vec<_> = shared
        .clones
        .iter()
        .take(3)
        .flat_map(|clone| {
            clone.places.iter().take(4).map(move |place| {
                at(
                    &place.path,
                    place.start_line,
                    place.end_line,
                    format!("{} tokens in each copy", clone.tokens),
                )
            })
        })
        .collect();
    evidence
        .push(number(format!("{} of the product code is repeated", percent(whole.parts.duplication.ratio))));
    Insight {
        title,
        detail: format!(
            "{alike}; a fault mended in one stays in the other. One copy would save {}.",
            count(shared.saved, "line")
        ),
        advice: advice(whole, shared),
        evidence,
        ..draft(
            "duplication",
            &shared.paths,
            if shared.saved >= 100 { Severity::Medium } else { Severity::Low },
            worth(shared),
        )
    }
}

/// Where to take what is shared.
fn advice(whole: &Whole<'_>, shared: &Shared<'_>) -> String {
    let largest = shared.clones[0];
    let several_files = shared.paths.len() > 1;
    let (what, home) = match symbol_around(whole, largest) {
        Some(name) if several_files => {
            (format!("the body shared with `{name}`"), "one function in a module that the files can import")
        }
        Some(name) => (format!("the body shared with `{name}`"), "one function"),
        None if several_files => ("what they share".to_owned(), "one module that the files can import"),
        None => ("what repeats itself".to_owned(), "one place"),
    };
    format!(
        "{} {what} to {home} and use it in {} places{}.",
        if shared.clones.len() == 1 { "Move" } else { "Take one stretch after the other, first move" },
        if largest.places.len() == 2 { "both".to_owned() } else { format!("all {}", largest.places.len()) },
        if shared.is_renamed() { ", with what differs as parameters" } else { "" },
    )
}

/// Copies that differ, and stand in one file, hurt less: whoever changes one sees the others.
fn worth(shared: &Shared<'_>) -> f64 {
    let saved = shared.saved as f64;
    let worth = 0.25 + 0.55 * saved / (saved + 80.0);
    if shared.is_renamed() && shared.paths.len() == 1 { worth * 0.7 } else { worth }
}

/// The innermost function or type that the first place of a clone is a part of.
fn symbol_around<'a>(whole: &Whole<'a>, clone: &CloneClass) -> Option<&'a str> {
    let place = clone.places.first()?;
    let file = whole.file(&place.path)?;
    let around =
        file.facts.symbols.iter().rev().find(|symbol| {
            symbol.start_line <= place.start_line + 1 && place.end_line <= symbol.end_line + 1
        });
    around.map(|symbol| symbol.name.as_str())
}

fn times(places: usize) -> String {
    if places == 2 { "twice".to_owned() } else { format!("{places} times") }
}
