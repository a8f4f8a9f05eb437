//! How an analysis tells how far it has come.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Is told how far the analysis has come.
pub trait Progress: Send {
    /// Called often, from the analysing threads; must be quick.
    fn update(&mut self, progress: &types::Progress);
}

/// Listens to nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn update(&mut self, _: &types::Progress) {}
}

/// One stage's count, shared by the threads that work on it.
pub(crate) struct Stage<'p> {
    name: &'static str,
    message: &'static str,
    total: u64,
    done: AtomicU64,
    to: Mutex<&'p mut dyn Progress>,
}

impl<'p> Stage<'p> {
    /// Begins a stage of `total` units, 0 where that is not known, and tells it.
    pub(crate) fn begin(
        to: &'p mut dyn Progress,
        name: &'static str,
        message: &'static str,
        total: u64,
    ) -> Self {
        let stage = Self { name, message, total, done: AtomicU64::new(0), to: Mutex::new(to) };
        stage.tell(0, total, message);
        stage
    }

    /// Tells a stage whose units nobody counts.
    pub(crate) fn pass(to: &'p mut dyn Progress, name: &'static str, message: &'static str, total: u64) {
        let _ = Self::begin(to, name, message, total);
    }

    /// Counts one unit as done, and tells about every hundredth part.
    pub(crate) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if done == self.total || done.is_multiple_of((self.total / 100).max(1)) {
            self.tell(done, self.total, self.message);
        }
    }

    /// Says how far a stage of unknown length has come.
    pub(crate) fn set(&self, done: u64, total: u64, message: &str) {
        let step = (total / 100).max(1);
        let before = self.done.swap(done, Ordering::Relaxed);
        if done == total || before / step != done / step {
            self.tell(done, total, message);
        }
    }

    fn tell(&self, done: u64, total: u64, message: &str) {
        let progress =
            types::Progress { stage: self.name.to_owned(), done, total, message: message.to_owned() };
        // A listener that panicked once is still told: the lock guards no state that could be half changed.
        self.to.lock().unwrap_or_else(std::sync::PoisonError::into_inner).update(&progress);
    }
}
