//! Jobs that do nothing, end to end: enqueued, rung for, claimed, run and written down, on PostgreSQL and Redis as
//! a team has them, and inside one process as one person has them. Beside it the bare doorbell, without a ledger.
//!
//! `cargo bench -p devmentor-benches --bench queue`

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use async_trait::async_trait;
use benchkit::figures::{percentile, verdict};
use models::DatabaseSettings;
use queue::{
    Deliver, EnqueueOptions, Handle, Job, JobError, JobRun, Lane, MemoryTransport, Queue, RedisTransport,
    Registry, Transport, Worker, WorkerOptions,
};
use sea_orm::DatabaseConnection;
use serde::{Deserialize, Serialize};
use testkit::servers::{Postgres, Redis};
use tokio_util::sync::CancellationToken;
use types::{Clock, JobPriority, JobRef, JobState, SystemClock};
use uuid::Uuid;

/// Jobs of the flood.
const JOBS: usize = 20_000;

/// Bells of the bare doorbell.
const RINGS: usize = 2_000;

/// Jobs enqueued in one transaction, and how many enqueue at the same time.
const TOGETHER: usize = 100;
const CALLERS: usize = 4;

/// Jobs of each queue that run at the same time.
const CONCURRENCY: usize = 64;

/// Jobs that come one by one, and the pause between two.
const SINGLE: usize = 300;
const PAUSE: Duration = Duration::from_millis(20);

#[tokio::main]
async fn main() -> Result<()> {
    let postgres = Postgres::start_with(&["fsync=on"]).context("PostgreSQL is needed")?;
    let redis = Redis::start().context("Redis is needed")?;
    let folder = tempfile::tempdir()?;
    let sqlite = format!("sqlite://{}?mode=rwc", folder.path().join("queue.db").display());

    println!("queue: {JOBS} jobs that do nothing, {CONCURRENCY} at a time");
    let on_redis =
        || -> Result<Arc<dyn Transport>> { Ok(Arc::new(RedisTransport::at(&redis.url(), "bench")?)) };
    let bare = bare(on_redis()?).await?;
    println!("  the bare doorbell on Redis: {bare:.0} bells heard a second");
    for (name, url, transport, bars) in [
        ("PostgreSQL and Redis", postgres.url(), on_redis()?, true),
        ("SQLite, in process", sqlite, Arc::new(MemoryTransport::default()) as _, false),
    ] {
        models::migrate(&url).await?;
        let db = models::connect(&url, &DatabaseSettings::default()).await?;
        let rig = Rig::start(db, transport);
        let rate = rig.flood().await?;
        let met = if bars { format!(", at least 3000: {}", verdict(rate >= 3_000.0)) } else { String::new() };
        println!("  {name}: {rate:.0} a second{met}");
        let (p50, p95) = rig.one_by_one().await?;
        let met = if bars {
            format!(", under 25 ms: {}", verdict(p95 < Duration::from_millis(25)))
        } else {
            String::new()
        };
        println!("    from enqueueing to the start when idle: p50 {p50:.1?}, p95 {p95:.1?}{met}");
        rig.stop().await?;
    }
    Ok(())
}

/// Rings so many times, one after another, and gives the rings a second; a bell that finds others waiting is dropped.
async fn bare(transport: Arc<dyn Transport>) -> Result<f64> {
    let heard = Arc::new(Heard::default());
    let stop = CancellationToken::new();
    let consumer = {
        let (transport, heard, stop) = (transport.clone(), heard.clone(), stop.clone());
        tokio::spawn(async move { transport.consume("bare", &JobPriority::ALL, heard, stop).await })
    };
    let began = Instant::now();
    while heard.0.load(Ordering::Relaxed) < RINGS {
        transport.push(JobRef { id: SystemClock.new_id() }, JobPriority::Interactive).await?;
    }
    let rate = heard.0.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64();
    stop.cancel();
    consumer.await??;
    Ok(rate)
}

