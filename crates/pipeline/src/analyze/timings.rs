//! How long each stage took.

use std::collections::BTreeMap;
use std::time::Instant;

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
        *self.stages.entry(stage.to_owned()).or_insert(0) += (now - self.last).as_millis() as u64;
        self.last = now;
    }

    /// Every stage and the `total`, in milliseconds.
    pub(super) fn finish(mut self) -> BTreeMap<String, u64> {
        self.stages.insert("total".to_owned(), self.begun.elapsed().as_millis() as u64);
        self.stages
    }
}
