//! How long each stage took.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// A watch that is read at the end of each stage.
pub(super) struct Timings {
    begun: Instant,
    last: Instant,
    stages: BTreeMap<String, u64>,
}

impl Timings {
    pub(super) fn start() -> Self {
        let now = Instant::now();
        Self { begun: now, last: now, stages: BTreeMap::new() }
    }

    /// Writes down what went by since the last stage ended. A stage that ends twice gets the sum.
    pub(super) fn end(&mut self, stage: &str) {
        let now = Instant::now();
        self.add(stage, now - self.last);
        self.last = now;
    }

    /// Writes down stages that ran side by side; together they may have taken longer than what went by.
    pub(super) fn end_together(&mut self, stages: &[(&str, Duration)]) {
        for (stage, took) in stages {
            self.add(stage, *took);
        }
        self.last = Instant::now();
    }

    fn add(&mut self, stage: &str, took: Duration) {
        *self.stages.entry(stage.to_owned()).or_insert(0) += took.as_millis() as u64;
    }

    /// Every stage and the `total`, in milliseconds.
    pub(super) fn finish(mut self) -> BTreeMap<String, u64> {
        self.stages.insert("total".to_owned(), self.begun.elapsed().as_millis() as u64);
        self.stages
    }
}

/// What some work gives, and how long it took.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let result = work();
    (result, begun.elapsed())
}
