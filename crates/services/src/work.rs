//! The jobs that features enqueue. `worker` says how they are done.

use std::time::Duration;

use queue::Job;
use serde::{Deserialize, Serialize};
use types::JobPriority;
use uuid::Uuid;

/// Analyse one commit of a repository and write down what was learnt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnalyzeRepository {
    /// Whose it is.
    pub team_id: Uuid,
    /// What to look at.
    pub repository_id: Uuid,
    /// The row to fill.
    pub analysis_id: Uuid,
}

impl Job for AnalyzeRepository {
    const KIND: &'static str = "analyze_repository";
    const PRIORITY: JobPriority = JobPriority::Interactive;
    const MAX_ATTEMPTS: u32 = 5;
    const TIME_LIMIT: Duration = Duration::from_secs(60 * 60);

    // No key: two submissions of one repository are told apart under the lock on its row, where the analysis
    // that stands is known. A key would also catch a job whose analysis has ended a moment ago.
}

/// Bring the searchable memory of a repository in step with its chunks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmbedRepository {
    /// Whose it is.
    pub team_id: Uuid,
    /// What to make searchable.
    pub repository_id: Uuid,
}

impl Job for EmbedRepository {
    const KIND: &'static str = "embed_repository";
    const PRIORITY: JobPriority = JobPriority::Scheduled;
    /// The index may be away for half an hour and longer; after that [`TendIndex`] enqueues it anew.
    const MAX_ATTEMPTS: u32 = 12;
    const TIME_LIMIT: Duration = Duration::from_secs(6 * 60 * 60);
    /// Each batch is marked when it stands in the index, and nobody watches a progress bar for it.
    const RESUMES: bool = true;
}

/// Find out whether the searchable memory is in step with the database, and mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TendIndex {}

impl Job for TendIndex {
    const KIND: &'static str = "tend_index";
    const PRIORITY: JobPriority = JobPriority::Scheduled;
    const MAX_ATTEMPTS: u32 = 3;
    const TIME_LIMIT: Duration = Duration::from_secs(10 * 60);
}

/// Forget what is kept for a while only: events, ended jobs, old analyses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {}

impl Job for Retention {
    const KIND: &'static str = "retention";
    const PRIORITY: JobPriority = JobPriority::Scheduled;
    const MAX_ATTEMPTS: u32 = 3;
    const TIME_LIMIT: Duration = Duration::from_secs(10 * 60);
}
