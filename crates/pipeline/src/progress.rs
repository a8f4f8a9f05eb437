//! How an analysis tells how far it has come.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use types::Found;

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
    state: Mutex<State<'p>>,
}

/// Who is told, and of what beside the count.
struct State<'p> {
    to: &'p mut dyn Progress,
    found: Found,
}

impl<'p> Stage<'p> {
    /// Begins a stage of `total` units, 0 where that is not known, and tells it, with what was found before.
    pub(crate) fn begin(
        to: &'p mut dyn Progress,
        name: &'static str,
        message: &'static str,
        total: u64,
        found: Found,
    ) -> Self {
        let state = Mutex::new(State { to, found });
        let stage = Self { name, message, total, done: AtomicU64::new(0), state };
        stage.tell(0, total, message);
        stage
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

    /// Notes what was found, to be told with the next step.
    pub(crate) fn note(&self, note: impl FnOnce(&mut Found)) {
        note(&mut self.state().found);
    }

    /// Tells at once what was found.
    pub(crate) fn found(&self, note: impl FnOnce(&mut Found)) {
        self.note(note);
        self.tell(self.done.load(Ordering::Relaxed), self.total, self.message);
    }

    /// All that was found when the stage is over.
    pub(crate) fn end(self) -> Found {
        self.state().found
    }

    fn tell(&self, done: u64, total: u64, message: &str) {
        let mut state = self.state();
        let found = state.found;
        let (stage, message) = (self.name.to_owned(), message.to_owned());
        state.to.update(&types::Progress { stage, done, total, message, found });
    }

    /// A listener that panicked once is still told: the lock guards no state that could be half changed.
    fn state(&self) -> MutexGuard<'_, State<'p>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Heard(Vec<types::Progress>);

    impl Progress for Heard {
        fn update(&mut self, progress: &types::Progress) {
            self.0.push(progress.clone());
        }
    }

    #[test]
    fn what_is_found_is_told_with_the_steps_and_handed_on() {
        let mut heard = Heard(Vec::new());
        let before = Found { lines: Some(1), ..Found::default() };
        let stage = Stage::begin(&mut heard, "parse", "parsing", 2, before);
        stage.note(|found| found.lines = Some(7));
        stage.step();
        stage.found(|found| found.clones = Some(3));
        stage.step();
        let after = stage.end();
        assert_eq!(after, Found { lines: Some(7), clones: Some(3), ..Found::default() });
        let told: Vec<_> = heard.0.iter().map(|told| (told.done, told.found)).collect();
        let lines = Found { lines: Some(7), ..Found::default() };
        assert_eq!(told, [(0, before), (1, lines), (1, after), (2, after)]);
    }
}
