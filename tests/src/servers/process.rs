//! A process of a test's own, that dies with the test.

use std::process::{Child, Command, ExitStatus};

use crate::eventually;

/// A process that is killed when the value goes.
#[derive(Debug)]
pub struct Process(Child);

impl Process {
    /// Starts it.
    pub fn spawn(command: &mut Command) -> Self {
        Self(command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}")))
    }

    /// Its id.
    pub fn pid(&self) -> u32 {
        self.0.id()
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().expect("a child")
    }

    /// Kills it without a word (SIGKILL), even where it is paused.
    pub fn kill(&mut self) {
        self.0.kill().expect("a process to kill");
        self.0.wait().expect("a dead process");
    }

    /// Sends a signal by its name: `TERM`, `STOP`, `CONT`..
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.pid().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "no {name} could be sent to {}", self.pid());
    }

    /// Stops the clock for it (SIGSTOP).
    pub fn pause(&self) {
        self.signal("STOP");
    }

    /// Lets it go on (SIGCONT).
    pub fn resume(&self) {
        self.signal("CONT");
    }

    /// Sends a signal and waits until it has ended.
    pub fn stop(&mut self, signal: &str) -> ExitStatus {
        self.signal(signal);
        eventually("the process to stop", || self.ended())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
