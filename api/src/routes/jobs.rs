//! `/api/jobs`.

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use serde_json::Value;
use services::{Services, jobs};
use uuid::Uuid;

use super::analyses::Progress;
use super::{NoContent, Page, Tag, page};
use crate::auth::Authenticated;
use crate::body::Body;
use crate::error::ApiError;
use crate::words::{JobPriority, JobState};

pub(crate) struct Jobs;

/// One unit of queued work.
#[derive(Debug, Object)]
pub(crate) struct Job {
    /// Its id.
    id: Uuid,
    /// What it does: `analyze_repository`, `embed_repository`, ...
    kind: String,
    /// What it is about: ids.
    payload: Value,
    /// The repository it is about; null where it is about none, or where that one has been deleted.
    repository_name: Option<String>,
    /// Where it stands.
    state: JobState,
    /// Which queue it waits in.
    priority: JobPriority,
    /// Tries so far, the running one included.
    attempt: u32,
    /// Tries it is given.
    max_attempts: u32,
    /// How far it has come.
    progress: Option<Progress>,
    /// Why the last try ended badly.
    error: Option<String>,
    /// Who runs it, or ran it last.
    worker: Option<String>,
    /// Somebody asked it to stop.
    cancel_requested: bool,
    /// Not before this.
    run_at: DateTime<Utc>,
    /// When it was queued.
    created_at: DateTime<Utc>,
    /// When the last try began.
    started_at: Option<DateTime<Utc>>,
    /// When it ended.
    finished_at: Option<DateTime<Utc>>,
}

/// How many jobs there are.
#[derive(Debug, Object)]
struct JobSummary {
    /// One for each state and queue in which there are some.
    items: Vec<JobCount>,
}

/// How many jobs stand in one state and queue.
#[derive(Debug, Object)]
struct JobCount {
    /// The state.
    state: JobState,
    /// The queue.
    priority: JobPriority,
    /// How many.
    jobs: u64,
    /// For queued ones: since when the longest waiting has been due; in the future for delayed ones.
    oldest_run_at: Option<DateTime<Utc>>,
}

/// Which jobs are to be tried again.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct RetryMany {
    /// Only these states; failed and dead unless given.
    state: Option<Vec<JobState>>,
    /// Only these kinds.
    kind: Option<Vec<String>>,
}

/// How many jobs are tried again.
#[derive(Debug, Object)]
struct Retried {
    /// The number; call again when it is 1000, the most for one call.
    retried: u64,
}

#[OpenApi(tag = "Tag::Jobs")]
impl Jobs {
    /// List jobs
    ///
    /// The newest first. Filters that are given several times take any of their values.
    #[oai(path = "/api/jobs", method = "get", operation_id = "list_jobs")]
    async fn list(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// Only these states.
        state: Query<Option<Vec<JobState>>>,
        /// Only these kinds.
        kind: Query<Option<Vec<String>>>,
        /// Items at most.
        limit: Query<Option<u64>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<Job>>, ApiError> {
        let page = page(limit.0, cursor.0);
        let found = jobs::list(&services, caller.0.team_id, &wanted(state.0, kind.0), &page).await?;
        Ok(Json(Page::of(found)))
    }

    /// Count jobs
    ///
    /// Those that wait, run, failed or are dead, by state and queue.
    #[oai(path = "/api/jobs/summary", method = "get", operation_id = "count_jobs")]
    async fn summary(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
    ) -> Result<Json<JobSummary>, ApiError> {
        let counts = jobs::count(&services, caller.0.team_id).await?;
        let count = |count: jobs::JobCount| JobCount {
            state: count.state.into(),
            priority: count.priority.into(),
            jobs: count.jobs,
            oldest_run_at: count.oldest_run_at,
        };
        Ok(Json(JobSummary { items: counts.into_iter().map(count).collect() }))
    }

    /// Show a job
    #[oai(path = "/api/jobs/:id", method = "get", operation_id = "show_job")]
    async fn show(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The job's id.
        id: Path<Uuid>,
    ) -> Result<Json<Job>, ApiError> {
        Ok(Json(jobs::show(&services, caller.0.team_id, id.0).await?.into()))
    }

    /// Cancel a job
    ///
    /// At once while it waits, soon while it runs. 409 when it has ended.
    #[oai(path = "/api/jobs/:id/cancel", method = "post", operation_id = "cancel_job")]
    async fn cancel(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The job's id.
        id: Path<Uuid>,
    ) -> Result<Json<Job>, ApiError> {
        Ok(Json(jobs::cancel(&services, caller.0.team_id, id.0).await?.into()))
    }

    /// Try a job again
    ///
    /// Gives a job that failed, died or was cancelled all its tries again. 409 when it has not ended so.
    #[oai(path = "/api/jobs/:id/retry", method = "post", operation_id = "retry_job")]
    async fn retry(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The job's id.
        id: Path<Uuid>,
    ) -> Result<Json<Job>, ApiError> {
        Ok(Json(jobs::retry(&services, caller.0.team_id, id.0).await?.into()))
    }

    /// Try many jobs again
    ///
    /// Those that failed or died, unless other states are named.
    #[oai(path = "/api/jobs/retry", method = "post", operation_id = "retry_jobs")]
    async fn retry_many(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        body: Body<RetryMany>,
    ) -> Result<Json<Retried>, ApiError> {
        let Body(RetryMany { state, kind }) = body;
        let retried = jobs::retry_many(&services, caller.0.team_id, &wanted(state, kind))
            .await
            .map_err(ApiError::from_body)?;
        Ok(Json(Retried { retried }))
    }

    /// Delete a job
    ///
    /// Takes an ended job out of the list. 409 when it has not ended.
    #[oai(path = "/api/jobs/:id", method = "delete", operation_id = "delete_job")]
    async fn delete(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The job's id.
        id: Path<Uuid>,
    ) -> Result<NoContent, ApiError> {
        jobs::delete(&services, caller.0.team_id, id.0).await?;
        Ok(NoContent::Done)
    }
}

fn wanted(states: Option<Vec<JobState>>, kinds: Option<Vec<String>>) -> jobs::Wanted {
    jobs::Wanted {
        states: states.unwrap_or_default().into_iter().map(Into::into).collect(),
        kinds: kinds.unwrap_or_default(),
    }
}

impl From<jobs::Job> for Job {
    fn from(job: jobs::Job) -> Self {
        Self {
            id: job.id,
            kind: job.kind,
            payload: job.payload,
            repository_name: job.repository_name,
            state: job.state.into(),
            priority: job.priority.into(),
            attempt: job.attempt,
            max_attempts: job.max_attempts,
            progress: job.progress.map(Progress::from),
            error: job.error,
            worker: job.worker,
            cancel_requested: job.cancel_requested,
            run_at: job.run_at,
            created_at: job.created_at,
            started_at: job.started_at,
            finished_at: job.finished_at,
        }
    }
}
