//! Words about queued work.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::finding::named;

/// Where a job stands in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Waiting for `run_at`, a retry, or a worker.
    Queued,
    /// A worker holds its lease.
    Running,
    /// Ended well.
    Succeeded,
    /// Ended by an error that no retry would mend.
    Failed,
    /// Ended after its last attempt: the dead letters.
    Dead,
    /// Ended by a person's word.
    Cancelled,
}

impl JobState {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Queued, Self::Running, Self::Succeeded, Self::Failed, Self::Dead, Self::Cancelled];

    /// The name used in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Dead => "dead",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing more will happen to it by itself.
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Queued | Self::Running)
    }
}

/// Which queue a job waits in. Ordered: the first is served first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobPriority {
    /// A person waits for it.
    Interactive,
    /// Another service sent it.
    Webhook,
    /// A clock did.
    Scheduled,
    /// It may take its time.
    Backfill,
}

impl JobPriority {
    /// All of them, the first served first.
    pub const ALL: [Self; 4] = [Self::Interactive, Self::Webhook, Self::Scheduled, Self::Backfill];

    /// The name used in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Interactive => "interactive",
            Self::Webhook => "webhook",
            Self::Scheduled => "scheduled",
            Self::Backfill => "backfill",
        }
    }
}

named!(JobState, "queued, running, succeeded, failed, dead, cancelled",
    "queued" => Self::Queued, "running" => Self::Running, "succeeded" => Self::Succeeded,
    "failed" => Self::Failed, "dead" => Self::Dead, "cancelled" => Self::Cancelled);
named!(JobPriority, "interactive, webhook, scheduled, backfill",
    "interactive" => Self::Interactive, "webhook" => Self::Webhook, "scheduled" => Self::Scheduled,
    "backfill" => Self::Backfill);

/// All that the transport carries: which row of the ledger to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct JobRef {
    /// The row's id.
    pub id: Uuid,
}

/// How far a job or an analysis has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The stage's name: `fetch`, `parse`, `history`, `embed`.
    pub stage: String,
    /// Units done in this stage.
    pub done: u64,
    /// Units in all; 0 while not known.
    pub total: u64,
    /// What is being done, for people.
    pub message: String,
    /// What has been found so far.
    #[serde(default)]
    pub found: Found,
}

/// What an analysis has found so far; none where it has not looked yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Found {
    /// Source files that were read.
    pub files: Option<u64>,
    /// Lines in them.
    pub lines: Option<u64>,
    /// Functions in them.
    pub functions: Option<u64>,
    /// Places where code stands twice or more.
    pub clones: Option<u64>,
    /// Circles of imports.
    pub cycles: Option<u64>,
    /// Commits that were read.
    pub commits: Option<u64>,
    /// Faults.
    pub findings: Option<u64>,
}
