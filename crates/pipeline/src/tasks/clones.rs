//! Repeated code: one task per set of files that share it.

use types::{Severity, TaskDraft};

use super::draft::Work;
use super::score;
use crate::insights::{Shared, code_lines, count, list, short};
use crate::whole::Whole;

/// Minutes to take one stretch out to a place of its own, and for each place to be changed.
const PER_STRETCH: u32 = 20;
const PER_PLACE: u32 = 5;
/// Lines to save that cost a minute more: to read, move and test them.
const LINES_A_MINUTE: u64 = 5;
/// More minutes for a line saved are many.
const DEAR: u64 = 2;
const MAX_TOLD: usize = 50;

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    whole.shared_code().iter().take(MAX_TOLD).map(|shared| task(whole, shared)).collect()
}

fn task(whole: &Whole<'_>, shared: &Shared<'_>) -> TaskDraft {
    let names: Vec<_> = shared.paths.iter().map(|path| short(path)).collect();
    let effort = PER_STRETCH * shared.clones.len() as u32
        + PER_PLACE * shared.places() as u32
        + (shared.saved / LINES_A_MINUTE) as u32;
    // A copy is forgotten when one of them changes, so the hottest file decides.
    let hottest = shared
        .paths
        .iter()
        .copied()
        .max_by(|a, b| whole.heat(a).total_cmp(&whole.heat(b)).then_with(|| b.cmp(a)))
        .unwrap_or_default();
    let mut cause = vec!["clones"];
    cause.extend(&shared.paths);
    let first = &shared.clones[0].places[0];
    let code = if names.len() == 1 { "repeated code in" } else { "code shared by" };
    Work {
        cause,
        title: format!("Give the {code} {} one home", list(&names, 3)),
        why: format!(
            "The same code stands in {}. What is mended in one copy stays wrong in the others; one copy would save {}.",
            count(shared.places() as u64, "place"),
            count(shared.saved, "line"),
        ),
        evidence: shared
            .clones
            .iter()
            .map(|clone| {
                let places: Vec<String> = clone
                    .places
                    .iter()
                    .map(|place| format!("`{}:{}-{}`", place.path, place.start_line, place.end_line))
                    .collect();
                format!("{} lines of code: {}", code_lines(whole, &clone.places[0]).len(), list(&places, 4))
            })
            .collect(),
        steps: vec![
            if shared.is_renamed() {
                "Lay the copies side by side and note what differs: these become parameters.".to_owned()
            } else {
                "Make sure that the copies are meant to stay the same.".to_owned()
            },
            "Move the code to one function, or to one module where it is several, that all of them can import."
                .to_owned(),
            "Call it from each place, one commit per place.".to_owned(),
        ],
        place: Some((&first.path, Some((first.start_line, first.end_line)))),
        findings: Vec::new(),
    }
    .scored(score::at(whole, hottest, severity(shared, effort), effort))
}

/// By the lines to save; less where the work is long for what it saves, and where the copies differ but stand in one
/// file: whoever changes one of these sees the others.
fn severity(shared: &Shared<'_>, effort: u32) -> Severity {
    let grade = match shared.saved {
        150.. => 3,
        40.. => 2,
        _ => 1,
    };
    let dear = u64::from(effort) > DEAR * shared.saved;
    let in_sight = shared.paths.len() == 1 && shared.is_renamed();
    match grade - i32::from(dear) - i32::from(in_sight) {
        3.. => Severity::High,
        2 => Severity::Medium,
        1 => Severity::Low,
        _ => Severity::Info,
    }
}
