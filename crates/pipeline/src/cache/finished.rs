//! The last finished analysis, for when nothing has changed.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use types::{Chunk, Report};

use super::LAYOUT_VERSION;
use super::sealed::{self, Hash, Sealed};
use crate::facts::FACTS_VERSION;
use crate::source::Snapshot;
use crate::{Analysis, Options, Source, chunks, rules};

/// Raised whenever the same facts and history would give another report.
///
/// 1: the first.
const ANALYSIS_VERSION: u32 = 1;

#[derive(Deserialize)]
struct Loaded {
    report: Report,
    chunks: Vec<Chunk>,
}

#[derive(Serialize)]
struct Stored<'a> {
    report: &'a Report,
    chunks: &'a [Chunk],
}

/// The finished analysis of this very commit under these very options.
pub(crate) fn load(folder: &Path, source: &Source, snapshot: &Snapshot, options: &Options) -> Option<Analysis> {
    let context = context(source, snapshot, options)?;
    let sealed = Sealed::read(&path(folder), &context)?;
    let Loaded { report, chunks } = rmp_serde::from_slice(sealed.contents()).ok()?;
    Some(Analysis { report, chunks })
}

/// Keeps a finished analysis in place of the last.
pub(crate) fn store(folder: &Path, source: &Source, snapshot: &Snapshot, options: &Options, analysis: &Analysis) {
    let Some(context) = context(source, snapshot, options) else { return };
    let stored = Stored { report: &analysis.report, chunks: &analysis.chunks };
    let written = sealed::write(&path(folder), &context, |to| {
        rmp_serde::encode::write_named(&mut { to }, &stored).map_err(io::Error::other)
    });
    if let Err(error) = written {
        tracing::warn!(%error, "the finished analysis could not be kept");
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("analysis.bin")
}

/// All that a report depends on; `None` where that is more than can be named: a folder as it stands, a history that
/// may still be completed.
fn context(source: &Source, snapshot: &Snapshot, options: &Options) -> Option<Hash> {
    if !snapshot.is_commit() || snapshot.shallow {
        return None;
    }
    let limits = &options.limits;
    let parts = (
        (LAYOUT_VERSION, FACTS_VERSION, chunks::CHUNKS_VERSION, ANALYSIS_VERSION, types::SCHEMA_VERSION, types::VERSION),
        (source.name(), source.url(), snapshot.commit?.to_string(), &snapshot.branch),
        (options.history, limits),
        rules::ALL.iter().map(|rule| rule.id).collect::<Vec<_>>(),
    );
    Some(*blake3::hash(&rmp_serde::to_vec(&parts).ok()?).as_bytes())
}
