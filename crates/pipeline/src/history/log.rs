//! Reads commits: who, when, and which paths.

use git2::{Delta, DiffOptions, Oid, Repository, Sort};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use types::CancellationToken;

use super::authors::{self, People};

/// Commits that one thread takes at a time.
const BATCH: usize = 64;
/// A commit that changes more files is an import or a sweep: it is passed over, since it says nothing about any one
/// of them.
const MAX_FILES: usize = 1_000;
/// Commits that are read before what was found is counted.
const ROUND: usize = 8 * BATCH;
/// When so many changed paths are known, older commits are left alone.
const MAX_CHANGES: usize = 1_000_000;
const DAY: f64 = 86_400.0;

/// The commits read, the latest first.
pub(super) struct Log {
    pub commits: Vec<Commit>,
    /// Whether older commits exist that were not read.
    pub truncated: bool,
    changes: Vec<Vec<Change>>,
    people: usize,
    /// When the analysed commit was made, in seconds since 1970.
    head_time: i64,
    /// Per person, when they last changed something.
    last_seen: Vec<i64>,
}

/// One commit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Commit {
    pub id: Oid,
    /// Seconds since 1970.
    pub time: i64,
    /// The number of its author; `None` for a robot and for a merge.
    pub author: Option<u32>,
}

/// One path that a commit changed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    path: String,
    /// What it was called before, where it came by that name here.
    renamed_from: Option<String>,
}

impl Log {
    /// People who made the commits.
    pub(super) fn people(&self) -> usize {
        self.people
    }

    /// Days between a commit and the analysed one; never less than none.
    pub(super) fn age_days(&self, commit: &Commit) -> f64 {
        (self.head_time - commit.time).max(0) as f64 / DAY
    }

    /// Whether a person has changed something in the year before the analysed commit.
    pub(super) fn is_active(&self, person: u32) -> bool {
        self.last_seen.get(person as usize).is_some_and(|&seen| (self.head_time - seen) as f64 <= 365.0 * DAY)
    }

    /// Per commit, the files of today that it changed, by number and in order; earlier names are followed.
    pub(super) fn changes_of(&self, ids: &FxHashMap<&str, u32>) -> Vec<(Commit, Vec<u32>)> {
        // What an earlier name is called today; `None` where it has since been given to another file.
        let mut today: FxHashMap<&str, u32> = ids.iter().map(|(&path, &id)| (path, id)).collect();
        let mut all = Vec::with_capacity(self.commits.len());
        for (commit, changes) in self.commits.iter().zip(&self.changes) {
            let mut touched: Vec<u32> = Vec::new();
            let mut renames: Vec<(&str, &str, u32)> = Vec::new();
            for change in changes {
                let Some(&id) = today.get(change.path.as_str()) else { continue };
                touched.push(id);
                if let Some(from) = &change.renamed_from {
                    renames.push((&change.path, from, id));
                }
            }
            for (path, from, id) in renames {
                today.remove(path);
                today.insert(from, id);
            }
            touched.sort_unstable();
            touched.dedup();
            all.push((*commit, touched));
        }
        all
    }
}

/// Reads at most `limit` commits from `head` back, the latest first. `None` when asked to stop.
pub(super) fn read(
    repository: &Repository,
    head: Oid,
    limit: usize,
    cancel: &CancellationToken,
) -> Result<Option<Log>, git2::Error> {
    let mailmap = authors::mailmap(repository, head);
    let mut people = People::default();
    let mut last_seen: Vec<i64> = Vec::new();
    let mut walk = repository.revwalk()?;
    walk.set_sorting(Sort::TIME | Sort::TOPOLOGICAL)?;
    walk.push(head)?;
    let mut commits = Vec::new();
    let mut truncated = false;
    for id in walk {
        if commits.len() == limit {
            truncated = true;
            break;
        }
        // A shallow clone ends in a parent that is not there.
        let Ok(commit) = id.and_then(|id| repository.find_commit(id)) else {
            truncated = true;
            break;
        };
        let is_merge = commit.parent_count() > 1;
        let author = if is_merge { None } else { people.number(&commit, mailmap.as_ref()) };
        let time = commit.time().seconds();
        if let Some(author) = author {
            last_seen.resize(people.count(), i64::MIN / 2);
            last_seen[author as usize] = last_seen[author as usize].max(time);
        }
        commits.push(Commit { id: commit.id(), time, author });
    }
    let Some(changes) = changes(repository, &commits, cancel)? else { return Ok(None) };
    truncated |= changes.len() < commits.len();
    commits.truncate(changes.len());
    let head_time = commits.first().map_or(0, |commit| commit.time);
    Ok(Some(Log { commits, truncated, changes, people: people.count(), head_time, last_seen }))
}

