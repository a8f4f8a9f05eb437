//! The product's values: what the words of the product look like as data.
//!
//! Everything here is a plain serde value. No I/O, no hidden clock, no database, no HTTP.

mod analysis;
mod backoff;
mod breaker;
mod cancellation;
mod chunk;
mod clock;
mod event;
mod finding;
mod insight;
mod job;
mod language;
mod report;
mod search;
mod task;
mod task_score;
mod task_title;
pub mod words;

pub use analysis::{AnalysisState, FindingState};
pub use backoff::{Backoff, Jitter};
pub use breaker::Breaker;
pub use cancellation::CancellationToken;
pub use chunk::{Chunk, ChunkKind};
pub use clock::{Clock, FixedClock, SystemClock};
pub use event::{Channel, Event, NewEvent};
pub use finding::{Category, Finding, Severity, Suppression};
pub use insight::{Evidence, Insight, InsightKind};
pub use job::{Found, JobPriority, JobRef, JobState, Progress};
pub use language::Language;
pub use report::{
    CloneClass, CloneKind, ClonePlace, Coupling, Dependencies, Dependency, Duplication, Function, History,
    Hotspot, ImportEdge, LanguageTotals, Package, Quality, Rating, Report, RepositoryInfo, RuleText,
    SCHEMA_VERSION, SkipReason, Skipped, SourceFile, Technology, TechnologyKind, Totals,
};
pub use search::{SearchFilter, SearchHit};
pub use task::{Priority, Quadrant, TaskDraft, TaskStatus};
pub use task_score::TaskScore;
pub use task_title::finding_task_title;

/// The version of the product, as told by `--version`, `/health` and reports.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
