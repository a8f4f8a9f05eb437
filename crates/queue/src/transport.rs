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

/// Wakes a worker when a job is due. It may lose, double and delay bells. One queue per priority.
///
/// A bell names the job that it was rung for, but means only *look*: who hears it takes from the ledger all that it
/// has room for. So where bells wait already, another one says nothing new, and a transport may drop it.
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    /// Rings for a job that is due.
    async fn push(&self, job: JobRef, priority: JobPriority) -> Result<(), TransportError>;

    /// Whether it works.
    async fn check(&self) -> Result<(), TransportError>;

    /// Hands the bells of these queues to `to` until `stop`, those of each queue one after another. `worker` is
    /// unique per start of a worker.
    async fn consume(
        &self,
        worker: &str,
        priorities: &[JobPriority],
        to: Arc<dyn Deliver>,
        stop: CancellationToken,
    ) -> Result<(), TransportError>;
}

/// Hears bells. It never fails: what went wrong is in the ledger.
#[async_trait]
pub trait Deliver: Send + Sync + 'static {
    /// Looks for work, and comes back when there is room for more of it: a worker that is full takes no bell that
    /// another could answer.
    async fn deliver(&self, job: JobRef, priority: JobPriority);
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
