//! The doorbell between machines: an apalis queue on Redis per priority.
//!
//! Redis holds only references to jobs that are due. What apalis-redis does with attempts, results, leases and
//! schedules is not relied on: jobs run outside of apalis, and what it keeps of answered bells is thrown away. What
//! Redis forgets costs a second: each worker looks at the ledger that often anyway.

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
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use types::{Jitter, JobPriority, JobRef};

use super::{Deliver, Transport, TransportError};
use lane::LaneServer;

/// A queue takes no more bells than this: each wakes a worker, and each worker that is full in the end wakes the
/// next. Never near the 8,000 from which on apalis fails for ever, since it moves all that wait in one Lua call.
const CROWDED: u64 = 16;

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
        let config = self.config(priority);
        let mut connection = self.link.connection();
        let mut depth = pipe();
        // A pushed bell stands among the scheduled ones until the next fetch.
        depth.cmd("LLEN").arg(config.active_jobs_list());
        depth.cmd("ZCARD").arg(config.scheduled_jobs_set());
        let (active, scheduled): (u64, u64) = self.link.ask(depth.query_async(&mut connection)).await?;
        if active + scheduled >= CROWDED {
            return Ok(());
        }
        let mut storage = RedisStorage::<JobRef, ConnectionManager>::new(connection).with_config(config);
        Ok(self.link.ask(storage.push(job)).await?)
    }

    async fn check(&self) -> Result<(), TransportError> {
        Ok(self.link.ping().await?)
    }

    async fn consume(
        &self,
        worker: &str,
        priorities: &[JobPriority],
        to: Arc<dyn Deliver>,
        stop: CancellationToken,
    ) -> Result<(), TransportError> {
        // Dropped with this future.
        let mut servers = JoinSet::new();
        for &priority in priorities {
            let server = LaneServer {
                link: self.link.clone(),
                config: self.config(priority),
                priority,
                name: format!("{worker}-{priority}"),
                starts: self.starts.clone(),
                to: to.clone(),
                jitter: Jitter::random(),
            };
            servers.spawn(server.serve(stop.clone()));
        }
        while servers.join_next().await.is_some() {}
        Ok(())
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
