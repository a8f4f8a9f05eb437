//! What the end-to-end suites share: repositories made on the fly, and the real program as a process.
//!
//! A suite reads like a story: make a [`FixtureRepository`], start an [`App`], submit, wait, look.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says at once what is wrong"
)]

mod app;
mod command;
mod repository;
pub mod servers;
mod stream;

pub use app::{App, AppBuilder, id};
pub use command::{Output, devmentor, devmentor_in, program};
pub use repository::FixtureRepository;
pub use stream::{EventStream, Told};

use std::time::{Duration, Instant};

/// How long anything may take before a suite gives up on it; generous, since machines are shared.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Asks again and again until `ask` answers, and fails the test with `what` when patience runs out.
pub fn eventually<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    eventually_within(PATIENCE, what, ask)
}

/// The same for what takes longer by itself, such as a job whose worker was killed several times: its waits double.
pub fn eventually_within<T>(patience: Duration, what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(started.elapsed() < patience, "gave up waiting for {what}");
        // Between two questions, not instead of them.
        #[expect(
            clippy::disallowed_methods,
            reason = "another process is asked; there is nothing to wait on"
        )]
        std::thread::sleep(Duration::from_millis(20));
    }
}
