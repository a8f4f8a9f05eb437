//! Files that do too much: one task per file.

use types::{Severity, TaskDraft};

use super::draft::Work;
use super::score;
use crate::insights::{Large, count, large, list, short};
use crate::whole::Whole;

/// Minutes to find the seams, and for each 100 lines to be moved; a third of a file is enough to begin with.
const BASE: u32 = 60;
const PER_100_LINES: u32 = 15;
const SHARE_MOVED: u64 = 3;

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    large(whole)
        .iter()
        .map(|large| {
            let path = large.file.path.as_str();
            let code = large.file.facts.totals.code;
            let named: Vec<String> = large.groups.iter().map(|(owner, _)| format!("`{owner}`")).collect();
            let first = if named.len() > 1 {
                format!(
                    "Choose what can stand alone, of {}: what fewest others use goes first.",
                    list(&named, 5)
                )
            } else {
                "Group the functions by the data that they touch, and choose the smallest group.".to_owned()
            };
            let effort = BASE + PER_100_LINES * (code / SHARE_MOVED / 100).min(20) as u32;
            Work {
                cause: vec!["split", path],
                title: format!("Split {}", short(path)),
                why: format!(
                    "It has {code} lines of code and {} functions{}.",
                    large.functions,
                    reach(large)
                ),
                evidence: large
                    .groups
                    .iter()
                    .map(|(owner, functions)| format!("`{owner}`: {}", count(*functions as u64, "method")))
                    .collect(),
                steps: vec![
                    first,
                    "Move it to a file of its own, without changing it, and let the old file pass it on."
                        .to_owned(),
                    "Let callers import it from its new place, then drop the detour.".to_owned(),
                ],
                place: Some((path, None)),
                findings: Vec::new(),
            }
            .scored(score::at(whole, path, Severity::Medium, effort))
        })
        .collect()
}

/// What a change to any of it is to others.
fn reach(large: &Large<'_>) -> String {
    match large.importers {
        0 => "; whoever changes one finds their way among all of them".to_owned(),
        1 => ", and 1 file imports it".to_owned(),
        files => {
            format!(", and {files} files import it: every change to any of it is a change for all of them")
        }
    }
}
