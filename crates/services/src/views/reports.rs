//! Parsed reports that were read last.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OnceCell, Semaphore};
use types::{Finding, Report};
use uuid::Uuid;

use crate::analyses::{ReportBytes, place};
use crate::{Error, Result, Services};

/// Bytes of JSON that the kept reports were parsed from. A report of 5,000 files has about 10 MB.
/// As values it takes two to three times as much.
const KEPT_BYTES: u64 = 64 * 1024 * 1024;

/// Reports that are unpacked and parsed at the same time.
const PARSED_AT_ONCE: usize = 2;

/// Reports parsed a while ago: whoever looks at one page of a report looks at the next, and unpacking a large one takes
/// longer than all else. The last one stays, however large it is.
#[derive(Debug)]
pub(crate) struct Reports {
    kept: Mutex<VecDeque<Kept>>,
    bytes: u64,
    parsing: Semaphore,
}

/// A report that is kept, or on its way: who comes meanwhile waits for it.
#[derive(Debug, Clone)]
struct Kept {
    analysis_id: Uuid,
    report: Arc<OnceCell<Parsed>>,
}

#[derive(Debug, Clone)]
struct Parsed {
    report: Arc<Report>,
    bytes: u64,
}

impl Default for Reports {
    fn default() -> Self {
        Self::keeping(KEPT_BYTES)
    }
}

impl Reports {
    fn keeping(bytes: u64) -> Self {
        Self { kept: Mutex::default(), bytes, parsing: Semaphore::new(PARSED_AT_ONCE) }
    }

    /// The cell of a report, now the first of those kept.
    fn cell(&self, analysis_id: Uuid) -> Arc<OnceCell<Parsed>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.iter().position(|kept| kept.analysis_id == analysis_id);
        let first = known
            .and_then(|at| kept.remove(at))
            .unwrap_or_else(|| Kept { analysis_id, report: Arc::default() });
        kept.push_front(first.clone());
        first.report
    }

    /// Lets go of those that were not read for longest, and of what could not be read.
    fn trim(&self) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = 0;
        let mut first = true;
        kept.retain(|kept| match kept.report.get() {
            Some(parsed) => {
                bytes += parsed.bytes;
                std::mem::take(&mut first) || bytes <= self.bytes
            }
            None => Arc::strong_count(&kept.report) > 1,
        });
    }
}

/// The report of an analysis that has succeeded, as a value. Its findings and suppressed ones stand in the order of
/// lists, each fingerprint once.
pub(crate) async fn parsed(services: &Services, team_id: Uuid, analysis_id: Uuid) -> Result<Arc<Report>> {
    let cell = services.reports.cell(analysis_id);
    let found = if cell.initialized() { "hit" } else { "miss" };
    metrics::counter!("devmentor_cache_lookups_total", "cache" => "reports", "found" => found).increment(1);
    let parsed = cell.get_or_try_init(|| parse(services, team_id, analysis_id)).await.cloned();
    drop(cell);
    if found == "miss" {
        services.reports.trim();
    }
    Ok(parsed?.report)
}

/// Has a report parsed beside what is going on, where it is not at hand.
pub(super) fn read_ahead(services: &Services, team_id: Uuid, analysis_id: Uuid) {
    if services.reports.cell(analysis_id).initialized() {
        return;
    }
    let services = services.clone();
    tokio::spawn(async move {
        if let Err(error) = parsed(&services, team_id, analysis_id).await {
            tracing::debug!(%error, %analysis_id, "the report was not read ahead");
        }
    });
}

async fn parse(services: &Services, team_id: Uuid, analysis_id: Uuid) -> Result<Parsed> {
    unpacked(services, team_id, analysis_id, |packed| {
        let mut report = packed.parse()?;
        put_in_order(&mut report.findings);
        put_in_order(&mut report.suppressed);
        Ok(Parsed { report: Arc::new(report), bytes: packed.json_bytes })
    })
    .await
}

/// The report of an analysis that has succeeded, as JSON: for who needs little of it, and needs it once.
pub(super) async fn json(services: &Services, team_id: Uuid, analysis_id: Uuid) -> Result<Vec<u8>> {
    unpacked(services, team_id, analysis_id, ReportBytes::json).await
}

/// Reads a report and unpacks it on a blocking thread, when it is its turn.
async fn unpacked<T: Send + 'static>(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    unpack: fn(&ReportBytes) -> Result<T>,
) -> Result<T> {
    let _turn = services.reports.parsing.acquire().await.map_err(Error::internal)?;
    let packed = crate::analyses::report(services, team_id, analysis_id).await?;
    tokio::task::spawn_blocking(move || unpack(&packed)).await.map_err(Error::internal)?
}

pub(super) fn put_in_order(findings: &mut Vec<Finding>) {
    let mut fingerprints = HashSet::new();
    findings.retain(|finding| fingerprints.insert(finding.fingerprint.clone()));
    findings.sort_by(|a, b| place(a).cmp(&place(b)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::report;

    fn keep(reports: &Reports, analysis_id: Uuid, bytes: u64) {
        let parsed = Parsed { report: Arc::new(report(&[])), bytes };
        reports.cell(analysis_id).set(parsed).unwrap();
        reports.trim();
    }

    fn kept(reports: &Reports) -> Vec<u128> {
        reports.kept.lock().unwrap().iter().map(|kept| kept.analysis_id.as_u128()).collect()
    }

    #[test]
    fn what_was_not_read_for_longest_goes_first() {
        let reports = Reports::keeping(100);
        for id in 1..=3 {
            keep(&reports, Uuid::from_u128(id), 40);
        }
        assert_eq!(kept(&reports), [3, 2]);
        assert!(reports.cell(Uuid::from_u128(2)).initialized());
        keep(&reports, Uuid::from_u128(4), 40);
        assert_eq!(kept(&reports), [4, 2]);
        let waited_for = reports.cell(Uuid::from_u128(6));
        reports.cell(Uuid::from_u128(7));
        reports.trim();
        assert_eq!(kept(&reports), [6, 4, 2], "nobody waits for the last");
        drop(waited_for);
        keep(&reports, Uuid::from_u128(5), 1_000);
        assert_eq!(kept(&reports), [5], "the last one stays, however large");
    }
}
