//! How a repository went from one analysis to the next.

use chrono::{DateTime, Utc};
use models::analyses as rows;
use serde::Serialize;
use types::Rating;
use uuid::Uuid;

use crate::analyses::Analysis;
use crate::{Page, PageRequest, Result, Services};

/// One analysis that has succeeded, in a few numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrendPoint {
    /// Which it is.
    pub analysis_id: Uuid,
    /// The commit that it looked at.
    pub commit: Option<String>,
    /// The branch, where one was named.
    pub branch: Option<String>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// 0..100, higher is better.
    pub score: f64,
    /// From the debt ratio.
    pub maintainability: Rating,
    /// From the worst open reliability finding.
    pub reliability: Rating,
    /// From the worst open security finding.
    pub security: Rating,
    /// Minutes to repair every open finding.
    pub debt_minutes: u64,
    /// Lines that were read.
    pub lines: u64,
    /// Open findings.
    pub findings: u64,
}

/// The last analyses of a repository that have succeeded, the oldest of the page first; the next page is older.
pub async fn trend(
    services: &Services,
    team_id: Uuid,
    repository_id: Uuid,
    page: &PageRequest,
) -> Result<Page<TrendPoint>> {
    crate::repositories::find(services, team_id, repository_id).await?;
    let limit = page.limit(services)?;
    let before: Option<Uuid> = page.position()?;
    let found = rows::list_succeeded(&services.db, team_id, repository_id, before, limit + 1).await?;
    let mut page = Page::of(found, limit, |row| row.id)?.try_map(|row| Ok(point(row.try_into()?)))?;
    page.items.reverse();
    Ok(Page { items: page.items.into_iter().flatten().collect(), next_cursor: page.next_cursor })
}

/// None for what has no quality; an analysis that succeeded has one.
fn point(analysis: Analysis) -> Option<TrendPoint> {
    let (quality, counts) = (analysis.quality?, analysis.counts.unwrap_or_default());
    Some(TrendPoint {
        analysis_id: analysis.id,
        commit: analysis.commit,
        branch: analysis.branch,
        finished_at: analysis.finished_at,
        score: quality.score,
        maintainability: quality.maintainability,
        reliability: quality.reliability,
        security: quality.security,
        debt_minutes: quality.debt_minutes,
        lines: counts.lines,
        findings: counts.findings.open,
    })
}
