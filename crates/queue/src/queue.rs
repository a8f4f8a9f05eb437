//! The handle through which every process enqueues, looks at and steers jobs.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use models::jobs::book::{self, Change, Count, JobFilter, NewJob};
use models::jobs::{JobRow, sweep};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use telemetry::traces;
use tokio::sync::Notify;
use types::{Clock, JobPriority, JobRef, JobState};
use uuid::Uuid;

use crate::bell::Bell;
use crate::running::Running;
use crate::{Job, Transport, TransportError};

/// The job queue; clones are one. Needs no worker: a process that only enqueues has one too.
#[derive(Clone)]
pub struct Queue(Arc<Shared>);

struct Shared {
    db: DatabaseConnection,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    running: Arc<Running>,
    bells: [Arc<Bell>; JobPriority::ALL.len()],
    tell_now: Notify,
}

/// How a job differs from others of its kind. The default differs in nothing.
#[derive(Debug, Clone, Default)]
pub struct EnqueueOptions {
    /// Not before this; at once when `None`.
    pub run_at: Option<DateTime<Utc>>,
    /// Another queue than the kind's own.
    pub priority: Option<JobPriority>,
    /// Another key than the job's own.
    pub unique_key: Option<String>,
    /// An id chosen by the caller: where a job has it already, even a finished one, that one is answered.
    pub id: Option<Uuid>,
}

/// A job that stands in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "ring for it after the commit, or it waits for the next sweep"]
pub struct Enqueued {
    /// The job.
    pub id: Uuid,
    /// It stood there before, with the same key or id.
    pub existing: bool,
    priority: JobPriority,
    due: bool,
}

