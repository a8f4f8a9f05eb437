//! The analysis from end to end: names the stages in order.

mod files;
mod listing;
mod report;
mod timings;

use types::{CancellationToken, Found};

use crate::cache::{self, FactsCache};
use crate::detect::{Detector, stack};
use crate::options::{RepositoryConfig, repository};
use crate::progress::Stage;
use crate::source::Snapshot;
use crate::{Analysis, AnalyzeError, Options, Progress, Source, graph};
use files::Files;
use report::Inputs;
use timings::Timings;

/// Analyses a commit, or a folder as it stands.
///
/// What is wrong in single files is data in the report; an error means that there is no report at all. The same
/// commit under the same options gives the same report, timings apart, whatever was cached and on however many
/// threads.
pub fn analyze(
    source: &Source,
    options: &Options,
    progress: &mut dyn Progress,
    cancel: &CancellationToken,
) -> Result<Analysis, AnalyzeError> {
    let mut timings = Timings::start();
    let snapshot = source.open(options, progress, cancel)?;
    timings.end("fetch");
    stop_if(cancel)?;

    if let Some(folder) = &options.cache_dir
        && let Some(mut finished) = cache::load_finished(folder, source, &snapshot, options)
    {
        timings.end("cache");
        finished.report.timings_ms = timings.finish();
        return Ok(finished);
    }
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads.unwrap_or(0))
        .thread_name(|number| format!("analyze-{number}"))
        .build()
        .map_err(|error| AnalyzeError::io("threads", std::io::Error::other(error)))?;
    let mut analysis =
        threads.install(|| from_snapshot(source, &snapshot, options, progress, cancel, &mut timings))?;
    analysis.report.timings_ms = timings.finish();
    Ok(analysis)
}

/// All that follows once the files are known.
fn from_snapshot(
    source: &Source,
    snapshot: &Snapshot,
    options: &Options,
    progress: &mut dyn Progress,
    cancel: &CancellationToken,
    timings: &mut Timings,
) -> Result<Analysis, AnalyzeError> {
    let entries = snapshot.entries.len() as u64;
    Stage::begin(progress, "detect", "looking at the files", entries, Found::default());
    let config = config(snapshot, options)?;
    let detector = Detector::new(files::attributes(snapshot, options), config.clone());
    let sorted = files::sort(snapshot, &detector, &options.limits);
    let texts = files::texts(snapshot, &sorted, options, |path| stack::wants(path) || graph::wants(path));
    let stack = stack::detect(&sorted.paths(), &texts);
    let aliases = graph::Aliases::read(&texts);
    timings.end("detect");
    stop_if(cancel)?;

    let cache = options.cache_dir.as_ref().map(|folder| FactsCache::open(folder, options));
    let read = files::read(snapshot, sorted, options, cache.as_ref(), progress, cancel);
    timings.end("parse");
    if let Some(cache) = cache {
        cache.save();
    }
    stop_if(cancel)?;
    let Files { files, chunks, skipped, cache, found } = read?;
    timings.end("cache");

    let inputs =
        Inputs { source, snapshot, options, config: &config, stack, aliases, files: &files, skipped, found };
    let mut report = report::conclude(inputs, progress, cancel, timings)?;
    if let Some(folder) = &options.cache_dir {
        let keys: Vec<cache::Key> =
            files.iter().map(|file| cache::chunk_key(file.blob, &file.path, file.class)).collect();
        cache::store_finished(folder, source, snapshot, options, &mut report, &keys);
        timings.end("cache");
    }
    Ok(Analysis { report, chunks, contents: snapshot.contents(), cache })
}

/// What the repository says about its own analysis.
fn config(snapshot: &Snapshot, options: &Options) -> Result<RepositoryConfig, AnalyzeError> {
    let Some(entry) = files::entry_at(snapshot, repository::PATH) else {
        return Ok(RepositoryConfig::default());
    };
    let text = files::text(snapshot, entry, options).ok_or_else(|| {
        let most = options.limits.file_bytes / 1024;
        AnalyzeError::InvalidConfig(format!("it is not a file of UTF-8 text of at most {most} KiB"))
    })?;
    RepositoryConfig::parse(&text).map_err(|error| AnalyzeError::InvalidConfig(error.to_string()))
}

fn stop_if(cancel: &CancellationToken) -> Result<(), AnalyzeError> {
    if cancel.is_cancelled() { Err(AnalyzeError::Cancelled) } else { Ok(()) }
}
