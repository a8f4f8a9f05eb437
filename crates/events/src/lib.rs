//! The event log: append, read after, subscribe.
//!
//! Events are rows, written in the transaction of what they tell of. [`EventLog`] tells those who listen: at once
//! what its own process appends, over a Redis Stream what others append, and by looking into the table what
//! neither of them told.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod entry;
mod hub;
mod log;
mod lookout;
mod redis;
mod subscription;

use sea_orm::DbErr;

pub use entry::{Entry, position};
pub use log::{EventLog, Unpublished};
pub use redis_link::RedisAddressError;
pub use subscription::{EventStream, subscribe};

/// How long events are kept.
pub const RETENTION: chrono::Duration = chrono::Duration::hours(24);

/// Why the log did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// The id to read after is none that the log gave.
    #[error("'{0}' is not the id of an event")]
    BadId(String),
    /// An event does not turn into JSON.
    #[error("an event cannot be written down: {0}")]
    Json(#[from] serde_json::Error),
    /// The database failed.
    #[error("the event log's table: {0}")]
    Database(#[from] DbErr),
}
