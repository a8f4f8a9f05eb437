//! What can go wrong in a store of vectors.

use std::path::PathBuf;

/// Why a store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum VectorError {
    /// The files of an index cannot be read. [`crate::VectorStore::recreate`] starts it anew; the chunks
    /// themselves stand in the database.
    #[error("the index at {path} cannot be opened: {reason}")]
    Damaged {
        /// Where it stands.
        path: PathBuf,
        /// What the engine said.
        reason: String,
    },
    /// A vector of the wrong size, or one with numbers that are not finite.
    #[error("not a vector of {expected} finite numbers ({found} given)", expected = crate::DIMENSIONS)]
    BadVector {
        /// How many numbers it has.
        found: usize,
    },
    /// The folder cannot be made, listed or removed.
    #[error("the index's folder {path}: {source}")]
    Folder {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The engine failed; another try may succeed.
    #[error("the vector engine failed: {0}")]
    Engine(String),
}
