//! One queue of a worker: how many jobs it runs at a time, and a loop that takes due ones from the ledger.

use std::sync::Arc;

use models::jobs::lease::{self, Due};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use types::JobPriority;

use crate::executor::Executor;

/// One queue that a worker serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    /// Which.
    pub priority: JobPriority,
    /// How many of its jobs run at the same time; at least 1.
    pub concurrency: usize,
}

/// A lane at work.
#[derive(Debug)]
pub(crate) struct LaneState {
    pub(crate) lane: Lane,
    /// Something may be due: somebody rang, a job ended, or it is time to look again.
    look: Notify,
    now: watch::Sender<Now>,
}

#[derive(Debug, Default)]
struct Now {
    running: usize,
    /// How often the lane has begun and ended to look.
    begun: u64,
    ended: u64,
}

/// A running job's place in its lane, until it is dropped.
struct Place(Arc<LaneState>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.now.send_modify(|now| now.running -= 1);
        self.0.look.notify_one();
    }
}

impl LaneState {
    pub(crate) fn new(lane: Lane) -> Arc<Self> {
        let lane = Lane { concurrency: lane.concurrency.max(1), ..lane };
        Arc::new(Self { lane, look: Notify::new(), now: watch::Sender::default() })
    }

    /// Lets it look for due jobs.
    pub(crate) fn look(&self) {
        self.look.notify_one();
    }

    /// Lets it look, and waits until it has and there is room for more.
    pub(crate) async fn look_and_wait_for_room(&self) {
        let mut now = self.now.subscribe();
        let before = now.borrow().begun;
        self.look();
        // The sender lives as long as `self`.
        let _ = now.wait_for(|now| now.ended > before && now.running < self.lane.concurrency).await;
    }

    /// Whether it runs as many jobs as it may.
    pub(crate) fn is_full(&self) -> bool {
        self.room() == 0
    }

    fn room(&self) -> usize {
        self.lane.concurrency - self.now.borrow().running
    }

    fn place(self: &Arc<Self>) -> Place {
        self.now.send_modify(|now| now.running += 1);
        Place(self.clone())
    }
}

impl Executor {
    /// Runs due jobs of a lane until the worker stops, and waits for those under way. Dropped with this future, they
    /// are cut off.
    pub(crate) async fn serve(self: Arc<Self>, lane: Arc<LaneState>) {
        let mut jobs = JoinSet::new();
        loop {
            tokio::select! {
                biased;
                () = self.stopping.cancelled() => break,
                Some(_) = jobs.join_next() => {}
                () = lane.look.notified() => {
                    lane.now.send_modify(|now| now.begun += 1);
                    self.fill(&lane, &mut jobs).await;
                    lane.now.send_modify(|now| now.ended = now.begun);
                }
            }
        }
        while jobs.join_next().await.is_some() {}
    }

    /// Takes jobs until none is due or there is no more room.
    async fn fill(self: &Arc<Self>, lane: &Arc<LaneState>, jobs: &mut JoinSet<()>) {
        let priority = lane.lane.priority;
        let mut last = None;
        while lane.room() > 0 && !self.stopping.is_cancelled() {
            let now = self.queue.clock().now();
            let due = Due {
                priority,
                worker: &self.name,
                now,
                lease_until: self.lease_until(now),
                limit: lane.room(),
                team_limit: self.options.team_limit,
            };
            let claimed = match lease::claim(self.queue.db(), &due).await {
                Ok(claimed) => claimed,
                Err(error) => {
                    tracing::warn!(%priority, %error, "due jobs could not be claimed; soon again");
                    return;
                }
            };
            let Some(latest) = claimed.last() else { return };
            if self.stopping.is_cancelled() {
                // Claimed in the very moment: another worker begins them now, not when their leases run out.
                return self.give_back(&claimed).await;
            }
            last = Some(latest.id);
            for row in claimed {
                self.spawn(row, now, lane.place(), jobs);
            }
        }
        // There may be more, and another worker with room for it.
        if let Some(id) = last {
            self.queue.ring_others(id, priority);
        }
    }

    fn spawn(
        self: &Arc<Self>,
        row: models::jobs::JobRow,
        now: chrono::DateTime<chrono::Utc>,
        place: Place,
        jobs: &mut JoinSet<()>,
    ) {
        let slot = self.slot(&row);
        let listed = self.queue.running().list(&slot);
        let (this, in_task) = (self.clone(), slot.clone());
        let task = jobs.spawn(async move {
            this.run_to_end(row, now, in_task).await;
            drop((listed, place));
        });
        slot.runs_in(task);
    }
}
