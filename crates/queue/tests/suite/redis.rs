//! Redis comes and goes, and forgets; jobs run all the same. These stories start a server of their own.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use testkit::servers::Redis;
use types::{Clock, JobPriority, JobRef, JobState, SystemClock};
use uuid::Uuid;

use crate::support::{Act, Process, Stage, eventually, quick, sqlite, with_redis};

/// As many jobs as a story has.
const JOBS: usize = 200;

/// Two workers, and jobs that wait for the gate; the first of them have gone through it.
async fn in_the_middle(db: &sea_orm::DatabaseConnection, stage: &Stage) -> ([Process; 2], Vec<Uuid>) {
    let processes = [Process::working(db, stage), Process::working(db, stage)];
    let mut ids = Vec::new();
    for _ in 0..JOBS {
        ids.push(processes[0].play(Act::WaitForGate).await);
    }
    stage.gate.add_permits(JOBS / 4);
    eventually("some have run", async || stage.runs() > JOBS / 4).await;
    (processes, ids)
}

async fn all_run_once(stage: &Stage, processes: &[Process; 2], ids: &[Uuid]) {
    stage.gate.add_permits(JOBS);
    processes[0].until_none_unfinished().await;
    for &id in ids {
        let row = processes[0].row(id).await;
        assert_eq!((row.state, row.attempt, stage.runs_of(id)), (JobState::Succeeded, 1, 1), "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_run_though_redis_forgets_everything() {
    let Some(server) = Redis::start() else { return };
    with_redis(&server.url(), async {
        let ((db, _folder), stage) = (sqlite().await, Stage::new());
        let (processes, ids) = in_the_middle(&db, &stage).await;
        server.say("FLUSHALL");
        all_run_once(&stage, &processes, &ids).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_run_though_redis_dies_and_are_accepted_while_it_is_dead() {
    let Some(mut server) = Redis::start() else { return };
    with_redis(&server.url(), async {
        let ((db, _folder), stage) = (sqlite().await, Stage::new());
        let (processes, mut ids) = in_the_middle(&db, &stage).await;
        server.kill();
        let began = Instant::now();
        for _ in 0..20 {
            ids.push(processes[0].play(Act::WaitForGate).await);
        }
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        assert!(processes[0].transport.check().await.is_err());
        server.start_again();
        all_run_once(&stage, &processes, &ids).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_share_the_bells_and_run_each_job_once() {
    let Some(server) = Redis::start() else { return };
    with_redis(&server.url(), async {
        let ((db, _folder), stage) = (sqlite().await, Stage::new());
        let processes = [Process::working(&db, &stage), Process::working(&db, &stage)];
        let mut ids = Vec::new();
        for _ in 0..JOBS {
            ids.push(processes[0].play(Act::WaitForGate).await);
            let again = JobRef { id: ids[ids.len() - 1] };
            processes[1].transport.push(again, JobPriority::Interactive).await.unwrap();
        }
        eventually("both workers are full", async || stage.runs() == 8).await;
        let mut workers = HashSet::new();
        for &id in &ids {
            workers.extend(processes[0].row(id).await.worker);
        }
        assert_eq!(workers.len(), 2);
        all_run_once(&stage, &processes, &ids).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_worker_leaves_its_bells_to_the_others() {
    let Some(server) = Redis::start() else { return };
    with_redis(&server.url(), async {
        let ((db, _folder), stage) = (sqlite().await, Stage::new());
        let ([mut stopping, other], ids) = in_the_middle(&db, &stage).await;
        stopping.stop().await;
        stage.gate.add_permits(2 * JOBS);
        other.until_none_unfinished().await;
        for id in ids {
            assert_eq!(other.state(id).await, JobState::Succeeded);
        }
        // The length of the list comes first.
        let known = server.say("KEYS *metadata*");
        assert_eq!(known, format!("*{}", JobPriority::ALL.len()), "those of the other worker");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_piles_up_in_redis() {
    let Some(server) = Redis::start() else { return };
    with_redis(&server.url(), async {
        let ((db, _folder), stage) = (sqlite().await, Stage::new());
        let process = Process::working(&db, &stage);
        for _ in 0..JOBS {
            process.play(Act::Pass).await;
        }
        process.until_none_unfinished().await;
        // Per lane the set of workers and a description, and one list of all lanes.
        let standing = 2 * JobPriority::ALL.len() + 1;
        eventually("answered bells are forgotten", async || {
            let known: usize = server.say("DBSIZE").trim_start_matches(':').parse().unwrap();
            known <= standing
        })
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_bells_wait_no_more_are_put() {
    let Some(server) = Redis::start() else { return };
    with_redis(&server.url(), async {
        let ((db, _folder), stage) = (sqlite().await, Stage::new());
        let process = Process::idle(&db);
        for _ in 0..100 {
            let nobodys = JobRef { id: SystemClock.new_id() };
            process.transport.push(nobodys, JobPriority::Interactive).await.unwrap();
        }
        // Per bell a name in the list and its data, and a few keys of apalis's own.
        let known: usize = server.say("DBSIZE").trim_start_matches(':').parse().unwrap();
        assert!(known < 40, "{known}");
        let id = process.play(Act::Pass).await;
        let process = process.and_works(&stage, quick());
        process.until(id, JobState::Succeeded).await;
    })
    .await;
}
