//! Runs jobs.
//!
//! [`run`] takes jobs off the queue until it is told to stop. Each kind of job is one file under `jobs`, and
//! one line in [`registry`].
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod context;
mod jobs;
mod options;

use std::time::Duration;

pub use options::{Options, analysis_options};
use queue::{Registry, Schedule, Worker};
use services::work::{AnalyzeRepository, EmbedRepository, Retention};
use services::{Services, indexing};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use context::Context;

/// How often what is kept for a while only is looked through.
const RETENTION_EVERY: Duration = Duration::from_hours(1);

/// Runs jobs until `stop`, then lets the running ones finish for a while and hands back the rest.
pub async fn run(services: Services, options: Options, stop: CancellationToken) {
    match indexing::catch_up(&services).await {
        Ok(0) => {}
        Ok(behind) => tracing::info!(behind, "{behind} repositories are to be brought into the search index"),
        Err(error) => tracing::warn!(%error, "whether the search index is complete could not be found out"),
    }
    let queue = services.queue().clone();
    let registry = registry(Context { services, analysis: options.analysis });
    let retention =
        Schedule::every("retention", RETENTION_EVERY, Duration::ZERO, Uuid::nil(), |_| Retention {});
    Worker::new(queue, registry, options.queue).with_schedule(retention).run(stop).await;
}

/// The kinds of jobs, one line each.
fn registry(context: Context) -> Registry<Context> {
    Registry::new(context).with::<AnalyzeRepository>().with::<EmbedRepository>().with::<Retention>()
}
