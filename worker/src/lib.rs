//! Runs jobs.
//!
//! [`run`] takes jobs off the queue until it is told to stop. Each kind of job is one file under `jobs`, and
//! one line in [`registry`].
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod context;
mod jobs;

use std::time::Duration;

use queue::{Lane, Registry, Schedule, Worker, WorkerOptions};
use services::work::{AnalyzeRepository, EmbedRepository, Retention};
use services::{Services, indexing};
use tokio_util::sync::CancellationToken;
use types::JobPriority;
use uuid::Uuid;

use context::Context;

/// How often what is kept for a while only is looked through.
const RETENTION_EVERY: Duration = Duration::from_hours(1);

/// How a worker works.
#[derive(Debug, Clone)]
pub struct Options {
    /// How the queue is served.
    pub queue: WorkerOptions,
    /// How repositories are analysed; the folder of the cache is set per repository.
    pub analysis: pipeline::Options,
}

impl Options {
    /// What the settings say. `sole`: no other process works on the same database, so that what was running
    /// when the last one died can be taken over at once.
    pub fn from_settings(settings: &config::Settings, sole: bool) -> Self {
        let (worker, limits) = (&settings.worker, &settings.limits);
        let lanes =
            JobPriority::ALL.map(|priority| Lane { priority, concurrency: worker.concurrency }).to_vec();
        let queue = WorkerOptions {
            lanes,
            team_limit: u32::try_from(worker.per_team).ok(),
            lease: Duration::from_secs(worker.lease_seconds),
            grace: Duration::from_secs(worker.grace_seconds),
            sole,
            ..WorkerOptions::default()
        };
        let analysis = pipeline::Options {
            threads: (worker.threads > 0).then_some(worker.threads),
            limits: pipeline::Limits {
                file_bytes: limits.file_bytes,
                files: limits.files,
                depth: u32::try_from(limits.nesting_depth).unwrap_or(u32::MAX),
                parse_time: Duration::from_millis(limits.parse_ms),
                history_commits: limits.history_commits,
                ..pipeline::Limits::default()
            },
            network: pipeline::Network {
                total_timeout: Duration::from_secs(limits.fetch_seconds),
                max_bytes: limits.repository_bytes,
                ..pipeline::Network::default()
            },
            ..pipeline::Options::default()
        };
        Self { queue, analysis }
    }
}

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
