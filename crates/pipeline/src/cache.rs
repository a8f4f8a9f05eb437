//! What is kept from one analysis of a repository for the next: facts and chunks by file, and the last report.
//!
//! Every file in the repository's cache folder is written aside and renamed, and sealed by a hash. One that is missing,
//! cut short, of another version or made under other limits counts as empty; a cache that cannot be written costs time
//! and nothing else.

mod facts;
mod finished;
mod sealed;
mod store;

pub(crate) use facts::{Cached, FactsCache, chunk_key, facts_key};
pub(crate) use finished::{load as load_finished, store as store_finished};
pub(crate) use store::Key;

/// Raised whenever the layout of a cache file changes.
///
/// 1: the first.
/// 2: fingerprints stand beside the tokens.
const LAYOUT_VERSION: u32 = 2;
