//! Jobs, as people steer them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use queue::{Change, Job as _, JobFilter, JobRow};
use sea_orm::DatabaseTransaction;
use serde::Serialize;
use types::{JobState, Progress};
use uuid::Uuid;

use crate::work::AnalyzeRepository;
use crate::{Error, Page, PageRequest, Result, Services, analyses, repositories};

/// A job, without what is nobody's business outside.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// What it does.
    pub kind: String,
    /// What it is about: ids.
    pub payload: serde_json::Value,
    /// The repository it is about; none where it is about none, or where that one has been deleted.
    pub repository_name: Option<String>,
    /// Where it stands.
    pub state: JobState,
    /// Which queue it waits in.
    pub priority: types::JobPriority,
    /// Tries so far, the running one included.
    pub attempt: u32,
    /// Tries it is given.
    pub max_attempts: u32,
    /// How far it has come.
    pub progress: Option<Progress>,
    /// Why the last try ended badly.
    pub error: Option<String>,
    /// Who runs it, or ran it last.
    pub worker: Option<String>,
    /// Somebody asked it to stop.
    pub cancel_requested: bool,
    /// Not before this.
    pub run_at: DateTime<Utc>,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// When the last try began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// How many jobs stand in one state and queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JobCount {
    /// The state.
    pub state: JobState,
    /// The queue.
    pub priority: types::JobPriority,
    /// How many.
    pub jobs: u64,
    /// For queued ones: since when the longest waiting has been due; in the future for delayed ones.
    pub oldest_run_at: Option<DateTime<Utc>>,
}

/// Counts the team's jobs that wait, run, failed or are dead.
pub async fn count(services: &Services, team_id: Uuid) -> Result<Vec<JobCount>> {
    let counts = services.queue.count_open_of(team_id).await?.into_iter();
    let counts = counts.map(|count| JobCount {
        state: count.state,
        priority: count.priority,
        jobs: count.jobs,
        oldest_run_at: count.oldest_run_at,
    });
    Ok(counts.collect())
}

/// Narrows the team's jobs. Empty lists mean all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only these states.
    pub states: Vec<JobState>,
    /// Only these kinds.
    pub kinds: Vec<String>,
}

/// Jobs retried at once by one call.
const RETRY_AT_ONCE: u64 = 1_000;

/// The team's jobs, the newest first.
pub async fn list(
    services: &Services,
    team_id: Uuid,
    wanted: &Wanted,
    page: &PageRequest,
) -> Result<Page<Job>> {
    let limit = page.limit(services)?;
    let found = services.queue.list(&filter(team_id, wanted), page.position()?, limit + 1).await?;
    let page = Page::of(found, limit, |row| row.id)?;
    let names = repositories::names(services, team_id, page.items.iter().filter_map(repository_of)).await?;
    page.try_map(|row| Ok(Job::of(row, &names)))
}

/// One job.
pub async fn show(services: &Services, team_id: Uuid, id: Uuid) -> Result<Job> {
    let row = services.queue.find(Some(team_id), id).await?.ok_or(Error::not_found("job", id))?;
    named(services, team_id, row).await
}

/// Cancels a job: at once while it waits, soon while it runs.
pub async fn cancel(services: &Services, team_id: Uuid, id: Uuid) -> Result<Job> {
    let job = changed(services.queue.cancel(Some(team_id), id).await?, id, "cancelled")?;
    // The handler of a running job ends its analysis itself; one that never began has no handler.
    if job.state == JobState::Cancelled {
        let transaction = models::begin_write(&services.db).await?;
        let unpublished = end_subject(services, &transaction, &job).await?;
        transaction.commit().await?;
        unpublished.into_iter().for_each(events::Unpublished::publish);
    }
    named(services, team_id, job).await
}

/// Gives a job that ended badly all its tries again, and puts what it is about back before the work.
pub async fn retry(services: &Services, team_id: Uuid, id: Uuid) -> Result<Job> {
    let job = changed(retry_one(services, team_id, id).await?, id, "retried")?;
    named(services, team_id, job).await
}

