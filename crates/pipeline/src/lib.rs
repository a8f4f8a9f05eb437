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

pub mod facts;
pub mod languages;
pub mod rules;

use types::{Chunk, Report};

/// What an analysis gives back.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// What is said about the commit.
    pub report: Report,
    /// The pieces of source to be made searchable.
    pub chunks: Vec<Chunk>,
}

/// Is told how far the analysis has come.
pub trait Progress: Send {
    /// Called often, from the analysing threads; must be quick.
    fn update(&mut self, progress: &types::Progress);
}
