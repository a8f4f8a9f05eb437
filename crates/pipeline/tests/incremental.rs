//! What was cached changes nothing but the time it takes.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod support;

use std::fs;
use std::path::Path;

use pipeline::Options;
use proptest::prelude::*;
use support::{TestRepo, run, stable};

fn cached(folder: &Path) -> Options {
    Options { cache_dir: Some(folder.to_owned()), ..Options::default() }
}

/// Files that call and import each other, repeat each other and hold faults.
fn file(number: usize, version: usize) -> (String, String) {
    let body: String = (0..version % 7)
        .map(|line| {
            format!("    if x > {line}:\n        total = total + x * {line} + helper{}(x)\n", version % 3)
        })
        .collect();
    match number % 4 {
        0 => (
            format!("app/m{number}.py"),
            format!(
                "import os\nfrom app.m{} import run\n\ndef run{version}(x):\n    total = 0\n{body}    os.system('echo ' + x)\n    return total\n",
                (number + 4) % 12
            ),
        ),
        1 => (
            format!("web/f{number}.js"),
            format!(
                "import {{ g }} from './f{}';\n// version {version}\nexport function f(x) {{\n  if (x == null) {{ return eval(x); }}\n  return g(x) + {version};\n}}\n",
                (number + 4) % 12
            ),
        ),
        2 => (
            format!("src/r{number}.rs"),
            format!(
                "/// Version {version}.\npub fn f(x: Option<u32>) -> u32 {{\n    x.unwrap() + {version}\n}}\n"
            ),
        ),
        _ => (format!("docs/n{number}.md"), format!("# Note {version}\n\nText of {number}.\n")),
    }
}

#[derive(Debug, Clone)]
enum Edit {
    Write(usize, usize),
    Remove(usize),
    Move(usize),
    Configure(bool),
}

fn edits() -> impl Strategy<Value = Vec<Vec<Edit>>> {
    let edit = prop_oneof![
        4 => (0..12usize, 0..9usize).prop_map(|(number, version)| Edit::Write(number, version)),
        1 => (1..12usize).prop_map(Edit::Remove),
        1 => (0..12usize).prop_map(Edit::Move),
        1 => any::<bool>().prop_map(Edit::Configure),
    ];
    prop::collection::vec(prop::collection::vec(edit, 1..4), 1..4)
}

fn apply(repo: &mut TestRepo, edit: &Edit) {
    match edit {
        Edit::Write(number, version) => {
            let (path, text) = file(*number, *version);
            repo.commit(&[(&path, &text)]);
        }
        Edit::Remove(number) => {
            let (path, _) = file(*number, 0);
            repo.remove(&path);
        }
        // The same contents in another folder, and as test code.
        Edit::Move(number) => {
            let (path, text) = file(*number, 1);
            repo.commit(&[(&format!("tests/{path}"), &text)]);
        }
        Edit::Configure(vendored) => {
            let attributes = if *vendored { "web/** linguist-vendored\n" } else { "\n" };
            repo.commit(&[(".gitattributes", attributes)]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_incremental_analysis_equals_a_full_one(rounds in edits()) {
        let mut repo = TestRepo::with(&[]);
        for number in 0..12 {
            let (path, text) = file(number, number);
            repo.commit(&[(&path, &text)]);
        }
        let cache = tempfile::tempdir().unwrap();
        run(&repo.source(), &cached(cache.path())).unwrap();
        for round in rounds {
            for edit in &round {
                apply(&mut repo, edit);
            }
            let incremental = run(&repo.source(), &cached(cache.path())).unwrap();
            let again = run(&repo.source(), &cached(cache.path())).unwrap();
            let full = run(&repo.source(), &Options::default()).unwrap();
            prop_assert_eq!(stable(&incremental), stable(&full));
            prop_assert_eq!(stable(&again), stable(&full));
        }
    }
}

fn sample() -> TestRepo {
    let files: Vec<(String, String)> = (0..40).map(|number| file(number, number % 9)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    TestRepo::with(&files)
}

#[test]
fn threads_change_nothing() {
    let repo = sample();
    let with = |threads| {
        stable(&run(&repo.source(), &Options { threads: Some(threads), ..Options::default() }).unwrap())
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(7));
}

#[test]
fn a_work_tree_equals_its_commit() {
    let repo = sample();
    let mut checkout = git2::build::CheckoutBuilder::new();
    repo.git().checkout_head(Some(checkout.force())).unwrap();
    let cache = tempfile::tempdir().unwrap();
    let commit = stable(&run(&repo.source(), &Options::default()).unwrap());
    for _ in 0..2 {
        assert_eq!(stable(&run(&repo.worktree(), &cached(cache.path())).unwrap()), commit);
    }
}

#[test]
fn a_broken_cache_is_passed_over() {
    let repo = sample();
    let cache = tempfile::tempdir().unwrap();
    let first = stable(&run(&repo.source(), &cached(cache.path())).unwrap());
    let files: Vec<_> = fs::read_dir(cache.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 3, "facts, chunks, report");
    for path in &files {
        let whole = fs::read(path).unwrap();
        for broken in [&whole[..whole.len() / 2], b"", b"nonsense"] {
            fs::write(path, broken).unwrap();
            assert_eq!(stable(&run(&repo.source(), &cached(cache.path())).unwrap()), first);
        }
    }
}

#[test]
fn a_cache_that_cannot_be_written_costs_only_time() {
    let repo = sample();
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("a file, not a folder");
    fs::write(&blocked, "").unwrap();
    let first = stable(&run(&repo.source(), &Options::default()).unwrap());
    assert_eq!(stable(&run(&repo.source(), &cached(&blocked)).unwrap()), first);
}

#[test]
fn other_options_are_not_answered_from_the_cache() {
    let repo = sample();
    let cache = tempfile::tempdir().unwrap();
    let with = run(&repo.source(), &cached(cache.path())).unwrap();
    assert!(with.report.history.is_some());
    let without = run(&repo.source(), &Options { history: false, ..cached(cache.path()) }).unwrap();
    assert!(without.report.history.is_none());
}
