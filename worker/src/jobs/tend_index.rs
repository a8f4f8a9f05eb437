//! Brings the search index back in step with the database, whatever became of it.

use queue::{Handle, JobError, JobRun};
use services::Error;
use services::indexing::{self, Tended};
use services::work::TendIndex;

use crate::context::Context;

impl Handle<TendIndex> for Context {
    async fn run(&self, _: &TendIndex, _: &JobRun) -> Result<(), JobError> {
        match indexing::tend(&self.services).await {
            Ok(tended) if tended == Tended::default() => {}
            Ok(tended) => tracing::info!(?tended, "the search index was out of step"),
            // The clock enqueues the next one soon; until then this is no news to anybody who reads of dead jobs.
            Err(error @ Error::Unavailable { .. }) => {
                tracing::warn!(%error, "the search index was not looked at");
            }
            Err(error) => return Err(JobError::retry(error)),
        }
        Ok(())
    }
}
