//! The log as a table, and those who tell of what is appended to it.

use std::sync::Arc;

use chrono::{DateTime, SubsecRound, Utc};
use models::events as rows;
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};
use serde_json::json;
use tokio::task::JoinSet;
use types::{Channel, Clock, Event, NewEvent};

use crate::hub::{Hub, Way};
use crate::lookout::Lookout;
use crate::redis::{self, Hearing, Publisher};
use crate::{Entry, EventError, RedisAddressError};

/// An append-only log per channel. Events of a channel have ascending ids, and who reads on after the last id
/// it saw sees each event once. Clones are one.
#[derive(Debug, Clone)]
pub struct EventLog(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: DatabaseConnection,
    clock: Arc<dyn Clock>,
    hub: Arc<Hub>,
    publisher: Option<Publisher>,
    /// They end with the log.
    _tasks: JoinSet<()>,
}

impl EventLog {
    /// A log in the table `events` of this database. What other processes append to it is seen within about a second.
    /// To be called where a runtime runs.
    pub fn new(db: DatabaseConnection, clock: Arc<dyn Clock>) -> Self {
        let hub = Arc::new(Hub::new(clock.clone()));
        let mut tasks = JoinSet::new();
        let hearing = Arc::new(Hearing::default());
        tasks.spawn(Lookout { db: db.clone(), hub: hub.clone(), hearing }.look_forever());
        Self(Arc::new(Inner { db, clock, hub, publisher: None, _tasks: tasks }))
    }

    /// The same, for processes that tell each other over the Redis server at `address`. The namespace keeps apart what
    /// shares a server but not a database. While Redis is away, it is as if there were none.
    pub fn over_redis(
        db: DatabaseConnection,
        clock: Arc<dyn Clock>,
        address: &str,
        namespace: &str,
    ) -> Result<Self, RedisAddressError> {
        let hub = Arc::new(Hub::new(clock.clone()));
        let mut tasks = JoinSet::new();
        let (publisher, hearing) = redis::open(address, namespace, &clock, &hub, &mut tasks)?;
        tasks.spawn(Lookout { db: db.clone(), hub: hub.clone(), hearing }.look_forever());
        Ok(Self(Arc::new(Inner { db, clock, hub, publisher: Some(publisher), _tasks: tasks })))
    }

    /// Appends an event and tells those who listen.
    pub async fn append(&self, channel: Channel, event: NewEvent) -> Result<Arc<Entry>, EventError> {
        let transaction = models::begin_write(&self.0.db).await?;
        let entry = Arc::new(self.write(&transaction, channel, event).await?);
        transaction.commit().await?;
        self.publish(entry.clone());
        Ok(entry)
    }

    /// Appends events as part of a transaction that changes what they tell of: they are there exactly when the
    /// change is. Must be the last statements of the transaction, and [`Unpublished::publish`] must follow its
    /// commit.
    pub async fn append_in(
        &self,
        transaction: &DatabaseTransaction,
        mut events: Vec<(Channel, NewEvent)>,
    ) -> Result<Unpublished, EventError> {
        // Two transactions that write to the same channels must take them in the same order.
        events.sort_by_cached_key(|(channel, _)| channel.to_string());
        let mut entries = Vec::with_capacity(events.len());
        for (channel, event) in events {
            entries.push(self.write(transaction, channel, event).await?);
        }
        Ok(Unpublished { log: self.clone(), entries })
    }

    /// Up to `limit` events after the place given, in order.
    pub async fn read_after(
        &self,
        channel: Channel,
        after: i64,
        limit: u64,
    ) -> Result<Vec<Arc<Entry>>, EventError> {
        let mut previous = after;
        let found = rows::read_after(&self.0.db, &channel.to_string(), after, limit).await?;
        let entries = found.into_iter().map(|row| {
            let previous = std::mem::replace(&mut previous, row.id);
            Ok(Arc::new(Entry::of_row(channel, previous, row)?))
        });
        entries.collect()
    }

    /// The place to read after in order to see only what is still to come.
    pub async fn end(&self, channel: Channel) -> Result<i64, EventError> {
        Ok(rows::last_id(&self.0.db, &channel.to_string()).await?)
    }

    /// Forgets events older than `before`; answers how many.
    pub async fn trim(&self, before: DateTime<Utc>) -> Result<u64, EventError> {
        Ok(rows::trim(&self.0.db, before).await?)
    }

    /// Whether processes tell each other; says why where they cannot, and only the table tells.
    pub async fn check(&self) -> Result<(), String> {
        match &self.0.publisher {
            Some(publisher) => publisher.check().await,
            None => Ok(()),
        }
    }

    /// Whether it is one for processes that tell each other.
    pub fn is_shared(&self) -> bool {
        self.0.publisher.is_some()
    }

    pub(crate) fn hub(&self) -> &Arc<Hub> {
        &self.0.hub
    }

    fn publish(&self, entry: Arc<Entry>) {
        if let Some(publisher) = &self.0.publisher {
            publisher.publish(entry.clone());
        }
        self.0.hub.deliver(entry, Way::Own);
    }

    async fn write(
        &self,
        db: &impl ConnectionTrait,
        channel: Channel,
        event: NewEvent,
    ) -> Result<Entry, EventError> {
        // PostgreSQL keeps microseconds: what is told here is what a reader will see.
        let time = self.0.clock.now().trunc_subsecs(6);
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
        let place = rows::append(db, row).await?;
        let event = Event {
            id: place.id.to_string(),
            time,
            kind: event.kind,
            team_id: event.team_id,
            project_id: event.project_id,
            user_id: event.user_id,
            payload: event.payload,
            metadata,
        };
        Entry::of(channel, place.previous, &event)
    }
}

/// Events that wait for their transaction's commit before anybody is told.
#[must_use = "listeners hear of the events soon only when they are published"]
#[derive(Debug)]
pub struct Unpublished {
    log: EventLog,
    entries: Vec<Entry>,
}

impl Unpublished {
    /// Tells those who listen. To be called after the commit.
    pub fn publish(self) {
        for entry in self.entries {
            self.log.publish(Arc::new(entry));
        }
    }
}
