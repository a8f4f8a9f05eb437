//! What the commits tell: how often files change, by whom, and which change together.
//!
//! Commits are read by path, tree against tree, without the blobs. Merges are passed over, exact renames are
//! followed, robots are not people. Names and addresses of people stay inside: the report counts them only.

mod authors;
mod coupling;
mod log;

use std::collections::BTreeMap;

use chrono::DateTime;
use git2::{Oid, Repository};
use rustc_hash::FxHashMap;
use types::{CancellationToken, History};

use crate::AnalyzedFile;

/// After so many days a change weighs half.
pub const HALF_LIFE_DAYS: f64 = 180.0;
/// More pairs of files that change together are not told.
const MAX_COUPLINGS: usize = 100;

/// What the commits tell about the files of one commit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Commits {
    /// Per file that still exists.
    pub files: BTreeMap<String, FileHistory>,
    summary: History,
}

/// How one file changed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct FileHistory {
    /// Commits by people that changed it.
    pub changes: u32,
    /// The same, each halved per [`HALF_LIFE_DAYS`] between it and the analysed commit.
    pub decayed_changes: f64,
    /// People who changed it.
    pub authors: u32,
    /// The smallest number of people who made more than half of its decayed changes.
    pub bus_factor: u32,
    /// Share of its decayed changes that the person with the most of them made, 0..1.
    pub main_share: f64,
    /// Whether that person has changed anything in the year before the analysed commit.
    pub main_active: bool,
}

impl Commits {
    /// What the report says about history.
    pub fn summary(&self) -> &History {
        &self.summary
    }

    /// How a file changed; nothing where no commit that was read changed it.
    pub fn file(&self, path: &str) -> FileHistory {
        self.files.get(path).copied().unwrap_or_default()
    }
}

/// Reads at most `limit` commits, the latest first, from `head` back, on as many threads as rayon has; tells of
/// `files` only. Gives `None` when it was asked to stop.
pub fn read(
    repository: &Repository,
    head: Oid,
    limit: usize,
    files: &[AnalyzedFile],
    cancel: &CancellationToken,
) -> Result<Option<Commits>, git2::Error> {
    let Some(log) = log::read(repository, head, limit, cancel)? else { return Ok(None) };
    Ok(Some(judge(&log, files)))
}

/// Sums up a log.
fn judge(log: &log::Log, files: &[AnalyzedFile]) -> Commits {
    let ids: FxHashMap<&str, u32> = files.iter().map(|file| file.path.as_str()).zip(0..).collect();
    let changes = log.changes_of(&ids);
    let mut per_file: Vec<Tally> = vec![Tally::default(); files.len()];
    let mut whole = Tally::default();
    for (commit, touched) in &changes {
        let Some(author) = commit.author else { continue };
        let weight = 0.5f64.powf(log.age_days(commit) / HALF_LIFE_DAYS);
        for &file in touched {
            per_file[file as usize].add(author, weight);
            whole.add(author, weight);
        }
    }
    let files_changed = per_file
        .iter()
        .enumerate()
        .filter(|(_, tally)| tally.changes > 0)
        .map(|(at, tally)| (files[at].path.clone(), tally.file_history(log)))
        .collect();
    let mut coupling = coupling::find(
        changes.iter().filter(|(commit, _)| commit.author.is_some()).map(|(_, touched)| touched.as_slice()),
        files.len(),
    );
    coupling.truncate(MAX_COUPLINGS);
    let time = |seconds: Option<i64>| Some(DateTime::from_timestamp(seconds?, 0)?.to_rfc3339());
    Commits {
        files: files_changed,
        summary: History {
            commits: log.commits.len() as u64,
            authors: log.people() as u64,
            first_commit: time(log.commits.iter().map(|commit| commit.time).min()),
            last_commit: time(log.commits.first().map(|commit| commit.time)),
            bus_factor: whole.bus_factor(),
            truncated: log.truncated,
            coupling: coupling.into_iter().map(|pair| pair.named(files)).collect(),
        },
    }
}

/// Changes per person.
#[derive(Debug, Clone, Default)]
struct Tally {
    changes: u32,
    by_author: BTreeMap<u32, f64>,
}

impl Tally {
    fn add(&mut self, author: u32, weight: f64) {
        self.changes += 1;
        *self.by_author.entry(author).or_insert(0.0) += weight;
    }

    /// Weights, the greatest first, with their author.
    fn shares(&self) -> Vec<(f64, u32)> {
        let mut shares: Vec<_> = self.by_author.iter().map(|(&author, &weight)| (weight, author)).collect();
        shares.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        shares
    }

    /// The smallest number of people with more than half of the weight.
    fn bus_factor(&self) -> u32 {
        let shares = self.shares();
        let total: f64 = shares.iter().map(|share| share.0).sum();
        let mut sum = 0.0;
        let mut people = 0;
        for (weight, _) in shares {
            people += 1;
            sum += weight;
            if sum * 2.0 > total {
                break;
            }
        }
        people
    }

    fn file_history(&self, log: &log::Log) -> FileHistory {
        let shares = self.shares();
        let total: f64 = shares.iter().map(|share| share.0).sum();
        let (most, main) = shares.first().copied().unwrap_or_default();
        FileHistory {
            changes: self.changes,
            decayed_changes: total,
            authors: shares.len() as u32,
            bus_factor: self.bus_factor(),
            main_share: if total > 0.0 { most / total } else { 0.0 },
            main_active: log.is_active(main),
        }
    }
}

#[cfg(test)]
mod tests;
