//! Whatever happens in whatever order, no job is lost and none is run by two workers.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use models::jobs::book::{self, Change, JobFilter, NewJob};
use models::jobs::lease::{self, Due, Ending, Lease};
use models::jobs::sweep;
use proptest::prelude::*;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use types::{Clock, FixedClock, JobPriority, JobState};
use uuid::Uuid;

use crate::support::{TEAM, on_each_database};

const LEASE: TimeDelta = TimeDelta::seconds(30);
const MAX_ATTEMPTS: u32 = 3;

/// Something that happens. Numbers choose among the jobs, leases or keys there are.
#[derive(Debug, Clone)]
enum Step {
    Push { key: Option<u8> },
    Claim { room: usize, worker: u8, share: Option<u32> },
    Succeed { lease: usize },
    Fail { lease: usize, wait: i64 },
    GiveUp { lease: usize },
    Release { lease: usize },
    Cancel { job: usize },
    Retry { job: usize },
    Wait { seconds: i64 },
    Recover,
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => proptest::option::of(0_u8..3).prop_map(|key| Step::Push { key }),
        8 => (0_usize..4, 0_u8..3, proptest::option::of(1_u32..4))
            .prop_map(|(room, worker, share)| Step::Claim { room, worker, share }),
        4 => any::<usize>().prop_map(|lease| Step::Succeed { lease }),
        4 => (any::<usize>(), 0_i64..60).prop_map(|(lease, wait)| Step::Fail { lease, wait }),
        1 => any::<usize>().prop_map(|lease| Step::GiveUp { lease }),
        1 => any::<usize>().prop_map(|lease| Step::Release { lease }),
        1 => any::<usize>().prop_map(|job| Step::Cancel { job }),
        1 => any::<usize>().prop_map(|job| Step::Retry { job }),
        4 => (0_i64..40).prop_map(|seconds| Step::Wait { seconds }),
        3 => Just(Step::Recover),
        1 => Just(Step::Restart),
    ]
}

/// The ledger, and what the test knows about it.
struct World {
    db: DatabaseConnection,
    clock: FixedClock,
    jobs: Vec<Uuid>,
    /// Every lease ever given, the lost ones too.
    leases: Vec<(Lease, u32)>,
    /// The claim that is good now, by job.
    good: HashMap<Uuid, i64>,
    successes: HashMap<Uuid, u32>,
    fences: HashMap<Uuid, i64>,
}

impl World {
    async fn happen(&mut self, step: &Step) {
        let now = self.clock.now();
        match *step {
            Step::Push { key } => self.push(key).await,
            Step::Claim { room, worker, share } => {
                self.claim(room, worker, share).await;
            }
            Step::Succeed { lease } => self.end(lease, |_| Ending::Succeeded).await,
            Step::Fail { lease, wait } => {
                let error = "failed".to_owned();
                self.end(lease, |attempt| {
                    if attempt >= MAX_ATTEMPTS {
                        return Ending::Dead { error };
                    }
                    Ending::Retry { error, run_at: now + TimeDelta::seconds(wait) }
                })
                .await;
            }
            Step::GiveUp { lease } => self.end(lease, |_| Ending::Failed { error: "never".to_owned() }).await,
            Step::Release { lease } => self.end(lease, |_| Ending::Released).await,
            Step::Cancel { job } => {
                let Some(&id) = pick(&self.jobs, job) else { return };
                book::cancel(&self.db, None, id, now).await.unwrap();
            }
            Step::Retry { job } => {
                let Some(&id) = pick(&self.jobs, job) else { return };
                if let Change::Done(row) = book::retry(&self.db, None, id, now).await.unwrap() {
                    assert_eq!(row.attempt, 0);
                    assert!(!self.good.contains_key(&id), "a running job was retried");
                }
            }
            Step::Wait { seconds } => self.clock.advance(TimeDelta::seconds(seconds)),
            Step::Recover => {
                sweep::recover_expired(&self.db, now, |_| Duration::ZERO).await.unwrap();
                self.drop_lost_leases().await;
            }
            Step::Restart => {
                sweep::recover_all(&self.db, now).await.unwrap();
                self.good.clear();
            }
        }
    }

    async fn push(&mut self, key: Option<u8>) {
        let id = self.clock.new_id();
        let now = self.clock.now();
        let job = NewJob {
            id,
            kind: "play".to_owned(),
            payload: serde_json::Value::Null,
            team_id: TEAM,
            priority: JobPriority::Interactive,
            unique_key: key.map(|key| key.to_string()),
            max_attempts: MAX_ATTEMPTS,
            traceparent: None,
            run_at: now,
            now,
        };
        match book::insert(&self.db, &job).await.unwrap() {
            None => self.jobs.push(id),
            Some(standing) => {
                let row = book::find(&self.db, None, standing).await.unwrap().unwrap();
                assert!(key.is_some() && row.unique_key == job.unique_key && !row.state.is_final());
            }
        }
    }

