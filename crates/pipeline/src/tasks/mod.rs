//! Work to do: findings and insights grouped to units that a person would take on, each with a score.

mod clones;
mod cycles;
mod draft;
mod findings;
mod functions;
mod god_files;
mod groundwork;
mod hotspots;
mod knowledge;
mod score;
mod tests_missing;

use std::collections::BTreeSet;

use rayon::prelude::*;
use types::TaskDraft;

use crate::whole::Whole;

/// At most so many are told, the best.
const MAX_LISTED: usize = 200;

/// One kind of task: what there is to do.
type Kind = fn(&Whole<'_>) -> Vec<TaskDraft>;

/// Every kind.
static KINDS: &[Kind] = &[
    findings::derive,
    functions::derive,
    clones::derive,
    cycles::derive,
    tests_missing::derive,
    god_files::derive,
    hotspots::derive,
    knowledge::derive,
    groundwork::derive,
];

/// What there is to do, the highest score first. Keys are of the cause and not of its lines, so that a task is known
/// again in the next analysis.
pub fn draft(whole: &Whole<'_>) -> Vec<TaskDraft> {
    let mut tasks: Vec<TaskDraft> = KINDS.par_iter().flat_map_iter(|derive| derive(whole)).collect();
    tasks.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| a.title.cmp(&b.title)).then_with(|| a.key.cmp(&b.key))
    });
    // A function may be too much by rule and stand in a hot file: the task that ends findings is the one to keep.
    let with_findings: BTreeSet<String> =
        tasks.iter().filter(|task| !task.findings.is_empty()).map(|task| task.key.clone()).collect();
    let mut known = BTreeSet::new();
    tasks.retain(|task| {
        (!task.findings.is_empty() || !with_findings.contains(&task.key)) && known.insert(task.key.clone())
    });
    tasks.truncate(MAX_LISTED);
    tasks
}

#[cfg(test)]
mod tests;
