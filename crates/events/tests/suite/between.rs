//! Two processes: what one appends arrives at the other's followers, whatever becomes of Redis on the way.

use std::time::{Duration, Instant};

use events::EventLog;
use models::testing::TestDb;
use testkit::servers::Redis;
use types::{Clock, SystemClock};

use crate::support::{Reader, World, append, channel, eventually, in_each_world, over_redis};

/// Events of a story with a fault in the middle.
const EVENTS: u64 = 300;

async fn hear_each_other(logs: &[&EventLog]) {
    for log in logs {
        eventually("Redis is listened to", async || log.check().await.is_ok()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_appends_the_other_sees() {
    in_each_world(async |world| {
        let (one, other, channel) = (world.process(), world.process(), channel());
        let mut readers = [Reader::of(&one, channel), Reader::of(&other, channel)];
        for number in 0..3 {
            append(if number == 1 { &other } else { &one }, channel, [number]).await;
            for reader in &mut readers {
                reader.expect(number..number + 1).await;
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_redis_nobody_waits_for_a_look_into_the_table() {
    let Some(server) = Redis::start() else { return };
    over_redis(&server.url(), async |world| {
        let (one, other, channel) = (world.process(), world.process(), channel());
        hear_each_other(&[&one, &other]).await;
        let mut reader = Reader::of(&other, channel);
        append(&one, channel, [0]).await;
        reader.expect(0..1).await;
        let began = Instant::now();
        for number in 1..100 {
            append(&one, channel, [number]).await;
            reader.expect(number..number + 1).await;
        }
        assert!(began.elapsed() < Duration::from_secs(5), "100 events took {:?}", began.elapsed());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_installations_on_one_redis_do_not_hear_each_other() {
    let Some(server) = Redis::start() else { return };
    let strangers = TestDb::migrated().await;
    over_redis(&server.url(), async |world| {
        let redis = Some((server.url(), format!("test-{}", SystemClock.new_id())));
        let strangers = World { db: strangers.db.clone(), redis };
        let [(one, other), (stranger, friend)] =
            [&world, &strangers].map(|world| (world.process(), world.process()));
        hear_each_other(&[&one, &other, &stranger, &friend]).await;
        let channel = channel();
        let [mut reader, mut friends] = [&other, &friend].map(|log| Reader::of(log, channel));
        append(&stranger, channel, 100..110).await;
        friends.expect(100..110).await;
        append(&one, channel, 0..10).await;
        reader.expect(0..10).await;
    })
    .await;
}

/// Appends through one process and reads at the other, while `fault` happens in the middle; reconnects as well.
async fn through(world: &World, fault: impl AsyncFnOnce()) {
    let (one, other, channel) = (world.process(), world.process(), channel());
    hear_each_other(&[&one, &other]).await;
    let mut reader = Reader::of(&other, channel);
    let writing = async {
        append(&one, channel, 0..EVENTS / 3).await;
        let more = append(&one, channel, EVENTS / 3..2 * EVENTS / 3);
        tokio::join!(more, fault());
        append(&one, channel, 2 * EVENTS / 3..EVENTS).await;
    };
    let reading = async {
        reader.expect(0..EVENTS / 2).await;
        reader.reconnect(&other);
        reader.expect(EVENTS / 2..EVENTS).await;
    };
    tokio::join!(writing, reading);
    // And it goes on as before.
    hear_each_other(&[&one, &other]).await;
    append(&one, channel, EVENTS..EVENTS + 10).await;
    reader.expect(EVENTS..EVENTS + 10).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_when_redis_forgets_everything() {
    let Some(server) = Redis::start() else { return };
    over_redis(&server.url(), async |world| {
        through(&world, async || {
            for _ in 0..20 {
                server.say("FLUSHALL");
            }
        })
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_when_connections_are_cut() {
    let Some(server) = Redis::start() else { return };
    over_redis(&server.url(), async |world| {
        through(&world, async || {
            for _ in 0..5 {
                server.say("CLIENT KILL TYPE normal SKIPME yes");
            }
        })
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_when_redis_dies_and_comes_back() {
    let Some(server) = Redis::start() else { return };
    let server = tokio::sync::Mutex::new(server);
    let address = server.lock().await.url();
    over_redis(&address, async |world| {
        through(&world, async || {
            let mut server = server.lock().await;
            server.kill();
            server.start_again();
        })
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_redis_events_arrive_and_appending_does_not_wait() {
    let Some(mut server) = Redis::start() else { return };
    let address = server.url();
    server.kill();
    over_redis(&address, async |world| {
        let (one, other, channel) = (world.process(), world.process(), channel());
        let mut reader = Reader::of(&other, channel);
        append(&one, channel, [0]).await;
        reader.expect(0..1).await;
        let began = Instant::now();
        append(&one, channel, 1..100).await;
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        reader.expect(1..100).await;
        let why = one.check().await.unwrap_err();
        assert!(why.contains("127.0.0.1"), "{why}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redis_that_is_full_is_no_use_and_no_harm() {
    let Some(server) = Redis::start() else { return };
    over_redis(&server.url(), async |world| {
        server.say("CONFIG SET maxmemory 0");
        let (one, other, channel) = (world.process(), world.process(), channel());
        hear_each_other(&[&one, &other]).await;
        let mut reader = Reader::of(&other, channel);
        append(&one, channel, [0]).await;
        reader.expect(0..1).await;
        server.say("CONFIG SET maxmemory 1");
        append(&one, channel, 1..10).await;
        reader.expect(1..10).await;
        let why = one.check().await.unwrap_err();
        assert!(why.contains("OOM") || why.contains("memory") || why.contains("moment ago"), "{why}");
    })
    .await;
}
