//! Following a channel: what was, then what comes, without a gap or a double.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures::Stream;
use types::{Channel, Event};

use crate::{Bell, EventError, EventLog};

/// Events read at once.
const PAGE: u64 = 256;

/// How long a follower trusts the bell before it looks for itself, because of what other processes append.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// Events of one channel, in order; ends after an error only.
pub type EventStream = Pin<Box<dyn Stream<Item = Result<Event, EventError>> + Send>>;

/// Follows a channel from after the id given, or from the oldest event that is kept.
///
/// Events always come out of the log; the bell only says when to look. So what is appended between the
/// replay and the first wait, or while a slow reader lags, is neither lost nor doubled.
pub fn subscribe(log: Arc<dyn EventLog>, channel: Channel, after: Option<String>) -> EventStream {
    // The bell is there before the first look, so that no ring is missed in between.
    let bell = log.bell(channel);
    let follower = Follower { log, channel, after, bell, page: Vec::new().into_iter() };
    Box::pin(futures::stream::unfold(Some(follower), |follower| async {
        let mut follower = follower?;
        match follower.next().await {
            Ok(event) => Some((Ok(event), Some(follower))),
            Err(error) => Some((Err(error), None)),
        }
    }))
}

struct Follower {
    log: Arc<dyn EventLog>,
    channel: Channel,
    after: Option<String>,
    bell: Bell,
    page: std::vec::IntoIter<Event>,
}

impl Follower {
    async fn next(&mut self) -> Result<Event, EventError> {
        loop {
            if let Some(event) = self.page.next() {
                self.after = Some(event.id.clone());
                return Ok(event);
            }
            let page = self.log.read_after(self.channel, self.after.as_deref(), PAGE).await?;
            if page.is_empty() {
                // Either it rings or the time is over: look again in both cases.
                let _ = tokio::time::timeout(LOOK_AGAIN, self.bell.ring()).await;
            }
            self.page = page.into_iter();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use futures::StreamExt;
    use models::testing::TestDb;
    use serde_json::json;
    use types::{Clock, NewEvent, SystemClock};
    use uuid::Uuid;

    use super::*;
    use crate::TableLog;

    async fn log() -> (TestDb, Arc<TableLog>) {
        let test = TestDb::migrated().await;
        let log = Arc::new(TableLog::new(test.db.clone(), Arc::new(SystemClock)));
        (test, log)
    }

    fn numbered(number: u64) -> NewEvent {
        NewEvent::new("test.counted", Uuid::nil(), json!({ "number": number }))
    }

    async fn numbers(stream: &mut EventStream, count: usize) -> Vec<u64> {
        let mut numbers = Vec::new();
        while numbers.len() < count {
            let event = stream.next().await.unwrap().unwrap();
            numbers.push(event.payload["number"].as_u64().unwrap());
        }
        numbers
    }

    #[tokio::test]
    async fn what_was_comes_before_what_comes() {
        let (_db, log) = log().await;
        let channel = Channel::Analysis(SystemClock.new_id());
        for number in 0..3 {
            log.append(channel, numbered(number)).await.unwrap();
        }
        log.append(Channel::Global, numbered(99)).await.unwrap();
        let mut stream = subscribe(log.clone(), channel, None);
        assert_eq!(numbers(&mut stream, 3).await, [0, 1, 2]);
        log.append(channel, numbered(3)).await.unwrap();
        assert_eq!(numbers(&mut stream, 1).await, [3]);
    }

    #[tokio::test]
    async fn a_reader_goes_on_where_it_stopped() {
        let (_db, log) = log().await;
        let first = log.append(Channel::Global, numbered(0)).await.unwrap();
        log.append(Channel::Global, numbered(1)).await.unwrap();
        let mut stream = subscribe(log.clone(), Channel::Global, Some(first.id));
        assert_eq!(numbers(&mut stream, 1).await, [1]);
        let end = log.end(Channel::Global).await.unwrap();
        assert!(log.read_after(Channel::Global, Some(&end), 10).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_bad_id_is_an_error_and_ends_the_stream() {
        let (_db, log) = log().await;
        let mut stream = subscribe(log, Channel::Global, Some("nonsense".to_owned()));
        assert!(matches!(stream.next().await, Some(Err(EventError::BadId(id))) if id == "nonsense"));
        assert!(stream.next().await.is_none());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn many_writers_and_readers_see_no_gap_and_no_double() {
        const WRITERS: u64 = 8;
        const EACH: u64 = 40;
        let (_db, log) = log().await;
        let channel = Channel::Team(SystemClock.new_id());
        let readers: Vec<_> = (0..4)
            .map(|_| {
                let mut stream = subscribe(log.clone(), channel, None);
                tokio::spawn(async move {
                    let mut ids = Vec::new();
                    let mut numbers = BTreeSet::new();
                    while ids.len() < (WRITERS * EACH) as usize {
                        let event = stream.next().await.unwrap().unwrap();
                        ids.push(event.id.parse::<i64>().unwrap());
                        assert!(numbers.insert(event.payload["number"].as_u64().unwrap()), "a double");
                    }
                    assert!(ids.is_sorted(), "out of order");
                })
            })
            .collect();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let log = log.clone();
                tokio::spawn(async move {
                    for number in 0..EACH {
                        log.append(channel, numbered(writer * EACH + number)).await.unwrap();
                    }
                })
            })
            .collect();
        for task in writers.into_iter().chain(readers) {
            task.await.unwrap();
        }
    }

    #[tokio::test]
    async fn a_transaction_that_fails_leaves_no_event() {
        let (test, log) = log().await;
        let transaction = models::begin_write(&test.db).await.unwrap();
        let unpublished = log.append_in(&transaction, vec![(Channel::Global, numbered(0))]).await.unwrap();
        transaction.rollback().await.unwrap();
        drop(unpublished);

        let transaction = models::begin_write(&test.db).await.unwrap();
        let unpublished = log.append_in(&transaction, vec![(Channel::Global, numbered(1))]).await.unwrap();
        let mut stream = subscribe(log.clone(), Channel::Global, None);
        transaction.commit().await.unwrap();
        unpublished.publish();
        assert_eq!(numbers(&mut stream, 1).await, [1]);
    }

    #[tokio::test]
    async fn old_events_go_and_their_ids_with_them() {
        let test = TestDb::migrated().await;
        let clock = types::FixedClock::at(SystemClock.now());
        let log = TableLog::new(test.db.clone(), Arc::new(clock.clone()));
        let old = log.append(Channel::Global, numbered(0)).await.unwrap();
        clock.advance(crate::RETENTION + chrono::Duration::minutes(1));
        assert_eq!(log.trim(clock.now() - crate::RETENTION).await.unwrap(), 1);
        let new = log.append(Channel::Global, numbered(1)).await.unwrap();
        assert!(new.id.parse::<i64>().unwrap() > old.id.parse::<i64>().unwrap());
        assert_eq!(log.read_after(Channel::Global, None, 10).await.unwrap(), [new]);
    }
}
