//! What a job is, and what a try of it can end with.

use std::future::Future;
use std::time::Duration;

use models::jobs::JobRow;
use sea_orm::{DatabaseTransaction, DbErr};
use serde::Serialize;
use serde::de::DeserializeOwned;
use types::JobPriority;

use crate::{GuardError, JobRun};

/// A unit of work: a small struct of ids that is kept in the ledger until it is done.
///
/// It says what is to be done and under which terms; [`Handle`] says how, so that a process may enqueue work
/// that it cannot do itself.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The kind's name in the ledger, in snake case. Never reused for something else.
    const KIND: &'static str;
    /// Which queue it waits in, unless [`crate::EnqueueOptions`] says otherwise.
    const PRIORITY: JobPriority;
    /// Tries before it is dead, the first included.
    const MAX_ATTEMPTS: u32 = 5;
    /// How long one try may take.
    const TIME_LIMIT: Duration;
    /// Whether a later try goes on where this one stopped: then a stopping worker does not let it finish, but hands
    /// it back at once.
    const RESUMES: bool = false;

    /// While an unfinished job of this kind has the same key, enqueueing answers that job instead of a new one.
    fn unique_key(&self) -> Option<String> {
        None
    }
}

/// How a context does a kind of job. The context carries the services that jobs need; one `impl` per kind.
pub trait Handle<J: Job>: Send + Sync + 'static {
    /// Does the work, once. It may be cut off at any moment and begun anew, so it must be idempotent, and what
    /// it writes must be guarded by [`JobRun::guard`] inside the writing transaction.
    fn run(&self, job: &J, run: &JobRun) -> impl Future<Output = Result<(), JobError>> + Send;

    /// Hears that the job has failed, died or been cancelled, inside a transaction that also records that it
    /// heard; called at least once for each bad end, whatever process made it so. `row.state` and `row.error`
    /// say what happened. It must not undo what a later job of the same key may have begun. What others are to
    /// be told comes back, and is told once the transaction stands.
    ///
    /// # Errors
    ///
    /// On an error the transaction is rolled back and the call repeated a minute later.
    fn on_bad_end(
        &self,
        _job: &J,
        _row: &JobRow,
        _txn: &DatabaseTransaction,
    ) -> impl Future<Output = Result<AfterCommit, DbErr>> + Send {
        std::future::ready(Ok(AfterCommit::default()))
    }
}

/// What is to be done once a transaction stands; by default, nothing.
#[derive(Default)]
pub struct AfterCommit(Option<Box<dyn FnOnce() + Send>>);

impl AfterCommit {
    /// Does this then.
    pub fn new(then: impl FnOnce() + Send + 'static) -> Self {
        Self(Some(Box::new(then)))
    }

    pub(crate) fn run(self) {
        if let Some(then) = self.0 {
            then();
        }
    }
}

/// Why a try did not succeed; said at the place where it is known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// It may well work later.
    #[error("{message}")]
    Retry {
        /// When; `None` leaves it to the back-off.
        after: Option<Duration>,
        /// What happened, for people.
        message: String,
    },
    /// It will never work.
    #[error("{message}")]
    GiveUp {
        /// What happened, for people.
        message: String,
    },
    /// The handler saw its token raised and stopped.
    #[error("stopped when asked to")]
    Cancelled,
}

impl JobError {
    /// It may well work later; the back-off says when.
    pub fn retry(error: impl std::fmt::Display) -> Self {
        Self::Retry { after: None, message: error.to_string() }
    }

    /// It may well work after this time, as another service said so.
    pub fn retry_after(after: Duration, error: impl std::fmt::Display) -> Self {
        Self::Retry { after: Some(after), message: error.to_string() }
    }

    /// It will never work.
    pub fn give_up(error: impl std::fmt::Display) -> Self {
        Self::GiveUp { message: error.to_string() }
    }
}

/// A database that fails is expected to come back.
impl From<DbErr> for JobError {
    fn from(error: DbErr) -> Self {
        Self::retry(format_args!("database: {error}"))
    }
}

/// Where the lease is lost, what is said here goes nowhere: the row belongs to somebody else.
impl From<GuardError> for JobError {
    fn from(error: GuardError) -> Self {
        Self::retry(error)
    }
}