/// A job could not be enqueued.
#[derive(Debug, thiserror::Error)]
pub enum EnqueueError {
    /// The database refused.
    #[error("database: {0}")]
    Database(#[from] DbErr),
    /// The job does not turn into JSON.
    #[error("the job cannot be written down: {0}")]
    Payload(#[from] serde_json::Error),
}

impl Queue {
    /// A queue over a ledger and a doorbell.
    pub fn new(db: DatabaseConnection, transport: Arc<dyn Transport>, clock: Arc<dyn Clock>) -> Self {
        let (running, bells, tell_now) = (Arc::default(), Default::default(), Notify::new());
        Self(Arc::new(Shared { db, transport, clock, running, bells, tell_now }))
    }

    /// Writes a job down in the caller's transaction, together with what it is about. After the commit, call
    /// [`Queue::ring`]. Where an unfinished job has the same key, that one is answered.
    pub async fn enqueue<J: Job>(
        &self,
        txn: &impl ConnectionTrait,
        team: Uuid,
        job: &J,
        options: EnqueueOptions,
    ) -> Result<Enqueued, EnqueueError> {
        let now = self.0.clock.now();
        let new = NewJob {
            id: options.id.unwrap_or_else(|| self.0.clock.new_id()),
            kind: J::KIND.to_owned(),
            payload: serde_json::to_value(job)?,
            team_id: team,
            priority: options.priority.unwrap_or(J::PRIORITY),
            unique_key: options.unique_key.or_else(|| job.unique_key()),
            max_attempts: J::MAX_ATTEMPTS,
            traceparent: traces::current(),
            run_at: options.run_at.unwrap_or(now),
            now,
        };
        let standing = book::insert(txn, &new).await?;
        Ok(Enqueued {
            id: standing.unwrap_or(new.id),
            existing: standing.is_some(),
            priority: new.priority,
            due: new.run_at <= now,
        })
    }

    /// Tells a worker of the job, after the commit. A ring that is lost or never made costs about a second: workers
    /// look by themselves.
    pub async fn ring(&self, enqueued: &Enqueued) {
        if enqueued.due && !enqueued.existing {
            self.push(enqueued.id, enqueued.priority).await;
        }
    }

    /// The same for jobs that were written together: one ring for each queue that they wait in is enough.
    pub async fn ring_all(&self, enqueued: &[Enqueued]) {
        for priority in JobPriority::ALL {
            let mut waiting =
                enqueued.iter().filter(|job| job.priority == priority && job.due && !job.existing);
            if let Some(job) = waiting.next() {
                self.push(job.id, priority).await;
            }
        }
    }

    /// One job; `None` where it is missing or another team's. `team: None` is for operators, here and below.
    pub async fn find(&self, team: Option<Uuid>, id: Uuid) -> Result<Option<JobRow>, DbErr> {
        self.find_in(&self.0.db, team, id).await
    }

    /// The same, as the caller's transaction sees it.
    pub async fn find_in(
        &self,
        txn: &impl ConnectionTrait,
        team: Option<Uuid>,
        id: Uuid,
    ) -> Result<Option<JobRow>, DbErr> {
        book::find(txn, team, id).await
    }

    /// At most `limit` jobs, the newest first, from after (older than) the job `after` on.
    pub async fn list(
        &self,
        filter: &JobFilter,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<Vec<JobRow>, DbErr> {
        book::list(&self.0.db, filter, after, limit).await
    }

    /// Cancels a queued job at once, and tells the handler of a running one to stop, wherever it runs.
    pub async fn cancel(&self, team: Option<Uuid>, id: Uuid) -> Result<Change, DbErr> {
        let change = book::cancel(&self.0.db, team, id, self.0.clock.now()).await?;
        if let Change::Done(row) = &change {
            self.0.running.cancel(row.id);
            self.tell_now();
        }
        Ok(change)
    }

    /// Gives a job that failed, died or was cancelled all its tries again, in the caller's transaction, together with
    /// what the job is about. After the commit, call [`Queue::ring_again`].
    pub async fn retry(
        &self,
        txn: &impl ConnectionTrait,
        team: Option<Uuid>,
        id: Uuid,
    ) -> Result<Change, DbErr> {
        book::retry(txn, team, id, self.0.clock.now()).await
    }

    /// Tells a worker of a job that is retried, after the commit.
    pub async fn ring_again(&self, row: &JobRow) {
        self.push(row.id, row.priority).await;
    }

    /// What the filter finds among failed, dead and cancelled jobs, the newest first, at most `limit`. Other states in
    /// the filter are left alone, and no states means dead and failed ones.
    pub async fn list_retryable(&self, filter: &JobFilter, limit: u64) -> Result<Vec<Uuid>, DbErr> {
        let mut filter = filter.clone();
        if filter.states.is_empty() {
            filter.states = vec![JobState::Failed, JobState::Dead];
        }
        filter.states.retain(|state| state.is_final() && *state != JobState::Succeeded);
        if filter.states.is_empty() {
            return Ok(Vec::new());
        }
        Ok(book::list(&self.0.db, &filter, None, limit).await?.into_iter().map(|row| row.id).collect())
    }

    /// Deletes a finished job from the ledger, in the caller's transaction. A bad end that was not told yet never will
    /// be: that is the caller's.
    pub async fn delete(
        &self,
        txn: &impl ConnectionTrait,
        team: Option<Uuid>,
        id: Uuid,
    ) -> Result<Change, DbErr> {
        book::delete(txn, team, id).await
    }

    /// Counts jobs by state and queue.
    pub async fn count(&self, team: Option<Uuid>) -> Result<Vec<Count>, DbErr> {
        book::count(&self.0.db, team).await
    }

    /// Counts the jobs of a team that wait, run, failed or are dead, by state and queue.
    pub async fn count_open_of(&self, team: Uuid) -> Result<Vec<Count>, DbErr> {
        book::count_open_of(&self.0.db, team).await
    }

    /// Counts the jobs of all teams that wait, run or are dead, by state and queue; cheap, however long the ledger is.
    pub async fn count_open(&self) -> Result<Vec<Count>, DbErr> {
        book::count_open(&self.0.db).await
    }

    /// Counts the jobs of all teams that stand in these states; cheap, however long the ledger is.
    pub async fn count_states(&self, states: &[JobState]) -> Result<Vec<(JobState, u64)>, DbErr> {
        book::count_states(&self.0.db, states).await
    }

    /// Whether workers hear of jobs. Where they do not, jobs start up to a second late.
    pub async fn check_doorbell(&self) -> Result<(), TransportError> {
        self.0.transport.check().await
    }

    /// Deletes jobs that ended before `before`, in batches; says how many.
    pub async fn forget(&self, before: DateTime<Utc>) -> Result<u64, DbErr> {
        const BATCH: u64 = 1_000;
        let mut forgotten = 0;
        loop {
            let batch = sweep::forget(&self.0.db, before, BATCH).await?;
            forgotten += batch;
            if batch < BATCH {
                return Ok(forgotten);
            }
        }
    }

    /// Takes back every running job at once, whatever its lease says. Only for a process that knows itself to be
    /// the only one, at its start: with a locked data directory, what ran before it is dead. Each of those tries
    /// counts, so that a job that kills its process is dead in the end.
    pub async fn recover_all_leases(&self) -> Result<sweep::Recovered, DbErr> {
        sweep::recover_all(&self.0.db, self.0.clock.now()).await
    }

    pub(crate) fn db(&self) -> &DatabaseConnection {
        &self.0.db
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    pub(crate) fn transport(&self) -> &Arc<dyn Transport> {
        &self.0.transport
    }

    pub(crate) fn running(&self) -> &Arc<Running> {
        &self.0.running
    }

    /// Tells this process's worker that there is a bad end to be told.
    pub(crate) fn tell_now(&self) {
        self.0.tell_now.notify_one();
    }

    pub(crate) async fn tell_wanted(&self) {
        self.0.tell_now.notified().await;
    }

    /// Tells the other workers that there may be more due than this one has room for.
    pub(crate) fn ring_others(&self, id: Uuid, priority: JobPriority) {
        self.bell(priority).ring_others(&self.0.transport, JobRef { id }, priority);
    }

    async fn push(&self, id: Uuid, priority: JobPriority) {
        self.bell(priority).ring(&*self.0.transport, JobRef { id }, priority).await;
    }

    fn bell(&self, priority: JobPriority) -> &Arc<Bell> {
        let place = JobPriority::ALL.iter().position(|&known| known == priority);
        // Every priority is in the list of all priorities.
        &self.0.bells[place.unwrap_or(0)]
    }
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Queue").field("running", &self.0.running).finish_non_exhaustive()
    }
}
