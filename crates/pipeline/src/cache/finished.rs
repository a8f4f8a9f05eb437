//! The last report, for when nothing has changed. The chunks that belong to it are those of its files.

use std::io;
use std::path::{Path, PathBuf};

use types::{Function, Report, SkipReason, Skipped};

use super::LAYOUT_VERSION;
use super::facts::load_chunks;
use super::sealed::{self, Hash, Sealed};
use super::store::Key;
use crate::facts::FACTS_VERSION;
use crate::source::Snapshot;
use crate::{Analysis, CacheUse, Options, Source, rules};

/// Raised whenever the same facts and history would give another report.
///
/// 1: the first.
/// 2: names that modules pass on are followed; insights and tasks leave migrations alone and put faults together.
/// 3: a name that Rust modules pass on is looked for in the nearest first; copies in a row, and bodies in a file of
/// alike ones, are clones; insights and tasks fit what they tell of.
/// 4: files are listed, and what the rules say.
const ANALYSIS_VERSION: u32 = 4;

/// The finished analysis of this very commit under these very options.
pub(crate) fn load(
    folder: &Path,
    source: &Source,
    snapshot: &Snapshot,
    options: &Options,
) -> Option<Analysis> {
    let context = context(source, snapshot, options)?;
    let sealed = Sealed::read(&path(folder), &context)?;
    let (chunk_keys, functions, mut report): (Vec<Key>, Vec<Function>, Report) =
        rmp_serde::from_slice(sealed.contents()).ok()?;
    report.functions = functions;
    let chunks = if options.chunks { load_chunks(folder, &options.limits, &chunk_keys)? } else { Vec::new() };
    let cache = CacheUse { found: report.totals.files, missed: 0 };
    Some(Analysis { report, chunks, contents: snapshot.contents(), cache })
}

/// Keeps a finished report in place of the last. `chunk_keys` are those of its files, in order.
pub(crate) fn store(
    folder: &Path,
    source: &Source,
    snapshot: &Snapshot,
    options: &Options,
    report: &mut Report,
    chunk_keys: &[Key],
) {
    let Some(context) = context(source, snapshot, options) else { return };
    // What ran out of time, or broke off, may go well the next time.
    let by_chance =
        |skipped: &Skipped| matches!(skipped.reason, SkipReason::ParseTimeout | SkipReason::Failed);
    if report.skipped.iter().any(by_chance) {
        return;
    }
    // Functions are most of a report. Without the names of their fields they take a third of the space; the rest
    // needs names, for fields that are left out.
    let functions = std::mem::take(&mut report.functions);
    let written = sealed::write(&path(folder), &context, |mut to| {
        // A tuple of three: what `load` reads.
        to.write_all(&[0x93])?;
        rmp_serde::encode::write(&mut to, chunk_keys).map_err(io::Error::other)?;
        rmp_serde::encode::write(&mut to, &functions).map_err(io::Error::other)?;
        rmp_serde::encode::write_named(&mut to, report).map_err(io::Error::other)
    });
    report.functions = functions;
    if let Err(error) = written {
        tracing::warn!(%error, "the finished report could not be kept");
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("report.bin")
}

/// All that a report depends on; `None` where that is more than can be named: a folder as it stands, a history that
/// may still be completed.
fn context(source: &Source, snapshot: &Snapshot, options: &Options) -> Option<Hash> {
    if !snapshot.is_commit() || snapshot.shallow {
        return None;
    }
    let parts = (
        (LAYOUT_VERSION, FACTS_VERSION, ANALYSIS_VERSION, types::SCHEMA_VERSION, types::VERSION),
        (source.name(), source.url(), snapshot.commit?.to_string(), &snapshot.branch),
        (options.history, &options.limits, &options.suppressed),
        rules::ALL.iter().map(|rule| rule.id).collect::<Vec<_>>(),
    );
    Some(*blake3::hash(&rmp_serde::to_vec(&parts).ok()?).as_bytes())
}