/// Retries the team's jobs that ended badly, of these kinds and states; none means failed and dead ones.
/// Answers how many.
pub async fn retry_many(services: &Services, team_id: Uuid, wanted: &Wanted) -> Result<u64> {
    let mut retried = 0;
    for id in services.queue.list_retryable(&filter(team_id, wanted), RETRY_AT_ONCE).await? {
        if let Change::Done(_) = retry_one(services, team_id, id).await? {
            retried += 1;
        }
    }
    Ok(retried)
}

/// Both rows in one transaction: a worker that is quick to fail again must find the analysis queued already.
async fn retry_one(services: &Services, team_id: Uuid, id: Uuid) -> Result<Change> {
    let transaction = models::begin_write(&services.db).await?;
    let change = services.queue.retry(&transaction, Some(team_id), id).await?;
    if let Change::Done(_) = &change {
        analyses::running::requeue(&transaction, team_id, id).await?;
    }
    transaction.commit().await?;
    if let Change::Done(row) = &change {
        services.queue.ring_again(row).await;
    }
    Ok(change)
}

/// Takes an ended job out of the ledger. What it was about ends with it, if nobody has said so yet.
pub async fn delete(services: &Services, team_id: Uuid, id: Uuid) -> Result<()> {
    let transaction = models::begin_write(&services.db).await?;
    let job = changed(services.queue.delete(&transaction, Some(team_id), id).await?, id, "deleted")?;
    let unpublished = end_subject(services, &transaction, &job).await?;
    transaction.commit().await?;
    unpublished.into_iter().for_each(events::Unpublished::publish);
    Ok(())
}

/// Ends the analysis of a job that has ended without its handler, if it has not ended yet.
async fn end_subject(
    services: &Services,
    transaction: &DatabaseTransaction,
    job: &JobRow,
) -> Result<Option<events::Unpublished>> {
    if job.kind != AnalyzeRepository::KIND {
        return Ok(None);
    }
    let about = serde_json::from_value(job.payload.clone()).map_err(Error::internal)?;
    let ended =
        analyses::running::end_with_job(services, transaction, &about, job.state, job.error.as_deref());
    Ok(Some(ended.await?))
}

fn filter(team_id: Uuid, wanted: &Wanted) -> JobFilter {
    JobFilter {
        team: Some(team_id),
        states: wanted.states.clone(),
        kinds: wanted.kinds.clone(),
        ..JobFilter::default()
    }
}

fn changed(change: Change, id: Uuid, verb: &str) -> Result<JobRow> {
    match change {
        Change::Done(row) => Ok(row),
        Change::Refused(row) => Err(Error::Conflict(format!("a job that is {} cannot be {verb}", row.state))),
        Change::NotFound => Err(Error::not_found("job", id)),
    }
}

async fn named(services: &Services, team_id: Uuid, row: JobRow) -> Result<Job> {
    let names = repositories::names(services, team_id, repository_of(&row)).await?;
    Ok(Job::of(row, &names))
}

/// The repository that a job is about: whatever its kind, its payload calls it so.
fn repository_of(row: &JobRow) -> Option<Uuid> {
    row.payload["repository_id"].as_str()?.parse().ok()
}

impl Job {
    fn of(row: JobRow, names: &HashMap<Uuid, String>) -> Self {
        Self {
            repository_name: repository_of(&row).and_then(|id| names.get(&id).cloned()),
            id: row.id,
            kind: row.kind,
            payload: row.payload,
            state: row.state,
            priority: row.priority,
            attempt: row.attempt,
            max_attempts: row.max_attempts,
            progress: row.progress,
            error: row.error,
            worker: row.worker,
            cancel_requested: row.cancel_requested,
            run_at: row.run_at,
            created_at: row.created_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
        }
    }
}
