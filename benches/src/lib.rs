//! What the benchmarks share: code of published packages as a corpus, and figures about measurements.

pub mod corpus;
pub mod figures;
pub mod packages;
pub mod process;
pub mod retrieval;
