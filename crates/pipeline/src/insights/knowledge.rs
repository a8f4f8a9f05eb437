//! Files that one person alone knows, where that hurts: large ones that still change.

use types::{Insight, Severity};

use super::draft::{draft, list, on, percent, short};
use crate::AnalyzedFile;
use crate::history::FileHistory;
use crate::whole::Whole;

const MIN_COMMITS: u64 = 30;
const MIN_PEOPLE: u64 = 3;
const MIN_CHANGES: u32 = 5;
const MIN_LINES: u64 = 150;
/// One person made at least this share of the decayed changes.
const MIN_SHARE: f64 = 0.8;

/// A large file in use that one person alone knows.
pub(crate) type Known<'a> = (&'a AnalyzedFile, FileHistory);

/// The files that one person alone knows, those that matter most first; and how many large files are in use.
pub(crate) fn known<'a>(whole: &Whole<'a>) -> (Vec<Known<'a>>, usize) {
    let Some(commits) = whole.parts.commits.filter(|commits| {
        commits.summary().commits >= MIN_COMMITS && commits.summary().authors >= MIN_PEOPLE
    }) else {
        return (Vec::new(), 0);
    };
    let large: Vec<Known<'a>> = whole
        .product()
        .map(|file| (file, commits.file(&file.path)))
        .filter(|(file, history)| file.facts.totals.code >= MIN_LINES && history.changes >= MIN_CHANGES)
        .collect();
    let mut known: Vec<_> =
        large.iter().copied().filter(|(_, history)| history.main_share >= MIN_SHARE).collect();
    known.sort_by(|a, b| {
        let weight = |(file, history): &Known<'_>| history.decayed_changes * file.facts.totals.code as f64;
        weight(b).total_cmp(&weight(a)).then_with(|| a.0.path.cmp(&b.0.path))
    });
    (known, large.len())
}

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let (known, large) = known(whole);
    let (Some((first, _)), Some(commits)) = (known.first(), whole.parts.commits) else { return Vec::new() };
    let names: Vec<_> = known.iter().map(|(file, _)| short(&file.path)).collect();
    let gone = known.iter().filter(|(_, history)| !history.main_active).count();
    let share = known.len() as f64 / large.max(1) as f64;
    let left = match gone {
        0 => String::new(),
        1 => " For one of them, that person has not committed anything in the last year.".to_owned(),
        gone => format!(" For {gone} of them, that person has not committed anything in the last year."),
    };
    vec![Insight {
        title: if known.len() == 1 {
            format!("Only one person knows {}", names[0])
        } else {
            format!(
                "{} of the {} large files in use are each known to one person, first {}",
                known.len(),
                large,
                names[0]
            )
        },
        detail: format!(
            "One person made at least {} of the changes to {}, the older ones counted less.{left} In the whole \
             repository, {} people have made changes, and {} made more than half of the recent ones.",
            percent(MIN_SHARE),
            list(&names, 4),
            commits.summary().authors,
            match commits.summary().bus_factor {
                1 => "one of them".to_owned(),
                few => format!("{few} of them"),
            },
        ),
        advice: format!(
            "Let somebody else make, or review in depth, the next change to {}, and write down what surprised them.",
            short(&first.path)
        ),
        evidence: known
            .iter()
            .take(6)
            .map(|(file, history)| {
                on(
                    &file.path,
                    format!(
                        "changed {} times; {} by one person, the older ones counted less{}",
                        history.changes,
                        percent(history.main_share),
                        if history.main_active { "" } else { ", not seen for a year" }
                    ),
                )
            })
            .collect(),
        ..draft(
            "knowledge",
            &[],
            if gone > 0 { Severity::Medium } else { Severity::Low },
            0.35 + 0.15 * share + if gone > 0 { 0.15 } else { 0.0 },
        )
    }]
}
