//! How jobs end badly, and what is kept of it.

use std::sync::atomic::Ordering;
use std::time::Duration;

use queue::{EnqueueOptions, Job, WorkerOptions};
use serde::{Deserialize, Serialize};
use types::{Backoff, JobPriority, JobState};

use crate::support::{Act, Hurry, Process, Stage, TEAM, eventually, on_each_database, quick};

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_fails_is_tried_again() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        let id = process.play(Act::FailTimes(2)).await;
        process.until(id, JobState::Succeeded).await;
        let row = process.row(id).await;
        assert_eq!((row.attempt, row.error), (3, None));
        assert!(stage.bad_ends.lock().unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_waits_no_longer_than_its_ceiling() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let backoff = Backoff { base: Duration::from_hours(1), cap: Duration::from_hours(8) };
        let process = Process::idle(&db).and_works(&stage, WorkerOptions { backoff, ..quick() });
        let id = process.play(Act::FailTimes(1)).await;
        eventually("the first try has failed", async || process.row(id).await.error.is_some()).await;
        let row = process.row(id).await;
        let wait = (row.run_at - row.updated_at).to_std().unwrap();
        assert_eq!((row.state, row.attempt), (JobState::Queued, 1));
        assert!(wait > Duration::from_secs(1) && wait < backoff.ceiling(1), "{wait:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_ends_keep_their_reason_and_are_told_once() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        for (act, state, tries, reason) in [
            (Act::FailTimes(99), JobState::Dead, 3, "not yet"),
            (Act::Panic, JobState::Dead, 3, "panicked: out of tune"),
            (Act::GiveUp, JobState::Failed, 1, "it will never work"),
        ] {
            let id = process.play(act).await;
            process.until(id, state).await;
            let row = process.row(id).await;
            assert_eq!((row.attempt, row.error.as_deref()), (tries, Some(reason)));
            assert_eq!(stage.runs_of(id), tries as usize);
            eventually("the bad end is told", async || process.row(id).await.tell_at.is_none()).await;
            let told = stage.bad_ends.lock().unwrap().iter().filter(|end| **end == (id, state)).count();
            assert_eq!(told, 1);
            eventually("others hear of it", async || stage.after_bad_ends.lock().unwrap().contains(&id))
                .await;
        }
        let after = process.play(Act::Pass).await;
        process.until(after, JobState::Succeeded).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_out_of_time_is_told_to_stop_then_cut_off() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        for act in [Act::WaitForCancel, Act::Hang] {
            let id = process.submit(TEAM, &Hurry(act), EnqueueOptions::default()).await.id;
            process.until(id, JobState::Dead).await;
            assert_eq!(process.row(id).await.error.as_deref(), Some("timed out after 0.05 s"));
            assert_eq!(stage.runs_of(id), 2);
        }
        assert_eq!(stage.told_to_stop.load(Ordering::Relaxed), 2);
    })
    .await;
}

/// A kind that no worker knows.
#[derive(Serialize, Deserialize)]
struct Stranger;

impl Job for Stranger {
    const KIND: &'static str = "stranger";
    const PRIORITY: JobPriority = JobPriority::Interactive;
    const TIME_LIMIT: Duration = Duration::from_secs(1);
}

/// A known kind with a shape that its handler does not expect.
#[derive(Serialize, Deserialize)]
struct Misshapen;

impl Job for Misshapen {
    const KIND: &'static str = "play";
    const PRIORITY: JobPriority = JobPriority::Interactive;
    const TIME_LIMIT: Duration = Duration::from_secs(1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_understood_fails_at_once() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        let stranger = process.submit(TEAM, &Stranger, EnqueueOptions::default()).await.id;
        let misshapen = process.submit(TEAM, &Misshapen, EnqueueOptions::default()).await.id;
        for (id, reason) in [(stranger, "no job of kind stranger"), (misshapen, "payload cannot be read")] {
            process.until(id, JobState::Failed).await;
            let row = process.row(id).await;
            assert_eq!(row.attempt, 1);
            assert!(row.error.as_deref().unwrap().contains(reason), "{:?}", row.error);
            eventually("nobody is left to be told", async || process.row(id).await.tell_at.is_none()).await;
        }
    })
    .await;
}
