//! What people do with jobs: cancel, list, retry, delete.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use queue::{Change, EnqueueOptions, JobFilter};
use types::{Clock, JobState, SystemClock};
use uuid::Uuid;

use crate::support::{Act, Play, Process, Stage, TEAM, eventually, on_each_database, quick};

#[tokio::test(flavor = "multi_thread")]
async fn a_queued_job_is_cancelled_at_once() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        let run_at = Some(SystemClock.now() + TimeDelta::hours(1));
        let options = EnqueueOptions { run_at, ..EnqueueOptions::default() };
        let id = process.submit(TEAM, &Play { act: Act::Pass, key: None }, options).await.id;
        let Change::Done(row) = process.queue.cancel(Some(TEAM), id).await.unwrap() else {
            panic!("not done")
        };
        assert_eq!(row.state, JobState::Cancelled);
        assert!(matches!(process.queue.cancel(Some(TEAM), id).await.unwrap(), Change::Refused(_)));
        eventually("the handler hears of it", async || {
            stage.bad_ends.lock().unwrap().contains(&(id, JobState::Cancelled))
        })
        .await;
        assert_eq!(stage.runs_of(id), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_job_is_cancelled_at_once() {
    on_each_database(async |db| {
        let stage = Stage::new();
        // A slow tick: in its own process a cancellation does not wait for it.
        let slow = queue::WorkerOptions { tick: Duration::from_secs(5), ..quick() };
        let process = Process::idle(&db).and_works(&stage, slow);
        for act in [Act::WaitForCancel, Act::Hang] {
            let id = process.play(act).await;
            eventually("it runs", async || stage.runs_of(id) == 1).await;
            let asked = Instant::now();
            assert!(matches!(process.queue.cancel(Some(TEAM), id).await.unwrap(), Change::Done(_)));
            process.until(id, JobState::Cancelled).await;
            println!("cancelled in {:.0?}", asked.elapsed());
            assert!(asked.elapsed() < Duration::from_secs(2), "it waited for the tick");
        }
        assert_eq!(stage.told_to_stop.load(Ordering::Relaxed), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_can_cancel() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        let elsewhere = Process::idle(&db);
        let id = process.play(Act::WaitForCancel).await;
        process.until(id, JobState::Running).await;
        assert!(matches!(elsewhere.queue.cancel(Some(TEAM), id).await.unwrap(), Change::Done(_)));
        process.until(id, JobState::Cancelled).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_job_gets_all_its_tries_again() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        let id = process.play(Act::FailTimes(99)).await;
        process.until(id, JobState::Dead).await;
        let fence = process.row(id).await.fence;
        assert!(matches!(process.retry(Some(TEAM), id).await, Change::Done(_)));
        eventually("it is dead once more", async || {
            let row = process.row(id).await;
            row.state == JobState::Dead && row.attempt == 3 && row.fence > fence
        })
        .await;
        assert_eq!(stage.runs_of(id), 6);
        assert_eq!(process.row(id).await.fence, 6, "the fence is never set back");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_does_not_double_a_key() {
    on_each_database(async |db| {
        let process = Process::idle(&db);
        let job = Play { act: Act::Pass, key: Some("one".into()) };
        let first = process.submit(TEAM, &job, EnqueueOptions::default()).await;
        process.queue.cancel(None, first.id).await.unwrap();
        let second = process.submit(TEAM, &job, EnqueueOptions::default()).await;
        assert!(matches!(process.retry(None, first.id).await, Change::Refused(_)));
        process.queue.cancel(None, second.id).await.unwrap();
        let filter = JobFilter { states: vec![JobState::Cancelled], ..JobFilter::default() };
        let both = process.queue.list_retryable(&filter, 10).await.unwrap();
        assert_eq!(both, [second.id, first.id]);
        assert!(matches!(process.retry(None, both[0]).await, Change::Done(_)));
        assert!(
            matches!(process.retry(None, both[1]).await, Change::Refused(_)),
            "only one of them has room"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_go_page_by_page_and_teams_are_apart() {
    on_each_database(async |db| {
        let process = Process::idle(&db);
        let other = Uuid::from_u128(2);
        let mut ids = Vec::new();
        for number in 0..7 {
            ids.push(process.play(Act::Pass).await);
            if number % 2 == 0 {
                process.queue.cancel(None, ids[number]).await.unwrap();
            }
        }
        let play = Play { act: Act::Pass, key: None };
        let theirs = process.submit(other, &play, EnqueueOptions::default()).await.id;

        let filter = JobFilter { team: Some(TEAM), ..JobFilter::default() };
        let first = process.queue.list(&filter, None, 4).await.unwrap();
        let second = process.queue.list(&filter, first.last().map(|row| row.id), 4).await.unwrap();
        let listed: Vec<Uuid> = first.iter().chain(&second).map(|row| row.id).collect();
        assert_eq!(listed, ids.iter().rev().copied().collect::<Vec<_>>());

        let cancelled =
            JobFilter { states: vec![JobState::Cancelled], kinds: vec!["play".into()], ..filter.clone() };
        assert_eq!(process.queue.list(&cancelled, None, 100).await.unwrap().len(), 4);
        let unknown = JobFilter { kinds: vec!["stranger".into()], ..filter };
        assert!(process.queue.list(&unknown, None, 100).await.unwrap().is_empty());

        assert!(process.queue.find(Some(TEAM), theirs).await.unwrap().is_none());
        for change in [
            process.queue.cancel(Some(TEAM), theirs).await.unwrap(),
            process.retry(Some(TEAM), theirs).await,
            process.queue.delete(&process.db, Some(TEAM), theirs).await.unwrap(),
        ] {
            assert_eq!(change, Change::NotFound);
        }
        assert_eq!(process.state(theirs).await, JobState::Queued);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn finished_jobs_are_deleted_and_forgotten() {
    on_each_database(async |db| {
        let process = Process::idle(&db);
        let [queued, first, second] =
            [process.play(Act::Pass).await, process.play(Act::Pass).await, process.play(Act::Pass).await];
        assert!(matches!(process.queue.delete(&process.db, None, queued).await.unwrap(), Change::Refused(_)));
        for id in [first, second] {
            process.queue.cancel(None, id).await.unwrap();
        }
        assert!(matches!(process.queue.delete(&process.db, None, first).await.unwrap(), Change::Done(_)));
        assert_eq!(process.queue.delete(&process.db, None, first).await.unwrap(), Change::NotFound);

        let now = SystemClock.now();
        assert_eq!(process.queue.forget(now - TimeDelta::days(30)).await.unwrap(), 0);
        assert_eq!(process.queue.forget(now + TimeDelta::seconds(1)).await.unwrap(), 1);
        assert_eq!(process.state(queued).await, JobState::Queued);
        let counts = process.queue.count(Some(TEAM)).await.unwrap();
        assert_eq!(counts.len(), 1);
        assert_eq!((counts[0].jobs, counts[0].oldest_run_at), (1, Some(process.row(queued).await.run_at)));
        let _ = process.play(Act::Pass).await;
        let wanted = [JobState::Queued, JobState::Dead];
        let open = process.queue.count_open().await.unwrap();
        let [open] = open.as_slice() else { panic!("queued ones only: {open:?}") };
        assert_eq!((open.state, open.jobs), (JobState::Queued, 2));
        assert_eq!(open.oldest_run_at, Some(process.row(queued).await.run_at));
        assert_eq!(process.queue.count_states(&wanted).await.unwrap(), [(JobState::Queued, 2)]);
    })
    .await;
}
