//! What a process used, measured in a process of its own so that nothing else counts.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

/// What a process used.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// On all cores.
    pub cpu: Duration,
    /// From beginning to end.
    pub wall: Duration,
    /// The most memory that it held at once.
    pub peak_bytes: u64,
}

impl Usage {
    /// Prints it for [`child`] to read.
    #[expect(clippy::print_stdout, reason = "the parent reads it")]
    pub fn print(self) {
        println!("usage {} {} {}", self.cpu.as_micros(), self.wall.as_micros(), self.peak_bytes);
    }
}

/// Runs this very program with other arguments, and reads what it used.
pub fn child(arguments: &[&str]) -> Result<Usage> {
    let output = Command::new(std::env::current_exe()?).args(arguments).output()?;
    let told = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "{arguments:?}: {told}{}", String::from_utf8_lossy(&output.stderr));
    let mut usage = None;
    for line in told.lines() {
        match line.strip_prefix("usage ") {
            Some(numbers) => usage = Some(numbers.to_owned()),
            None => forward(line),
        }
    }
    let usage = usage.context("the process told nothing")?;
    let mut numbers = usage.split(' ').map(str::parse::<u64>);
    let mut next = || anyhow::Ok(numbers.next().context("a number is missing")??);
    Ok(Usage {
        cpu: Duration::from_micros(next()?),
        wall: Duration::from_micros(next()?),
        peak_bytes: next()?,
    })
}

#[expect(clippy::print_stdout, reason = "what the process says besides")]
fn forward(line: &str) {
    println!("{line}");
}

/// The CPU time that this process has used, all threads together.
pub fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.cast_unsigned(), time.tv_nsec as u32)
}

/// The most memory that this process has held, in bytes; 0 where the system does not tell.
pub fn peak() -> u64 {
    told("self", "VmHWM:")
}

/// The memory that a process holds, in bytes; 0 where the system does not tell.
pub fn resident(process: u32) -> u64 {
    told(&process.to_string(), "VmRSS:")
}

fn told(process: &str, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) * 1024
}
