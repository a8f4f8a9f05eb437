//! Sources of published Python packages, fetched once into the system's temporary folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// A package and its version, so that every run measures the same code.
#[derive(Debug, Clone, Copy)]
pub struct Package(pub &'static str, pub &'static str);

/// The folder with the package's unpacked wheel.
pub fn fetch(Package(name, version): Package) -> Result<PathBuf> {
    let cache = std::env::temp_dir().join("devmentor-bench-packages");
    let ready = cache.join(format!("{name}-{version}"));
    if ready.exists() {
        return Ok(ready);
    }
    std::fs::create_dir_all(&cache)?;
    let scratch = tempfile::tempdir_in(&cache)?;
    python(&["-m", "pip", "download", "--quiet", "--no-input", "--no-deps", "--only-binary=:all:", "--dest"])
        .arg(scratch.path())
        .arg(format!("{name}=={version}"))
        .run()?;
    let wheel = std::fs::read_dir(scratch.path())?.next().context("pip brought nothing")??.path();
    let unpacked = scratch.path().join("unpacked");
    python(&["-m", "zipfile", "-e"]).arg(wheel).arg(&unpacked).run()?;
    std::fs::rename(&unpacked, &ready)?;
    Ok(ready)
}

/// All Python files under a folder, in order, without those of its tests.
pub fn python_files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.is_dir() {
                if !matches!(name, "test" | "tests" | "testing") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "py") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn python(arguments: &[&str]) -> Run {
    let mut command = Command::new("python3");
    command.args(arguments);
    Run(command)
}

/// A command that fails with what it said.
struct Run(Command);

impl Run {
    fn arg(mut self, argument: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.arg(argument);
        self
    }

    fn run(mut self) -> Result<()> {
        let output = self.0.output().context("python3 cannot be started")?;
        if !output.status.success() {
            bail!("{:?}: {}", self.0, String::from_utf8_lossy(&output.stderr));
        }
        Ok(())
    }
}
