//! Stores under test: the suite that all of them pass, and what concerns each one's own ways.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod contract;
mod edge;
mod killed;
mod qdrant;
