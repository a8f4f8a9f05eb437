//! A folder as it stands on the disk, without what git ignores.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File, FileType};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use git2::Repository;
use types::SkipReason;

use super::{Entry, EntryKind};
use crate::AnalyzeError;

/// Lists the files of a work tree: those that git tracks, ignored or not, and those that it neither tracks nor
/// ignores. Symbolic links are not followed, repositories inside are not entered.
pub(super) fn list(repository: &Repository, root: &Path, limit: usize) -> Result<Vec<Entry>, AnalyzeError> {
    let tracked: HashSet<Vec<u8>> = repository.index()?.iter().map(|entry| entry.path).collect();
    let tracked_folders: HashSet<&[u8]> = tracked.iter().flat_map(|path| folders_of(path)).collect();
    let is_known = |path: &[u8], folder: bool| {
        (if folder { tracked_folders.contains(path) } else { tracked.contains(path) })
            || !is_ignored(repository, path, folder)
    };
    let mut entries = Vec::new();
    let mut folders = vec![Vec::new()];
    let mut seen = 0;
    while let Some(prefix) = folders.pop() {
        let Ok(listing) = fs::read_dir(root.join(OsStr::from_bytes(&prefix))) else {
            entries.push(Entry::new(prefix, None, EntryKind::Unreadable));
            continue;
        };
        for item in listing.flatten().filter(|item| item.file_name() != ".git") {
            let Ok(kind) = item.file_type() else { continue };
            let path = below(&prefix, &item.file_name());
            if !is_known(&path, kind.is_dir()) {
                continue;
            }
            seen += 1;
            if seen > limit {
                return Err(AnalyzeError::TooManyEntries { limit });
            }
            if kind.is_dir() && !item.path().join(".git").exists() {
                folders.push(path);
            } else {
                entries.push(Entry::new(path, None, entry_kind(kind)));
            }
        }
    }
    Ok(entries)
}

/// The path of what lies in a folder.
fn below(folder: &[u8], name: &OsStr) -> Vec<u8> {
    if folder.is_empty() { name.as_bytes().to_vec() } else { [folder, name.as_bytes()].join(&b'/') }
}

/// What an entry is; a folder that is listed is a repository of its own.
fn entry_kind(kind: FileType) -> EntryKind {
    if kind.is_symlink() {
        EntryKind::Symlink
    } else if kind.is_dir() {
        EntryKind::Submodule
    } else if kind.is_file() {
        EntryKind::File
    } else {
        EntryKind::Unreadable
    }
}

/// Reads a file of a work tree, up to a limit.
pub(super) fn read(root: &Path, path: &[u8], limit: u64) -> Result<Vec<u8>, SkipReason> {
    let file = File::open(root.join(OsStr::from_bytes(path))).map_err(|_| SkipReason::Unreadable)?;
    let mut bytes = Vec::new();
    // One byte more than the limit tells a file that is too large, even one that grows meanwhile.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| SkipReason::Unreadable)?;
    if bytes.len() as u64 > limit { Err(SkipReason::TooLarge) } else { Ok(bytes) }
}

fn is_ignored(repository: &Repository, path: &[u8], folder: bool) -> bool {
    let mut path = path.to_vec();
    if folder {
        // A pattern for folders only (`build/`) needs to see that this is one.
        path.push(b'/');
    }
    repository.is_path_ignored(Path::new(OsStr::from_bytes(&path))).unwrap_or(false)
}

/// Every folder that a path lies in.
fn folders_of(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    path.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| &path[..at])
}
