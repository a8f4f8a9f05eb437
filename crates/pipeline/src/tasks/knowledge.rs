//! Files that one person alone knows: one task for the first few.

use types::{Severity, TaskDraft};

use super::draft::Work;
use super::score;
use crate::insights::{known, short};
use crate::whole::Whole;

/// Minutes for two people to go through a file together.
const EFFORT: u32 = 60;
const MAX_TOLD: usize = 3;

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    let (known, _) = known(whole);
    known
        .iter()
        .take(MAX_TOLD)
        .map(|(file, history)| {
            let path = file.path.as_str();
            let gone = if history.main_active { "" } else { " That person has not been seen for a year." };
            Work {
                cause: vec!["knowledge", path],
                title: format!("Let a second person learn {}", short(path)),
                why: format!(
                    "One person made {:.0} % of its changes, the older ones counted less.{gone} When they are away, \
                     nobody else can change it with confidence.",
                    history.main_share * 100.0
                ),
                evidence: vec![format!("`{path}`: changed {} times by {} people", history.changes, history.authors)],
                steps: vec![
                    "Let somebody else make its next change, with the one who knows it at hand.".to_owned(),
                    "Write what surprised them into comments or the project's notes.".to_owned(),
                ],
                place: Some((path, None)),
                findings: Vec::new(),
            }
            .scored(score::at(whole, path, if gone.is_empty() { Severity::Low } else { Severity::Medium }, EFFORT))
        })
        .collect()
}
