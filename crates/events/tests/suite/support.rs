//! Databases, processes on them, and events that are counted.

use std::sync::Arc;
use std::time::Duration;

use events::{EventLog, EventStream, subscribe};
use futures::StreamExt;
use models::DatabaseConnection;
use models::testing::TestDb;
use serde_json::json;
use types::{Channel, Clock, NewEvent, SystemClock};
use uuid::Uuid;

/// How long an event may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What processes share.
pub(crate) struct World {
    pub(crate) db: DatabaseConnection,
    /// The address of a Redis server, and the namespace in it.
    pub(crate) redis: Option<(String, String)>,
}

impl World {
    /// Another process.
    pub(crate) fn process(&self) -> EventLog {
        self.process_with(Arc::new(SystemClock))
    }

    pub(crate) fn process_with(&self, clock: Arc<dyn Clock>) -> EventLog {
        match &self.redis {
            Some((address, namespace)) => {
                EventLog::over_redis(self.db.clone(), clock, address, namespace).unwrap()
            }
            None => EventLog::new(self.db.clone(), clock),
        }
    }
}

/// Tells a story on each database that there is; alone, and over Redis where there is one.
pub(crate) async fn in_each_world(story: impl AsyncFn(World)) {
    on_each_database(async |db| story(World { db, redis: None }).await).await;
    match std::env::var("TEST_REDIS_URL") {
        Ok(address) => over_redis(&address, story).await,
        Err(_) => println!("skipped: Redis, since TEST_REDIS_URL is not set"),
    }
}

/// Tells a story on each database that there is, over this Redis server.
pub(crate) async fn over_redis(address: &str, story: impl AsyncFn(World)) {
    on_each_database(async |db| {
        let namespace = format!("test-{}", SystemClock.new_id());
        story(World { db, redis: Some((address.to_owned(), namespace)) }).await;
    })
    .await;
}

async fn on_each_database(story: impl AsyncFn(DatabaseConnection)) {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}?mode=rwc", folder.path().join("events.db").display());
    models::migrate(&file).await.unwrap();
    let sqlite = models::connect(&file, &models::DatabaseSettings::default()).await.unwrap();
    story(sqlite).await;
    if std::env::var_os("TEST_DATABASE_URL").is_some() {
        let postgres = TestDb::migrated().await;
        story(postgres.db.clone()).await;
    } else {
        println!("skipped: PostgreSQL, since TEST_DATABASE_URL is not set");
    }
}

/// Waits until the condition holds; panics when patience ends.
pub(crate) async fn eventually(what: &str, condition: impl AsyncFn() -> bool) {
    let patience = async {
        while !condition().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, patience).await.is_ok(), "never: {what}");
}

/// A channel of one's own.
pub(crate) fn channel() -> Channel {
    Channel::Analysis(SystemClock.new_id())
}

pub(crate) fn numbered(number: u64) -> NewEvent {
    NewEvent::new("test.counted", Uuid::nil(), json!({ "number": number }))
}

/// Appends events with these numbers, one after the other.
pub(crate) async fn append(log: &EventLog, channel: Channel, numbers: impl IntoIterator<Item = u64>) {
    for number in numbers {
        log.append(channel, numbered(number)).await.unwrap();
    }
}

/// A follower that goes on where it stopped.
pub(crate) struct Reader {
    channel: Channel,
    last: i64,
    stream: EventStream,
}

impl Reader {
    pub(crate) fn of(log: &EventLog, channel: Channel) -> Self {
        Self { channel, last: 0, stream: subscribe(log, channel, 0) }
    }

    /// Loses its connection, and follows again, perhaps elsewhere.
    pub(crate) fn reconnect(&mut self, log: &EventLog) {
        self.stream = subscribe(log, self.channel, self.last);
    }

    /// The numbers of the next events, so many of them, in order and none twice.
    pub(crate) async fn next(&mut self, count: usize) -> Vec<u64> {
        let mut numbers = Vec::new();
        while numbers.len() < count {
            let next = tokio::time::timeout(PATIENCE, self.stream.next()).await;
            let entry = next.unwrap_or_else(|_| panic!("no event after {numbers:?}")).unwrap().unwrap();
            assert!(entry.id() > self.last, "{} after {}", entry.id(), self.last);
            self.last = entry.id();
            let event = entry.event().unwrap();
            assert_eq!((event.id, event.kind.as_str()), (self.last.to_string(), entry.kind()));
            numbers.push(event.payload["number"].as_u64().unwrap());
        }
        numbers
    }

    /// The next events, whose numbers must be these.
    pub(crate) async fn expect(&mut self, numbers: std::ops::Range<u64>) {
        let wanted: Vec<u64> = numbers.collect();
        assert_eq!(self.next(wanted.len()).await, wanted);
    }
}
