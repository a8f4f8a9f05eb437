//! What is kept from one analysis of a repository for the next: facts by file, and the finished analysis.
//!
//! Two files in the repository's cache folder, each written aside and renamed, each sealed by a hash. A file that is
//! missing, cut short, of another version or made under other limits counts as empty; a cache that cannot be written
//! costs time and nothing else.

mod facts;
mod finished;
mod sealed;

pub(crate) use facts::{Cached, FactsCache, Key};
pub(crate) use finished::{load as load_finished, store as store_finished};

/// Raised whenever the layout of a cache file changes.
///
/// 1: the first.
const LAYOUT_VERSION: u32 = 1;
