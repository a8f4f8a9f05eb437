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
use services::{Services, indexing, repositories};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use context::Context;

/// How often what is kept for a while only is looked through.
const RETENTION_EVERY: Duration = Duration::from_hours(1);

/// How often the search index is compared with the database.
const TEND_EVERY: Duration = Duration::from_mins(15);

/// Runs jobs until `stop`, then lets the running ones finish for a while and hands back the rest.
pub async fn run(services: Services, options: Options, stop: CancellationToken) {
    let queue = services.queue().clone();
    let registry = registry(Context { services: services.clone(), analysis: options.analysis });
    let retention =
        Schedule::every("retention", RETENTION_EVERY, Duration::ZERO, Uuid::nil(), |_| Retention {});
    let tend = Schedule::every("tend_index", TEND_EVERY, Duration::ZERO, Uuid::nil(), |_| TendIndex {});
    let worker = Worker::new(queue, registry, options.queue).with_schedule(retention).with_schedule(tend);
    tokio::join!(
        worker.run(stop.clone()),
        tend_index(services.clone(), stop.clone()),
        sweep_disk(services, stop)
    );
}

/// Looks at once whether the index is complete: what was lost while no worker ran is to be found soon.
async fn tend_index(services: Services, stop: CancellationToken) {
    match stop.run_until_cancelled(indexing::tend(&services)).await.unwrap_or(Ok(Tended::default())) {
        Ok(tended) if tended == Tended::default() => {}
        Ok(tended) => tracing::info!(?tended, "the search index was out of step"),
        Err(error) => tracing::warn!(%error, "whether the search index is complete could not be found out"),
    }
}

/// Takes away, now and then, what this machine's disk holds of repositories that are no more. No job: each machine has
/// a disk of its own.
async fn sweep_disk(services: Services, stop: CancellationToken) {
    let mut ticks = tokio::time::interval(RETENTION_EVERY);
    while stop.run_until_cancelled(ticks.tick()).await.is_some() {
        match repositories::sweep_folders(&services).await {
            Ok(0) => {}
            Ok(folders) => tracing::info!(folders, "{folders} folders of deleted repositories are gone"),
            Err(error) => tracing::warn!(%error, "folders of deleted repositories were not looked for"),
        }
    }
}

/// The kinds of jobs, one line each.
fn registry(context: Context) -> Registry<Context> {
    Registry::new(context)
        .with::<AnalyzeRepository>()
        .with::<EmbedRepository>()
        .with::<Retention>()
        .with::<TendIndex>()
}
