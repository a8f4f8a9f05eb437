//! `/api/analyses`.

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use services::{Services, analyses};
use uuid::Uuid;

use super::findings::FindingFacts;
use super::report::ReportReply;
use super::{Page, Tag, page};
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::events::{EventsReply, Streams};
use crate::words::{AnalysisState, Category, FindingState, FindingsOf, Rating, Severity};

pub(crate) struct Analyses;

/// One run of the pipeline over one commit of a repository.
#[derive(Debug, Object)]
pub(crate) struct Analysis {
    /// Its id.
    id: Uuid,
    /// What it looks at.
    repository_id: Uuid,
    /// The job that runs it.
    job_id: Uuid,
    /// The revision that was asked for; null means the default branch.
    revision: Option<String>,
    /// The branch that was analysed, where one was named.
    branch: Option<String>,
    /// The commit that was analysed.
    commit: Option<String>,
    /// Where it stands.
    state: AnalysisState,
    /// Why it failed.
    error: Option<AnalysisError>,
    /// How good the code is, once it succeeded.
    quality: Option<QualitySummary>,
    /// What it counted and changed, once it succeeded.
    counts: Option<Counts>,
    /// How far it has come; the last word stays.
    progress: Option<Progress>,
    /// When it was asked for.
    created_at: DateTime<Utc>,
    /// When a worker first took it up.
    started_at: Option<DateTime<Utc>>,
    /// When it ended.
    finished_at: Option<DateTime<Utc>>,
}

/// Why an analysis failed.
#[derive(Debug, Object)]
struct AnalysisError {
    /// A stable name for programs: `repository_not_found`, `empty_repository`, `no_supported_language`, ...
    code: String,
    /// What happened and what to do.
    message: String,
}

/// How good the code is.
#[derive(Debug, Object)]
struct QualitySummary {
    /// 0..100, higher is better.
    score: f64,
    /// From the debt ratio.
    maintainability: Rating,
    /// From the worst open reliability finding.
    reliability: Rating,
    /// From the worst open security finding.
    security: Rating,
    /// Minutes to repair every open finding.
    debt_minutes: u64,
}

/// What an analysis counted, and what it changed.
#[derive(Debug, Object)]
struct Counts {
    /// Files that were read.
    files: u64,
    /// Lines in them.
    lines: u64,
    /// Functions and methods in them.
    functions: u64,
    /// Files that were left out.
    skipped: u64,
    /// Findings, by what became of them.
    findings: FindingCounts,
    /// Insights.
    insights: u64,
    /// Tasks, by what became of them.
    tasks: TaskCounts,
    /// Pieces of code, by what became of them.
    chunks: ChunkCounts,
}

/// Findings against the analysis before.
#[derive(Debug, Object)]
struct FindingCounts {
    /// Open now.
    open: u64,
    /// Of these, never seen before.
    new: u64,
    /// Of these, seen again after they were fixed.
    reopened: u64,
    /// No longer seen.
    fixed: u64,
    /// Seen, and not to be counted as somebody said.
    suppressed: u64,
    /// Open and critical.
    critical: u64,
    /// Open and high.
    high: u64,
    /// Open and medium.
    medium: u64,
    /// Open and low.
    low: u64,
    /// Open and worth knowing.
    info: u64,
}

/// Generated tasks against the analysis before.
#[derive(Debug, Object)]
struct TaskCounts {
    /// Made.
    created: u64,
    /// Opened again, because their cause is back.
    reopened: u64,
    /// Still open, with other words or another score.
    updated: u64,
    /// Closed, because their cause is gone.
    closed: u64,
}

/// Pieces of code against the analysis before.
#[derive(Debug, Object)]
struct ChunkCounts {
    /// In the repository now.
    total: u64,
    /// Of these, not seen before.
    added: u64,
    /// Of these, on other lines than before.
    moved: u64,
    /// No longer there.
    removed: u64,
}

/// How far something has come.
#[derive(Debug, Object)]
pub(crate) struct Progress {
    /// The stage's name.
    stage: String,
    /// Units done in this stage.
    done: u64,
    /// Units in all; 0 while not known.
    total: u64,
    /// What is being done.
    message: String,
    /// What has been found so far.
    found: Found,
}

/// What an analysis has found so far; null where it has not looked yet.
#[derive(Debug, Object)]
struct Found {
    /// Source files that were read.
    files: Option<u64>,
    /// Lines in them.
    lines: Option<u64>,
    /// Functions in them.
    functions: Option<u64>,
    /// Places where code stands twice or more.
    clones: Option<u64>,
    /// Circles of imports.
    cycles: Option<u64>,
    /// Commits that were read.
    commits: Option<u64>,
    /// Faults.
    findings: Option<u64>,
}

