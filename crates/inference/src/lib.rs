//! Texts to vectors: all-MiniLM-L6-v2 (int8) on ONNX Runtime.
//!
//! [`Embedder::load`] checks the files against the manifest that is compiled in; [`Embedder::embed`] turns
//! texts into unit vectors of [`DIMENSIONS`] numbers. Sync and CPU-bound: async callers run it on a
//! blocking thread.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod batches;
mod embedder;
mod error;
mod manifest;
mod model;
mod runtime;
mod tokens;

pub use embedder::{Embedder, Options};
pub use error::{EmbedError, LoadError};

/// Numbers in a vector.
pub const DIMENSIONS: usize = 384;
