//! Jobs that a clock enqueues.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use queue::{Registry, Schedule, Worker};
use tokio_util::sync::CancellationToken;
use types::FixedClock;
use uuid::Uuid;

use crate::support::{Act, Play, Process, Stage, eventually, on_each_database, quick};

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_has_one_job_however_many_keep_the_schedule() {
    on_each_database(async |db| {
        let clock = FixedClock::at(DateTime::from_timestamp(1_780_000_000, 0).unwrap());
        let stage = Stage::new();
        let stop = CancellationToken::new();
        let processes: Vec<Process> =
            (0..3).map(|_| Process::with_clock(&db, Arc::new(clock.clone()))).collect();
        let workers: Vec<_> = processes
            .iter()
            .map(|process| {
                let registry = Registry::new(stage.clone()).with::<Play>();
                let hourly =
                    Schedule::every("tidy", Duration::from_hours(1), Duration::ZERO, Uuid::nil(), |_| Play {
                        act: Act::Pass,
                        key: None,
                    });
                let worker = Worker::new(process.queue.clone(), registry, quick()).with_schedule(hourly);
                tokio::spawn(worker.run(stop.clone()))
            })
            .collect();
        for slot in 1..=3 {
            eventually("the slot's job has run", async || stage.runs() == slot).await;
            clock.advance(TimeDelta::hours(1));
        }
        eventually("the last slot's job has run", async || stage.runs() == 4).await;
        processes[0].until_none_unfinished().await;
        stop.cancel();
        for worker in workers {
            worker.await.unwrap();
        }
        assert_eq!(stage.runs(), 4);
        let counts = processes[0].queue.count(None).await.unwrap();
        assert_eq!(counts.iter().map(|count| count.jobs).sum::<u64>(), 4);
    })
    .await;
}
