//! What happens to an analysis while its job runs. Called by the worker.

use models::analyses as rows;
use models::repositories as repository_rows;
use queue::{GuardError, JobRun};
use sea_orm::{DatabaseTransaction, DbErr};
use serde_json::{Value, json};
use types::{AnalysisState, Channel, JobState, NewEvent, Progress};
use uuid::Uuid;

use crate::repositories::SourceKind;
use crate::work::AnalyzeRepository;
use crate::{Error, Result, Services};

/// What the worker needs to know to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    /// An https address or an absolute path.
    pub source: String,
    /// Which of the two.
    pub source_kind: SourceKind,
    /// The revision that was asked for; none means the default branch.
    pub revision: Option<String>,
}

/// Marks an analysis as running and tells its followers. Answers none when there is nothing to do: the
/// repository was deleted, or the analysis has its results already, written by an attempt that did not live
/// to say so.
pub async fn start(services: &Services, job: &AnalyzeRepository) -> Result<Option<Started>> {
    let transaction = models::begin_write(&services.db).await?;
    let Some(row) = rows::find(&transaction, job.team_id, job.analysis_id).await? else { return Ok(None) };
    let Some(repository) = repository_rows::find(&transaction, job.team_id, job.repository_id).await? else {
        return Ok(None);
    };
    if row.state()? == AnalysisState::Succeeded {
        return Ok(None);
    }
    rows::requeue(&transaction, job.team_id, row.id).await?;
    rows::start(&transaction, job.team_id, row.id, services.now()).await?;
    let events = for_all(job, "analysis.started", &subject(job, json!({})));
    let unpublished = services.events.append_in(&transaction, events).await?;
    transaction.commit().await?;
    unpublished.publish();
    Ok(Some(Started {
        source: repository.source,
        source_kind: SourceKind::parse(&repository.source_kind)?,
        revision: row.revision,
    }))
}

/// Tells the followers how far the analysis has come. Call it a few times a second at most: each is a row.
pub async fn progress(services: &Services, job: &AnalyzeRepository, progress: &Progress) -> Result<()> {
    let transaction = models::begin_write(&services.db).await?;
    rows::set_progress(&transaction, job.team_id, job.analysis_id, progress).await?;
    let payload = subject(job, json!({ "progress": progress }));
    let event = NewEvent::new("analysis.progress", job.team_id, payload);
    let events = vec![(Channel::Analysis(job.analysis_id), event)];
    let unpublished = services.events.append_in(&transaction, events).await?;
    transaction.commit().await?;
    unpublished.publish();
    Ok(())
}

/// Ends an analysis as failed, unless the job is no longer this worker's.
pub async fn fail(
    services: &Services,
    run: &JobRun,
    job: &AnalyzeRepository,
    code: &str,
    message: &str,
) -> Result<()> {
    end_guarded(services, run, job, AnalysisState::Failed, Some((code, message))).await
}

/// Ends an analysis as cancelled, unless the job is no longer this worker's.
pub async fn cancelled(services: &Services, run: &JobRun, job: &AnalyzeRepository) -> Result<()> {
    end_guarded(services, run, job, AnalysisState::Cancelled, None).await
}

async fn end_guarded(
    services: &Services,
    run: &JobRun,
    job: &AnalyzeRepository,
    state: AnalysisState,
    error: Option<(&str, &str)>,
) -> Result<()> {
    let transaction = models::begin_write(&services.db).await?;
    run.guard(&transaction).await?;
    let unpublished = end_in(services, &transaction, job, state, error).await?;
    transaction.commit().await?;
    unpublished.publish();
    Ok(())
}

/// Ends an analysis inside a transaction. Changes nothing when it has ended already.
async fn end_in(
    services: &Services,
    transaction: &DatabaseTransaction,
    job: &AnalyzeRepository,
    state: AnalysisState,
    error: Option<(&str, &str)>,
) -> Result<events::Unpublished> {
    let (team_id, id) = (job.team_id, job.analysis_id);
    let ended = rows::end(transaction, team_id, id, state, error, services.now()).await?;
    let events = if ended {
        let error = error.map(|(code, message)| json!({ "code": code, "message": message }));
        let payload = subject(job, json!({ "error": error }));
        for_all(job, &format!("analysis.{}", state.as_str()), &payload)
    } else {
        Vec::new()
    };
    Ok(services.events.append_in(transaction, events).await?)
}

/// Ends an analysis inside a transaction as its job has ended, without its handler: cancelled in the queue, failed, or
/// dead with its workers. `message` is what the job says.
pub async fn end_with_job(
    services: &Services,
    transaction: &DatabaseTransaction,
    job: &AnalyzeRepository,
    ended: JobState,
    message: Option<&str>,
) -> Result<events::Unpublished> {
    let message = message.unwrap_or("the job ended without saying why");
    let (state, error) = match ended {
        JobState::Cancelled => (AnalysisState::Cancelled, None),
        JobState::Dead => (AnalysisState::Failed, Some(("job_dead", message))),
        _ => (AnalysisState::Failed, Some(("job_failed", message))),
    };
    end_in(services, transaction, job, state, error).await
}

/// An event of an analysis, for its followers and for the team.
pub(crate) fn for_all(job: &AnalyzeRepository, kind: &str, payload: &Value) -> Vec<(Channel, NewEvent)> {
    [Channel::Analysis(job.analysis_id), Channel::Team(job.team_id)]
        .map(|channel| (channel, NewEvent::new(kind, job.team_id, payload.clone())))
        .to_vec()
}

/// A payload that says what it is about.
pub(crate) fn subject(job: &AnalyzeRepository, mut payload: Value) -> Value {
    payload["analysis_id"] = json!(job.analysis_id);
    payload["repository_id"] = json!(job.repository_id);
    payload
}

impl From<GuardError> for Error {
    fn from(error: GuardError) -> Self {
        match error {
            GuardError::Lost(id) => Self::Conflict(format!("the lease on job {id} is lost")),
            GuardError::Database(error) => error.into(),
        }
    }
}

/// Puts an analysis back in the queue whose job is retried by hand.
pub(crate) async fn requeue(
    transaction: &DatabaseTransaction,
    team_id: Uuid,
    job_id: Uuid,
) -> Result<(), DbErr> {
    if let Some(row) = rows::find_by_job(transaction, team_id, job_id).await? {
        rows::requeue(transaction, team_id, row.id).await?;
    }
    Ok(())
}
