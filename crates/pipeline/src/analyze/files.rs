//! From the entries of a snapshot to facts: one read, one parse and one walk per file, on every thread.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};

use git2::Oid;
use rayon::prelude::*;
use types::{CancellationToken, Chunk, Found, Language, SkipReason, Skipped};

use crate::cache::{Cached, FactsCache, chunk_key, facts_key};
use crate::detect::{self, Attributes, Detector, PathClass, Verdict};
use crate::facts::{self, FactsError, FileClass, FileFacts};
use crate::options::{Limits, Options};
use crate::progress::Stage;
use crate::source::{Entry, Snapshot};
use crate::{AnalyzeError, AnalyzedFile, CacheUse, Progress, chunks, languages};

/// Entries by what their paths say.
pub(super) struct Sorted<'s> {
    /// To be read, by path.
    candidates: Vec<(&'s Entry, PathClass)>,
    skipped: Vec<Skipped>,
}

/// What the files gave.
pub(super) struct Files {
    /// By path.
    pub(super) files: Vec<AnalyzedFile>,
    /// By path and place.
    pub(super) chunks: Vec<Chunk>,
    /// By path.
    pub(super) skipped: Vec<Skipped>,
    /// How many of them were known.
    pub(super) cache: CacheUse,
    /// The sums, as they were told.
    pub(super) found: Found,
}

/// What became of one file.
enum Outcome {
    Analyzed(Box<AnalyzedFile>, Vec<Chunk>),
    Other,
    Skipped(SkipReason),
}

impl Sorted<'_> {
    /// Paths of the files to be read, and of lock files, which say what made them.
    pub(super) fn paths(&self) -> Vec<&str> {
        let skipped = self.skipped.iter().filter(|skipped| skipped.reason == SkipReason::Generated);
        let locks = skipped.map(|skipped| skipped.path.as_str()).filter(|path| detect::is_lock_file(path));
        self.candidates.iter().map(|(entry, _)| entry.path.as_str()).chain(locks).collect()
    }
}

/// Sorts entries by what their paths say.
pub(super) fn sort<'s>(snapshot: &'s Snapshot, detector: &Detector, limits: &Limits) -> Sorted<'s> {
    let verdicts: Vec<_> = snapshot.entries.par_iter().map(|entry| detector.by_path(entry)).collect();
    let mut sorted = Sorted { candidates: Vec::new(), skipped: Vec::new() };
    for (entry, verdict) in snapshot.entries.iter().zip(verdicts) {
        match verdict {
            Ok(_) if sorted.candidates.len() >= limits.files => {
                sorted.skipped.push(skipped(entry, SkipReason::TooManyFiles));
            }
            Ok(class) => sorted.candidates.push((entry, class)),
            Err(reason) => sorted.skipped.push(skipped(entry, reason)),
        }
    }
    sorted
}

/// What `.gitattributes` say, the root's first.
pub(super) fn attributes(snapshot: &Snapshot, options: &Options) -> Attributes {
    let mut files: Vec<(&str, String)> = snapshot
        .entries
        .iter()
        .filter(|entry| entry.path == ".gitattributes" || entry.path.ends_with("/.gitattributes"))
        .filter_map(|entry| {
            let folder = entry.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            Some((folder, text(snapshot, entry, options)?))
        })
        .collect();
    files.sort_by_key(|(folder, _)| folder.split('/').count() + usize::from(!folder.is_empty()));
    Attributes::parse(files.iter().map(|(folder, text)| (*folder, text.as_str())))
}

/// Paths and texts of the files to be read that `wants` names.
pub(super) fn texts<'s>(
    snapshot: &Snapshot,
    sorted: &Sorted<'s>,
    options: &Options,
    wants: fn(&str) -> bool,
) -> Vec<(&'s str, String)> {
    sorted
        .candidates
        .par_iter()
        .filter(|(entry, _)| wants(&entry.path))
        .filter_map(|(entry, _)| Some((entry.path.as_str(), text(snapshot, entry, options)?)))
        .collect()
}

/// The entry at a path, where there is one.
pub(super) fn entry_at<'s>(snapshot: &'s Snapshot, path: &str) -> Option<&'s Entry> {
    let at =
        snapshot.entries.binary_search_by(|entry| entry.raw_path.as_slice().cmp(path.as_bytes())).ok()?;
    Some(&snapshot.entries[at])
}

/// A file's text; `None` where it is too large, not UTF-8, or no file.
pub(super) fn text(snapshot: &Snapshot, entry: &Entry, options: &Options) -> Option<String> {
    let (_, bytes) = snapshot.read(entry, options.limits.file_bytes).ok()?;
    String::from_utf8(bytes).ok()
}

