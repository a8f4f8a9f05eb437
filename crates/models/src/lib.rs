//! Rows and queries, one file per table.
//!
//! Every query that reads or changes what belongs to a team takes the team's id; what looks over all teams says so.
//! Times and ids come from the caller.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod analyses;
pub mod api_tokens;
mod bulk;
pub mod chunks;
mod clock;
mod connection;
pub mod embeddings;
pub mod events;
pub mod file_contents;
pub mod findings;
pub mod insights;
pub mod installation;
pub mod jobs;
mod named;
mod outage;
pub mod overviews;
#[cfg(test)]
mod query_tests;
pub mod reports;
pub mod repositories;
mod schema;
pub mod sessions;
pub mod sign_in_links;
pub mod suppressions;
pub mod tasks;
pub mod teams;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod text;

pub use clock::clock;
pub use config::DatabaseSettings;
pub use connection::{PoolUse, begin_alone, begin_write, connect, knock, pool_use};
pub use outage::is_outage;
pub use schema::{SchemaError, migrate};
pub use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait};
