//! The log as a table, with a bell in this process.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, SubsecRound, Utc};
use models::events as rows;
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};
use serde_json::{Value, json};
use tokio::sync::broadcast;
use types::{Channel, Clock, Event, NewEvent};

use crate::{Bell, EventError, EventLog, Unpublished};

/// Rings that a slow listener may be behind before it is told only that it missed some.
const BELL_CAPACITY: usize = 1024;

/// The event log of the embedded mode. Clones share the bell.
#[derive(Debug, Clone)]
pub struct TableLog {
    db: DatabaseConnection,
    clock: Arc<dyn Clock>,
    bell: broadcast::Sender<Channel>,
}

impl TableLog {
    /// A log in the table `events` of this database.
    pub fn new(db: DatabaseConnection, clock: Arc<dyn Clock>) -> Self {
        Self { db, clock, bell: broadcast::Sender::new(BELL_CAPACITY) }
    }

    async fn write(
        &self,
        db: &impl ConnectionTrait,
        channel: Channel,
        event: NewEvent,
    ) -> Result<Event, EventError> {
        // PostgreSQL keeps microseconds: what is answered here is what a reader will see.
        let time = self.clock.now().trunc_subsecs(6);
        let metadata = json!({ "version": types::VERSION });
        let row = rows::Model {
            id: 0,
            channel: channel.to_string(),
            team_id: event.team_id,
            time,
            envelope: json!({
                "type": event.kind,
                "project_id": event.project_id,
                "user_id": event.user_id,
                "payload": event.payload,
                "metadata": metadata,
            }),
        };
        let id = rows::append(db, row).await?;
        Ok(Event {
            id: id.to_string(),
            time,
            kind: event.kind,
            team_id: event.team_id,
            project_id: event.project_id,
            user_id: event.user_id,
            payload: event.payload,
            metadata,
        })
    }
}

#[async_trait]
impl EventLog for TableLog {
    async fn append(&self, channel: Channel, event: NewEvent) -> Result<Event, EventError> {
        let transaction = models::begin_write(&self.db).await?;
        let event = self.write(&transaction, channel, event).await?;
        transaction.commit().await?;
        let _ = self.bell.send(channel);
        Ok(event)
    }

    async fn append_in(
        &self,
        transaction: &DatabaseTransaction,
        mut events: Vec<(Channel, NewEvent)>,
    ) -> Result<Unpublished, EventError> {
        // Two transactions that write to the same channels must take them in the same order.
        events.sort_by_cached_key(|(channel, _)| channel.to_string());
        let mut channels: Vec<Channel> = events.iter().map(|(channel, _)| *channel).collect();
        channels.dedup();
        for (channel, event) in events {
            self.write(transaction, channel, event).await?;
        }
        Ok(Unpublished { bell: self.bell.clone(), channels })
    }

    async fn read_after(
        &self,
        channel: Channel,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Vec<Event>, EventError> {
        let after = match after {
            Some(id) => id.parse::<i64>().map_err(|_| EventError::BadId(id.to_owned()))?,
            None => 0,
        };
        let found = rows::read_after(&self.db, &channel.to_string(), after, limit).await?;
        Ok(found.into_iter().map(event).collect())
    }

    async fn end(&self, channel: Channel) -> Result<String, EventError> {
        Ok(rows::last_id(&self.db, &channel.to_string()).await?.to_string())
    }

    fn bell(&self, channel: Channel) -> Bell {
        Bell { channel, receiver: self.bell.subscribe() }
    }

    async fn trim(&self, before: DateTime<Utc>) -> Result<u64, EventError> {
        Ok(rows::trim(&self.db, before).await?)
    }
}

/// The envelope back into a value. What is missing in it stays empty: an old row must not end a stream.
fn event(row: rows::Model) -> Event {
    let mut envelope = row.envelope;
    let mut take = |key: &str| envelope.get_mut(key).map_or(Value::Null, Value::take);
    Event {
        id: row.id.to_string(),
        time: row.time,
        kind: take("type").as_str().unwrap_or_default().to_owned(),
        team_id: row.team_id,
        project_id: take("project_id").as_str().and_then(|id| id.parse().ok()),
        user_id: take("user_id").as_str().and_then(|id| id.parse().ok()),
        payload: take("payload"),
        metadata: take("metadata"),
    }
}
