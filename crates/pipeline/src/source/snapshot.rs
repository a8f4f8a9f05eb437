//! The files of a commit, or of a folder as it stands, and their contents.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use git2::{ObjectType, Oid, Repository, Tree};
use types::SkipReason;

use super::{Contents, Located, display_path, worktree};
use crate::{AnalyzeError, Limits};

/// The longest path that is followed, in bytes: what the common systems allow.
const LONGEST_PATH: usize = 4096;

/// The files of a commit, or of a folder as it stands.
#[derive(Debug)]
pub struct Snapshot {
    /// Its files, ordered by path.
    pub entries: Vec<Entry>,
    /// The commit; `None` for a work tree without commits.
    pub commit: Option<Oid>,
    /// When the commit was made: the present, as far as the analysis is concerned. `None` without commits.
    pub time: Option<DateTime<Utc>>,
    /// The branch, where one is named or checked out.
    pub branch: Option<String>,
    /// Whether older commits are missing on this disk.
    pub shallow: bool,
    worktree: Option<PathBuf>,
    handles: Handles,
}

/// One file of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path as git keeps it, with `/`.
    pub raw_path: Vec<u8>,
    /// Its path for people; see [`display_path`].
    pub path: String,
    /// Its contents; `None` where they are on the disk only.
    pub blob: Option<Oid>,
    /// What it is.
    pub kind: EntryKind,
}

/// What an entry of a snapshot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A symbolic link.
    Symlink,
    /// A commit of another repository.
    Submodule,
    /// Something that cannot be read: a pipe, a folder without permission.
    Unreadable,
}

impl Snapshot {
    pub(super) fn of(located: Located, limits: &Limits) -> Result<Self, AnalyzeError> {
        let Located { git_dir, commit, branch, worktree } = located;
        let handles = Handles { git_dir, free: Mutex::new(Vec::new()) };
        let (mut entries, time, shallow) = handles.with(|repository| {
            let commit = commit.map(|commit| repository.find_commit(commit)).transpose()?;
            let time =
                commit.as_ref().and_then(|commit| DateTime::from_timestamp(commit.time().seconds(), 0));
            let entries = match (&worktree, &commit) {
                (Some(folder), _) => worktree::list(repository, folder, limits.entries)?,
                (None, Some(commit)) => list(repository, &commit.tree()?, limits.entries)?,
                (None, None) => return Err(AnalyzeError::EmptyRepository),
            };
            Ok((entries, time, repository.is_shallow()))
        })?;
        entries.sort_unstable_by(|a, b| a.raw_path.cmp(&b.raw_path));
        Ok(Self { entries, commit, time, branch, shallow, worktree, handles })
    }

    /// Whether the files are those of the commit, and not of a folder as it stands.
    pub fn is_commit(&self) -> bool {
        self.worktree.is_none()
    }

    /// The folder of the git repository, for more handles on it.
    pub fn git_dir(&self) -> &Path {
        &self.handles.git_dir
    }

    /// Where the contents of its files can be read later.
    pub fn contents(&self) -> Contents {
        Contents::of(self.handles.git_dir.clone())
    }

    /// A file's contents with their id. Can be called from many threads at once.
    pub fn read(&self, entry: &Entry, limit: u64) -> Result<(Oid, Vec<u8>), SkipReason> {
        match entry.kind {
            EntryKind::File => {}
            EntryKind::Symlink => return Err(SkipReason::Symlink),
            EntryKind::Submodule => return Err(SkipReason::Submodule),
            EntryKind::Unreadable => return Err(SkipReason::Unreadable),
        }
        match (&self.worktree, entry.blob) {
            (Some(folder), _) => {
                let bytes = worktree::read(folder, &entry.raw_path, limit)?;
                let id = Oid::hash_object(ObjectType::Blob, &bytes).map_err(|_| SkipReason::Unreadable)?;
                Ok((id, bytes))
            }
            (None, Some(blob)) => Ok((blob, self.blob(blob, limit)?)),
            (None, None) => Err(SkipReason::Unreadable),
        }
    }

    fn blob(&self, blob: Oid, limit: u64) -> Result<Vec<u8>, SkipReason> {
        let read = self.handles.with(|repository| {
            let odb = repository.odb()?;
            let (size, _) = odb.read_header(blob)?;
            if size as u64 > limit {
                return Ok(None);
            }
            Ok(Some(odb.read(blob)?.data().to_vec()))
        });
        read.map_err(|_: AnalyzeError| SkipReason::Unreadable)?.ok_or(SkipReason::TooLarge)
    }
}

/// Handles on one repository. A handle serves one thread at a time, and opening one costs more than reading a file.
struct Handles {
    git_dir: PathBuf,
    free: Mutex<Vec<Repository>>,
}

impl fmt::Debug for Handles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handles").field("git_dir", &self.git_dir).finish_non_exhaustive()
    }
}

impl Handles {
    fn with<T>(&self, work: impl FnOnce(&Repository) -> Result<T, AnalyzeError>) -> Result<T, AnalyzeError> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let repository = match free {
            Some(repository) => repository,
            None => Repository::open(&self.git_dir)?,
        };
        let result = work(&repository);
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(repository);
        result
    }
}

/// Lists a tree with all below it.
fn list(repository: &Repository, root: &Tree<'_>, limit: usize) -> Result<Vec<Entry>, AnalyzeError> {
    let mut entries = Vec::new();
    let mut folders = vec![(Vec::new(), root.id())];
    let mut seen = 0;
    while let Some((prefix, id)) = folders.pop() {
        let tree = repository.find_tree(id)?;
        for entry in &tree {
            // Folders count too: a few nested trees that repeat can stand for billions of files.
            seen += 1;
            if seen > limit {
                return Err(AnalyzeError::TooManyEntries { limit });
            }
            let mut raw_path = Vec::with_capacity(prefix.len() + entry.name_bytes().len() + 1);
            raw_path.extend_from_slice(&prefix);
            raw_path.extend_from_slice(entry.name_bytes());
            let kind = match entry.filemode() & 0o170_000 {
                0o040_000 if raw_path.len() < LONGEST_PATH => {
                    raw_path.push(b'/');
                    folders.push((raw_path, entry.id()));
                    continue;
                }
                0o100_000 => EntryKind::File,
                0o120_000 => EntryKind::Symlink,
                0o160_000 => EntryKind::Submodule,
                _ => EntryKind::Unreadable,
            };
            entries.push(Entry::new(raw_path, Some(entry.id()), kind));
        }
    }
    Ok(entries)
}

impl Entry {
    pub(super) fn new(raw_path: Vec<u8>, blob: Option<Oid>, kind: EntryKind) -> Self {
        let path = display_path(&raw_path);
        Self { raw_path, path, blob, kind }
    }
}
