//! What concerns the repository as a whole: groundwork to lay, and lists that are kept twice.

use types::{Severity, TaskDraft};

use super::draft::Work;
use super::score;
use crate::insights::{Twice, count, missing, short, twice};
use crate::whole::Whole;

/// Minutes to add a workflow, a licence or a README.
const GROUNDWORK: u32 = 30;
/// Minutes to make one list of two.
const ONE_LIST: u32 = 60;
/// A note to oneself needs no groundwork.
const MIN_CODE: u64 = 50;

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    if whole.parts.totals.code < MIN_CODE {
        return Vec::new();
    }
    let one_list = twice(whole).into_iter().map(|twice| merge(whole, &twice));
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
            .scored(score::at(whole, "", Severity::Medium, GROUNDWORK))
        })
        .chain(one_list)
        .collect()
}

fn merge(whole: &Whole<'_>, twice: &Twice<'_>) -> TaskDraft {
    let Twice { left, right, common, differ } = twice;
    let severity = if differ.is_empty() { Severity::Low } else { Severity::Medium };
    Work {
        cause: vec!["twice", left, right],
        title: format!("Keep the packages of {} and {} in one list", short(left), short(right)),
        why: format!(
            "Both list {}. What is changed in one and forgotten in the other shows only where the other is built.",
            count(*common as u64, "package")
        ),
        evidence: differ
            .iter()
            .map(|(name, one, other)| format!("`{name}`: {one} in `{left}`, {other} in `{right}`"))
            .collect(),
        steps: vec![
            "See who builds with which of the two, and whether both are still needed.".to_owned(),
            "Drop one, or make it from the other; until then, let a check on every push compare them.".to_owned(),
        ],
        place: Some((right, None)),
        findings: Vec::new(),
    }
    .scored(score::at(whole, right, severity, ONE_LIST))
}
