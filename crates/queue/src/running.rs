//! The jobs that this process runs at the moment.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use models::jobs::lease::{Held, Lease};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use types::{CancellationToken, Progress};
use uuid::Uuid;

/// Why a handler was told to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StopReason {
    /// Somebody cancelled the job.
    Asked,
    /// The try took too long.
    OutOfTime,
    /// The row belongs to somebody else.
    LeaseLost,
    /// The worker stops.
    WorkerStops,
}

/// One running try.
#[derive(Debug)]
pub(crate) struct Slot {
    lease: Lease,
    token: CancellationToken,
    reason: watch::Sender<Option<StopReason>>,
    progress: watch::Sender<Option<Progress>>,
    task: OnceLock<AbortHandle>,
    /// When its lease was last seen to stand.
    held_at: Mutex<Instant>,
}

impl Slot {
    pub(crate) fn new(lease: Lease) -> Self {
        Self {
            lease,
            token: CancellationToken::new(),
            reason: watch::Sender::new(None),
            progress: watch::Sender::new(None),
            task: OnceLock::new(),
            held_at: Mutex::new(Instant::now()),
        }
    }

    pub(crate) const fn lease(&self) -> &Lease {
        &self.lease
    }

    /// Whether the lease was seen to stand in so short a time.
    pub(crate) fn is_held_for(&self, time: Duration) -> bool {
        self.held_at.lock().unwrap_or_else(PoisonError::into_inner).elapsed() <= time
    }

    fn held_at(&self, at: Instant) {
        *self.held_at.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }

    pub(crate) const fn token(&self) -> &CancellationToken {
        &self.token
    }

    /// Tells the handler to stop. The first reason stands, but a lost lease outdoes the others.
    pub(crate) fn raise(&self, reason: StopReason) {
        self.reason.send_if_modified(|standing| {
            let stronger = standing.is_none() || reason == StopReason::LeaseLost;
            if stronger {
                *standing = Some(reason);
            }
            stronger
        });
        self.token.cancel();
    }

    pub(crate) fn reason(&self) -> Option<StopReason> {
        *self.reason.borrow()
    }

    /// Waits for [`Slot::raise`].
    pub(crate) async fn raised(&self) {
        let mut reason = self.reason.subscribe();
        // The sender lives as long as `self`, so this ends only when a reason is there.
        let _ = reason.wait_for(Option::is_some).await;
    }

    pub(crate) fn report(&self, progress: Progress) {
        self.progress.send_replace(Some(progress));
    }

    pub(crate) fn reports(&self) -> watch::Receiver<Option<Progress>> {
        self.progress.subscribe()
    }

    /// Remembers the task, so that it can be cut off.
    pub(crate) fn runs_in(&self, task: AbortHandle) {
        // A slot is run once.
        let _ = self.task.set(task);
    }

    pub(crate) fn cut_off(&self) {
        if let Some(task) = self.task.get() {
            task.abort();
        }
    }
}

/// All running tries of this process. A job may be here twice: a new try beside an old one that lost its lease
/// and has not stopped yet.
#[derive(Debug, Default)]
pub(crate) struct Running(Mutex<HashMap<(Uuid, i64), Arc<Slot>>>);

impl Running {
    /// Lists a try until the answer is dropped.
    pub(crate) fn list(self: &Arc<Self>, slot: &Arc<Slot>) -> Listed {
        self.slots().insert(key(slot), slot.clone());
        Listed { running: self.clone(), key: key(slot) }
    }

    pub(crate) fn all(&self) -> Vec<Arc<Slot>> {
        self.slots().values().cloned().collect()
    }

    /// Tells every try of the job to stop.
    pub(crate) fn cancel(&self, id: Uuid) {
        for slot in self.all().iter().filter(|slot| slot.lease.id == id) {
            slot.raise(StopReason::Asked);
        }
    }

    /// Compares what was believed to be held before a renewal, begun at `at`, with what was found to be held.
    pub(crate) fn reconcile(&self, believed: &[Arc<Slot>], held: &[Held], at: Instant) {
        let found: HashMap<_, _> = held.iter().map(|held| ((held.id, held.fence), held)).collect();
        for slot in believed {
            match found.get(&key(slot)) {
                Some(held) if held.cancel_requested => slot.raise(StopReason::Asked),
                Some(_) => slot.held_at(at),
                // A try that ended while the renewal ran is no longer here, and has lost nothing.
                None if self.slots().contains_key(&key(slot)) => slot.raise(StopReason::LeaseLost),
                None => {}
            }
        }
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<(Uuid, i64), Arc<Slot>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A try's place in [`Running`].
pub(crate) struct Listed {
    running: Arc<Running>,
    key: (Uuid, i64),
}

impl Drop for Listed {
    fn drop(&mut self) {
        self.running.slots().remove(&self.key);
    }
}

fn key(slot: &Slot) -> (Uuid, i64) {
    (slot.lease.id, slot.lease.fence)
}
