//! Who is served first, and who has to wait.

use queue::{EnqueueOptions, Lane, WorkerOptions};
use types::{JobPriority, JobState};
use uuid::Uuid;

use crate::support::{Act, Play, Process, Stage, TEAM, eventually, on_each_database, quick};

fn one_at_a_time() -> Vec<Lane> {
    JobPriority::ALL.map(|priority| Lane { priority, concurrency: 1 }).to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_does_not_wait_behind_a_backfill() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let process =
            Process::idle(&db).and_works(&stage, WorkerOptions { lanes: one_at_a_time(), ..quick() });
        let backfill = EnqueueOptions { priority: Some(JobPriority::Backfill), ..EnqueueOptions::default() };
        for _ in 0..50 {
            let _ = process.submit(TEAM, &Play { act: Act::WaitForGate, key: None }, backfill.clone()).await;
        }
        eventually("the backfill runs", async || stage.runs() == 1).await;
        let interactive = process.play(Act::Pass).await;
        process.until(interactive, JobState::Succeeded).await;
        assert_eq!(stage.runs(), 2, "the backfill still waits for its first job");
        stage.gate.add_permits(50);
        process.until_none_unfinished().await;
        assert_eq!(stage.runs(), 51);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_with_many_jobs_leaves_room_for_others() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let fair = WorkerOptions { team_limit: Some(2), ..quick() };
        // Two processes: the limit holds over both.
        let process = Process::idle(&db).and_works(&stage, fair.clone());
        let _other = Process::idle(&db).and_works(&stage, fair);
        let [big, small] = [Uuid::from_u128(10), Uuid::from_u128(20)];
        let play = |act| Play { act, key: None };
        for _ in 0..40 {
            let _ = process.submit(big, &play(Act::WaitForGate), EnqueueOptions::default()).await;
        }
        eventually("the big team has its share", async || stage.runs() == 2).await;
        let id = process.submit(small, &play(Act::Pass), EnqueueOptions::default()).await.id;
        process.until(id, JobState::Succeeded).await;
        stage.gate.add_permits(40);
        process.until_none_unfinished().await;
        assert_eq!(stage.most_at_once(big), 2);
        assert_eq!(stage.runs(), 41);
    })
    .await;
}
