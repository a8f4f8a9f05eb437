//! How a worker hears that there is work. The ledger is the truth; a transport is a doorbell.

mod memory;
mod redis;

use std::sync::Arc;

use async_trait::async_trait;
use redis_link::LinkError;
use tokio_util::sync::CancellationToken;
use types::{JobPriority, JobRef};

pub use memory::MemoryTransport;
pub use redis::{RedisAddressError, RedisTransport};

/// Carries references to due jobs from whoever enqueues to whoever works. It may lose, double and reorder them:
/// the ledger makes up for it. One queue per priority.
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    /// Rings for a job that is due.
    async fn push(&self, job: JobRef, priority: JobPriority) -> Result<(), TransportError>;

    /// Rings for many jobs that are due; some bells may be heard though an error is answered.
    async fn push_all(&self, jobs: &[JobRef], priority: JobPriority) -> Result<(), TransportError> {
        for &job in jobs {
            self.push(job, priority).await?;
        }
        Ok(())
    }

    /// How many references wait in a queue. Zero tells the sweep that what was pushed and not claimed is lost.
    async fn depth(&self, priority: JobPriority) -> Result<u64, TransportError>;

    /// Whether it works.
    async fn check(&self) -> Result<(), TransportError> {
        self.depth(JobPriority::Interactive).await.map(drop)
    }

    /// Hands references to `to` until `stop`, then waits for those under way. In each lane no more than its
    /// `concurrency` at a time. `worker` is unique per start of a worker.
    async fn consume(
        &self,
        worker: &str,
        lanes: &[Lane],
        to: Arc<dyn Deliver>,
        stop: CancellationToken,
    ) -> Result<(), TransportError>;
}

/// Takes references from a transport. It never fails: what went wrong is in the ledger.
#[async_trait]
pub trait Deliver: Send + Sync + 'static {
    /// Runs the job, if it is still to be run.
    async fn deliver(self: Arc<Self>, job: JobRef, priority: JobPriority);
}

/// One queue that a worker serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    /// Which.
    pub priority: JobPriority,
    /// How many of its jobs run at the same time; at least 1.
    pub concurrency: usize,
}

/// The doorbell is out of order. Nothing is lost by it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TransportError(pub String);

impl From<LinkError> for TransportError {
    fn from(error: LinkError) -> Self {
        Self(error.to_string())
    }
}
