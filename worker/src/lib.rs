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
use services::indexing::Tended;
use services::work::{AnalyzeRepository, EmbedRepository, Retention, TendIndex};
use services::{Services, indexing};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use context::Context;

/// How often what is kept for a while only is looked through.
const RETENTION_EVERY: Duration = Duration::from_hours(1);

/// How often the search index is compared with the database.
const TEND_EVERY: Duration = Duration::from_mins(15);

/// Runs jobs until `stop`, then lets the running ones finish for a while and hands back the rest.
pub async fn run(services: Services, options: Options, stop: CancellationToken) {
    match indexing::tend(&services).await {
        Ok(tended) if tended == Tended::default() => {}
        Ok(tended) => tracing::info!(?tended, "the search index was out of step"),
        Err(error) => tracing::warn!(%error, "whether the search index is complete could not be found out"),
    }
    let queue = services.queue().clone();
    let registry = registry(Context { services, analysis: options.analysis });
    let retention =
        Schedule::every("retention", RETENTION_EVERY, Duration::ZERO, Uuid::nil(), |_| Retention {});
    let tend = Schedule::every("tend_index", TEND_EVERY, Duration::ZERO, Uuid::nil(), |_| TendIndex {});
    Worker::new(queue, registry, options.queue).with_schedule(retention).with_schedule(tend).run(stop).await;
}

/// The kinds of jobs, one line each.
fn registry(context: Context) -> Registry<Context> {
    Registry::new(context)
        .with::<AnalyzeRepository>()
        .with::<EmbedRepository>()
        .with::<Retention>()
        .with::<TendIndex>()
}
