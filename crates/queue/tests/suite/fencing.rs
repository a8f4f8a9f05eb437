//! A worker that died or fell silent: its jobs go on elsewhere, and its late results are refused.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use models::jobs::lease::{self, Due, Ending, Lease};
use models::jobs::sweep::{self, Recovered};
use queue::WorkerOptions;
use sea_orm::{DatabaseConnection, TransactionTrait};
use types::{Clock, FixedClock, JobPriority, JobState, Progress};
use uuid::Uuid;

use crate::support::{Act, Process, Stage, eventually, on_each_database, quick};

fn clock() -> FixedClock {
    FixedClock::at(DateTime::from_timestamp(1_780_000_000, 0).unwrap())
}

async fn claim(db: &DatabaseConnection, id: Uuid, worker: &str, clock: &FixedClock) -> Option<Lease> {
    let now = clock.now();
    let due = Due {
        priority: JobPriority::Interactive,
        worker,
        now,
        lease_until: now + TimeDelta::seconds(30),
        limit: 10,
        team_limit: None,
    };
    let claimed = lease::claim(db, &due).await.unwrap();
    assert!(claimed.iter().all(|row| row.id == id), "there is no other job");
    let row = claimed.first()?;
    Some(Lease { id, fence: row.fence, worker: worker.to_owned() })
}