#[derive(Default)]
struct Heard(AtomicUsize);

#[async_trait]
impl Deliver for Heard {
    async fn deliver(&self, _: JobRef, _: JobPriority) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// A job that does nothing.
#[derive(Serialize, Deserialize)]
struct Nothing;

impl Job for Nothing {
    const KIND: &'static str = "nothing";
    const PRIORITY: JobPriority = JobPriority::Interactive;
    const TIME_LIMIT: Duration = Duration::from_secs(60);
}

/// When each job started.
#[derive(Clone, Default)]
struct Started(Arc<Mutex<Vec<(Uuid, Instant)>>>);

impl Handle<Nothing> for Started {
    async fn run(&self, _: &Nothing, run: &JobRun) -> Result<(), JobError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((run.id(), Instant::now()));
        Ok(())
    }
}

struct Rig {
    db: DatabaseConnection,
    queue: Queue,
    started: Started,
    stop: CancellationToken,
    worker: tokio::task::JoinHandle<()>,
}

impl Rig {
    fn start(db: DatabaseConnection, transport: Arc<dyn Transport>) -> Self {
        let queue = Queue::new(db.clone(), transport, Arc::new(SystemClock));
        let started = Started::default();
        let options = WorkerOptions { lanes: lanes(), team_limit: None, ..WorkerOptions::default() };
        let worker = Worker::new(queue.clone(), Registry::new(started.clone()).with::<Nothing>(), options);
        let stop = CancellationToken::new();
        let worker = tokio::spawn(worker.run(stop.clone()));
        Self { db, queue, started, stop, worker }
    }

    /// Jobs a second from the first row to the last end.
    async fn flood(&self) -> Result<f64> {
        let began = Instant::now();
        let callers: Vec<_> = (0..CALLERS)
            .map(|_| {
                let (db, queue) = (self.db.clone(), self.queue.clone());
                tokio::spawn(async move {
                    for _ in 0..JOBS / CALLERS / TOGETHER {
                        let txn = models::begin_write(&db).await?;
                        let mut standing = Vec::new();
                        for _ in 0..TOGETHER {
                            standing.push(
                                queue.enqueue(&txn, Uuid::nil(), &Nothing, EnqueueOptions::default()).await?,
                            );
                        }
                        txn.commit().await?;
                        queue.ring_all(&standing).await;
                    }
                    anyhow::Ok(())
                })
            })
            .collect();
        for caller in callers {
            caller.await??;
        }
        loop {
            let unfinished = self.queue.count_states(&[JobState::Queued, JobState::Running]).await?;
            if unfinished.iter().all(|(_, jobs)| *jobs == 0) {
                return Ok(JOBS as f64 / began.elapsed().as_secs_f64());
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// The median and the 95th percentile of the time from before the row is written to the handler's start.
    async fn one_by_one(&self) -> Result<(Duration, Duration)> {
        let mut enqueued = Vec::new();
        for _ in 0..SINGLE {
            tokio::time::sleep(PAUSE).await;
            let before = Instant::now();
            let job = self.queue.enqueue(&self.db, Uuid::nil(), &Nothing, EnqueueOptions::default()).await?;
            self.queue.ring(&job).await;
            enqueued.push((job.id, before));
        }
        loop {
            let started: std::collections::HashMap<_, _> =
                self.started.0.lock().unwrap_or_else(PoisonError::into_inner).iter().copied().collect();
            let waits: Option<Vec<_>> =
                enqueued.iter().map(|(id, before)| Some(*started.get(id)? - *before)).collect();
            if let Some(mut waits) = waits {
                return Ok((percentile(&mut waits, 0.5), percentile(&mut waits, 0.95)));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn stop(self) -> Result<()> {
        self.stop.cancel();
        Ok(self.worker.await?)
    }
}

fn lanes() -> Vec<Lane> {
    JobPriority::ALL.map(|priority| Lane { priority, concurrency: CONCURRENCY }).to_vec()
}
