//! What a follower sees: what was, what comes, and nothing else.

use std::collections::BTreeSet;
use std::sync::Arc;

use events::{EventError, RETENTION, position};
use types::{Channel, Clock, FixedClock, SystemClock};

use crate::support::{Reader, append, channel, in_each_world, numbered};

#[tokio::test]
async fn what_was_comes_before_what_comes() {
    in_each_world(async |world| {
        let (log, channel) = (world.process(), channel());
        append(&log, channel, 0..3).await;
        append(&log, Channel::Global, [99]).await;
        let mut reader = Reader::of(&log, channel);
        reader.expect(0..3).await;
        append(&log, channel, [3]).await;
        reader.expect(3..4).await;
    })
    .await;
}

#[tokio::test]
async fn a_reader_goes_on_where_it_stopped() {
    in_each_world(async |world| {
        let (log, channel) = (world.process(), channel());
        append(&log, channel, 0..600).await;
        let mut reader = Reader::of(&log, channel);
        reader.expect(0..7).await;
        reader.reconnect(&log);
        reader.expect(7..600).await;
        let end = log.end(channel).await.unwrap();
        assert!(log.read_after(channel, end, 10).await.unwrap().is_empty());
    })
    .await;
}

#[test]
fn a_place_is_an_id_or_the_beginning() {
    assert_eq!(position(None).unwrap(), 0);
    assert_eq!(position(Some("17")).unwrap(), 17);
    assert!(matches!(position(Some("nonsense")), Err(EventError::BadId(id)) if id == "nonsense"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_and_readers_see_no_gap_and_no_double() {
    const WRITERS: u64 = 8;
    const EACH: u64 = 40;
    in_each_world(async |world| {
        let (logs, channel) = ([world.process(), world.process()], channel());
        let mut readers = Vec::new();
        for log in logs.iter().cycle().take(4) {
            let mut reader = Reader::of(log, channel);
            readers.push(tokio::spawn(async move {
                let numbers = reader.next((WRITERS * EACH) as usize).await;
                assert_eq!(BTreeSet::from_iter(numbers), (0..WRITERS * EACH).collect());
            }));
        }
        for (writer, log) in (0..WRITERS).zip(logs.iter().cycle()) {
            let log = log.clone();
            readers.push(tokio::spawn(async move {
                append(&log, channel, writer * EACH..(writer + 1) * EACH).await;
            }));
        }
        for task in readers {
            task.await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn who_does_not_read_holds_nobody_up_and_misses_nothing() {
    in_each_world(async |world| {
        let (log, channel) = (world.process(), channel());
        let (mut slow, mut quick) = (Reader::of(&log, channel), Reader::of(&log, channel));
        append(&log, channel, [0]).await;
        slow.expect(0..1).await;
        quick.expect(0..1).await;
        for number in 1..500 {
            append(&log, channel, [number]).await;
            quick.expect(number..number + 1).await;
        }
        slow.expect(1..500).await;
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_fails_leaves_no_event() {
    in_each_world(async |world| {
        let (log, other, channel) = (world.process(), world.process(), channel());
        let mut readers = [Reader::of(&log, channel), Reader::of(&other, channel)];
        append(&log, channel, [0]).await;
        for reader in &mut readers {
            reader.expect(0..1).await;
        }
        let transaction = models::begin_write(&world.db).await.unwrap();
        let unpublished = log.append_in(&transaction, vec![(channel, numbered(9))]).await.unwrap();
        transaction.rollback().await.unwrap();
        drop(unpublished);

        let transaction = models::begin_write(&world.db).await.unwrap();
        let events = (1..4).map(|number| (channel, numbered(number))).collect();
        let unpublished = log.append_in(&transaction, events).await.unwrap();
        transaction.commit().await.unwrap();
        unpublished.publish();
        for reader in &mut readers {
            reader.expect(1..4).await;
        }
    })
    .await;
}

#[tokio::test]
async fn old_events_go_and_their_ids_with_them() {
    in_each_world(async |world| {
        let clock = FixedClock::at(SystemClock.now());
        let (log, channel) = (world.process_with(Arc::new(clock.clone())), channel());
        let old = log.append(channel, numbered(0)).await.unwrap();
        clock.advance(RETENTION + chrono::Duration::minutes(1));
        assert_eq!(log.trim(clock.now() - RETENTION).await.unwrap(), 1);
        let mut reader = Reader::of(&log, channel);
        let new = log.append(channel, numbered(1)).await.unwrap();
        assert!(new.id() > old.id());
        reader.expect(1..2).await;
        assert_eq!(log.read_after(channel, 0, 10).await.unwrap(), [new]);
    })
    .await;
}
