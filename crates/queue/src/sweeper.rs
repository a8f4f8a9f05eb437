//! What a worker does by the clock: renew its leases, take back lost jobs, look for due ones, tell of bad ends.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use models::jobs::JobRow;
use models::jobs::lease;
use models::jobs::sweep;
use sea_orm::DbErr;
use tokio::time::{Instant, MissedTickBehavior, interval};
use types::{JobPriority, JobState};

use crate::executor::Executor;
use crate::running::StopReason;
use crate::{AfterCommit, Schedule};

/// How often gauges are set.
const GAUGES_EVERY: Duration = Duration::from_secs(15);

/// How long the telling of a bad end waits after it went wrong.
const TELL_AGAIN_AFTER: Duration = Duration::from_mins(1);

/// Bad ends told in one go.
const TELL_BATCH: u64 = 50;

impl Executor {
    /// Sweeps on every tick. Ends never.
    pub(crate) async fn sweep_forever(self: Arc<Self>, schedules: Vec<Schedule>) {
        let mut ticks = interval(self.options.tick);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut gauges_at: Option<Instant> = None;
        loop {
            ticks.tick().await;
            if let Err(error) = self.renew().await {
                tracing::warn!(%error, "leases could not be renewed");
                self.give_up_old_leases();
            }
            if let Err(error) = self.sweep(&schedules, &mut gauges_at).await {
                tracing::warn!(%error, "the sweep broke off; the next one tries again");
            }
            self.lanes.iter().for_each(|lane| lane.look());
        }
    }

    /// Tells handlers of bad ends, on every tick and whenever this process brings one about. Apart from the
    /// sweep, since handlers may take their time. Ends never.
    pub(crate) async fn tell_forever(self: Arc<Self>) {
        let mut ticks = interval(self.options.tick);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                () = self.queue.tell_wanted() => {}
            }
            if let Err(error) = self.tell().await {
                tracing::warn!(%error, "bad ends could not be told; soon again");
            }
        }
    }

    /// Comes after the renewal: a process that slept through its leases takes them up again before it could take
    /// them from itself.
    async fn sweep(&self, schedules: &[Schedule], gauges_at: &mut Option<Instant>) -> Result<(), DbErr> {
        self.recover().await?;
        for schedule in schedules {
            schedule.enqueue_if_due(&self.queue).await;
        }
        if gauges_at.is_none_or(|at| at.elapsed() >= GAUGES_EVERY) {
            self.set_gauges().await?;
            *gauges_at = Some(Instant::now());
        }
        Ok(())
    }

    async fn renew(&self) -> Result<(), DbErr> {
        let believed = self.queue.running().all();
        if believed.is_empty() {
            return Ok(());
        }
        let ids: Vec<_> = believed.iter().map(|slot| slot.lease().id).collect();
        let (began, until) = (std::time::Instant::now(), self.lease_until(self.queue.clock().now()));
        let held = lease::renew(self.queue.db(), &self.name, &ids, until).await?;
        self.queue.running().reconcile(&believed, &held, began);
        Ok(())
    }

    /// Stops tries whose jobs another worker may have begun by now; where there is no other, they go on.
    fn give_up_old_leases(&self) {
        if self.options.sole {
            return;
        }
        for slot in self.queue.running().all().iter().filter(|slot| !slot.is_held_for(self.options.lease)) {
            slot.raise(StopReason::LeaseLost);
        }
    }

    async fn recover(&self) -> Result<(), DbErr> {
        let wait = |attempt| self.options.backoff.delay(attempt, &self.jitter);
        let recovered = sweep::recover_expired(self.queue.db(), self.queue.clock().now(), wait).await?;
        if recovered.total() > 0 {
            tracing::warn!(
                requeued = recovered.requeued,
                dead = recovered.dead,
                cancelled = recovered.cancelled,
                "took back jobs whose worker died or fell silent"
            );
            metrics::counter!("devmentor_jobs_recovered_total").increment(recovered.total());
            self.queue.tell_now();
        }
        Ok(())
    }

    async fn tell(&self) -> Result<(), DbErr> {
        for row in sweep::untold(self.queue.db(), self.queue.clock().now(), TELL_BATCH).await? {
            if let Err(error) = self.tell_of(&row).await {
                tracing::warn!(job.id = %row.id, job.kind = %row.kind, %error, "a bad end could not be told; later again");
                let later = self.queue.clock().now() + TELL_AGAIN_AFTER;
                sweep::tell_later(self.queue.db(), row.id, later).await?;
            }
        }
        Ok(())
    }

    async fn tell_of(&self, row: &JobRow) -> Result<(), DbErr> {
        let txn = models::begin_write(self.queue.db()).await?;
        if !sweep::told(&txn, row).await? {
            return txn.rollback().await;
        }
        let after = match self.handlers.get(&row.kind) {
            Some(handler) => handler.on_bad_end(row, &txn).await?,
            None => AfterCommit::default(),
        };
        txn.commit().await?;
        after.run();
        Ok(())
    }

    async fn set_gauges(&self) -> Result<(), DbErr> {
        let now = self.queue.clock().now();
        let counts = self.queue.count_open().await?;
        for priority in JobPriority::ALL {
            let waiting = counts.iter().find(|c| c.priority == priority && c.state == JobState::Queued);
            let age =
                waiting.and_then(|count| count.oldest_run_at).map_or(0.0, |since| age_seconds(now, since));
            metrics::gauge!("devmentor_jobs_oldest_age_seconds", "priority" => priority.as_str()).set(age);
            for state in OPEN {
                let found = counts.iter().find(|c| c.priority == priority && c.state == state);
                let labels = [("priority", priority.as_str()), ("state", state.as_str())];
                metrics::gauge!("devmentor_jobs", &labels).set(found.map_or(0.0, |count| count.jobs as f64));
            }
        }
        Ok(())
    }
}

/// The states that somebody or something is still to see to.
const OPEN: [JobState; 3] = [JobState::Queued, JobState::Running, JobState::Dead];

/// Zero for what is due in the future.
fn age_seconds(now: DateTime<Utc>, since: DateTime<Utc>) -> f64 {
    (now - since).to_std().unwrap_or_default().as_secs_f64()
}
