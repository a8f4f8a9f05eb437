//! The doorbell between machines: an apalis queue on Redis per priority.
//!
//! Redis holds only references to jobs that are due. What apalis-redis does with attempts, results, leases and
//! schedules is not relied on: bells are answered at once, jobs run outside of apalis, and what it keeps of answered
//! bells is thrown away. Whatever Redis forgets, the sweep rings again.

mod lane;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use apalis_core::backend::TaskSink;
use apalis_redis::{Config, ConnectionManager, RedisStorage};
use async_trait::async_trait;
use redis::pipe;
use redis_link::Link;
pub use redis_link::RedisAddressError;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use types::{Jitter, JobPriority, JobRef};

use super::{Deliver, Lane, Transport, TransportError};
use lane::{Heard, LaneServer};

/// A queue takes no more bells than this; the sweep brings the rest later. apalis moves all that wait in one Lua
/// call, and from about 8,000 on that call fails, for ever.
const CROWDED: u64 = 2_000;

/// So many bells go to Redis in one call.
const PUSHED_AT_ONCE: usize = 100;

/// The doorbell between machines.
pub struct RedisTransport {
    link: Arc<Link>,
    namespace: String,
    starts: Arc<AtomicU64>,
}

impl RedisTransport {
    /// A doorbell on the server at `redis://..` or `rediss://..`. Connects at first use, and goes on trying. To be
    /// called where a runtime runs.
    ///
    /// The namespace keeps apart what shares a server but not a ledger.
    pub fn at(address: &str, namespace: impl Into<String>) -> Result<Self, RedisAddressError> {
        Ok(Self { link: Arc::new(Link::to(address)?), namespace: namespace.into(), starts: Arc::default() })
    }

    /// Host and port of the server.
    pub fn place(&self) -> &str {
        self.link.place()
    }

    fn config(&self, priority: JobPriority) -> Config {
        Config::default()
            .queue(format!("{}:{priority}", self.namespace))
            .batch_size(1)
            // Bells are answered at once, so a worker that falls silent is soon known to be dead.
            .heartbeat_interval(Duration::from_secs(10))
            .missed_heartbeats(6)
            .lock_tasks(false)
            .emit_events(false)
    }
}

#[async_trait]
impl Transport for RedisTransport {
    async fn push(&self, job: JobRef, priority: JobPriority) -> Result<(), TransportError> {
        self.push_all(&[job], priority).await
    }

    async fn push_all(&self, jobs: &[JobRef], priority: JobPriority) -> Result<(), TransportError> {
        if self.depth(priority).await? >= CROWDED {
            metrics::counter!("devmentor_bells_crowded_total", "priority" => priority.as_str())
                .increment(jobs.len() as u64);
            return Ok(());
        }
        let mut storage = RedisStorage::<JobRef, ConnectionManager>::new(self.link.connection())
            .with_config(self.config(priority));
        for batch in jobs.chunks(PUSHED_AT_ONCE) {
            self.link.ask(storage.push_bulk(batch.to_vec())).await?;
        }
        Ok(())
    }

    async fn depth(&self, priority: JobPriority) -> Result<u64, TransportError> {
        let config = self.config(priority);
        let mut connection = self.link.connection();
        let mut question = pipe();
        question.atomic();
        // A pushed bell stands among the scheduled ones until the next fetch.
        question.cmd("LLEN").arg(config.active_jobs_list());
        question.cmd("ZCARD").arg(config.scheduled_jobs_set());
        let (active, scheduled): (u64, u64) = self.link.ask(question.query_async(&mut connection)).await?;
        Ok(active + scheduled)
    }

    async fn consume(
        &self,
        worker: &str,
        lanes: &[Lane],
        to: Arc<dyn Deliver>,
        stop: CancellationToken,
    ) -> Result<(), TransportError> {
        let (heard, mut bells) = mpsc::unbounded_channel();
        let mut servers = JoinSet::new();
        for lane in lanes {
            let server = LaneServer {
                link: self.link.clone(),
                config: self.config(lane.priority),
                priority: lane.priority,
                name: format!("{worker}-{}", lane.priority),
                starts: self.starts.clone(),
                room: Arc::new(Semaphore::new(lane.concurrency.max(1))),
                heard: heard.clone(),
                jitter: Jitter::random(),
            };
            servers.spawn(server.serve(stop.clone()));
        }
        drop(heard);
        // Dropped with this future, and with them what runs.
        let mut jobs = JoinSet::new();
        loop {
            tokio::select! {
                Some(Heard { job, priority, room }) = bells.recv() => {
                    let to = to.clone();
                    jobs.spawn(async move {
                        to.deliver(job, priority).await;
                        drop(room);
                    });
                }
                Some(_) = jobs.join_next() => {}
                else => return Ok(()),
            }
        }
    }
}

impl std::fmt::Debug for RedisTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RedisTransport")
            .field("place", &self.place())
            .field("namespace", &self.namespace)
            .finish_non_exhaustive()
    }
}
