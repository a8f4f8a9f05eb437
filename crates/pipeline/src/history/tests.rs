//! Histories made for the purpose, read.

use std::path::Path;

use git2::{Signature, Time};
use types::CancellationToken;

use super::*;
use crate::facts::{FileClass, FileFacts};

const DAY: i64 = 86_400;

/// A repository that commits are written to one after the other.
struct Story {
    folder: tempfile::TempDir,
    repository: Repository,
    head: Option<Oid>,
}

impl Story {
    fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let repository = Repository::init_bare(folder.path()).unwrap();
        Self { folder, repository, head: None }
    }

    /// Somebody writes files (or removes them, where the text is `None`) on a day.
    fn commit(&mut self, author: &str, day: i64, files: &[(&str, Option<&str>)]) -> &mut Self {
        let parent = self.head.map(|id| self.repository.find_commit(id).unwrap());
        let mut index = git2::Index::new().unwrap();
        if let Some(parent) = &parent {
            index.read_tree(&parent.tree().unwrap()).unwrap();
        }
        for (path, text) in files {
            if let Some(text) = text {
                let id = self.repository.blob(text.as_bytes()).unwrap();
                let entry = git2::IndexEntry {
                    ctime: git2::IndexTime::new(0, 0),
                    mtime: git2::IndexTime::new(0, 0),
                    dev: 0,
                    ino: 0,
                    mode: 0o100_644,
                    uid: 0,
                    gid: 0,
                    file_size: text.len() as u32,
                    id,
                    flags: 0,
                    flags_extended: 0,
                    path: path.as_bytes().to_vec(),
                };
                index.add(&entry).unwrap();
            } else {
                index.remove(Path::new(path), 0).unwrap();
            }
        }
        let tree = self.repository.find_tree(index.write_tree_to(&self.repository).unwrap()).unwrap();
        let who = Signature::new(author, &format!("{author}@example.com"), &Time::new(day * DAY, 0)).unwrap();
        let parents: Vec<_> = parent.iter().collect();
        let id = self.repository.commit(None, &who, &who, "change", &tree, &parents).unwrap();
        drop(parents);
        drop(parent);
        drop(tree);
        self.head = Some(id);
        self
    }

    fn read(&self, limit: usize, paths: &[&str]) -> Commits {
        let files: Vec<_> = paths.iter().map(|path| file(path)).collect();
        assert!(self.folder.path().exists());
        read(&self.repository, self.head.unwrap(), limit, &files, &CancellationToken::new()).unwrap().unwrap()
    }
}

fn file(path: &str) -> AnalyzedFile {
    AnalyzedFile {
        path: path.to_owned(),
        blob: Oid::ZERO_SHA1,
        class: FileClass { language: Some(0), test: false },
        language: None,
        facts: FileFacts::default(),
    }
}

#[test]
fn changes_fade_and_people_are_counted() {
    let mut story = Story::begin();
    story
        .commit("ann", 0, &[("a.rs", Some("1")), ("b.rs", Some("1"))])
        .commit("ann", 180, &[("a.rs", Some("2"))])
        .commit("renovate[bot]", 300, &[("a.rs", Some("3"))])
        .commit("bob", 360, &[("a.rs", Some("4"))]);
    let commits = story.read(100, &["a.rs", "b.rs"]);
    let a = commits.file("a.rs");
    assert_eq!((a.changes, a.authors, a.bus_factor), (3, 2, 1));
    assert!((a.decayed_changes - 1.75).abs() < 1e-9, "{a:?}");
    assert!((commits.file("b.rs").decayed_changes - 0.25).abs() < 1e-9);
    assert_eq!(commits.file("none.rs"), FileHistory::default());
    let summary = commits.summary();
    assert_eq!((summary.commits, summary.authors, summary.truncated), (4, 2, false));
    assert_eq!(summary.first_commit.as_deref(), Some("1970-01-01T00:00:00+00:00"));
}

#[test]
fn a_moved_file_keeps_its_past() {
    let mut story = Story::begin();
    story
        .commit("ann", 0, &[("old.rs", Some("text"))])
        .commit("bob", 1, &[("old.rs", Some("more"))])
        .commit("bob", 2, &[("old.rs", None), ("new.rs", Some("more"))])
        .commit("ann", 3, &[("new.rs", Some("most"))]);
    assert_eq!(story.read(100, &["new.rs"]).file("new.rs").changes, 4);
}

#[test]
fn files_that_change_together_are_told() {
    let mut story = Story::begin();
    for day in 0..6 {
        let text = day.to_string();
        story.commit("ann", day, &[("a.rs", Some(&text)), ("b.rs", Some(&text))]);
    }
    story.commit("ann", 9, &[("a.rs", Some("x")), ("c.rs", Some("x"))]);
    let commits = story.read(100, &["a.rs", "b.rs", "c.rs"]);
    let coupling = &commits.summary().coupling;
    assert_eq!(coupling.len(), 1);
    assert_eq!(
        (coupling[0].left.as_str(), coupling[0].right.as_str(), coupling[0].shared),
        ("a.rs", "b.rs", 6)
    );
    assert!((coupling[0].degree - 6.0 / 6.5).abs() < 1e-9);
}

#[test]
fn the_limit_is_told_and_a_stop_is_obeyed() {
    let mut story = Story::begin();
    for day in 0..4 {
        story.commit("ann", day, &[("a.rs", Some(&day.to_string()))]);
    }
    let commits = story.read(2, &["a.rs"]);
    assert_eq!((commits.summary().commits, commits.summary().truncated), (2, true));
    assert!(!story.read(4, &["a.rs"]).summary().truncated);
    let stop = CancellationToken::new();
    stop.cancel();
    assert!(read(&story.repository, story.head.unwrap(), 9, &[file("a.rs")], &stop).unwrap().is_none());
}
