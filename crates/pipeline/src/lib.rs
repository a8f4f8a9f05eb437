//! The analysis of a repository: a commit goes in, a report comes out.
//!
//! Sync, pure CPU and git. No database, no network but git, no async. Broken input in one file is data in the
//! report, never an error.
//!
//! ```text
//! source -> detect -> facts per file (one parse, one walk; cached by blob) -> whole-repository stages -> Report
//! ```
//!
//! To read it top-down: [`analyze`] names the stages in order; `facts` is what one file gives; `languages` and
//! `rules` are the two folders that grow, one file and one line at a time.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod analyze;
mod cache;
pub mod chunks;
pub mod detect;
pub mod duplication;
mod error;
pub mod facts;
mod file;
pub mod fingerprint;
pub mod graph;
pub mod history;
pub mod hotspots;
pub mod insights;
pub mod languages;
pub mod options;
mod progress;
pub mod quality;
pub mod rules;
pub mod source;
pub mod suppression;
pub mod tasks;
pub mod whole;

pub use analyze::analyze;
pub use error::AnalyzeError;
pub use file::AnalyzedFile;
pub use options::{Limits, Network, Options, RepositoryConfig};
pub use progress::{NoProgress, Progress};
pub use source::{Contents, Source};

use types::{Chunk, Report};

/// What an analysis gives back.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// What is said about the commit.
    pub report: Report,
    /// The pieces of source to be made searchable, where they were asked for.
    pub chunks: Vec<Chunk>,
    /// Where what stands in the files can be read.
    pub contents: Contents,
    /// How much of it was known before.
    pub cache: CacheUse,
}

/// How many files' facts an analysis found in its cache; all zero without one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CacheUse {
    /// Files that were not read.
    pub found: u64,
    /// Files that were.
    pub missed: u64,
}
