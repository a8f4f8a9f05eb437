//! One try of one job, as its handler sees it.

use std::sync::Arc;

use models::jobs::JobRow;
use models::jobs::lease::{self, Lease};
use sea_orm::{ConnectionTrait, DbErr};
use types::{CancellationToken, Progress};
use uuid::Uuid;

use crate::running::Slot;

/// One try of one job. Clones are cheap and may be moved to blocking threads.
#[derive(Debug, Clone)]
pub struct JobRun {
    slot: Arc<Slot>,
    team: Uuid,
    attempt: u32,
    max_attempts: u32,
}

/// The result may not be written.
#[derive(Debug, thiserror::Error)]
pub enum GuardError {
    /// Another worker has the job by now, or somebody ended it.
    #[error("the lease on job {0} is lost")]
    Lost(Uuid),
    /// It could not be found out.
    #[error("database: {0}")]
    Database(#[from] DbErr),
}

impl JobRun {
    pub(crate) fn new(slot: Arc<Slot>, row: &JobRow) -> Self {
        Self { slot, team: row.team_id, attempt: row.attempt, max_attempts: row.max_attempts }
    }

    /// A try that belongs to no ledger, for tests of handlers. [`JobRun::guard`] refuses it.
    pub fn detached(id: Uuid, team: Uuid) -> Self {
        let lease = Lease { id, fence: 0, worker: "detached".to_owned() };
        Self { slot: Arc::new(Slot::new(lease)), team, attempt: 1, max_attempts: 1 }
    }

    /// The job's id.
    pub fn id(&self) -> Uuid {
        self.slot.lease().id
    }

    /// Whose job it is; nil for the system's own.
    pub const fn team(&self) -> Uuid {
        self.team
    }

    /// Which try this is, from 1.
    pub const fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Whether a further failure would be the end.
    pub const fn is_last_attempt(&self) -> bool {
        self.attempt >= self.max_attempts
    }

    /// Raised when the job is cancelled, out of time, lost to another worker, or its worker stops. Look at it
    /// between files or batches; once it is up, return [`crate::JobError::Cancelled`] soon: the handler is cut
    /// off a few seconds later.
    pub fn cancel(&self) -> &CancellationToken {
        self.slot.token()
    }

    /// Waits until [`JobRun::cancel`] is raised.
    pub async fn cancelled(&self) {
        self.slot.raised().await;
    }

    /// Says how far the job has come. Costs nothing: the ledger's row is written a few times a second, with what
    /// was said last.
    pub fn progress(&self, progress: Progress) {
        self.slot.report(progress);
    }

    /// Makes sure that the job is still this worker's. Call it inside the transaction that writes results: the
    /// row then stays locked to its end, so results of a worker that lost its lease are never written.
    pub async fn guard(&self, txn: &impl ConnectionTrait) -> Result<(), GuardError> {
        if lease::hold(txn, self.slot.lease()).await? { Ok(()) } else { Err(GuardError::Lost(self.id())) }
    }
}
