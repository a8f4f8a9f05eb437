//! Rows and queries, one file per table.
//!
//! Every query that reads or changes what belongs to a team takes the team's id; what looks over all teams says so.
//! Times and ids come from the caller.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod analyses;
pub mod api_tokens;
mod bulk;
pub mod chunks;
mod connection;
pub mod embeddings;
pub mod events;
pub mod findings;
pub mod insights;
pub mod installation;
pub mod jobs;
mod named;
#[cfg(test)]
mod query_tests;
pub mod reports;
pub mod repositories;
pub mod tasks;
pub mod teams;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use connection::{begin_write, connect, migrate, migrate_down};
pub use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait};
