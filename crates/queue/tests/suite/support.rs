//! A ledger, workers on it, and jobs that do as they are told.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use models::jobs::JobRow;
use models::testing::TestDb;
use queue::{
    AfterCommit, Change, EnqueueOptions, Enqueued, Handle, Job, JobError, JobRun, Lane, MemoryTransport,
    Queue, RedisTransport, Registry, Transport, Worker, WorkerOptions,
};
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use types::{Backoff, Clock, JobPriority, JobState, Progress, SystemClock};
use uuid::Uuid;

/// The team of most tests.
pub(crate) const TEAM: Uuid = Uuid::from_u128(1);

tokio::task_local! {
    /// The doorbell of the story that is told: a namespace on a Redis server; in process where there is none.
    static DOORBELL: (String, String);
}

/// Runs a story on a fresh SQLite ledger, and on a fresh PostgreSQL one where there is a server; with a doorbell in
/// process, and with one on Redis where there is a server.
pub(crate) async fn on_each_database(story: impl AsyncFn(DatabaseConnection)) {
    on_databases(&story).await;
    match std::env::var("TEST_REDIS_URL") {
        // Each ledger for itself: a worker that outlives its story would hear the bells of the next one.
        Ok(url) => on_databases(&async |db| with_redis(&url, story(db)).await).await,
        Err(_) => println!("skipped: Redis, since TEST_REDIS_URL is not set"),
    }
}

/// Processes made inside have their doorbells on this server, apart from those of all other stories.
pub(crate) async fn with_redis<T>(url: &str, story: impl Future<Output = T>) -> T {
    DOORBELL.scope((url.to_owned(), format!("test-{}", SystemClock.new_id())), story).await
}

/// A fresh SQLite ledger, in a folder that goes with the guard.
pub(crate) async fn sqlite() -> (DatabaseConnection, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("queue.db").display());
    models::migrate(&url).await.unwrap();
    let settings = models::DatabaseSettings::default().with_connections(5);
    let db = models::connect(&url, &settings).await.unwrap();
    (db, folder)
}

async fn on_databases(story: &impl AsyncFn(DatabaseConnection)) {
    let (sqlite, _folder) = sqlite().await;
    story(sqlite.clone()).await;
    sqlite.close().await.unwrap();

    if std::env::var_os("TEST_DATABASE_URL").is_some() {
        let postgres = TestDb::migrated().await;
        story(postgres.db.clone()).await;
        postgres.db.close().await.unwrap();
    } else {
        println!("skipped: PostgreSQL, since TEST_DATABASE_URL is not set");
    }
}

/// Waits until the condition holds; panics after two minutes: machines are shared.
pub(crate) async fn eventually(what: &str, condition: impl AsyncFn() -> bool) {
    let patience = async {
        while !condition().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(120), patience).await.is_ok(), "never: {what}");
}

/// What a test's job does.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Act {
    /// Ends well at once.
    Pass,
    /// Fails so many times before it ends well.
    FailTimes(u32),
    /// Says that no retry would help.
    GiveUp,
    /// Panics.
    Panic,
    /// Kills its process.
    Abort,
    /// Waits for the stage's gate.
    WaitForGate,
    /// Waits until it is told to stop.
    WaitForCancel,
    /// Waits and looks at nothing.
    Hang,
    /// Reports so many steps, then waits for the gate.
    Report(u64),
    /// Waits for the gate, deaf to everything else, then writes its result.
    WriteAfterGate,
}

/// A job that does as it is told.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Play {
    pub(crate) act: Act,
    pub(crate) key: Option<String>,
}

impl Job for Play {
    const KIND: &'static str = "play";
    const PRIORITY: JobPriority = JobPriority::Interactive;
    const MAX_ATTEMPTS: u32 = 3;
    const TIME_LIMIT: Duration = Duration::from_secs(60);

    fn unique_key(&self) -> Option<String> {
        self.key.clone()
    }
}

/// The same, with little time to do it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Hurry(pub(crate) Act);

impl Job for Hurry {
    const KIND: &'static str = "hurry";
    const PRIORITY: JobPriority = JobPriority::Interactive;
    const MAX_ATTEMPTS: u32 = 2;
    const TIME_LIMIT: Duration = Duration::from_millis(50);
}

/// The same, for work that goes on where it stopped.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Resume(pub(crate) Act);

impl Job for Resume {
    const KIND: &'static str = "resume";
    const PRIORITY: JobPriority = JobPriority::Scheduled;
    const TIME_LIMIT: Duration = Duration::from_secs(60);
    const RESUMES: bool = true;
}

/// Where jobs play, and what was seen there. Clones are one.
#[derive(Clone)]
pub(crate) struct Stage(Arc<Seen>);

