//! What an earlier analysis saw, out of its report: the rows follow the repository's last one.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use models::findings as rows;
use serde::Deserialize;
use types::Finding;
use uuid::Uuid;

use super::findings::position;
use super::{FindingFilter, FindingsOf};
use crate::{Error, Result, Services};

/// Analyses whose findings are kept at hand.
const KEPT: usize = 4;

/// The findings of the earlier analyses that were read last. Whoever reads one page of a list reads the next, and
/// a report is large to unpack for each.
#[derive(Debug, Default)]
pub(crate) struct ReadLast(Mutex<VecDeque<(Uuid, Arc<Seen>)>>);

impl ReadLast {
    fn get(&self, analysis_id: Uuid) -> Option<Arc<Seen>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(id, _)| *id == analysis_id).map(|(_, seen)| Arc::clone(seen))
    }

    fn put(&self, analysis_id: Uuid, seen: Arc<Seen>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(id, _)| *id != analysis_id);
        kept.push_front((analysis_id, seen));
        kept.truncate(KEPT);
    }
}

/// What an analysis saw, each list in the order of [`place`] and each fingerprint once.
#[derive(Debug, Deserialize)]
struct Seen {
    #[serde(rename = "findings")]
    open: Vec<Finding>,
    suppressed: Vec<Finding>,
}

/// At most `limit` findings that an earlier analysis saw, after a position, with the ids that they have to this day.
pub(super) async fn findings(
    services: &Services,
    analysis: &models::analyses::Model,
    filter: &FindingFilter,
    after: Option<&rows::Position>,
    limit: u64,
) -> Result<Vec<rows::Model>> {
    let seen = seen(services, analysis).await?;
    let seen = if filter.of == FindingsOf::Suppressed { &seen.suppressed } else { &seen.open };
    let candidates = candidates(seen, filter, after, limit);
    let (team_id, repository_id) = (analysis.team_id, analysis.repository_id);
    let fingerprints = candidates.iter().map(|finding| finding.fingerprint.as_str());
    let known = rows::find_many(&services.db, team_id, repository_id, fingerprints).await?;
    let known: HashMap<&str, &rows::Model> =
        known.iter().map(|row| (row.fingerprint.as_str(), row)).collect();
    let mut found: Vec<rows::Model> = candidates
        .into_iter()
        .filter_map(|finding| {
            let known = known.get(finding.fingerprint.as_str())?;
            let as_seen = rows::Model::new(known.id, team_id, repository_id, analysis.id, finding);
            Some(rows::Model {
                first_seen_analysis_id: known.first_seen_analysis_id,
                opened_analysis_id: known.opened_analysis_id,
                ..as_seen
            })
        })
        .filter(|row| after.is_none_or(|after| position(row) > *after))
        .collect();
    found.sort_by_cached_key(position);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

async fn seen(services: &Services, analysis: &models::analyses::Model) -> Result<Arc<Seen>> {
    let known = services.read_last.get(analysis.id);
    let found = if known.is_some() { "hit" } else { "miss" };
    metrics::counter!("devmentor_cache_lookups_total", "cache" => "reports", "found" => found).increment(1);
    if let Some(seen) = known {
        return Ok(seen);
    }
    let report = super::report(services, analysis.team_id, analysis.id).await?;
    let seen = tokio::task::spawn_blocking(move || {
        let mut seen: Seen = report.read()?;
        for list in [&mut seen.open, &mut seen.suppressed] {
            let mut fingerprints = HashSet::new();
            list.retain(|finding| fingerprints.insert(finding.fingerprint.clone()));
            list.sort_by(|a, b| place(a).cmp(&place(b)));
        }
        Ok::<_, Error>(Arc::new(seen))
    });
    let seen = seen.await.map_err(Error::internal)??;
    services.read_last.put(analysis.id, Arc::clone(&seen));
    Ok(seen)
}

/// The findings among which a page is to be found. At one place only the ids tell who comes first, and those are in
/// the rows: so all that share the place of the cursor, or of the page's last, are among them.
fn candidates<'s>(
    seen: &'s [Finding],
    filter: &FindingFilter,
    after: Option<&rows::Position>,
    limit: u64,
) -> Vec<&'s Finding> {
    let cursor = after.map(|(rank, path, line, _)| (*rank, path.as_str(), *line));
    let (mut found, mut behind): (Vec<&Finding>, u64) = (Vec::new(), 0);
    for finding in seen.iter().filter(|finding| filter.takes(finding)) {
        let here = place(finding);
        if cursor.is_some_and(|cursor| here < cursor) {
            continue;
        }
        if behind >= limit && found.last().is_none_or(|last| place(last) != here) {
            break;
        }
        behind += u64::from(cursor != Some(here));
        found.push(finding);
    }
    found
}

/// [`rows::Position`] without the id.
fn place(finding: &Finding) -> (i16, &str, i32) {
    (rows::severity_rank(finding.severity), &finding.path, finding.start_line.cast_signed())
}
