//! One queue on Redis, served by one apalis worker after another.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use apalis::layers::WorkerBuilderExt;
use apalis_core::backend::ext::BackendExt;
use apalis_core::task::data::Data;
use apalis_core::worker::builder::WorkerBuilder;
use apalis_core::worker::context::WorkerContext;
use apalis_redis::{Config, ConnectionManager, RedisStorage};
use futures::FutureExt;
use redis::Script;
use redis_link::Link;
use tokio::time::{Instant, interval, sleep};
use tokio_util::sync::CancellationToken;
use types::{Backoff, Jitter, JobPriority, JobRef};

use crate::Deliver;

/// What is kept of answered bells is forgotten so often, at most so many at once.
const TIDY_EVERY: Duration = Duration::from_secs(1);
const TIDY_BATCH: u64 = 1_000;

/// The description of a worker whose process died is kept so many seconds.
const DESCRIPTION_KEPT: u64 = 3_600;

/// A worker that lived so long did not end for want of a server: the next one starts at once.
const LONG_LIFE: Duration = Duration::from_secs(10);

/// How long a lane waits before it starts another apalis worker.
const RESTART: Backoff = Backoff { base: Duration::from_millis(200), cap: Duration::from_secs(5) };

/// Serves one queue. Jobs do not run in it: an apalis worker ends with every fault of Redis, and would cut off what
/// runs inside it.
pub(super) struct LaneServer {
    pub(super) link: Arc<Link>,
    pub(super) config: Config,
    pub(super) priority: JobPriority,
    /// The worker's name; each apalis worker appends a number of its own, since Redis refuses a name that it knows.
    pub(super) name: String,
    pub(super) starts: Arc<AtomicU64>,
    pub(super) to: Arc<dyn Deliver>,
    pub(super) jitter: Jitter,
}

impl LaneServer {
    /// Serves until `stop`, however often Redis goes away.
    pub(super) async fn serve(self, stop: CancellationToken) {
        let mut failures = 0;
        while !stop.is_cancelled() {
            // apalis cries out at every try; this asks quietly until there is somebody to try.
            if self.link.ping().await.is_err() {
                self.pause(&mut failures, &stop).await;
                continue;
            }
            let name = format!("{}-{}", self.name, self.starts.fetch_add(1, Ordering::Relaxed));
            let began = Instant::now();
            let why = tokio::select! {
                biased;
                () = stop.cancelled() => None,
                why = self.listen(&name) => Some(why),
                () = self.tidy_forever(&name) => None,
            };
            self.release(&name).await;
            let Some(why) = why else { continue };
            if began.elapsed() > LONG_LIFE {
                failures = 0;
            }
            tracing::warn!(worker = name, why, "the bells of {} fell silent; listening again", self.priority);
            metrics::counter!("devmentor_bells_silent_total", "priority" => self.priority.as_str())
                .increment(1);
            self.pause(&mut failures, &stop).await;
        }
    }

    async fn pause(&self, failures: &mut u32, stop: &CancellationToken) {
        *failures += 1;
        tokio::select! {
            () = stop.cancelled() => {}
            () = sleep(RESTART.delay(*failures, &self.jitter)) => {}
        }
    }

    /// Runs an apalis worker until it ends, and says why it did.
    async fn listen(&self, name: &str) -> String {
        let storage = RedisStorage::<JobRef, ConnectionManager>::new(self.link.connection())
            .with_config(self.config.clone())
            .poll_with_interval(poll_every(self.priority));
        let ear = Ear { to: self.to.clone(), priority: self.priority };
        let worker = WorkerBuilder::new(name).backend(storage).concurrency(1).data(ear).build(answer);
        match AssertUnwindSafe(worker.run()).catch_unwind().await {
            Ok(Ok(())) => "the worker ended by itself".to_owned(),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "the worker panicked".to_owned(),
        }
    }

    /// Ends never.
    async fn tidy_forever(&self, name: &str) {
        let script = Script::new(include_str!("tidy.lua"));
        let mut ticks = interval(TIDY_EVERY);
        loop {
            ticks.tick().await;
            let mut forgotten = TIDY_BATCH;
            while forgotten >= TIDY_BATCH {
                let mut connection = self.link.connection();
                let mut call = script.key(self.config.done_jobs_set());
                call.key(self.config.dead_jobs_set())
                    .key(self.config.job_data_hash())
                    .key(self.config.job_meta_hash())
                    .key(self.description(name))
                    .arg(TIDY_BATCH)
                    .arg(DESCRIPTION_KEPT);
                // What fails is done by the next tick, or by another worker.
                forgotten = self.link.ask(call.invoke_async(&mut connection)).await.unwrap_or(0);
            }
        }
    }

    /// Gives back what an ended apalis worker held. If it fails, Redis forgets the worker when it is missed for long
    /// enough.
    async fn release(&self, name: &str) {
        let script = Script::new(include_str!("release.lua"));
        let mut connection = self.link.connection();
        let mut call = script.key(format!("{}:{name}", self.config.inflight_jobs_set()));
        call.key(self.config.active_jobs_list())
            .key(self.config.workers_set())
            .key(self.description(name))
            .key(self.config.job_data_hash())
            .arg(name);
        let released: Result<u64, _> = self.link.ask(call.invoke_async(&mut connection)).await;
        if let Err(error) = released {
            tracing::debug!(worker = name, %error, "an ended worker's bells were not given back");
        }
    }

    /// The key under which apalis describes a worker.
    fn description(&self, name: &str) -> String {
        format!("{}:metadata:{name}", self.config.workers_set())
    }
}

/// A person notices a wait; a backfill does not.
const fn poll_every(priority: JobPriority) -> Duration {
    Duration::from_millis(match priority {
        JobPriority::Interactive => 15,
        JobPriority::Webhook => 25,
        JobPriority::Scheduled | JobPriority::Backfill => 100,
    })
}

#[derive(Clone)]
struct Ear {
    to: Arc<dyn Deliver>,
    priority: JobPriority,
}

/// What apalis calls. It fetches no further bell before this returns.
async fn answer(job: JobRef, ear: Data<Ear>, worker: WorkerContext) {
    let mut cut_off = CutOff(Some(worker));
    ear.to.deliver(job, ear.priority).await;
    cut_off.0 = None;
}

/// Tells an apalis worker to stop, when it is dropped while it answers: it would report that as a fault.
struct CutOff(Option<WorkerContext>);

impl Drop for CutOff {
    fn drop(&mut self) {
        if let Some(worker) = self.0.take()
            && let Err(error) = worker.stop()
        {
            tracing::debug!(worker = worker.name(), %error, "an apalis worker did not stop");
        }
    }
}
