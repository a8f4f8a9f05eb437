//! Analyses: list, show, and what each has left behind. How they run is in [`running`].

mod earlier;
mod findings;
mod follow;
mod report;
pub mod running;

use chrono::{DateTime, Utc};
use models::{analyses as rows, insights as insight_rows};
use serde::{Deserialize, Serialize};
use types::{AnalysisState, Insight, Progress, Rating};
use uuid::Uuid;

pub(crate) use earlier::place;
pub use findings::{FindingFilter, FindingView, FindingsOf, findings};
pub(crate) use findings::{folder_of, seen_by, wanted};
pub use follow::{follow, is_final_event};
pub use report::{ReportBytes, report, report_etag};

use crate::{Error, Page, PageRequest, Result, Services};

/// One run of the pipeline over one commit of a repository.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    /// Its id.
    pub id: Uuid,
    /// What it looks at.
    pub repository_id: Uuid,
    /// The job that runs it.
    pub job_id: Uuid,
    /// The revision that was asked for; none means the default branch.
    pub revision: Option<String>,
    /// The branch that was analysed, where one was named.
    pub branch: Option<String>,
    /// The commit that was analysed.
    pub commit: Option<String>,
    /// Where it stands.
    pub state: AnalysisState,
    /// Why it failed.
    pub error: Option<AnalysisError>,
    /// How good the code is, once it succeeded.
    pub quality: Option<QualitySummary>,
    /// Sums, once it succeeded.
    pub counts: Option<Counts>,
    /// How far it has come; the last word stays.
    pub progress: Option<Progress>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When a worker first took it up.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// Why an analysis failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnalysisError {
    /// A stable name for programs.
    pub code: String,
    /// What happened and what to do, for people.
    pub message: String,
}

/// How good the code is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct QualitySummary {
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
}

/// What an analysis counted, and what it changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Files that were read.
    pub files: u64,
    /// Lines in them.
    pub lines: u64,
    /// Functions and methods in them.
    pub functions: u64,
    /// Files that were left out.
    pub skipped: u64,
    /// Findings, by what became of them.
    pub findings: FindingCounts,
    /// Insights.
    pub insights: u64,
    /// Tasks, by what became of them.
    pub tasks: TaskCounts,
    /// Chunks, by what became of them.
    pub chunks: ChunkCounts,
}

/// Findings against the analysis before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindingCounts {
    /// Open now.
    pub open: u64,
    /// Of these, never seen before.
    pub new: u64,
    /// Of these, seen again after they were fixed.
    pub reopened: u64,
    /// No longer seen.
    pub fixed: u64,
    /// Seen, and not to be counted as somebody said.
    pub suppressed: u64,
    /// Open ones per severity.
    pub critical: u64,
    /// See `critical`.
    pub high: u64,
    /// See `critical`.
    pub medium: u64,
    /// See `critical`.
    pub low: u64,
    /// See `critical`.
    pub info: u64,
}

/// Generated tasks against the analysis before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskCounts {
    /// Made.
    pub created: u64,
    /// Opened again, because their cause is back.
    pub reopened: u64,
    /// Still open, with other words or another score.
    pub updated: u64,
    /// Closed, because their cause is gone.
    pub closed: u64,
}

/// Chunks against the analysis before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChunkCounts {
    /// In the repository now.
    pub total: u64,
    /// Of these, not seen before.
    pub added: u64,
    /// Of these, on other lines than before.
    pub moved: u64,
    /// No longer there.
    pub removed: u64,
}

/// The team's analyses, the newest first; of one repository, or of all.
pub async fn list(
    services: &Services,
    team_id: Uuid,
    repository_id: Option<Uuid>,
    page: &PageRequest,
) -> Result<Page<Analysis>> {
    if let Some(repository_id) = repository_id {
        crate::repositories::find(services, team_id, repository_id).await?;
    }
    let limit = page.limit(services)?;
    let found = rows::list(&services.db, team_id, repository_id, page.position()?, limit + 1).await?;
    Page::of(found, limit, |row| row.id)?.try_map(Analysis::try_from)
}

/// One analysis.
pub async fn show(services: &Services, team_id: Uuid, id: Uuid) -> Result<Analysis> {
    find(services, team_id, id).await?.try_into()
}

/// All insights of an analysis, the most useful first.
pub async fn insights(services: &Services, team_id: Uuid, id: Uuid) -> Result<Vec<Insight>> {
    succeeded(services, team_id, id).await?;
    let found = insight_rows::list(&services.db, team_id, id).await?;
    Ok(found.into_iter().map(insight_rows::Model::into_insight).collect::<std::result::Result<_, _>>()?)
}

/// The row of an analysis that the team has.
async fn find(services: &Services, team_id: Uuid, id: Uuid) -> Result<rows::Model> {
    rows::find(&services.db, team_id, id).await?.ok_or(Error::not_found("analysis", id))
}

/// The row of an analysis that has succeeded; others have left nothing to read.
pub(crate) async fn succeeded(services: &Services, team_id: Uuid, id: Uuid) -> Result<rows::Model> {
    let row = find(services, team_id, id).await?;
    match row.state()? {
        AnalysisState::Succeeded => Ok(row),
        AnalysisState::Queued | AnalysisState::Running => Err(Error::Conflict(
            "the analysis has not finished yet; follow its events, or ask again later".to_owned(),
        )),
        AnalysisState::Failed | AnalysisState::Cancelled => {
            Err(Error::Conflict(format!("the analysis has {}, so it has no results", row.state)))
        }
    }
}

impl TryFrom<rows::Model> for Analysis {
    type Error = Error;

    fn try_from(row: rows::Model) -> Result<Self> {
        let rating = |letter: Option<&String>| {
            letter.map(|letter| letter.parse().map_err(Error::internal)).transpose()
        };
        let letters = (
            rating(row.maintainability.as_ref())?,
            rating(row.reliability.as_ref())?,
            rating(row.security.as_ref())?,
        );
        let quality = match (row.score, letters, row.debt_minutes) {
            (Some(score), (Some(maintainability), Some(reliability), Some(security)), Some(debt)) => {
                let debt_minutes = debt.cast_unsigned();
                Some(QualitySummary { score, maintainability, reliability, security, debt_minutes })
            }
            _ => None,
        };
        Ok(Self {
            state: row.state()?,
            id: row.id,
            repository_id: row.repository_id,
            job_id: row.job_id,
            revision: row.revision,
            branch: row.branch,
            commit: row.commit_sha,
            error: row
                .error_code
                .map(|code| AnalysisError { code, message: row.error_message.unwrap_or_default() }),
            quality,
            counts: row.counts.map(serde_json::from_value).transpose().map_err(Error::internal)?,
            // What another version has written there is not worth an error.
            progress: row.progress.and_then(|progress| serde_json::from_value(progress).ok()),
            created_at: row.created_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
        })
    }
}