/// A finding in its repository.
#[derive(Debug, Object)]
pub(crate) struct Finding {
    /// Its id, the same from one analysis to the next.
    id: Uuid,
    /// Where it stands now.
    state: FindingState,
    /// Whether this analysis opened it.
    is_new: bool,
    /// The analysis that saw it first.
    first_seen_analysis_id: Uuid,
    /// What is wrong, and where.
    #[oai(flatten)]
    facts: FindingFacts,
}

/// A statement that a person can act on.
#[derive(Debug, Object)]
pub(crate) struct Insight {
    /// Identity from one analysis to the next.
    pub(crate) key: String,
    /// What it is about: `hotspot`, `cycle`, ...
    pub(crate) kind: String,
    /// How much it matters.
    pub(crate) severity: Severity,
    /// One line that says it, naming the place.
    pub(crate) title: String,
    /// What was seen, and why it matters here.
    pub(crate) detail: String,
    /// What to do about it.
    pub(crate) advice: String,
    /// How useful it is, 0..1.
    pub(crate) usefulness: f64,
    /// What it rests on.
    pub(crate) evidence: Vec<Evidence>,
}

/// One thing that an insight rests on.
#[derive(Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub(crate) struct Evidence {
    /// Path in the repository.
    pub(crate) path: Option<String>,
    /// First line, from 1.
    pub(crate) start_line: Option<u32>,
    /// Last line, inclusive.
    pub(crate) end_line: Option<u32>,
    /// The finding's fingerprint, where it is one.
    pub(crate) fingerprint: Option<String>,
    /// What is there.
    pub(crate) fact: String,
}

#[OpenApi(tag = "Tag::Analyses")]
impl Analyses {
    /// Show an analysis
    #[oai(path = "/api/analyses/:id", method = "get", operation_id = "show_analysis")]
    async fn show(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
    ) -> Result<Json<Analysis>, ApiError> {
        Ok(Json(analyses::show(&services, caller.0.team_id, id.0).await?.into()))
    }

    /// Read the whole report
    ///
    /// One JSON object with everything that the analysis found. It never changes: send its `ETag` as
    /// `If-None-Match` to read it once. Sent packed to those who take gzip.
    #[oai(path = "/api/analyses/:id/report", method = "get", operation_id = "show_report")]
    async fn report(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// The `ETag` of the report that is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
        /// `gzip`, to have it packed.
        #[oai(name = "accept-encoding")]
        accept_encoding: Header<Option<String>>,
    ) -> Result<ReportReply, ApiError> {
        let team_id = caller.0.team_id;
        if let Some(at_hand) = if_none_match.0.as_deref() {
            let etag = analyses::report_etag(&services, team_id, id.0).await?;
            if let Some(reply) = ReportReply::unchanged(&etag, at_hand) {
                return Ok(reply);
            }
        }
        let report = analyses::report(&services, team_id, id.0).await?;
        ReportReply::of(report, accept_encoding.0.as_deref()).await
    }

    /// List an analysis' findings
    ///
    /// The worst first. Filters that are given several times take any of their values.
    #[oai(path = "/api/analyses/:id/findings", method = "get", operation_id = "list_findings")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn findings(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// Which of them: open (the default), new, fixed, suppressed, all.
        state: Query<Option<FindingsOf>>,
        /// Only these severities.
        severity: Query<Option<Vec<Severity>>>,
        /// Only these categories.
        category: Query<Option<Vec<Category>>>,
        /// Only these rules.
        rule: Query<Option<Vec<String>>>,
        /// Only paths that begin with this.
        path: Query<Option<String>>,
        /// Only files directly in this folder; `.` for the root.
        folder: Query<Option<String>>,
        /// Only test code, or only other code.
        in_test: Query<Option<bool>>,
        /// Only these fingerprints.
        #[oai(validator(max_items = 50))]
        fingerprint: Query<Option<Vec<String>>>,
        /// Items at most.
        limit: Query<Option<u64>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<Finding>>, ApiError> {
        let filter = analyses::FindingFilter {
            of: state.0.map(Into::into).unwrap_or_default(),
            severities: severity.0.unwrap_or_default().into_iter().map(Into::into).collect(),
            rules: rule.0.unwrap_or_default(),
            categories: category.0.unwrap_or_default().into_iter().map(Into::into).collect(),
            path_prefix: path.0,
            path: None,
            folder: folder.0,
            in_test: in_test.0,
            fingerprints: fingerprint.0.unwrap_or_default(),
        };
        let page = page(limit.0, cursor.0);
        let found = analyses::findings(&services, caller.0.team_id, id.0, &filter, &page).await?;
        Ok(Json(Page::of(found)))
    }

