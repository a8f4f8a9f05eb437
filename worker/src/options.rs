//! From settings to how jobs are run and how repositories are analysed.

use std::time::Duration;

use queue::WorkerOptions;

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
        let queue = WorkerOptions { sole, ..WorkerOptions::from_settings(&settings.worker) };
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
            // A service that does not show its disk does not lend out its network either.
            refuse_private_addresses: !limits.local_paths,
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
        assert_eq!(said.network.refuse_private_addresses, default.network.refuse_private_addresses);
    }

    #[test]
    fn a_service_for_strangers_reaches_no_private_address() {
        let mut settings = config::Settings::default();
        for (local_paths, refused) in [(true, false), (false, true)] {
            settings.limits.local_paths = local_paths;
            let options = Options::from_settings(&settings, false);
            assert_eq!(options.analysis.network.refuse_private_addresses, refused);
        }
    }
}
