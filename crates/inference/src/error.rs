//! What can go wrong, told so that a person knows what to do.

use std::path::PathBuf;

/// Why embedding is not to be had. The product works without it: searches go by words alone.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file is not there.
    #[error("{path} is missing; run `models/onnx/fetch.py` to get the model files")]
    Missing {
        /// Where it should stand.
        path: PathBuf,
    },
    /// A file is not the one that the manifest names. It was not loaded.
    #[error(
        "{path} is damaged or another version (sha256 {found}, expected {expected}); \
         delete it and run `models/onnx/fetch.py`"
    )]
    Corrupted {
        /// The file.
        path: PathBuf,
        /// The checksum that the manifest names.
        expected: String,
        /// The checksum that it has.
        found: String,
    },
    /// A file is there and cannot be read.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// ONNX Runtime was not found or does not start.
    #[error(
        "ONNX Runtime cannot be used: {reason}; run `models/onnx/fetch.py`, or set ORT_DYLIB_PATH to the \
         shared library of ONNX Runtime 1.22 or later"
    )]
    Runtime {
        /// What was tried and what came of it.
        reason: String,
    },
    /// The files are right and yet the model does not load: most likely too little memory.
    #[error("the model cannot be loaded: {0}")]
    Model(String),
}

/// Why texts were not embedded.
#[derive(Debug, thiserror::Error)]
pub enum EmbedError {
    /// Somebody asked to stop.
    #[error("embedding was cancelled")]
    Cancelled,
    /// Another session was needed and could not be made.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The model failed on a text.
    #[error("the model failed: {0}")]
    Model(String),
}
