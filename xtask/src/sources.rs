//! Rules about source files that no linter knows.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// A file longer than this has become more than one thing.
const LONGEST: usize = 700;

/// Breaches in the Rust sources of the workspace, one line each.
pub(crate) fn breaches() -> Result<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let mut files = Vec::new();
    for folder in ["api", "benches", "cli", "crates", "migrations", "tests", "worker", "xtask"] {
        rust_files(&root.join(folder), &mut files)?;
    }
    let mut breaches = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        let name = file.strip_prefix(root).unwrap_or(&file).display().to_string();
        // The analysis speaks of such marks: they are its subject there.
        let marks = !name.starts_with("crates/pipeline/");
        breaches.extend(check(&text, marks).into_iter().map(|breach| format!("{name}: {breach}")));
    }
    Ok(breaches)
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target" && name != "fixtures") {
                rust_files(&path, into)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
    Ok(())
}

/// What is wrong with one file's text; marks of unfinished work count only where asked.
fn check(text: &str, marks: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    if !text.starts_with("//!") && !text.starts_with("#!") {
        wrong.push("begins without a `//!` line that says what the file is for".to_owned());
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        wrong.push(format!("{lines} lines; the longest allowed is {LONGEST}"));
    }
    // Written apart, so that this file does not find itself.
    for mark in
        [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("unimplemented", "!("), concat!("#[ign", "ore]")]
    {
        let found = text.lines().position(|line| {
            let line = line.trim_start();
            line.contains(mark) && (line.starts_with("//") || line.starts_with('#') || mark.ends_with('('))
        });
        if let Some(line) = found.filter(|_| marks) {
            wrong.push(format!("line {}: unfinished work ({mark})", line + 1));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_keep_the_rules() {
        assert_eq!(breaches().expect("readable sources"), Vec::<String>::new());
    }

    #[test]
    fn breaches_are_seen() {
        assert_eq!(check("//! Fine.\nfn f() {}\n", true), Vec::<String>::new());
        assert_eq!(check("fn f() {}\n", true).len(), 1);
        assert_eq!(check(concat!("//! x\n// TO", "DO: later\n"), true).len(), 1);
        assert_eq!(check(&format!("//! x\n{}", "\n".repeat(LONGEST)), true).len(), 1);
    }
}
