//! From a claimed job to a finished try: run it, and write down how it ended.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::FutureExt;
use models::jobs::JobRow;
use models::jobs::lease::{self, Ending, Lease};
use sea_orm::DbErr;
use telemetry::traces;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;
use types::{Jitter, JobPriority, JobRef, JobState, Progress};

use crate::ends::GoodEnds;
use crate::lane::LaneState;
use crate::registry::Handlers;
use crate::running::{Slot, StopReason};
use crate::{Deliver, JobError, JobRun, Queue, WorkerOptions};

/// How often a job's progress is written, at most.
const PROGRESS_EVERY: Duration = Duration::from_millis(250);

/// How often the end of a try is tried to be written, with a pause that doubles from 100 ms on.
const END_TRIES: u32 = 6;

/// Errors are kept up to so many characters.
const ERROR_LENGTH: usize = 2_000;

/// The part of a worker that runs jobs.
pub(crate) struct Executor {
    pub(crate) queue: Queue,
    pub(crate) handlers: Handlers,
    pub(crate) options: WorkerOptions,
    /// Unique per start.
    pub(crate) name: String,
    pub(crate) jitter: Jitter,
    /// Nothing new is claimed any more.
    pub(crate) stopping: CancellationToken,
    pub(crate) lanes: Vec<Arc<LaneState>>,
    ends: GoodEnds,
}

#[async_trait]
impl Deliver for Executor {
    async fn deliver(&self, job: JobRef, priority: JobPriority) {
        let Some(lane) = self.lanes.iter().find(|state| state.lane.priority == priority) else { return };
        if lane.is_full() {
            // It was heard here by chance: somebody else may have room.
            self.queue.ring_others(job.id, priority);
        }
        tokio::select! {
            () = self.stopping.cancelled() => {}
            () = lane.look_and_wait_for_room() => {}
        }
    }
}

impl Executor {
    pub(crate) fn new(
        queue: Queue,
        handlers: Handlers,
        options: WorkerOptions,
        name: String,
        jitter: Jitter,
    ) -> Self {
        let lanes = options.lanes.iter().copied().map(LaneState::new).collect();
        let (stopping, ends) = (CancellationToken::new(), GoodEnds::default());
        Self { queue, handlers, options, name, jitter, stopping, lanes, ends }
    }

