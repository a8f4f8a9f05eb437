//! An event as those who listen get it: written out once, however many they are.

use chrono::{DateTime, Utc};
use models::events as rows;
use serde_json::Value;
use types::{Channel, Event};

use crate::EventError;

/// An event of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub(crate) channel: Channel,
    pub(crate) id: i64,
    /// The id of the event before it in its channel; who has seen that one has missed nothing.
    pub(crate) previous: i64,
    pub(crate) time: DateTime<Utc>,
    pub(crate) kind: String,
    pub(crate) json: String,
}

impl Entry {
    pub(crate) fn of(channel: Channel, previous: i64, event: &Event) -> Result<Self, EventError> {
        Ok(Self {
            channel,
            id: position(Some(&event.id))?,
            previous,
            time: event.time,
            kind: event.kind.clone(),
            json: serde_json::to_string(event)?,
        })
    }

    /// A row of the table, which does not tell what came before it.
    pub(crate) fn of_row(channel: Channel, previous: i64, row: rows::Model) -> Result<Self, EventError> {
        Self::of(channel, previous, &event(row))
    }

    /// Its place in the log: later events of a channel have greater ids.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// What happened, dotted.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The whole event, as JSON on one line.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The whole event, as a value.
    pub fn event(&self) -> Result<Event, EventError> {
        Ok(serde_json::from_str(&self.json)?)
    }
}

/// The place that an event's id names, 0 (before all events) where there is none.
pub fn position(id: Option<&str>) -> Result<i64, EventError> {
    let Some(id) = id else { return Ok(0) };
    id.parse().map_err(|_| EventError::BadId(id.to_owned()))
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
