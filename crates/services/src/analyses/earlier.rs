//! What an earlier analysis saw, out of its report: the rows follow the repository's last one.

use std::collections::HashMap;

use models::findings as rows;
use types::{Finding, Report};

use super::FindingFilter;
use super::findings::position;
use crate::{Result, Services};

/// At most `limit` findings that an earlier analysis saw, after a position, with the ids that they have to this day.
pub(super) async fn findings(
    services: &Services,
    analysis: &models::analyses::Model,
    filter: &FindingFilter,
    after: Option<&rows::Position>,
    limit: u64,
) -> Result<Vec<rows::Model>> {
    let report = crate::views::parsed(services, analysis.team_id, analysis.id).await?;
    let mut found = as_rows(services, analysis, candidates(&report, filter, after, limit)).await?;
    found.retain(|row| after.is_none_or(|after| position(row) > *after));
    found.sort_by_cached_key(position);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// Findings out of an analysis's report as rows: as it saw them, with the ids that they have to this day and where they
/// stand now.
pub(super) async fn as_rows(
    services: &Services,
    analysis: &models::analyses::Model,
    seen: Vec<&Finding>,
) -> Result<Vec<rows::Model>> {
    let (team_id, repository_id) = (analysis.team_id, analysis.repository_id);
    let fingerprints = seen.iter().map(|finding| finding.fingerprint.as_str());
    let known = rows::find_many(&services.db, team_id, repository_id, fingerprints).await?;
    let known: HashMap<&str, &rows::Model> =
        known.iter().map(|row| (row.fingerprint.as_str(), row)).collect();
    let as_row = |finding: &Finding| {
        let known = known.get(finding.fingerprint.as_str())?;
        let as_seen = rows::Model::new(known.id, team_id, repository_id, analysis.id, finding);
        Some(rows::Model {
            state: known.state.clone(),
            suppression_reason: known.suppression_reason.clone(),
            suppression_source: known.suppression_source.clone(),
            first_seen_analysis_id: known.first_seen_analysis_id,
            opened_analysis_id: known.opened_analysis_id,
            ..as_seen
        })
    };
    Ok(seen.into_iter().filter_map(as_row).collect())
}

/// The findings among which a page is to be found. At one place only the ids tell who comes first, and those are in
/// the rows: so all that share the place of the cursor, or of the page's last, are among them.
fn candidates<'r>(
    report: &'r Report,
    filter: &'r FindingFilter,
    after: Option<&rows::Position>,
    limit: u64,
) -> Vec<&'r Finding> {
    let cursor = after.map(|(rank, path, line, _)| (*rank, path.as_str(), *line));
    let (mut found, mut behind): (Vec<&Finding>, u64) = (Vec::new(), 0);
    for finding in filter.seen_in(report) {
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

/// [`rows::Position`] without the id: where a finding stands in lists.
pub(crate) fn place(finding: &Finding) -> (i16, &str, i32) {
    (rows::severity_rank(finding.severity), &finding.path, finding.start_line.cast_signed())
}