    pub(crate) fn lease_until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + self.options.lease
    }

    /// Hands the running jobs to other workers: no lease of this one stands afterwards.
    pub(crate) async fn release_all(&self) {
        for slot in self.queue.running().all() {
            self.release(&slot).await;
            slot.raise(StopReason::WorkerStops);
        }
    }

    /// Hands jobs that were claimed and not begun to other workers.
    pub(crate) async fn give_back(&self, claimed: &[JobRow]) {
        for row in claimed {
            self.release(&self.slot(row)).await;
        }
    }

    async fn release(&self, slot: &Slot) {
        let progress = slot.reports().borrow().clone();
        let (id, now) = (slot.lease().id, self.queue.clock().now());
        match lease::end(self.queue.db(), slot.lease(), &Ending::Released, progress.as_ref(), now).await {
            Ok(_) => tracing::info!(job.id = %id, "job {id} is released for another worker"),
            Err(error) => {
                tracing::warn!(job.id = %id, %error, "job {id} was not released; its lease will run out");
            }
        }
    }

    /// A try of a job that was just claimed.
    pub(crate) fn slot(&self, row: &JobRow) -> Arc<Slot> {
        Arc::new(Slot::new(Lease { id: row.id, fence: row.fence, worker: self.name.clone() }))
    }

    /// Runs a claimed job and writes how it ended.
    pub(crate) async fn run_to_end(&self, row: JobRow, claimed_at: DateTime<Utc>, slot: Arc<Slot>) {
        let waited = (claimed_at - row.run_at).to_std().unwrap_or_default();
        metrics::counter!("devmentor_jobs_claimed_total", "kind" => row.kind.clone()).increment(1);
        metrics::histogram!("devmentor_job_wait_seconds", "priority" => row.priority.as_str()).record(waited);
        let span =
            tracing::info_span!("job", job.id = %row.id, job.kind = %row.kind, job.attempt = row.attempt);
        traces::describe(&span, format!("job {}", row.kind), row.traceparent.as_deref());
        self.attempt(&row, &slot).instrument(span).await;
    }

    async fn attempt(&self, row: &JobRow, slot: &Arc<Slot>) {
        let began = Instant::now();
        let ending = self.handle(row, slot).await;
        let state = self.write_end(slot, &ending).await;
        let outcome = match (state, slot.reason()) {
            (Some(JobState::Queued) | None, Some(StopReason::WorkerStops)) => "released",
            (Some(JobState::Queued), _) => "retry",
            (Some(state), _) => state.as_str(),
            (None, _) => "lost",
        };
        if state.is_some_and(|state| state.is_final() && state != JobState::Succeeded) {
            self.queue.tell_now();
        }
        let taken = began.elapsed();
        metrics::counter!("devmentor_jobs_ended_total", "kind" => row.kind.clone(), "outcome" => outcome)
            .increment(1);
        metrics::histogram!("devmentor_job_duration_seconds", "kind" => row.kind.clone(), "outcome" => outcome)
            .record(taken);
        let error = match &ending {
            Ending::Failed { error } | Ending::Dead { error } | Ending::Retry { error, .. } => error.as_str(),
            Ending::Succeeded | Ending::Cancelled | Ending::Released => "",
        };
        if !error.is_empty() {
            traces::failed(&tracing::Span::current(), error);
        }
        let duration_ms = taken.as_millis() as u64;
        tracing::info!(outcome, error, duration_ms, "job {} ({}): {outcome}", row.id, row.kind);
    }

    /// Runs the handler until it ends by itself, or is told to stop and given a little time to do so.
    async fn handle(&self, row: &JobRow, slot: &Arc<Slot>) -> Ending {
        let Some(handler) = self.handlers.get(&row.kind) else {
            return Ending::Failed { error: format!("this version knows no job of kind {}", row.kind) };
        };
        let run = JobRun::new(slot.clone(), row);
        let limit = handler.time_limit();
        let reports = slot.reports();
        let mut work = AssertUnwindSafe(handler.run(&row.payload, &run)).catch_unwind();
        let ended = tokio::select! {
            biased;
            result = &mut work => Some(result),
            () = slot.raised() => None,
            () = sleep(limit) => {
                slot.raise(StopReason::OutOfTime);
                None
            }
            () = self.stopping.cancelled(), if handler.resumes() => {
                slot.raise(StopReason::WorkerStops);
                None
            }
            () = self.write_progress(slot, reports) => None,
        };
        let result = match ended {
            Some(result) => Some(result),
            None => timeout(self.options.stop_wait, &mut work).await.ok(),
        };
        drop(work);
        self.judge(row, slot.reason(), result, limit)
    }

    /// What the end of a handler means for the job. What a handler said stands, unless it was told to stop and
    /// did not succeed: then the reason for that stands.
    fn judge(
        &self,
        row: &JobRow,
        reason: Option<StopReason>,
        result: Option<Result<Result<(), JobError>, Box<dyn Any + Send>>>,
        limit: Duration,
    ) -> Ending {
        match (result, reason) {
            (Some(Ok(Ok(()))), _) => Ending::Succeeded,
            (Some(Ok(Err(JobError::GiveUp { message }))), _) => Ending::Failed { error: shorten(&message) },
            (_, Some(StopReason::Asked)) | (Some(Ok(Err(JobError::Cancelled))), None) => Ending::Cancelled,
            (_, Some(StopReason::OutOfTime)) => {
                self.retry_or_bury(row, None, &format!("timed out after {} s", limit.as_secs_f64()))
            }
            (_, Some(StopReason::LeaseLost | StopReason::WorkerStops)) | (None, None) => Ending::Released,
            (Some(Ok(Err(JobError::Retry { after, message }))), None) => {
                self.retry_or_bury(row, after, &message)
            }
            (Some(Err(panic)), None) => {
                self.retry_or_bury(row, None, &format!("panicked: {}", panic_message(&*panic)))
            }
        }
    }

    fn retry_or_bury(&self, row: &JobRow, after: Option<Duration>, message: &str) -> Ending {
        let error = shorten(message);
        if row.attempt >= row.max_attempts {
            return Ending::Dead { error };
        }
        let wait = after.unwrap_or_else(|| self.options.backoff.delay(row.attempt, &self.jitter));
        Ending::Retry { error, run_at: self.queue.clock().now() + wait }
    }

    /// Writes the end; `None` where the lease was lost, or the database stayed away. Then the lease runs out and
    /// the job is tried again.
    async fn write_end(&self, slot: &Slot, ending: &Ending) -> Option<JobState> {
        let progress = slot.reports().borrow().clone();
        let mut pause = Duration::from_millis(100);
        for attempt in 1..=END_TRIES {
            match self.end(slot.lease(), ending, progress.as_ref()).await {
                Ok(state) => return state,
                Err(error) => {
                    tracing::warn!(job.id = %slot.lease().id, %error, attempt, "the end of a job could not be written");
                }
            }
            sleep(pause).await;
            pause *= 2;
        }
        None
    }

    async fn end(
        &self,
        lease: &Lease,
        ending: &Ending,
        progress: Option<&Progress>,
    ) -> Result<Option<JobState>, DbErr> {
        if let (Ending::Succeeded, None) = (ending, progress) {
            let written = self.ends.write(&self.queue, lease).await?;
            return Ok(written.then_some(JobState::Succeeded));
        }
        lease::end(self.queue.db(), lease, ending, progress, self.queue.clock().now()).await
    }

    /// Writes what the handler reports, not too often. Ends never.
    async fn write_progress(&self, slot: &Slot, mut reports: tokio::sync::watch::Receiver<Option<Progress>>) {
        while reports.changed().await.is_ok() {
            let latest = reports.borrow_and_update().clone();
            if let Some(progress) = latest {
                let now = self.queue.clock().now();
                if let Err(error) = lease::write_progress(self.queue.db(), slot.lease(), &progress, now).await
                {
                    tracing::debug!(job.id = %slot.lease().id, %error, "progress was not written");
                }
            }
            sleep(PROGRESS_EVERY).await;
        }
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

fn shorten(message: &str) -> String {
    message
        .char_indices()
        .nth(ERROR_LENGTH)
        .map_or_else(|| message.to_owned(), |(end, _)| format!("{}...", &message[..end]))
}
