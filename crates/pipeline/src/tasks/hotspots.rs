//! Hot files: the hardest function of each, even where no rule calls it too much.

use types::{Severity, TaskDraft};

use super::functions::simplify;
use super::score;
use crate::insights::worst_functions;
use crate::whole::Whole;

/// Less cognitive complexity is no work.
const MIN_COGNITIVE: u32 = 10;
/// Cooler files can wait for a finding.
const MIN_HEAT: f64 = 0.15;
const MAX_TOLD: usize = 8;
/// Minutes to take a function apart: a start, and for each point of complexity.
const BASE: u32 = 20;
const PER_POINT: u32 = 2;

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    whole
        .parts
        .hotspots
        .iter()
        .filter(|spot| spot.score >= MIN_HEAT)
        .take(MAX_TOLD)
        .filter_map(|spot| {
            let worst = worst_functions(whole, &spot.path).into_iter().next()?;
            let effort = BASE + PER_POINT * worst.cognitive.min(100);
            let severity = if worst.cognitive > 15 { Severity::Medium } else { Severity::Low };
            (worst.cognitive >= MIN_COGNITIVE).then(|| {
                simplify(
                    whole,
                    &spot.path,
                    &worst.name,
                    worst.start_line,
                    &[],
                    score::at(whole, &spot.path, severity, effort),
                )
            })
        })
        .collect()
}
