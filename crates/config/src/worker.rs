//! How jobs are run.

use serde::{Deserialize, Serialize};
use types::JobPriority;

/// `[worker]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkerSettings {
    /// The priorities that are served: `interactive`, `webhook`, `scheduled`, `backfill`; none named: all.
    pub queues: Vec<JobPriority>,
    /// Address and port where a worker without an API answers `/health`, `/ready` and `/metrics`, to whoever asks;
    /// unset: nowhere.
    pub listen: Option<String>,
    /// Jobs of each priority at the same time, in one process. Each priority has its own, so that what is done in
    /// the background never keeps a person waiting.
    pub concurrency: usize,
    /// Jobs of one team and priority at the same time, over all processes; 0: any number.
    pub per_team: u32,
    /// Threads that analyse; 0: one per core.
    pub threads: usize,
    /// Seconds without a sign of life after which another worker may take a job over.
    pub lease_seconds: u64,
    /// Seconds that running jobs get to finish when the worker is asked to stop.
    pub grace_seconds: u64,
    /// Days that ended jobs are listed.
    pub keep_jobs_days: u32,
    /// Days that ended analyses are kept, with their reports and insights; the last one of each repository always is.
    pub keep_analyses_days: u32,
}

impl WorkerSettings {
    /// The priorities that are served.
    pub fn served(&self) -> &[JobPriority] {
        if self.queues.is_empty() { &JobPriority::ALL } else { &self.queues }
    }
}

impl Default for WorkerSettings {
    fn default() -> Self {
        Self {
            queues: Vec::new(),
            listen: None,
            concurrency: 2,
            per_team: 0,
            threads: 0,
            lease_seconds: 30,
            grace_seconds: 10,
            keep_jobs_days: 30,
            keep_analyses_days: 180,
        }
    }
}
