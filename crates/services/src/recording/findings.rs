//! Which findings are new, still there, back again, or gone.

use std::collections::HashMap;

use models::findings::Model;
use types::{FindingState, Report, Severity};
use uuid::Uuid;

use crate::Result;
use crate::analyses::FindingCounts;
use crate::work::AnalyzeRepository;

/// What is to be written, and what it comes to.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// Rows that are new or differ from what stands.
    pub(super) written: Vec<Model>,
    /// Rows that the analysis no longer saw.
    pub(super) fixed: Vec<Uuid>,
    /// The sums.
    pub(super) counts: FindingCounts,
}

/// Compares what stands with what an analysis saw; findings are the same when their fingerprints are.
///
/// Rows that are as they were are not written again, so that an analysis with nothing new costs next to
/// nothing here.
pub(super) fn compare(
    known: Vec<Model>,
    report: &Report,
    job: &AnalyzeRepository,
    mut new_id: impl FnMut() -> Uuid,
) -> Result<Change> {
    let mut change = Change::default();
    let mut known: HashMap<String, Model> =
        known.into_iter().map(|row| (row.fingerprint.clone(), row)).collect();
    let mut seen = std::collections::HashSet::new();
    for finding in report.findings.iter().chain(&report.suppressed) {
        // Fingerprints count occurrences, so a double is a fault of a rule; one row stands for both.
        if !seen.insert(finding.fingerprint.as_str()) {
            continue;
        }
        let before = known.remove(&finding.fingerprint);
        let id = before.as_ref().map_or_else(&mut new_id, |row| row.id);
        let mut row = Model::new(id, job.team_id, job.repository_id, job.analysis_id, finding);
        let is_open = row.state()? == FindingState::Open;
        if is_open {
            count_open(&mut change.counts, finding.severity);
        } else {
            change.counts.suppressed += 1;
        }
        match before {
            None => {
                change.counts.new += u64::from(is_open);
                change.written.push(row);
            }
            Some(before) => {
                row.first_seen_analysis_id = before.first_seen_analysis_id;
                if before.state()? == FindingState::Fixed {
                    change.counts.reopened += u64::from(is_open);
                } else {
                    row.opened_analysis_id = before.opened_analysis_id;
                }
                let as_before = Model { last_seen_analysis_id: row.last_seen_analysis_id, ..before };
                if row != as_before {
                    change.written.push(row);
                }
            }
        }
    }
    for row in known.into_values() {
        if row.state()? != FindingState::Fixed {
            change.fixed.push(row.id);
        }
    }
    change.counts.fixed = change.fixed.len() as u64;
    Ok(change)
}

fn count_open(counts: &mut FindingCounts, severity: Severity) {
    counts.open += 1;
    match severity {
        Severity::Critical => counts.critical += 1,
        Severity::High => counts.high += 1,
        Severity::Medium => counts.medium += 1,
        Severity::Low => counts.low += 1,
        Severity::Info => counts.info += 1,
    }
}
