//! A flood of jobs that are due at once.

use std::time::Instant;

use models::DatabaseSettings;
use queue::{EnqueueOptions, Lane, WorkerOptions};
use sea_orm::DatabaseConnection;
use testkit::servers::{Postgres, Redis};
use types::{Clock, JobPriority, JobState, SystemClock};

use crate::support::{Act, Play, Process, Stage, TEAM, on_each_database, quick, with_redis};

#[tokio::test(flavor = "multi_thread")]
async fn five_thousand_jobs_due_at_once_drain() {
    on_each_database(async |db| drain(&db, 5_000).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_thousand_jobs_due_at_once_drain_on_servers() {
    let (Some(postgres), Some(redis)) = (Postgres::start(), Redis::start()) else { return };
    models::migrate(&postgres.url()).await.unwrap();
    let db = models::connect(&postgres.url(), &DatabaseSettings::default()).await.unwrap();
    with_redis(&redis.url(), drain(&db, 50_000)).await;
    db.close().await.unwrap();
}

async fn drain(db: &DatabaseConnection, jobs: usize) {
    let stage = Stage::new();
    let idle = Process::idle(db);
    let run_at = Some(SystemClock.now());
    let txn = models::begin_write(db).await.unwrap();
    let job = Play { act: Act::Pass, key: None };
    for priority in JobPriority::ALL.into_iter().cycle().take(jobs) {
        let options = EnqueueOptions { run_at, priority: Some(priority), ..EnqueueOptions::default() };
        let _ = idle.queue.enqueue(&txn, TEAM, &job, options).await.unwrap();
    }
    txn.commit().await.unwrap();

    let began = Instant::now();
    let lanes = JobPriority::ALL.map(|priority| Lane { priority, concurrency: 32 }).to_vec();
    let process = Process::idle(db).and_works(&stage, WorkerOptions { lanes, ..quick() });
    process.until_none_unfinished().await;
    let taken = began.elapsed();
    println!("{jobs} jobs drained in {taken:.1?}, {:.0} a second", jobs as f64 / taken.as_secs_f64());
    assert_eq!(stage.runs(), jobs);
    let counts = process.queue.count(None).await.unwrap();
    assert!(counts.iter().all(|count| count.state == JobState::Succeeded));
}
