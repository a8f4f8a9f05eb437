//! The findings of an analysis, narrowed and paged.

use models::findings as rows;
use serde::Serialize;
use types::{Category, Finding, FindingState, Report, Severity};
use uuid::Uuid;

use super::{earlier, succeeded};
use crate::{Page, PageRequest, Result, Services};

/// Which findings are wanted, by what the analysis did to them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FindingsOf {
    /// Those that stand open.
    #[default]
    Open,
    /// Of these, those that it opened: never seen before, or seen again after they were fixed.
    New,
    /// Those that it no longer saw.
    Fixed,
    /// Those that somebody suppressed.
    Suppressed,
    /// All that any analysis saw, whatever became of them.
    All,
}

/// Narrows the findings of an analysis. Empty lists mean all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingFilter {
    /// By what the analysis did to them.
    pub of: FindingsOf,
    /// Only these severities.
    pub severities: Vec<Severity>,
    /// Only these rules.
    pub rules: Vec<String>,
    /// Only these categories.
    pub categories: Vec<Category>,
    /// Only paths that begin with this, capitals respected.
    pub path_prefix: Option<String>,
    /// Only this path.
    pub path: Option<String>,
    /// Only files directly in this folder; `.` for the root.
    pub folder: Option<String>,
    /// Only test code, or only other code.
    pub in_test: Option<bool>,
    /// Only these fingerprints.
    pub fingerprints: Vec<String>,
}

impl FindingFilter {
    /// The wanted findings that stand in a report: open ones, or suppressed ones where those are asked for.
    pub(crate) fn seen_in<'r>(&'r self, report: &'r Report) -> impl Iterator<Item = &'r Finding> {
        let seen = if self.of == FindingsOf::Suppressed { &report.suppressed } else { &report.findings };
        seen.iter().filter(|finding| self.takes(finding))
    }

    /// Whether a finding is wanted, whatever the analysis did to it.
    fn takes(&self, finding: &Finding) -> bool {
        (self.severities.is_empty() || self.severities.contains(&finding.severity))
            && (self.rules.is_empty() || self.rules.contains(&finding.rule))
            && (self.categories.is_empty() || self.categories.contains(&finding.category))
            && self.path_prefix.as_deref().is_none_or(|prefix| finding.path.starts_with(prefix))
            && self.path.as_deref().is_none_or(|path| finding.path == path)
            && self.folder.as_deref().is_none_or(|folder| folder_of(&finding.path) == folder)
            && self.in_test.is_none_or(|in_test| finding.in_test == in_test)
            && (self.fingerprints.is_empty() || self.fingerprints.contains(&finding.fingerprint))
    }
}

/// A finding in its repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingView {
    /// Its id, the same from one analysis to the next.
    pub id: Uuid,
    /// Where it stands now.
    pub state: FindingState,
    /// Whether the analysis that was asked for opened it.
    pub is_new: bool,
    /// The analysis that saw it first.
    pub first_seen_analysis_id: Uuid,
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
}

/// The findings of an analysis that has succeeded, the worst first.
///
/// The rows follow the repository's last analysis. For an earlier one, what it saw open or suppressed comes
/// out of its report, so that lines are those of its commit; `Fixed` and `New` are known as long as no later
/// analysis has seen the same finding come or go again.
pub async fn findings(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    filter: &FindingFilter,
    page: &PageRequest,
) -> Result<Page<FindingView>> {
    let limit = page.limit(services)?;
    let after: Option<rows::Position> = page.position()?;
    let (analysis, wanted) = wanted(services, team_id, analysis_id, filter).await?;
    let found = match wanted {
        Some(wanted) => {
            rows::list(&services.db, team_id, analysis.repository_id, &wanted, after, limit + 1).await?
        }
        None => earlier::findings(services, &analysis, filter, after.as_ref(), limit + 1).await?,
    };
    Page::of(found, limit, position)?.try_map(|row| view(row, analysis_id))
}

/// The row of an analysis that has succeeded, and which rows its findings are; none where they are to be read in its
/// report ([`FindingFilter::seen_in`]).
pub(crate) async fn wanted(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    filter: &FindingFilter,
) -> Result<(models::analyses::Model, Option<rows::Filter>)> {
    let analysis = succeeded(services, team_id, analysis_id).await?;
    let repository = crate::repositories::find(services, team_id, analysis.repository_id).await?;
    let is_latest = repository.latest_analysis_id == Some(analysis_id);
    let in_rows = is_latest || !matches!(filter.of, FindingsOf::Open | FindingsOf::Suppressed);
    Ok((analysis, in_rows.then(|| wanted_rows(filter, analysis_id))))
}

/// Findings out of the report of an analysis as it saw them, in their order.
pub(crate) async fn seen_by(
    services: &Services,
    analysis: &models::analyses::Model,
    seen: Vec<&Finding>,
) -> Result<Vec<FindingView>> {
    let found = earlier::as_rows(services, analysis, seen).await?;
    found.into_iter().map(|row| view(row, analysis.id)).collect()
}

fn wanted_rows(filter: &FindingFilter, analysis_id: Uuid) -> rows::Filter {
    let mut wanted = rows::Filter {
        severities: filter.severities.clone(),
        rules: filter.rules.clone(),
        categories: filter.categories.clone(),
        path_prefix: filter.path_prefix.clone(),
        path: filter.path.clone(),
        folder: filter.folder.clone(),
        in_test: filter.in_test,
        fingerprints: filter.fingerprints.clone(),
        ..rows::Filter::default()
    };
    match filter.of {
        FindingsOf::Open => wanted.state = Some(FindingState::Open),
        FindingsOf::New => wanted.opened_by = Some(analysis_id),
        FindingsOf::Fixed => wanted.fixed_by = Some(analysis_id),
        FindingsOf::Suppressed => wanted.state = Some(FindingState::Suppressed),
        FindingsOf::All => {}
    }
    wanted
}

/// The folder that a path stands in; `.` for the root.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// A row's place in the list.
pub(super) fn position(row: &rows::Model) -> rows::Position {
    (row.severity_rank, row.path.clone(), row.start_line, row.id)
}

fn view(row: rows::Model, analysis_id: Uuid) -> Result<FindingView> {
    Ok(FindingView {
        id: row.id,
        state: row.state()?,
        is_new: row.opened_analysis_id == analysis_id,
        first_seen_analysis_id: row.first_seen_analysis_id,
        finding: row.into_finding()?,
    })
}