/// Reads every file that is to be read.
pub(super) fn read(
    snapshot: &Snapshot,
    sorted: Sorted<'_>,
    options: &Options,
    cache: Option<&FactsCache>,
    progress: &mut dyn Progress,
    cancel: &CancellationToken,
) -> Result<Files, AnalyzeError> {
    let Sorted { candidates, mut skipped } = sorted;
    let found = Found { files: Some(0), lines: Some(0), functions: Some(0), ..Found::default() };
    let stage = Stage::begin(progress, "parse", "parsing files", candidates.len() as u64, found);
    let reader = Reader { snapshot, options, cache, known: AtomicU64::new(0) };
    let outcomes: Vec<Option<Outcome>> = candidates
        .par_iter()
        .map(|&(entry, class)| {
            if cancel.is_cancelled() {
                return None;
            }
            let outcome = reader.read_guarded(entry, class);
            stage.step(|found| {
                if let Outcome::Analyzed(file, _) = &outcome {
                    count(found, file);
                }
            });
            Some(outcome)
        })
        .collect();
    let mut files = Vec::new();
    let mut all_chunks = Vec::new();
    for ((entry, _), outcome) in candidates.iter().zip(outcomes) {
        match outcome.ok_or(AnalyzeError::Cancelled)? {
            Outcome::Analyzed(file, chunks) => {
                if file.facts.too_deep {
                    skipped.push(self::skipped(entry, SkipReason::TooDeep));
                }
                files.push(*file);
                all_chunks.extend(chunks);
            }
            Outcome::Other => {}
            Outcome::Skipped(reason) => skipped.push(self::skipped(entry, reason)),
        }
    }
    skipped.sort_unstable();
    if !files.iter().any(|file| file.class.language.and_then(languages::spec).is_some()) {
        let supported: Vec<&str> = languages::ALL.iter().map(|spec| spec.name).collect();
        return Err(AnalyzeError::NoSupportedLanguage {
            files: snapshot.entries.len(),
            supported: supported.join(", "),
        });
    }
    let known = reader.known.into_inner();
    let missed = if cache.is_some() { candidates.len() as u64 - known } else { 0 };
    let cache = CacheUse { found: known, missed };
    Ok(Files { files, chunks: all_chunks, skipped, cache, found: stage.end() })
}

fn count(found: &mut Found, file: &AnalyzedFile) {
    let add = |to: &mut Option<u64>, more: u64| *to = to.map(|so_far| so_far + more);
    add(&mut found.files, 1);
    add(&mut found.lines, file.facts.totals.lines);
    add(&mut found.functions, file.facts.functions.len() as u64);
}

/// Reads single files.
struct Reader<'r> {
    snapshot: &'r Snapshot,
    options: &'r Options,
    cache: Option<&'r FactsCache>,
    /// Files that the cache knew.
    known: AtomicU64,
}

impl Reader<'_> {
    /// Reads a file. A panic in it costs this file only.
    fn read_guarded(&self, entry: &Entry, class: PathClass) -> Outcome {
        // Nothing that outlives the file is changed half-way: facts are values, and the cache adds whole entries.
        let result = catch_unwind(AssertUnwindSafe(|| self.read(entry, class)));
        match result {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(reason)) => Outcome::Skipped(reason),
            Err(_) => {
                tracing::error!(blob = ?entry.blob, "the analysis of a file broke off");
                Outcome::Skipped(SkipReason::Failed)
            }
        }
    }

    fn read(&self, entry: &Entry, class: PathClass) -> Result<Outcome, SkipReason> {
        if let Some(blob) = entry.blob
            && let Some(outcome) = self.cached(entry, blob, class)
        {
            return Ok(outcome);
        }
        let (blob, bytes) = self.snapshot.read(entry, self.options.limits.file_bytes)?;
        // Of a file on the disk, the id is known only now.
        if entry.blob.is_none()
            && let Some(outcome) = self.cached(entry, blob, class)
        {
            return Ok(outcome);
        }
        let mut text = "";
        let mut cached = match detect::by_contents(&entry.path, class, &bytes) {
            Verdict::Source(class, source) => {
                text = source;
                Cached::Source(class, self.facts(source, class)?)
            }
            Verdict::Other => Cached::Other,
            Verdict::Skip(reason) => Cached::Skip(reason),
        };
        if let Some(cache) = self.cache {
            cache.keep_file(facts_key(blob, &entry.path, class), &mut cached);
        }
        Ok(match cached {
            Cached::Source(class, facts) => {
                let mut chunks = Vec::new();
                if self.options.chunks {
                    chunks = chunks::cut(&entry.path, &language(class), text, &facts);
                    if let Some(cache) = self.cache {
                        cache.keep_chunks(chunk_key(blob, &entry.path, class), &chunks);
                    }
                }
                analyzed(entry, blob, class, facts, chunks)
            }
            Cached::Other => Outcome::Other,
            Cached::Skip(reason) => Outcome::Skipped(reason),
        })
    }

    /// What the cache knows of a file; `None` where it must be read.
    fn cached(&self, entry: &Entry, blob: Oid, class: PathClass) -> Option<Outcome> {
        let cache = self.cache?;
        let known = match cache.file(facts_key(blob, &entry.path, class))? {
            Cached::Source(class, facts) => {
                let chunks = if self.options.chunks {
                    cache.chunks(chunk_key(blob, &entry.path, class))?
                } else {
                    Vec::new()
                };
                analyzed(entry, blob, class, facts, chunks)
            }
            Cached::Other => Outcome::Other,
            Cached::Skip(reason) => Outcome::Skipped(reason),
        };
        self.known.fetch_add(1, Ordering::Relaxed);
        Some(known)
    }

    fn facts(&self, text: &str, class: FileClass) -> Result<FileFacts, SkipReason> {
        let mut facts = facts::extract(text, class, &self.options.limits).map_err(|error| match error {
            FactsError::ParseTimeout => SkipReason::ParseTimeout,
            FactsError::Grammar(_) => SkipReason::Failed,
        })?;
        if class.language.is_some_and(detect::is_prose) {
            facts.totals.comments += facts.totals.code;
            facts.totals.code = 0;
        }
        Ok(facts)
    }
}

fn analyzed(entry: &Entry, blob: Oid, class: FileClass, facts: FileFacts, chunks: Vec<Chunk>) -> Outcome {
    let file = AnalyzedFile {
        path: entry.path.clone(),
        blob,
        class,
        language: class.language.map(|position| Language::new(languages::id(position))),
        facts,
    };
    Outcome::Analyzed(Box::new(file), chunks)
}

/// The language of a class that has one, as all source does.
fn language(class: FileClass) -> Language {
    Language::new(class.language.map_or("text", languages::id))
}

fn skipped(entry: &Entry, reason: SkipReason) -> Skipped {
    Skipped { path: entry.path.clone(), reason }
}