pub(crate) struct Seen {
    db: Option<DatabaseConnection>,
    pub(crate) gate: Semaphore,
    pub(crate) runs: Mutex<Vec<Uuid>>,
    pub(crate) bad_ends: Mutex<Vec<(Uuid, JobState)>>,
    /// The same jobs, each once the transaction stood.
    pub(crate) after_bad_ends: Mutex<Vec<Uuid>>,
    pub(crate) told_to_stop: AtomicUsize,
    /// Tries that wrote their result, and tries that were refused.
    pub(crate) written: Mutex<Vec<u32>>,
    pub(crate) refused: Mutex<Vec<u32>>,
    by_team: Mutex<HashMap<Uuid, (usize, usize)>>,
}

impl std::ops::Deref for Stage {
    type Target = Seen;

    fn deref(&self) -> &Seen {
        &self.0
    }
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self::over(None)
    }

    /// A stage whose jobs write results.
    pub(crate) fn writing_to(db: &DatabaseConnection) -> Self {
        Self::over(Some(db.clone()))
    }

    fn over(db: Option<DatabaseConnection>) -> Self {
        Self(Arc::new(Seen {
            db,
            gate: Semaphore::new(0),
            runs: Mutex::default(),
            bad_ends: Mutex::default(),
            after_bad_ends: Mutex::default(),
            told_to_stop: AtomicUsize::new(0),
            written: Mutex::default(),
            refused: Mutex::default(),
            by_team: Mutex::default(),
        }))
    }

    pub(crate) fn runs_of(&self, id: Uuid) -> usize {
        self.runs.lock().unwrap().iter().filter(|run| **run == id).count()
    }

    pub(crate) fn runs(&self) -> usize {
        self.runs.lock().unwrap().len()
    }

    /// The most jobs of a team that were seen at the same time.
    pub(crate) fn most_at_once(&self, team: Uuid) -> usize {
        self.by_team.lock().unwrap().get(&team).map_or(0, |(_, most)| *most)
    }

    async fn play(&self, act: &Act, run: &JobRun) -> Result<(), JobError> {
        self.runs.lock().unwrap().push(run.id());
        match act {
            Act::Pass => {}
            Act::FailTimes(times) if run.attempt() <= *times => return Err(JobError::retry("not yet")),
            Act::FailTimes(_) => {}
            Act::GiveUp => return Err(JobError::give_up("it will never work")),
            Act::Panic => panic!("out of {}", "tune"),
            Act::Abort => std::process::abort(),
            Act::WaitForGate => self.gate.acquire().await.unwrap().forget(),
            Act::WaitForCancel => {
                run.cancelled().await;
                self.told_to_stop.fetch_add(1, Ordering::Relaxed);
                return Err(JobError::Cancelled);
            }
            Act::Hang => std::future::pending::<()>().await,
            Act::Report(steps) => {
                for done in 1..=*steps {
                    let progress =
                        Progress { stage: "steps".into(), done, total: *steps, ..Progress::default() };
                    run.progress(progress);
                }
                self.gate.acquire().await.unwrap().forget();
            }
            Act::WriteAfterGate => {
                self.gate.acquire().await.unwrap().forget();
                let db = self.db.as_ref().unwrap();
                let txn = models::begin_write(db).await?;
                if let Err(error) = run.guard(&txn).await {
                    self.refused.lock().unwrap().push(run.attempt());
                    return Err(error.into());
                }
                txn.commit().await?;
                self.written.lock().unwrap().push(run.attempt());
            }
        }
        Ok(())
    }

    async fn play_counted(&self, act: &Act, run: &JobRun) -> Result<(), JobError> {
        {
            let mut teams = self.by_team.lock().unwrap();
            let (now, most) = teams.entry(run.team()).or_default();
            *now += 1;
            *most = (*most).max(*now);
        }
        let result = self.play(act, run).await;
        self.by_team.lock().unwrap().entry(run.team()).and_modify(|(now, _)| *now -= 1);
        result
    }
}

impl Handle<Play> for Stage {
    async fn run(&self, job: &Play, run: &JobRun) -> Result<(), JobError> {
        self.play_counted(&job.act, run).await
    }

    async fn on_bad_end(
        &self,
        _: &Play,
        row: &JobRow,
        _: &DatabaseTransaction,
    ) -> Result<AfterCommit, DbErr> {
        let (stage, id) = (self.clone(), row.id);
        self.bad_ends.lock().unwrap().push((id, row.state));
        Ok(AfterCommit::new(move || stage.after_bad_ends.lock().unwrap().push(id)))
    }
}

