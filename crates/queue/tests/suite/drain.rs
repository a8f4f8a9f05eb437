//! A flood of jobs that are due at once.

use std::time::Instant;

use queue::EnqueueOptions;
use types::{JobPriority, JobState};

use crate::support::{Act, Play, Process, Stage, TEAM, on_each_database};

const JOBS: u64 = 5_000;

#[tokio::test(flavor = "multi_thread")]
async fn five_thousand_jobs_due_at_once_drain() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let idle = Process::idle(&db);
        let txn = models::begin_write(&db).await.unwrap();
        let job = Play { act: Act::Pass, key: None };
        for number in 0..JOBS {
            let priority = JobPriority::ALL[number as usize % JobPriority::ALL.len()];
            let options = EnqueueOptions { priority: Some(priority), ..EnqueueOptions::default() };
            let _ = idle.queue.enqueue(&txn, TEAM, &job, options).await.unwrap();
        }
        txn.commit().await.unwrap();

        let began = Instant::now();
        let process = Process::working(&db, &stage);
        process.until_none_unfinished().await;
        let taken = began.elapsed();
        println!("{JOBS} jobs drained in {taken:.1?}, {:.0} a second", JOBS as f64 / taken.as_secs_f64());
        assert_eq!(stage.runs() as u64, JOBS);
        let counts = process.queue.count(None).await.unwrap();
        assert!(counts.iter().all(|count| count.state == JobState::Succeeded));
    })
    .await;
}