/// The changed paths of each commit, read on all threads, each with a handle of its own; of the latest commits only,
/// where there are more than [`MAX_CHANGES`].
fn changes(
    repository: &Repository,
    commits: &[Commit],
    cancel: &CancellationToken,
) -> Result<Option<Vec<Vec<Change>>>, git2::Error> {
    let home = repository.path();
    let mut all: Vec<Vec<Change>> = Vec::with_capacity(commits.len());
    let mut count = 0;
    // Round by round, so that what is read does not hang on which thread is the quickest.
    for round in commits.chunks(ROUND) {
        let batches: Vec<Vec<Vec<Change>>> = round
            .par_chunks(BATCH)
            .map_init(
                || Repository::open(home),
                |handle, batch| match handle {
                    _ if cancel.is_cancelled() => Ok(Vec::new()),
                    Ok(handle) => Ok(batch.iter().map(|commit| changed_paths(handle, commit)).collect()),
                    Err(error) => Err(git2::Error::new(error.code(), error.class(), error.message())),
                },
            )
            .collect::<Result<_, git2::Error>>()?;
        if cancel.is_cancelled() {
            return Ok(None);
        }
        all.extend(batches.into_iter().flatten());
        count += all[all.len() - round.len()..].iter().map(Vec::len).sum::<usize>();
        if count > MAX_CHANGES {
            break;
        }
    }
    Ok(Some(all))
}

/// Nothing for merges and where the parent is not there; of a sweeping commit, the renames only.
fn changed_paths(repository: &Repository, commit: &Commit) -> Vec<Change> {
    try_changed_paths(repository, commit.id).unwrap_or_default()
}

fn try_changed_paths(repository: &Repository, id: Oid) -> Result<Vec<Change>, git2::Error> {
    let commit = repository.find_commit(id)?;
    if commit.parent_count() > 1 {
        return Ok(Vec::new());
    }
    let parent = if commit.parent_count() == 1 { Some(commit.parent(0)?.tree()?) } else { None };
    let mut options = DiffOptions::new();
    options.skip_binary_check(true).ignore_submodules(true);
    let diff = repository.diff_tree_to_tree(parent.as_ref(), Some(&commit.tree()?), Some(&mut options))?;
    let mut gone: FxHashMap<Oid, String> = FxHashMap::default();
    for delta in diff.deltas().filter(|delta| delta.status() == Delta::Deleted) {
        if let Some(path) = delta.old_file().path().and_then(|path| path.to_str()) {
            gone.insert(delta.old_file().id(), path.to_owned());
        }
    }
    // Of a sweeping commit, only moved files keep their past.
    let sweeping = diff.deltas().filter(|delta| delta.status() != Delta::Deleted).count() > MAX_FILES;
    let mut changes = Vec::new();
    for delta in diff.deltas().filter(|delta| delta.status() != Delta::Deleted) {
        let Some(path) = delta.new_file().path().and_then(|path| path.to_str()) else { continue };
        let renamed_from =
            if delta.status() == Delta::Added { gone.remove(&delta.new_file().id()) } else { None };
        if renamed_from.is_some() || !sweeping {
            changes.push(Change { path: path.to_owned(), renamed_from });
        }
    }
    Ok(changes)
}
