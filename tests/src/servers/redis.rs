//! A Redis server of a test's own, that keeps nothing on the disk.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::{Process, free_port};
use crate::eventually;

/// A running Redis server.
#[derive(Debug)]
pub struct Redis {
    process: Process,
    port: u16,
    options: Vec<String>,
    folder: TempDir,
}

impl Redis {
    /// `None`, and a word on it, where none is installed.
    pub fn start() -> Option<Self> {
        Self::start_with(&[])
    }

    /// The same, with options such as `--maxmemory`.
    pub fn start_with(options: &[&str]) -> Option<Self> {
        if Command::new("redis-server").arg("--version").stdout(Stdio::null()).status().is_err() {
            println!("skipped: redis-server is not installed");
            return None;
        }
        let options: Vec<_> = options.iter().map(|&option| option.to_owned()).collect();
        let folder = TempDir::with_prefix("devmentor-redis-").expect("a folder");
        let port = free_port();
        let server = Self { process: spawn(port, &options, &folder), port, options, folder };
        server.wait();
        Some(server)
    }

    /// `redis://127.0.0.1:port`.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Its process, to be paused and the like.
    pub fn process(&mut self) -> &mut Process {
        &mut self.process
    }

    /// Kills it (SIGKILL): it forgets everything.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Starts it again after its death, on the same port.
    pub fn start_again(&mut self) {
        self.process = spawn(self.port, &self.options, &self.folder);
        self.wait();
    }

    /// Says a command, such as `FLUSHALL`, and gives the first line of the answer.
    pub fn say(&self, command: &str) -> String {
        self.try_say(command).unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    fn try_say(&self, command: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(format!("{command}\r\n").as_bytes())?;
        let mut answer = [0; 4096];
        let length = stream.read(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer[..length]);
        Ok(answer.lines().next().unwrap_or_default().to_owned())
    }

    /// One that wants a password says `-NOAUTH`, and answers all the same.
    fn wait(&self) {
        eventually("Redis to answer", || self.try_say("PING").ok().filter(|answer| !answer.is_empty()));
    }
}

fn spawn(port: u16, options: &[String], folder: &TempDir) -> Process {
    let mut command = Command::new("redis-server");
    command.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
    command.args(options).current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
    Process::spawn(&mut command)
}
