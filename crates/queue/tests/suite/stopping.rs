//! A worker that is asked to stop loses nothing.

use std::time::Duration;

use queue::{EnqueueOptions, WorkerOptions};
use types::JobState;

use crate::support::{Act, Process, Resume, Stage, TEAM, eventually, on_each_database, quick};

#[tokio::test(flavor = "multi_thread")]
async fn running_jobs_may_finish_within_the_grace_period() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let patient = WorkerOptions { grace: Duration::from_secs(20), ..quick() };
        let mut process = Process::idle(&db).and_works(&stage, patient);
        let id = process.play(Act::WaitForGate).await;
        eventually("it runs", async || stage.runs_of(id) == 1).await;
        let ((), ()) = tokio::join!(process.stop(), async { stage.gate.add_permits(1) });
        assert_eq!(process_state(&db, id).await, JobState::Succeeded);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_resumes_is_handed_back_at_once() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let patient = WorkerOptions { grace: Duration::from_hours(1), ..quick() };
        let mut process = Process::idle(&db).and_works(&stage, patient);
        let job = Resume(Act::WaitForCancel);
        let id = process.submit(TEAM, &job, EnqueueOptions::default()).await.id;
        eventually("it runs", async || stage.runs_of(id) == 1).await;
        process.stop().await;
        let row = process.row(id).await;
        assert_eq!((row.state, row.attempt, row.worker), (JobState::Queued, 0, None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_finish_is_released_and_the_try_is_not_counted() {
    on_each_database(async |db| {
        let stage = Stage::new();
        let mut stopping = Process::working(&db, &stage);
        let [polite, deaf] = [stopping.play(Act::WaitForCancel).await, stopping.play(Act::Hang).await];
        eventually("both run", async || stage.runs() == 2).await;
        stopping.stop().await;
        for id in [polite, deaf] {
            let row = stopping.row(id).await;
            assert_eq!((row.state, row.attempt, row.worker), (JobState::Queued, 0, None));
        }
        let waiting = stopping.play(Act::Pass).await;
        assert_eq!(stopping.state(waiting).await, JobState::Queued, "a stopped worker claims nothing");

        let other = Process::working(&db, &stage);
        other.until(waiting, JobState::Succeeded).await;
        eventually("both run elsewhere", async || stage.runs_of(polite) == 2 && stage.runs_of(deaf) == 2)
            .await;
        assert_eq!(other.row(deaf).await.attempt, 1);
    })
    .await;
}

async fn process_state(db: &sea_orm::DatabaseConnection, id: uuid::Uuid) -> JobState {
    Process::idle(db).state(id).await
}
