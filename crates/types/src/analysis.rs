//! Where an analysis and its findings stand.

use serde::{Deserialize, Serialize};

use crate::Rating;
use crate::finding::named;

/// Where one run of the pipeline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnalysisState {
    /// Waiting for a worker.
    Queued,
    /// A worker is at it.
    Running,
    /// Its report can be read.
    Succeeded,
    /// It ended with an error.
    Failed,
    /// Somebody stopped it.
    Cancelled,
}

impl AnalysisState {
    /// The name used in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing more will happen to it.
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Queued | Self::Running)
    }
}

/// Where a finding stands in its repository, from one analysis to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// The last analysis saw it.
    Open,
    /// The last analysis no longer saw it.
    Fixed,
    /// The last analysis saw it, and somebody said that it is not to be counted.
    Suppressed,
}

impl FindingState {
    /// The name used in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Fixed => "fixed",
            Self::Suppressed => "suppressed",
        }
    }
}

named!(AnalysisState, "queued, running, succeeded, failed, cancelled",
    "queued" => Self::Queued, "running" => Self::Running, "succeeded" => Self::Succeeded,
    "failed" => Self::Failed, "cancelled" => Self::Cancelled);
named!(FindingState, "open, fixed, suppressed",
    "open" => Self::Open, "fixed" => Self::Fixed, "suppressed" => Self::Suppressed);
named!(Rating, "A, B, C, D, E",
    "A" => Self::A, "B" => Self::B, "C" => Self::C, "D" => Self::D, "E" => Self::E);
