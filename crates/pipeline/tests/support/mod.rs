//! Repositories made on the fly, and short ways to analyse them.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each suite uses a part of it; tests may unwrap"
)]

pub mod server;

use std::path::{Path, PathBuf};

use git2::{IndexEntry, IndexTime, Oid, Repository, Signature, Time};
use pipeline::{Analysis, AnalyzeError, NoProgress, Options, Source};
use tempfile::TempDir;
use types::{CancellationToken, Report, SkipReason};

/// A repository in a temporary folder. Commits are an hour apart, from a fixed beginning.
pub struct TestRepo {
    folder: TempDir,
    repository: Repository,
    commits: i64,
}

impl TestRepo {
    /// An empty one.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main");
        let repository = Repository::init_opts(folder.path().join("project"), &options).unwrap();
        Self { folder, repository, commits: 0 }
    }

    /// One with a commit of these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let mut repo = Self::empty();
        repo.commit(files);
        repo
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    pub fn git(&self) -> &Repository {
        &self.repository
    }

    /// Commits these files beside those of the commit before.
    pub fn commit(&mut self, files: &[(&str, &str)]) -> Oid {
        let files: Vec<_> =
            files.iter().map(|(path, text)| (path.as_bytes(), text.as_bytes(), 0o100_644)).collect();
        self.commit_raw(&files)
    }

    /// The same with any bytes and modes. Nothing is written to the work tree.
    pub fn commit_raw(&mut self, files: &[(&[u8], &[u8], u32)]) -> Oid {
        let mut index = self.repository.index().unwrap();
        for &(path, contents, mode) in files {
            let id = if mode == 0o160_000 {
                Oid::from_str("1111111111111111111111111111111111111111").unwrap()
            } else {
                self.repository.blob(contents).unwrap()
            };
            index.add(&entry(path, id, mode)).unwrap();
        }
        self.commit_index(index)
    }

    /// Commits without a file, where there is one.
    pub fn remove(&mut self, path: &str) -> Oid {
        let mut index = self.repository.index().unwrap();
        let _ = index.remove(Path::new(path), 0);
        self.commit_index(index)
    }

    fn commit_index(&mut self, mut index: git2::Index) -> Oid {
        let tree = self.repository.find_tree(index.write_tree().unwrap()).unwrap();
        index.write().unwrap();
        self.commits += 1;
        let time = Time::new(1_750_000_000 + self.commits * 3600, 0);
        let author = Signature::new("Ada", "ada@example.org", &time).unwrap();
        let parent = self.repository.head().ok().and_then(|head| head.peel_to_commit().ok());
        let parents: Vec<_> = parent.iter().collect();
        self.repository.commit(Some("HEAD"), &author, &author, "a change", &tree, &parents).unwrap()
    }

    /// As a source: what is checked out.
    pub fn source(&self) -> Source {
        Source::Local { path: self.path(), revision: None, worktree: false }
    }

    pub fn at(&self, revision: &str) -> Source {
        Source::Local { path: self.path(), revision: Some(revision.to_owned()), worktree: false }
    }

    pub fn worktree(&self) -> Source {
        Source::Local { path: self.path(), revision: None, worktree: true }
    }

    /// Writes a file to the work tree.
    pub fn write(&self, path: &str, contents: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
    }
}

fn entry(path: &[u8], id: Oid, mode: u32) -> IndexEntry {
    IndexEntry {
        ctime: IndexTime::new(0, 0),
        mtime: IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode,
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.to_vec(),
    }
}

/// Analyses with nothing but the options.
pub fn run(source: &Source, options: &Options) -> Result<Analysis, AnalyzeError> {
    pipeline::analyze(source, options, &mut NoProgress, &CancellationToken::new())
}

/// Analyses with the options that most tests use.
pub fn analyze(source: &Source) -> Analysis {
    run(source, &Options::default()).unwrap()
}

pub fn error_of(source: &Source) -> AnalyzeError {
    run(source, &Options::default()).unwrap_err()
}

/// Why a path was skipped.
pub fn skipped(report: &Report, path: &str) -> Option<SkipReason> {
    report.skipped.iter().find(|skipped| skipped.path == path).map(|skipped| skipped.reason)
}

/// The report and chunks as JSON, without what may differ from run to run.
pub fn stable(analysis: &Analysis) -> String {
    let mut report = analysis.report.clone();
    report.timings_ms.clear();
    serde_json::to_string_pretty(&(report, &analysis.chunks)).unwrap()
}
