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
    /// No server answers; another try may succeed.
    #[error("Qdrant at {place} does not answer: {reason}")]
    Unreachable {
        /// Host and port.
        place: String,
        /// What the system said.
        reason: String,
    },
    /// The server does not let this service in.
    #[error("Qdrant at {place} does not let this service in: {reason}; check QDRANT_API_KEY")]
    Refused {
        /// Host and port.
        place: String,
        /// What the server said.
        reason: String,
    },
    /// A collection of the server cannot hold our vectors.
    #[error(
        "the collection {collection} of Qdrant at {place} has {found}; needed are 'dense' of {needed} numbers compared \
         by Cosine and sparse 'terms' with the modifier IDF. Delete the collection, and it is filled anew from the \
         database within a quarter of an hour; or name another server in QDRANT_URL",
        needed = crate::DIMENSIONS
    )]
    Unsuitable {
        /// Which one.
        collection: String,
        /// Host and port.
        place: String,
        /// Which vectors it has.
        found: String,
    },
    /// The engine failed; another try may succeed.
    #[error("the vector engine failed: {0}")]
    Engine(String),
}
