//! From settings to how jobs are run and how repositories are analysed.

use std::time::Duration;

use queue::{Lane, WorkerOptions};
use types::JobPriority;

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
        let worker = &settings.worker;
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
        Self { queue, analysis: analysis_options(settings) }
    }
}

/// How the settings want a repository to be analysed, by a worker or without one; no cache.
pub fn analysis_options(settings: &config::Settings) -> pipeline::Options {
    let limits = &settings.limits;
    pipeline::Options {
        threads: (settings.worker.threads > 0).then_some(settings.worker.threads),
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_say_nothing_mean_the_defaults_of_the_analysis() {
        let (said, default) = (analysis_options(&config::Settings::default()), pipeline::Options::default());
        assert_eq!(said.limits, default.limits);
        assert_eq!(said.threads, default.threads);
        assert_eq!(said.network.total_timeout, default.network.total_timeout);
        assert_eq!(said.network.max_bytes, default.network.max_bytes);
    }
}