    async fn claim(&mut self, room: usize, worker: u8, share: Option<u32>) -> usize {
        let (now, worker) = (self.clock.now(), format!("worker-{worker}"));
        let due = Due {
            priority: JobPriority::Interactive,
            worker: &worker,
            now,
            lease_until: now + LEASE,
            limit: room,
            team_limit: share,
        };
        let claimed = lease::claim(&self.db, &due).await.unwrap();
        assert!(claimed.len() <= room, "more than there is room for");
        for row in &claimed {
            assert!(!self.good.contains_key(&row.id), "two workers have one job");
            assert!(row.attempt <= MAX_ATTEMPTS, "more tries than allowed");
            assert!(
                self.fences.insert(row.id, row.fence).is_none_or(|last| last < row.fence),
                "the fence fell"
            );
            self.good.insert(row.id, row.fence);
            self.leases.push((Lease { id: row.id, fence: row.fence, worker: worker.clone() }, row.attempt));
        }
        if let (Some(share), false) = (share, claimed.is_empty()) {
            assert!(self.good.len() <= share as usize, "the team has more than its share");
        }
        claimed.len()
    }

    async fn end(&mut self, which: usize, how: impl FnOnce(u32) -> Ending) {
        let Some((lease, attempt)) = pick(&self.leases, which).cloned() else { return };
        let ending = how(attempt);
        let is_good = self.good.get(&lease.id) == Some(&lease.fence);
        assert_eq!(lease::hold(&self.db, &lease).await.unwrap(), is_good);
        let state = lease::end(&self.db, &lease, &ending, None, self.clock.now()).await.unwrap();
        assert_eq!(state.is_some(), is_good, "a late end was written, or a good one was not");
        if is_good {
            self.good.remove(&lease.id);
        }
        if state == Some(JobState::Succeeded) {
            *self.successes.entry(lease.id).or_default() += 1;
        }
    }

    fn good_lease(&self) -> Option<usize> {
        self.leases.iter().position(|(lease, _)| self.good.get(&lease.id) == Some(&lease.fence))
    }

    async fn drop_lost_leases(&mut self) {
        for id in self.good.keys().copied().collect::<Vec<_>>() {
            let row = book::find(&self.db, None, id).await.unwrap().unwrap();
            if row.state != JobState::Running {
                self.good.remove(&id);
            }
        }
    }

    /// From here on everything goes well: every job must come to an end.
    async fn settle(&mut self) {
        for _ in 0..100 {
            self.clock.advance(TimeDelta::seconds(61));
            sweep::recover_expired(&self.db, self.clock.now(), |_| Duration::ZERO).await.unwrap();
            self.good.clear();
            while self.claim(3, 0, None).await > 0 {
                while let Some(which) = self.good_lease() {
                    self.end(which, |_| Ending::Succeeded).await;
                }
            }
            let rows = book::list(&self.db, &JobFilter::default(), None, 10_000).await.unwrap();
            if rows.iter().all(|row| row.state.is_final()) {
                let mut ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
                ids.sort_unstable();
                let mut pushed = self.jobs.clone();
                pushed.sort_unstable();
                assert_eq!(ids, pushed, "a job is lost or doubled");
                for row in rows {
                    let successes = self.successes.get(&row.id).copied().unwrap_or(0);
                    assert_eq!(successes, u32::from(row.state == JobState::Succeeded));
                }
                return;
            }
        }
        panic!("some job never ends");
    }
}

fn pick<T>(from: &[T], which: usize) -> Option<&T> {
    from.get(which.checked_rem(from.len())?)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_job_is_lost_or_doubled() {
    on_each_database(async |db| {
        tokio::task::block_in_place(|| {
            let runtime = tokio::runtime::Handle::current();
            let config = ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() };
            proptest!(config, |(steps in proptest::collection::vec(step(), 1..80))| {
                runtime.block_on(async {
                    db.execute_unprepared("DELETE FROM jobs").await.unwrap();
                    let clock = FixedClock::at(DateTime::from_timestamp(1_780_000_000, 0).unwrap());
                    let (jobs, leases) = (Vec::new(), Vec::new());
                    let (good, successes, fences) = (HashMap::new(), HashMap::new(), HashMap::new());
                    let mut world = World { db: db.clone(), clock, jobs, leases, good, successes, fences };
                    for step in &steps {
                        world.happen(step).await;
                    }
                    world.settle().await;
                });
            });
        });
    })
    .await;
}
