//! Ringing: who rings while a ring is on its way goes with the next one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use types::{JobPriority, JobRef};

use crate::Transport;

/// The bell of one queue, as one process rings it.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    asked: AtomicU64,
    /// How many of those who asked a ring has covered, by the time it was begun.
    covered: tokio::sync::Mutex<u64>,
    /// Somebody is ringing for the other workers.
    rings_others: AtomicBool,
}

impl Bell {
    /// Returns after a ring that was begun after this call, or after the failure of one.
    pub(crate) async fn ring(&self, transport: &dyn Transport, job: JobRef, priority: JobPriority) {
        let ticket = self.asked.fetch_add(1, Ordering::AcqRel) + 1;
        let mut covered = self.covered.lock().await;
        if *covered >= ticket {
            return;
        }
        let covers = self.asked.load(Ordering::Acquire);
        if let Err(error) = transport.push(job, priority).await {
            metrics::counter!("devmentor_rings_lost_total", "priority" => priority.as_str()).increment(1);
            tracing::warn!(%priority, %error, "the doorbell is out of order; workers will see by themselves what is due");
        }
        *covered = covers;
    }

    /// Rings in the background, if nobody does already: a worker goes on meanwhile.
    pub(crate) fn ring_others(
        self: &Arc<Self>,
        transport: &Arc<dyn Transport>,
        job: JobRef,
        priority: JobPriority,
    ) {
        if self.rings_others.swap(true, Ordering::AcqRel) {
            return;
        }
        let (this, transport) = (self.clone(), transport.clone());
        tokio::spawn(async move {
            this.ring(&*transport, job, priority).await;
            this.rings_others.store(false, Ordering::Release);
        });
    }
}
