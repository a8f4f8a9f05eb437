//! Forgets what is kept for a while only.

use queue::{Handle, JobError, JobRun};
use services::retention;
use services::work::Retention;

use crate::context::Context;

impl Handle<Retention> for Context {
    async fn run(&self, _: &Retention, _: &JobRun) -> Result<(), JobError> {
        let forgotten = retention::sweep(&self.services).await.map_err(JobError::retry)?;
        tracing::info!(?forgotten, "forgot what was kept long enough");
        Ok(())
    }
}
