//! Jobs run, once, whatever happens to the doorbell.

use queue::EnqueueOptions;
use types::{JobPriority, JobRef, JobState};

use crate::support::{Act, Play, Process, Stage, TEAM, eventually, on_each_database};

#[tokio::test(flavor = "multi_thread")]
async fn each_job_runs_once_under_many_workers() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let processes: Vec<Process> = (0..4).map(|_| Process::working(&db, &stage)).collect();
        let mut ids = Vec::new();
        for _ in 0..100 {
            ids.push(processes[0].play(Act::Pass).await);
            // Everybody hears of every job.
            for process in &processes {
                let job = JobRef { id: ids[ids.len() - 1] };
                process.transport.push(job, JobPriority::Interactive).await.unwrap();
            }
        }
        processes[0].until_none_unfinished().await;
        for id in ids {
            assert_eq!(stage.runs_of(id), 1);
            assert_eq!(processes[0].state(id).await, JobState::Succeeded);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_ring_is_lost_runs() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        let job = Play { act: Act::Pass, key: None };
        let enqueued = process.queue.enqueue(&db, TEAM, &job, EnqueueOptions::default()).await.unwrap();
        process.until(enqueued.id, JobState::Succeeded).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delayed_job_waits_for_its_time() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        let run_at = process.row(process.play(Act::Pass).await).await.created_at
            + chrono::TimeDelta::milliseconds(300);
        let options = EnqueueOptions { run_at: Some(run_at), ..EnqueueOptions::default() };
        let id = process.submit(TEAM, &Play { act: Act::Pass, key: None }, options).await.id;
        // A ring that comes too early is answered by nothing.
        process.transport.push(JobRef { id }, JobPriority::Interactive).await.unwrap();
        process.until(id, JobState::Succeeded).await;
        assert!(process.row(id).await.started_at.unwrap() >= run_at);
        assert_eq!(stage.runs_of(id), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_of_a_rolled_back_transaction_never_runs() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        let txn = models::begin_write(&db).await.unwrap();
        let job = Play { act: Act::Pass, key: None };
        let enqueued = process.queue.enqueue(&txn, TEAM, &job, EnqueueOptions::default()).await.unwrap();
        txn.rollback().await.unwrap();
        process.queue.ring(&enqueued).await;
        let after = process.play(Act::Pass).await;
        process.until(after, JobState::Succeeded).await;
        assert_eq!(stage.runs_of(enqueued.id), 0);
        assert!(process.queue.find(None, enqueued.id).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_stands_for_one_unfinished_job() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        let job = Play { act: Act::WaitForGate, key: Some("repository-1".into()) };
        let submit = async || process.submit(TEAM, &job, EnqueueOptions::default()).await;
        let (first, second) = tokio::join!(submit(), submit());
        assert_eq!(first.id, second.id);
        assert!(first.existing != second.existing, "one of them wrote it");
        process.until(first.id, JobState::Running).await;
        assert!(submit().await.existing, "a running job still has its key");
        stage.gate.add_permits(1);
        process.until(first.id, JobState::Succeeded).await;
        let later = submit().await;
        assert!(!later.existing);
        assert_ne!(later.id, first.id);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_is_written_while_the_job_runs() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process = Process::working(&db, &stage);
        let id = process.play(Act::Report(5_000)).await;
        eventually("the last report stands in the row", async || {
            process.row(id).await.progress.is_some_and(|progress| progress.done == 5_000)
        })
        .await;
        assert_eq!(process.state(id).await, JobState::Running);
        stage.gate.add_permits(1);
        process.until(id, JobState::Succeeded).await;
        assert_eq!(process.row(id).await.progress.unwrap().stage, "steps");
    })
    .await;
}
