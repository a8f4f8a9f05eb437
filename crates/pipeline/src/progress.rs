//! How an analysis tells how far it has come.

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
    state: Mutex<State<'p>>,
}

/// Who is told, and of what. Counted and told under one lock, so that nobody hears a count that falls.
struct State<'p> {
    to: &'p mut dyn Progress,
    done: u64,
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
        let state = Mutex::new(State { to, done: 0, found });
        let stage = Self { name, message, total, state };
        stage.state().tell(name, total, message);
        stage
    }

    /// Counts one unit as done, notes what was found in it, and tells about every hundredth part.
    pub(crate) fn step(&self, note: impl FnOnce(&mut Found)) {
        let mut state = self.state();
        note(&mut state.found);
        state.done += 1;
        if state.done == self.total || state.done.is_multiple_of((self.total / 100).max(1)) {
            state.tell(self.name, self.total, self.message);
        }
    }

    /// Says how far a stage of unknown length has come.
    pub(crate) fn set(&self, done: u64, total: u64, message: &str) {
        let step = (total / 100).max(1);
        let mut state = self.state();
        let before = std::mem::replace(&mut state.done, done);
        if done == total || before / step != done / step {
            state.tell(self.name, total, message);
        }
    }

    /// Tells at once what was found.
    pub(crate) fn tell_found(&self, note: impl FnOnce(&mut Found)) {
        let mut state = self.state();
        note(&mut state.found);
        state.tell(self.name, self.total, self.message);
    }

    /// All that was found when the stage is over.
    pub(crate) fn end(self) -> Found {
        self.state().found
    }

    /// A listener that panicked once is still told: the lock guards no state that could be half changed.
    fn state(&self) -> MutexGuard<'_, State<'p>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State<'_> {
    fn tell(&mut self, stage: &str, total: u64, message: &str) {
        let (stage, message) = (stage.to_owned(), message.to_owned());
        self.to.update(&types::Progress { stage, done: self.done, total, message, found: self.found });
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
        stage.step(|found| found.lines = Some(7));
        stage.tell_found(|found| found.clones = Some(3));
        stage.step(|_| ());
        let after = stage.end();
        assert_eq!(after, Found { lines: Some(7), clones: Some(3), ..Found::default() });
        let told: Vec<_> = heard.0.iter().map(|told| (told.done, told.found)).collect();
        let lines = Found { lines: Some(7), ..Found::default() };
        assert_eq!(told, [(0, before), (1, lines), (1, after), (2, after)]);
    }
}
