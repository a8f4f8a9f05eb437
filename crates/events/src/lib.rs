//! The event log: append, read after, subscribe.
//!
//! [`EventLog`] is what the rest of the product sees. [`TableLog`] keeps events in the database, and rings a
//! bell in this process for those who listen.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod subscription;
mod table;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use types::{Channel, Event, NewEvent};

pub use subscription::{EventStream, subscribe};
pub use table::TableLog;

/// How long events are kept.
pub const RETENTION: chrono::Duration = chrono::Duration::hours(24);

/// An append-only log per channel. Events of a channel have ascending ids, and who reads on after the last id
/// it saw sees each event once.
#[async_trait]
pub trait EventLog: Send + Sync + std::fmt::Debug {
    /// Appends an event and tells those who listen.
    async fn append(&self, channel: Channel, event: NewEvent) -> Result<Event, EventError>;

    /// Appends events as part of a transaction that changes what they tell of: they are there exactly when the
    /// change is. Must be the last statements of the transaction, and [`Unpublished::publish`] must follow its
    /// commit.
    async fn append_in(
        &self,
        transaction: &DatabaseTransaction,
        events: Vec<(Channel, NewEvent)>,
    ) -> Result<Unpublished, EventError>;

    /// Up to `limit` events after the id `after`, in order; from the oldest kept when there is none.
    async fn read_after(
        &self,
        channel: Channel,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Vec<Event>, EventError>;

    /// The id to read after in order to see only what is still to come.
    async fn end(&self, channel: Channel) -> Result<String, EventError>;

    /// A bell that rings when something may have been appended. It may ring for nothing; it may miss what
    /// another process appended, so don't rely on it alone.
    fn bell(&self, channel: Channel) -> Bell;

    /// Forgets events older than `before`; answers how many.
    async fn trim(&self, before: DateTime<Utc>) -> Result<u64, EventError>;
}

/// Events that wait for their transaction's commit before anybody is told.
#[must_use = "listeners hear of the events only when they are published"]
#[derive(Debug)]
pub struct Unpublished {
    bell: tokio::sync::broadcast::Sender<Channel>,
    channels: Vec<Channel>,
}

impl Unpublished {
    /// Tells those who listen. To be called after the commit.
    pub fn publish(self) {
        for channel in self.channels {
            // Nobody listening is no error.
            let _ = self.bell.send(channel);
        }
    }
}

/// Rings when something may have been appended to one channel.
#[derive(Debug)]
pub struct Bell {
    channel: Channel,
    receiver: tokio::sync::broadcast::Receiver<Channel>,
}

impl Bell {
    /// Waits for the next ring. Never ends when the log is gone.
    pub async fn ring(&mut self) {
        use tokio::sync::broadcast::error::RecvError;
        loop {
            match self.receiver.recv().await {
                Ok(channel) if channel != self.channel => {}
                // Whoever lagged may have missed a ring for its channel.
                Ok(_) | Err(RecvError::Lagged(_)) => return,
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}

/// Why the log did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// The id to read after is none that the log gave.
    #[error("'{0}' is not the id of an event")]
    BadId(String),
    /// The database failed.
    #[error("the event log's table: {0}")]
    Database(#[from] DbErr),
}
