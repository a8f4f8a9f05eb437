//! Files where complexity meets change: there a fault is likely, and a repair pays (A. Tornhill, Your Code as a Crime
//! Scene, 2015).

use types::Hotspot;

use crate::AnalyzedFile;
use crate::history::Commits;

/// At most so many are told.
pub const MAX_LISTED: usize = 100;

/// Ranks product files by cognitive complexity times decayed changes, normalised so that the hottest has 1: all of
/// them, the hottest first.
///
/// Test code is left out, as are files with nothing complex or that nobody changed.
pub fn rank(files: &[AnalyzedFile], commits: &Commits) -> Vec<Hotspot> {
    let mut hotspots: Vec<Hotspot> = files
        .iter()
        .filter(|file| !file.class.test)
        .filter_map(|file| {
            let complexity: u64 = file
                .facts
                .functions
                .iter()
                .filter(|function| !function.in_test && !function.nested)
                .map(|function| u64::from(function.cognitive))
                .sum();
            let history = commits.file(&file.path);
            let heat = complexity as f64 * history.decayed_changes;
            (heat > 0.0).then(|| Hotspot {
                path: file.path.clone(),
                score: heat,
                complexity,
                code: file.facts.totals.code,
                changes: history.changes,
                decayed_changes: history.decayed_changes,
                authors: history.authors,
                bus_factor: history.bus_factor,
            })
        })
        .collect();
    hotspots.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.path.cmp(&b.path)));
    let hottest = hotspots.first().map_or(1.0, |hotspot| hotspot.score);
    for hotspot in &mut hotspots {
        hotspot.score /= hottest;
    }
    hotspots
}
