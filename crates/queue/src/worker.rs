//! A worker: consumers on the doorbell, the sweep, and a stop that loses nothing.

use std::sync::Arc;
use std::time::Duration;

use config::WorkerSettings;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use types::{Backoff, Jitter};
use uuid::Uuid;

use crate::executor::Executor;
use crate::{Lane, Queue, Registry, Schedule};

/// How a worker works. The defaults are those of the settings.
#[derive(Debug, Clone)]
pub struct WorkerOptions {
    /// The queues it serves.
    pub lanes: Vec<Lane>,
    /// How many jobs of one team and priority run at the same time, over all workers; `None` for any number.
    pub team_limit: Option<u32>,
    /// How long a silent worker keeps its jobs.
    pub lease: Duration,
    /// How often it sweeps and looks for due jobs that nobody rang for; also how fast a cancellation by another process
    /// is seen. Well below `lease`.
    pub tick: Duration,
    /// How long a handler that was told to stop may take to do so before it is cut off.
    pub stop_wait: Duration,
    /// How long running jobs may go on once the worker is to stop.
    pub grace: Duration,
    /// How long failed jobs wait.
    pub backoff: Backoff,
    /// Makes the back-off repeatable; `None` for a new seed per start.
    pub seed: Option<u64>,
    /// The ledger is this process's alone: at the start, all leases of the dead process before it are taken over.
    pub sole: bool,
}

impl WorkerOptions {
    /// What the settings say, on a ledger that others may work on too.
    pub fn from_settings(settings: &WorkerSettings) -> Self {
        let concurrency = settings.concurrency;
        Self {
            lanes: settings.served().iter().map(|&priority| Lane { priority, concurrency }).collect(),
            team_limit: (settings.per_team > 0).then_some(settings.per_team),
            lease: Duration::from_secs(settings.lease_seconds),
            tick: Duration::from_secs(1),
            stop_wait: Duration::from_secs(5),
            grace: Duration::from_secs(settings.grace_seconds),
            backoff: Backoff::default(),
            seed: None,
            sole: false,
        }
    }
}

impl Default for WorkerOptions {
    fn default() -> Self {
        Self::from_settings(&WorkerSettings::default())
    }
}

/// Runs jobs until it is told to stop.
pub struct Worker {
    executor: Arc<Executor>,
    schedules: Vec<Schedule>,
}

impl Worker {
    /// A worker that knows the registry's kinds. Its name is new with every start.
    pub fn new<Cx>(queue: Queue, registry: Registry<Cx>, options: WorkerOptions) -> Self {
        let id = queue.clock().new_id();
        // The low half of a version 7 id is random.
        let seed = options.seed.unwrap_or(id.as_u64_pair().1);
        let (name, jitter) = (name(id), Jitter::seeded(seed));
        let executor = Executor::new(queue, registry.into_handlers(), options, name, jitter);
        Self { executor: Arc::new(executor), schedules: Vec::new() }
    }

    /// Also keeps a schedule. Every worker may keep the same ones.
    #[must_use]
    pub fn with_schedule(mut self, schedule: Schedule) -> Self {
        self.schedules.push(schedule);
        self
    }

    /// The name under which it claims jobs.
    pub fn name(&self) -> &str {
        &self.executor.name
    }

    /// Works until `stop`, then lets running jobs go on for the grace period (but for those that resume where they
    /// stopped), and releases what still runs for another worker. When the future is dropped instead, jobs are cut off and wait for their leases to end.
    pub async fn run(self, stop: CancellationToken) {
        let executor = self.executor;
        let _cut_off = CutOff(executor.clone());
        if executor.options.sole {
            take_over(&executor, &stop).await;
        }
        let sweep = AbortOnDropHandle::new(tokio::spawn(executor.clone().sweep_forever(self.schedules)));
        let tell = AbortOnDropHandle::new(tokio::spawn(executor.clone().tell_forever()));
        let listen = AbortOnDropHandle::new(tokio::spawn(listen(executor.clone())));
        let mut work: JoinSet<_> =
            executor.lanes.iter().map(|lane| executor.clone().serve(lane.clone())).collect();
        tracing::info!(worker = executor.name, "worker {} is ready", executor.name);

        stop.cancelled().await;
        executor.stopping.cancel();
        if timeout(executor.options.grace, ended(&mut work)).await.is_err() {
            executor.release_all().await;
            if timeout(executor.options.stop_wait, ended(&mut work)).await.is_err() {
                executor.queue.running().all().iter().for_each(|slot| slot.cut_off());
            }
        }
        // The doorbell takes its leave of Redis, so that its name is forgotten there.
        let _ = timeout(executor.options.stop_wait, listen).await;
        drop((sweep, tell));
        tracing::info!(worker = executor.name, "worker {} has stopped", executor.name);
    }
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker")
            .field("name", &self.executor.name)
            .field("schedules", &self.schedules)
            .finish_non_exhaustive()
    }
}

fn name(id: Uuid) -> String {
    format!("worker-{}", id.simple())
}

/// Takes back what the process before this one was running; tries until the database answers.
async fn take_over(executor: &Executor, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        match executor.queue.recover_all_leases().await {
            Ok(recovered) if recovered.total() == 0 => return,
            Ok(recovered) => {
                tracing::warn!(
                    requeued = recovered.requeued,
                    dead = recovered.dead,
                    cancelled = recovered.cancelled,
                    "took over the jobs of a process that died"
                );
                return;
            }
            Err(error) => {
                tracing::warn!(%error, "the jobs of the last process could not be taken over; soon again");
            }
        }
        sleep(executor.options.tick).await;
    }
}

/// Cuts off what still runs, at once, when the worker is dropped: the sets of tasks below would get round to it.
struct CutOff(Arc<Executor>);

impl Drop for CutOff {
    fn drop(&mut self) {
        self.0.queue.running().all().iter().for_each(|slot| slot.cut_off());
    }
}

async fn ended(work: &mut JoinSet<()>) {
    while work.join_next().await.is_some() {}
}

/// Listens to the doorbell until the worker stops, whatever the transport says.
async fn listen(executor: Arc<Executor>) {
    let priorities: Vec<_> = executor.lanes.iter().map(|state| state.lane.priority).collect();
    let stop = &executor.stopping;
    while !stop.is_cancelled() {
        let transport = executor.queue.transport();
        let consumed = transport.consume(&executor.name, &priorities, executor.clone(), stop.clone()).await;
        if stop.is_cancelled() {
            return;
        }
        match consumed {
            Ok(()) => tracing::warn!("the doorbell fell silent by itself; it is listened to again"),
            Err(error) => tracing::warn!(%error, "the doorbell fell silent; it is listened to again"),
        }
        sleep(executor.options.tick).await;
    }
}

#[cfg(test)]
mod tests {
    use types::JobPriority;

    use super::*;

    #[test]
    fn a_worker_works_as_the_settings_say() {
        let mut settings = WorkerSettings { concurrency: 3, per_team: 7, ..WorkerSettings::default() };
        let options = WorkerOptions::from_settings(&settings);
        assert!(options.lanes.iter().all(|lane| lane.concurrency == 3));
        assert_eq!(options.lanes.len(), JobPriority::ALL.len());
        assert_eq!(options.team_limit, Some(7));
        settings.queues = vec![JobPriority::Webhook];
        let lanes = WorkerOptions::from_settings(&settings).lanes;
        assert_eq!(lanes, [Lane { priority: JobPriority::Webhook, concurrency: 3 }]);
        settings.per_team = 0;
        assert_eq!(WorkerOptions::from_settings(&settings).team_limit, None, "not a limit of none at all");
    }
}
