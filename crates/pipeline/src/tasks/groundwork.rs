//! What concerns the repository as a whole: groundwork to lay.

use types::{Severity, TaskDraft};

use super::draft::Work;
use super::score::Score;
use crate::insights::missing;
use crate::whole::Whole;

/// Minutes to add a workflow, a licence or a README.
const GROUNDWORK: u32 = 30;
/// A note to oneself needs no groundwork.
const MIN_CODE: u64 = 50;

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    if whole.parts.totals.code < MIN_CODE {
        return Vec::new();
    }
    missing(whole)
        .into_iter()
        .map(|lack| {
            Work {
                cause: vec!["groundwork", lack.name],
                title: format!("Add {}", lack.named),
                why: lack.why.to_owned(),
                evidence: Vec::new(),
                steps: vec![lack.advice.to_owned()],
                place: None,
                findings: Vec::new(),
            }
            .scored(Score::at(whole, "", Severity::Medium, GROUNDWORK))
        })
        .collect()
}
