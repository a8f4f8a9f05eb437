//! A team's installation on one machine: an API, PostgreSQL, Redis, and workers as processes of their own.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use testkit::servers::{Postgres, Process, Redis};
use testkit::{App, AppBuilder, FixtureRepository, eventually_within, id};

/// Seconds after which a silent worker's jobs are taken over. As short as a busy machine allows.
pub(crate) const LEASE_SECONDS: u64 = 4;

/// A repository with faults, and as many files beside as make its analysis take a while; another one for each number.
pub(crate) fn repository(number: usize, files: usize) -> FixtureRepository {
    let mut repository = FixtureRepository::shop();
    for file in 0..files {
        let functions: String = (0..1_000)
            .map(|f| format!("def step_{file}_{f}(items):\n    return [item + {number} for item in items if item > {f}]\n\n\n"))
            .collect();
        repository.write(format!("steps/module_{file}.py"), functions);
    }
    repository.write("number.py", format!("NUMBER = {number}\n"));
    repository.commit("Steps");
    repository
}

/// The servers and the API. Workers are the story's own.
pub(crate) struct Team {
    pub(crate) api: App,
    pub(crate) redis: Redis,
    pub(crate) postgres: Postgres,
    _alone: MutexGuard<'static, ()>,
}

impl Team {
    /// `None`, and a word on it, where a server is not installed.
    pub(crate) fn start() -> Option<Self> {
        // One story at a time: a lease is short, and two of them keep a small machine busy for longer.
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let (postgres, redis) = (Postgres::start()?, Redis::start()?);
        let api = AppBuilder::default()
            .with("DATABASE_URL", &postgres.url())
            .with("REDIS_URL", &redis.url())
            .with("DEVMENTOR_EMBEDDING_ENABLED", "false")
            .with("DEVMENTOR_WORKER_LEASE_SECONDS", &LEASE_SECONDS.to_string())
            .running("api")
            .start();
        Some(Self { api, redis, postgres, _alone: alone })
    }

    /// A worker as on a machine of its own; with the place where it keeps its data and its log.
    pub(crate) fn worker(&self) -> (AppBuilder, Process) {
        let place = self.api.builder().elsewhere();
        let process = place.start_worker(&[]);
        (place, process)
    }

    /// One figure from the database.
    pub(crate) fn count(&self, sql: &str) -> u64 {
        self.postgres.query("postgres", sql).parse().unwrap_or_else(|_| panic!("no number: {sql}"))
    }

    /// Waits until no more than so many jobs are queued or running.
    pub(crate) fn wait_for_jobs(&self, but: u64) {
        eventually_within(Duration::from_mins(5), "the jobs to end", || {
            let open = self.count("SELECT count(*) FROM jobs WHERE state IN ('queued', 'running')");
            (open <= but).then_some(())
        });
    }

    /// Every one of these submissions has ended well, and has been told of once.
    pub(crate) fn assert_each_ended_once(&self, submitted: &[Value]) {
        for submission in submitted {
            let analysis = id(&submission["analysis"]);
            let found = self.api.wait_for_analysis(analysis);
            assert_eq!(found["state"], "succeeded", "{found}");
            let told = self.api.events(analysis, None);
            let ends = told.iter().filter(|(_, kind, _)| kind == "analysis.succeeded").count();
            assert_eq!(ends, 1, "{told:?}");
        }
        self.wait_for_jobs(0);
        let kinds = "SELECT count(*) FROM jobs WHERE kind = 'analyze_repository' AND state = 'succeeded'";
        assert_eq!(self.count(kinds), submitted.len() as u64, "one job each");
        self.assert_nothing_doubled();
    }

    /// No finding, task or chunk stands twice.
    fn assert_nothing_doubled(&self) {
        for (what, key) in [
            ("findings", "repository_id, fingerprint"),
            ("tasks", "repository_id, key"),
            ("chunks", "repository_id, path, start_line, end_line, content_hash"),
        ] {
            let sql = format!("SELECT count(*), count(DISTINCT ({key})) FROM {what}");
            let counts = self.postgres.query("postgres", &sql);
            let (all, distinct) = counts.split_once('|').unwrap();
            assert_eq!(all, distinct, "{what} are doubled");
            assert_ne!(all, "0", "there are {what}");
        }
    }
}
