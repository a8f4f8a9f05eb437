//! Jobs that a clock enqueues.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use uuid::{Builder, Uuid};

use crate::{EnqueueError, EnqueueOptions, Enqueued, Job, Queue};

/// Enqueues one job per slot of time, however many processes keep the same schedule. Slots that went by while no
/// process ran are not made up for, but for the last one.
pub struct Schedule {
    name: &'static str,
    every: Duration,
    offset: Duration,
    enqueue: Box<Enqueue>,
    /// The slot that this process has seen to, so that the ledger is asked once per slot.
    seen: Mutex<Option<DateTime<Utc>>>,
}

type Enqueue = dyn Fn(Queue, DateTime<Utc>, EnqueueOptions) -> BoxFuture<'static, Result<Enqueued, EnqueueError>>
    + Send
    + Sync;

impl Schedule {
    /// Slots begin every `every` (whole seconds, at least one), counted from the Unix epoch plus `offset`: a day
    /// and three hours is 03:00 UTC each day. `job` makes the slot's job, which belongs to `team`. The `name`
    /// tells schedules apart and is never changed.
    pub fn every<J: Job>(
        name: &'static str,
        every: Duration,
        offset: Duration,
        team: Uuid,
        job: impl Fn(DateTime<Utc>) -> J + Send + Sync + 'static,
    ) -> Self {
        let enqueue = move |queue: Queue, slot: DateTime<Utc>, options: EnqueueOptions| {
            let job = job(slot);
            let enqueued: BoxFuture<'static, _> =
                Box::pin(async move { queue.enqueue(queue.db(), team, &job, options).await });
            enqueued
        };
        Self { name, every, offset, enqueue: Box::new(enqueue), seen: Mutex::new(None) }
    }

    /// Enqueues the present slot's job, unless that has been done by this process or another.
    pub(crate) async fn enqueue_if_due(&self, queue: &Queue) {
        let slot = self.slot(queue.clock().now());
        if *self.seen.lock().unwrap_or_else(PoisonError::into_inner) == Some(slot) {
            return;
        }
        let options = EnqueueOptions {
            // The id decides: a key stands only while the job is unfinished, an id until the ledger forgets it.
            id: Some(self.job_id(slot)),
            unique_key: Some(format!("{}@{}", self.name, slot.timestamp())),
            ..EnqueueOptions::default()
        };
        match (self.enqueue)(queue.clone(), slot, options).await {
            Ok(enqueued) => {
                queue.ring(&enqueued).await;
                *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(slot);
            }
            Err(error) => {
                tracing::warn!(schedule = self.name, %error, "a scheduled job could not be enqueued; soon again");
            }
        }
    }

    /// The beginning of the slot that holds `now`.
    fn slot(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let every = i64::try_from(self.every.as_secs()).unwrap_or(i64::MAX).max(1);
        let offset = i64::try_from(self.offset.as_secs()).unwrap_or(0);
        let begins =
            (now.timestamp() - offset).div_euclid(every).saturating_mul(every).saturating_add(offset);
        DateTime::from_timestamp(begins, 0).unwrap_or(now)
    }

    /// The same in every process: a UUID of version 7 with the slot as its time and the name's hash as the rest.
    fn job_id(&self, slot: DateTime<Utc>) -> Uuid {
        let [first, second] = [0_u8, 1].map(|salt| fnv1a(salt, self.name).to_be_bytes());
        let mut rest = [0; 10];
        rest[..8].copy_from_slice(&first);
        rest[8..].copy_from_slice(&second[..2]);
        Builder::from_unix_timestamp_millis(slot.timestamp_millis().unsigned_abs(), &rest).into_uuid()
    }
}

impl std::fmt::Debug for Schedule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Schedule")
            .field("name", &self.name)
            .field("every", &self.every)
            .field("offset", &self.offset)
            .finish_non_exhaustive()
    }
}

/// FNV-1a, 64 bits (G. Fowler, L. C. Noll, K.-P. Vo): unlike the standard library's hash, the same in every build.
fn fnv1a(salt: u8, text: &str) -> u64 {
    std::iter::once(salt)
        .chain(text.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use types::JobPriority;

    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Sweep;

    impl Job for Sweep {
        const KIND: &'static str = "sweep";
        const PRIORITY: JobPriority = JobPriority::Scheduled;
        const TIME_LIMIT: Duration = Duration::from_secs(1);
    }

    fn daily_at_three(name: &'static str) -> Schedule {
        Schedule::every(name, Duration::from_hours(24), Duration::from_hours(3), Uuid::nil(), |_| Sweep)
    }

    fn time(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn slots_begin_at_the_offset() {
        let schedule = daily_at_three("a");
        for (now, slot) in [
            ("2026-03-05T03:00:00Z", "2026-03-05T03:00:00Z"),
            ("2026-03-05T02:59:59Z", "2026-03-04T03:00:00Z"),
            ("2026-03-05T23:00:00Z", "2026-03-05T03:00:00Z"),
        ] {
            assert_eq!(schedule.slot(time(now)), time(slot), "at {now}");
        }
    }

    #[test]
    fn ids_differ_by_name_and_slot_only() {
        let (one, next) = (time("2026-03-05T03:00:00Z"), time("2026-03-06T03:00:00Z"));
        assert_eq!(daily_at_three("a").job_id(one), daily_at_three("a").job_id(one));
        assert_ne!(daily_at_three("a").job_id(one), daily_at_three("b").job_id(one));
        assert!(daily_at_three("a").job_id(one) < daily_at_three("b").job_id(next));
        assert_eq!(daily_at_three("a").job_id(one).get_version_num(), 7);
    }
}