#[tokio::test(flavor = "multi_thread")]
async fn late_results_are_refused() {
    on_each_database(async |db| {
        let clock = clock();
        let process = Process::with_clock(&db, Arc::new(clock.clone()));
        let id = process.play(Act::Pass).await;
        let late = claim(&db, id, "first", &clock).await.unwrap();
        assert!(claim(&db, id, "second", &clock).await.is_none(), "a claimed job cannot be claimed");
        assert!(lease::hold(&db, &late).await.unwrap());

        clock.advance(TimeDelta::seconds(31));
        assert!(lease::hold(&db, &late).await.unwrap(), "nobody has taken it yet");
        let recovered = sweep::recover_expired(&db, clock.now(), |_| Duration::ZERO).await.unwrap();
        assert_eq!(recovered, Recovered { requeued: 1, dead: 0, cancelled: 0 });
        assert!(!lease::hold(&db, &late).await.unwrap());

        let lease = claim(&db, id, "second", &clock).await.unwrap();
        assert!(!lease::hold(&db, &late).await.unwrap());
        assert!(!lease::write_progress(&db, &late, &Progress::default(), clock.now()).await.unwrap());
        assert_eq!(lease::end(&db, &late, &Ending::Succeeded, None, clock.now()).await.unwrap(), None);
        // The same worker with an old claim is as late as any other.
        let old = Lease { fence: late.fence, ..lease.clone() };
        assert!(!lease::hold(&db, &old).await.unwrap());
        assert_eq!(
            lease::end(&db, &lease, &Ending::Succeeded, None, clock.now()).await.unwrap(),
            Some(JobState::Succeeded)
        );
        assert!(!lease::hold(&db, &lease).await.unwrap(), "a finished job takes no results");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guarded_transaction_holds_off_the_sweep() {
    on_each_database(async |db| {
        let clock = clock();
        let process = Process::with_clock(&db, Arc::new(clock.clone()));
        let id = process.play(Act::Pass).await;
        let lease = claim(&db, id, "first", &clock).await.unwrap();
        clock.advance(TimeDelta::seconds(31));
        let txn = db.begin().await.unwrap();
        assert!(lease::hold(&txn, &lease).await.unwrap());
        let sweep = tokio::spawn({
            let (db, now) = (db.clone(), clock.now());
            async move { sweep::recover_expired(&db, now, |_| Duration::ZERO).await.unwrap() }
        });
        lease::end(&txn, &lease, &Ending::Succeeded, None, clock.now()).await.unwrap();
        txn.commit().await.unwrap();
        assert_eq!(sweep.await.unwrap(), Recovered::default());
        assert_eq!(process.state(id).await, JobState::Succeeded);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_kills_its_workers_dies() {
    on_each_database(async |db| {
        let clock = clock();
        let process = Process::with_clock(&db, Arc::new(clock.clone()));
        let id = process.play(Act::Pass).await;
        for attempt in 1..=3 {
            assert!(claim(&db, id, "doomed", &clock).await.is_some(), "try {attempt}");
            clock.advance(TimeDelta::seconds(31));
            sweep::recover_expired(&db, clock.now(), |_| Duration::ZERO).await.unwrap();
        }
        let row = process.row(id).await;
        assert_eq!((row.state, row.attempt), (JobState::Dead, 3));
        assert_eq!(row.error.unwrap(), "worker doomed died or lost its lease, on the last of 3 tries");
        assert!(row.tell_at.is_some(), "the handler is to hear of it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_job_of_a_dead_worker_is_cancelled() {
    on_each_database(async |db| {
        let clock = clock();
        let process = Process::with_clock(&db, Arc::new(clock.clone()));
        let id = process.play(Act::Pass).await;
        claim(&db, id, "doomed", &clock).await.unwrap();
        process.queue.cancel(None, id).await.unwrap();
        assert_eq!(process.state(id).await, JobState::Running);
        clock.advance(TimeDelta::seconds(31));
        sweep::recover_expired(&db, clock.now(), |_| Duration::ZERO).await.unwrap();
        assert_eq!(process.state(id).await, JobState::Cancelled);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restarted_process_takes_over_at_once() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let long = WorkerOptions { lease: Duration::from_hours(1), sole: true, ..quick() };
        let mut dead = Process::idle(&db).and_works(&stage, long.clone());
        let running = dead.play(Act::WaitForGate).await;
        eventually("it runs", async || stage.runs_of(running) == 1).await;
        dead.kill().await;
        // Dispatched, but the doorbell died with the process.
        let rung = dead.play(Act::Pass).await;

        stage.gate.add_permits(2);
        let reborn = Process::idle(&db).and_works(&stage, long);
        reborn.until(running, JobState::Succeeded).await;
        reborn.until(rung, JobState::Succeeded).await;
        assert_eq!(reborn.row(running).await.attempt, 2, "the try that died counts");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_sleeps_past_its_lease_writes_nothing() {
    on_each_database(async |db| {
        let stage = Stage::writing_to(&db);
        // It never renews: as if it were stopped, but for the handler.
        let asleep =
            WorkerOptions { lease: Duration::from_millis(50), tick: Duration::from_hours(1), ..quick() };
        let sleeper = Process::idle(&db).and_works(&stage, asleep);
        let id = sleeper.play(Act::WriteAfterGate).await;
        eventually("it runs", async || stage.runs_of(id) == 1).await;

        let awake = Process::working(&db, &stage);
        eventually("it runs elsewhere", async || stage.runs_of(id) == 2).await;
        stage.gate.add_permits(2);
        awake.until(id, JobState::Succeeded).await;
        eventually("the sleeper has tried", async || stage.refused.lock().unwrap().len() == 1).await;
        assert_eq!(*stage.written.lock().unwrap(), [2]);
        assert_eq!(*stage.refused.lock().unwrap(), [1]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_lost_its_lease_is_told() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        let id = process.play(Act::WaitForCancel).await;
        eventually("it runs", async || stage.runs_of(id) == 1).await;
        // As another worker's sweep would, had this one been silent for long enough.
        process.queue.recover_all_leases().await.unwrap();
        eventually("the first handler was told to stop", async || {
            stage.told_to_stop.load(std::sync::atomic::Ordering::Relaxed) >= 1
        })
        .await;
        eventually("it runs anew", async || stage.runs_of(id) == 2).await;
        process.queue.cancel(None, id).await.unwrap();
        process.until(id, JobState::Cancelled).await;
    })
    .await;
}
