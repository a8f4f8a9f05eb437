//! The `devmentor` program, as a person runs it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Where the program is: beside the test's own folder, built by `make test` before the suites start.
pub fn program() -> PathBuf {
    let mut path = std::env::current_exe().expect("the test's own path");
    path.pop();
    if path.ends_with("deps") {
        path.pop();
    }
    let program = path.join(format!("devmentor{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is missing: run `cargo build -p devmentor` first", program.display());
    program
}

/// What a run of the program gave.
#[derive(Debug)]
pub struct Output {
    /// Its exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Output {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("not JSON ({error}): {self:?}"))
    }

    /// The same, after making sure that the run went well.
    #[expect(clippy::return_self_not_must_use, reason = "that it went well may be all that is asked")]
    pub fn ok(self) -> Self {
        assert_eq!(self.code, Some(0), "{}\n{}", self.out, self.err);
        self
    }
}

/// Runs `devmentor` with these arguments, away from any setting of the machine's own user.
pub fn devmentor<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Output {
    run(bare().args(arguments))
}

/// The same, run in a folder.
pub fn devmentor_in<S: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = S>) -> Output {
    run(bare().current_dir(folder).args(arguments))
}

/// The program without any setting of the machine's own user.
pub(crate) fn bare() -> Command {
    let mut command = Command::new(program());
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("DEVMENTOR_") || name.ends_with("_URL")) {
            command.env_remove(name);
        }
    }
    command.env("NO_COLOR", "1").env("DEVMENTOR_MODELS_DIR", models_folder());
    command
}

/// The model's files, which `make setup` fetches.
fn models_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../models/onnx")
}

pub(crate) fn run(command: &mut Command) -> Output {
    let output = command.output().expect("the program starts");
    Output {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