impl Handle<Hurry> for Stage {
    async fn run(&self, job: &Hurry, run: &JobRun) -> Result<(), JobError> {
        self.play_counted(&job.0, run).await
    }
}

impl Handle<Resume> for Stage {
    async fn run(&self, job: &Resume, run: &JobRun) -> Result<(), JobError> {
        self.play_counted(&job.0, run).await
    }
}

/// One process: a queue with its own doorbell, and perhaps a worker.
pub(crate) struct Process {
    pub(crate) queue: Queue,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) db: DatabaseConnection,
    worker: Option<(CancellationToken, JoinHandle<()>)>,
}

impl Process {
    /// A process that only enqueues.
    pub(crate) fn idle(db: &DatabaseConnection) -> Self {
        Self::with_clock(db, Arc::new(SystemClock))
    }

    pub(crate) fn with_clock(db: &DatabaseConnection, clock: Arc<dyn Clock>) -> Self {
        let transport = doorbell();
        let queue = Queue::new(db.clone(), transport.clone(), clock);
        Self { queue, transport, db: db.clone(), worker: None }
    }

    /// A process with a worker.
    pub(crate) fn working(db: &DatabaseConnection, stage: &Stage) -> Self {
        Self::idle(db).and_works(stage, quick())
    }

    pub(crate) fn and_works(mut self, stage: &Stage, options: WorkerOptions) -> Self {
        let registry = Registry::new(stage.clone()).with::<Play>().with::<Hurry>().with::<Resume>();
        let worker = Worker::new(self.queue.clone(), registry, options);
        let stop = CancellationToken::new();
        self.worker = Some((stop.clone(), tokio::spawn(worker.run(stop))));
        self
    }

    /// Enqueues and rings, as services do.
    pub(crate) async fn submit<J: Job>(&self, team: Uuid, job: &J, options: EnqueueOptions) -> Enqueued {
        let enqueued = self.queue.enqueue(&self.db, team, job, options).await.unwrap();
        self.queue.ring(&enqueued).await;
        enqueued
    }

    pub(crate) async fn play(&self, act: Act) -> Uuid {
        self.submit(TEAM, &Play { act, key: None }, EnqueueOptions::default()).await.id
    }

    /// Retries and rings, as services do.
    pub(crate) async fn retry(&self, team: Option<Uuid>, id: Uuid) -> Change {
        let change = self.queue.retry(&self.db, team, id).await.unwrap();
        if let Change::Done(row) = &change {
            self.queue.ring_again(row).await;
        }
        change
    }

    pub(crate) async fn row(&self, id: Uuid) -> JobRow {
        self.queue.find(None, id).await.unwrap().unwrap()
    }

    pub(crate) async fn state(&self, id: Uuid) -> JobState {
        self.row(id).await.state
    }

    pub(crate) async fn until(&self, id: Uuid, state: JobState) {
        eventually(&format!("job is {state}"), async || self.state(id).await == state).await;
    }

    pub(crate) async fn until_none_unfinished(&self) {
        eventually("all jobs are finished", async || {
            let unfinished = [JobState::Queued, JobState::Running];
            let counts = self.queue.count_states(&unfinished).await.unwrap();
            counts.iter().all(|(_, jobs)| *jobs == 0)
        })
        .await;
    }

    /// Asks the worker to stop, and waits until it has.
    pub(crate) async fn stop(&mut self) {
        if let Some((stop, worker)) = self.worker.take() {
            stop.cancel();
            worker.await.unwrap();
        }
    }

    /// Lets the worker die on the spot, as near as a test can come to it.
    pub(crate) async fn kill(&mut self) {
        if let Some((_, worker)) = self.worker.take() {
            worker.abort();
            assert!(worker.await.unwrap_err().is_cancelled());
        }
    }
}

fn doorbell() -> Arc<dyn Transport> {
    DOORBELL
        .try_with(|(url, namespace)| {
            let redis = RedisTransport::at(url, namespace).unwrap();
            Arc::new(redis) as Arc<dyn Transport>
        })
        .unwrap_or_else(|_| Arc::new(MemoryTransport::default()))
}

/// A worker that wastes no time.
pub(crate) fn quick() -> WorkerOptions {
    WorkerOptions {
        lanes: JobPriority::ALL.map(|priority| Lane { priority, concurrency: 4 }).to_vec(),
        team_limit: None,
        lease: Duration::from_secs(5),
        tick: Duration::from_millis(20),
        stop_wait: Duration::from_millis(100),
        grace: Duration::from_millis(200),
        backoff: Backoff { base: Duration::from_millis(4), cap: Duration::from_millis(20) },
        seed: Some(1),
        ..WorkerOptions::default()
    }
}
