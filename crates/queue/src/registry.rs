//! Which handler runs which kind.

use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use models::jobs::JobRow;
use sea_orm::{DatabaseTransaction, DbErr};
use serde_json::Value;

use crate::{AfterCommit, Handle, Job, JobError, JobRun};

/// The kinds that a worker can run, and the context that they run in.
///
/// ```ignore
/// let registry = Registry::new(context)
///     .with::<AnalyzeRepository>()
///     .with::<EmbedRepository>();
/// ```
pub struct Registry<Cx> {
    context: Arc<Cx>,
    handlers: Handlers,
}

impl<Cx> Registry<Cx> {
    /// Knows no kind yet.
    pub fn new(context: Cx) -> Self {
        Self { context: Arc::new(context), handlers: Handlers::default() }
    }

    /// Adds a kind; one line each.
    ///
    /// # Panics
    ///
    /// When two jobs have the same kind, which is a fault of the program.
    #[must_use]
    pub fn with<J: Job>(mut self) -> Self
    where
        Cx: Handle<J>,
    {
        let handler = Bound::<Cx, J> { context: self.context.clone(), job: PhantomData };
        let standing = self.handlers.0.insert(J::KIND, Arc::new(handler));
        assert!(standing.is_none(), "two jobs are called {}", J::KIND);
        self
    }

    pub(crate) fn into_handlers(self) -> Handlers {
        self.handlers
    }
}

impl<Cx> std::fmt::Debug for Registry<Cx> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registry").field("kinds", &self.handlers.0.keys()).finish_non_exhaustive()
    }
}

/// Handlers by kind.
#[derive(Default)]
pub(crate) struct Handlers(HashMap<&'static str, Arc<dyn Handler>>);

impl Handlers {
    pub(crate) fn get(&self, kind: &str) -> Option<&Arc<dyn Handler>> {
        self.0.get(kind)
    }
}

/// A handler whose job type is forgotten.
pub(crate) trait Handler: Send + Sync {
    fn time_limit(&self) -> Duration;

    fn resumes(&self) -> bool;

    fn run<'a>(&'a self, payload: &'a Value, run: &'a JobRun) -> BoxFuture<'a, Result<(), JobError>>;

    fn on_bad_end<'a>(
        &'a self,
        row: &'a JobRow,
        txn: &'a DatabaseTransaction,
    ) -> BoxFuture<'a, Result<AfterCommit, DbErr>>;
}

struct Bound<Cx, J> {
    context: Arc<Cx>,
    job: PhantomData<fn() -> J>,
}

impl<J: Job, Cx: Handle<J>> Handler for Bound<Cx, J> {
    fn time_limit(&self) -> Duration {
        J::TIME_LIMIT
    }

    fn resumes(&self) -> bool {
        J::RESUMES
    }

    fn run<'a>(&'a self, payload: &'a Value, run: &'a JobRun) -> BoxFuture<'a, Result<(), JobError>> {
        Box::pin(async move {
            let job: J = serde::Deserialize::deserialize(payload)
                .map_err(|error| JobError::give_up(format_args!("the payload cannot be read: {error}")))?;
            self.context.run(&job, run).await
        })
    }

    fn on_bad_end<'a>(
        &'a self,
        row: &'a JobRow,
        txn: &'a DatabaseTransaction,
    ) -> BoxFuture<'a, Result<AfterCommit, DbErr>> {
        Box::pin(async move {
            match serde::Deserialize::deserialize(&row.payload) {
                Ok(job) => self.context.on_bad_end(&job, row, txn).await,
                Err(error) => {
                    tracing::error!(job.id = %row.id, job.kind = %row.kind, %error, "the payload cannot be read");
                    Ok(AfterCommit::default())
                }
            }
        })
    }
}