    /// List an analysis' insights
    ///
    /// All of them, the most useful first.
    #[oai(path = "/api/analyses/:id/insights", method = "get", operation_id = "list_insights")]
    async fn insights(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
    ) -> Result<Json<Page<Insight>>, ApiError> {
        let found = analyses::insights(&services, caller.0.team_id, id.0).await?;
        Ok(Json(Page { items: found.into_iter().map(Insight::from).collect(), next_cursor: None }))
    }

    /// Follow an analysis
    ///
    /// Server-sent events from the first that is kept, or from after the one that is named; the last is `done`. For
    /// an analysis that has ended, what is kept is sent again. Events are kept for a day.
    #[oai(path = "/api/analyses/:id/events", method = "get", operation_id = "follow_analysis")]
    async fn events(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        streams: Data<&Streams>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// The id of the last event that was seen; browsers send it by themselves.
        #[oai(name = "last-event-id")]
        last_event_id: Header<Option<String>>,
        /// The same, for those who cannot send headers.
        after: Query<Option<String>>,
    ) -> Result<EventsReply, ApiError> {
        let after = last_event_id.0.or(after.0).filter(|id| !id.is_empty());
        streams.analysis(&services, &caller.0, id.0, after).await
    }
}

impl From<analyses::Analysis> for Analysis {
    fn from(analysis: analyses::Analysis) -> Self {
        Self {
            id: analysis.id,
            repository_id: analysis.repository_id,
            job_id: analysis.job_id,
            revision: analysis.revision,
            branch: analysis.branch,
            commit: analysis.commit,
            state: analysis.state.into(),
            error: analysis.error.map(|error| AnalysisError { code: error.code, message: error.message }),
            quality: analysis.quality.map(QualitySummary::from),
            counts: analysis.counts.map(Counts::from),
            progress: analysis.progress.map(Progress::from),
            created_at: analysis.created_at,
            started_at: analysis.started_at,
            finished_at: analysis.finished_at,
        }
    }
}

impl From<analyses::QualitySummary> for QualitySummary {
    fn from(quality: analyses::QualitySummary) -> Self {
        Self {
            score: quality.score,
            maintainability: quality.maintainability.into(),
            reliability: quality.reliability.into(),
            security: quality.security.into(),
            debt_minutes: quality.debt_minutes,
        }
    }
}

impl From<analyses::Counts> for Counts {
    fn from(counts: analyses::Counts) -> Self {
        let (findings, tasks, chunks) = (counts.findings, counts.tasks, counts.chunks);
        Self {
            files: counts.files,
            lines: counts.lines,
            functions: counts.functions,
            skipped: counts.skipped,
            insights: counts.insights,
            findings: FindingCounts {
                open: findings.open,
                new: findings.new,
                reopened: findings.reopened,
                fixed: findings.fixed,
                suppressed: findings.suppressed,
                critical: findings.critical,
                high: findings.high,
                medium: findings.medium,
                low: findings.low,
                info: findings.info,
            },
            tasks: TaskCounts {
                created: tasks.created,
                reopened: tasks.reopened,
                updated: tasks.updated,
                closed: tasks.closed,
            },
            chunks: ChunkCounts {
                total: chunks.total,
                added: chunks.added,
                moved: chunks.moved,
                removed: chunks.removed,
            },
        }
    }
}

impl From<types::Progress> for Progress {
    fn from(progress: types::Progress) -> Self {
        let types::Progress { stage, done, total, message, found } = progress;
        Self { stage, done, total, message, found: found.into() }
    }
}

impl From<types::Found> for Found {
    fn from(found: types::Found) -> Self {
        let types::Found { files, lines, functions, clones, cycles, commits, findings } = found;
        Self { files, lines, functions, clones, cycles, commits, findings }
    }
}

impl From<analyses::FindingView> for Finding {
    fn from(view: analyses::FindingView) -> Self {
        Self {
            id: view.id,
            state: view.state.into(),
            is_new: view.is_new,
            first_seen_analysis_id: view.first_seen_analysis_id,
            facts: view.finding.into(),
        }
    }
}

impl From<types::Insight> for Insight {
    fn from(insight: types::Insight) -> Self {
        Self {
            key: insight.key,
            kind: insight.kind.0,
            severity: insight.severity.into(),
            title: insight.title,
            detail: insight.detail,
            advice: insight.advice,
            usefulness: insight.usefulness,
            evidence: insight
                .evidence
                .into_iter()
                .map(|evidence| Evidence {
                    path: evidence.path,
                    start_line: evidence.start_line,
                    end_line: evidence.end_line,
                    fingerprint: evidence.fingerprint,
                    fact: evidence.fact,
                })
                .collect(),
        }
    }
}
