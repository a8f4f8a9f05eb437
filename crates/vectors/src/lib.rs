//! The searchable memory: hybrid search over chunks, every call on behalf of one team.
//!
//! [`VectorStore`] is what the rest of the product calls; [`EdgeStore`] keeps the vectors in this process,
//! under the data directory, [`QdrantStore`] on a Qdrant server. Every store must pass the suite in
//! `tests/store/contract.rs`.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod edge;
mod error;
mod fields;
mod fusion;
mod hybrid;
mod qdrant;
mod stem;
mod store;
mod terms;

pub use edge::EdgeStore;
pub use error::VectorError;
pub use fusion::{Candidate, DENSE_WEIGHT, fuse};
pub use qdrant::{QdrantAddressError, QdrantStore};
pub use store::{Point, Query, VectorStore};
pub use terms::{Terms, document_terms, query_terms};

/// Numbers in a dense vector.
pub const DIMENSIONS: usize = 384;
