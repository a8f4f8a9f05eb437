//! How much work on a file matters.

use types::{Severity, TaskScore};

use crate::whole::Whole;

/// The score of work on a file of the repository.
pub(super) fn at(whole: &Whole<'_>, path: &str, severity: Severity, effort_minutes: u32) -> TaskScore {
    TaskScore::of(severity, whole.heat(path), whole.reach(path), effort_minutes)
}
