//! The doorbell inside one process: an apalis worker over an in-memory channel per priority.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use apalis::layers::WorkerBuilderExt;
use apalis_core::backend::memory::{MemorySink, MemoryStorage, MemoryStorageError};
use apalis_core::monitor::Monitor;
use apalis_core::task::Task;
use apalis_core::task::builder::TaskBuilder;
use apalis_core::task::data::Data;
use apalis_core::task::task_id::{RandomId, TaskId};
use apalis_core::worker::builder::WorkerBuilder;
use async_trait::async_trait;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::{SinkExt, Stream, StreamExt};
use tokio_util::sync::CancellationToken;
use types::{JobPriority, JobRef};

use super::{Deliver, Transport, TransportError};

/// The doorbell inside one process. What it holds dies with the process; the ledger knows.
pub struct MemoryTransport {
    lanes: [Channel; JobPriority::ALL.len()],
}

impl std::fmt::Debug for MemoryTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let waiting = self.lanes.each_ref().map(|lane| lane.waiting.load(Ordering::Relaxed));
        f.debug_struct("MemoryTransport").field("waiting", &waiting).finish()
    }
}

impl Default for MemoryTransport {
    fn default() -> Self {
        Self { lanes: std::array::from_fn(|_| Channel::default()) }
    }
}

#[async_trait]
impl Transport for MemoryTransport {
    async fn push(&self, job: JobRef, priority: JobPriority) -> Result<(), TransportError> {
        let lane = self.lane(priority);
        if lane.waiting.swap(true, Ordering::AcqRel) {
            return Ok(());
        }
        let task = TaskBuilder::new(job).task_id(TaskId::from_string(RandomId::default())).build();
        lane.sender.unbounded_send(task).map_err(|error| TransportError(error.to_string()))
    }

    async fn check(&self) -> Result<(), TransportError> {
        Ok(())
    }

    async fn consume(
        &self,
        worker: &str,
        priorities: &[JobPriority],
        to: Arc<dyn Deliver>,
        stop: CancellationToken,
    ) -> Result<(), TransportError> {
        let mut monitor = Monitor::new().should_restart(|worker, error| {
            tracing::warn!(worker = worker.name(), %error, "apalis ended a worker; it starts again");
            true
        });
        for &priority in priorities {
            let channel = self.lane(priority).clone();
            let name = format!("{worker}-{priority}");
            let bell = Bell { to: to.clone(), priority };
            monitor = monitor.register(move |restarts| {
                WorkerBuilder::new(format!("{name}-{restarts}"))
                    .backend(channel.backend())
                    .concurrency(1)
                    .data(bell.clone())
                    .build(answer)
            });
        }
        let stopped = async move {
            stop.cancelled().await;
            Ok(())
        };
        monitor.run_with_signal(stopped).await.map_err(|error| TransportError(error.to_string()))
    }
}

impl MemoryTransport {
    fn lane(&self, priority: JobPriority) -> &Channel {
        let place = JobPriority::ALL.iter().position(|&known| known == priority);
        // Every priority is in the list of all priorities.
        &self.lanes[place.unwrap_or(0)]
    }
}

/// What apalis calls. Always `Ok` to apalis: retries and dead letters are the ledger's.
async fn answer(job: JobRef, bell: Data<Bell>) {
    let Data(Bell { to, priority }) = bell;
    to.deliver(job, priority).await;
}

#[derive(Clone)]
struct Bell {
    to: Arc<dyn Deliver>,
    priority: JobPriority,
}

/// One priority's queue, which holds one bell at most. It outlives the apalis workers that read it, so that a restarted one goes on where the
/// last one ended.
#[derive(Clone)]
struct Channel {
    sender: UnboundedSender<Task<JobRef>>,
    receiver: Arc<Mutex<UnboundedReceiver<Task<JobRef>>>>,
    waiting: Arc<AtomicBool>,
}

impl Default for Channel {
    fn default() -> Self {
        let (sender, receiver) = unbounded();
        Self { sender, receiver: Arc::new(Mutex::new(receiver)), waiting: Arc::default() }
    }
}

impl Channel {
    /// What an apalis worker reads. Pushes do not go through its sink: it panics when two push at once.
    fn backend(&self) -> MemoryStorage<JobRef> {
        let sink = self.sender.clone().sink_map_err(MemoryStorageError::from);
        let sink = MemorySink::new(Arc::new(futures::lock::Mutex::new(Box::new(sink))));
        let receiver = Receiver { receiver: self.receiver.clone(), waiting: self.waiting.clone() };
        MemoryStorage::new_with(sink, Box::pin(receiver))
    }
}

struct Receiver {
    receiver: Arc<Mutex<UnboundedReceiver<Task<JobRef>>>>,
    waiting: Arc<AtomicBool>,
}

impl Stream for Receiver {
    type Item = Task<JobRef>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut receiver = self.receiver.lock().unwrap_or_else(PoisonError::into_inner);
        let next = receiver.poll_next_unpin(cx);
        if matches!(next, Poll::Ready(Some(_))) {
            self.waiting.store(false, Ordering::Release);
        }
        next
    }
}
