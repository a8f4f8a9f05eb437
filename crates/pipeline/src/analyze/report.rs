//! The whole-repository stages, and the report that they make up.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rayon::prelude::*;
use types::{
    CancellationToken, Dependencies, Finding, Found, Language, LanguageTotals, Report, RepositoryInfo,
    SCHEMA_VERSION, Skipped, Totals,
};

use super::timings::{Timings, timed};
use super::{listing, stop_if};
use crate::detect::stack::Stack;
use crate::history::{self, Commits};
use crate::options::RepositoryConfig;
use crate::progress::Stage;
use crate::source::Snapshot;
use crate::whole::{Parts, Whole};
use crate::{
    AnalyzeError, AnalyzedFile, Options, Progress, Source, duplication, fingerprint, graph, hotspots,
    insights, quality, suppression, tasks,
};

/// What the stages before gave.
pub(super) struct Inputs<'a> {
    pub(super) source: &'a Source,
    pub(super) snapshot: &'a Snapshot,
    pub(super) options: &'a Options,
    pub(super) config: &'a RepositoryConfig,
    pub(super) stack: Stack,
    pub(super) aliases: graph::Aliases,
    pub(super) files: &'a [AnalyzedFile],
    pub(super) skipped: Vec<Skipped>,
    /// As far as the files say.
    pub(super) found: Found,
}

/// Runs the stages that look at all files at once.
pub(super) fn conclude(
    inputs: Inputs<'_>,
    progress: &mut dyn Progress,
    cancel: &CancellationToken,
    timings: &mut Timings,
) -> Result<Report, AnalyzeError> {
    let Inputs { source, snapshot, options, config, stack, aliases, files, skipped, found } = inputs;
    // None of the three needs another.
    let stage = Stage::begin(progress, "relate", "following repeated code, imports and commits", 0, found);
    let ((duplication, comparing), ((graph, following), (commits, reading))) = rayon::join(
        || {
            let found = timed(|| duplication::find(files, cancel));
            let clones = found.0.clones.len() as u64 + found.0.clones_left_out;
            stage.tell_found(|found| found.clones = Some(clones));
            found
        },
        || {
            rayon::join(
                || {
                    let built = timed(|| graph::build(files, &stack.packages, &aliases, cancel));
                    stage.tell_found(|found| found.cycles = Some(built.0.cycles.len() as u64));
                    built
                },
                || {
                    let read = timed(|| commits(snapshot, options, files, cancel));
                    if let Ok(Some(commits)) = &read.0 {
                        stage.tell_found(|found| found.commits = Some(commits.summary().commits));
                    }
                    read
                },
            )
        },
    );
    let found = stage.end();
    timings.end_together(&[("duplication", comparing), ("graph", following), ("history", reading)]);
    let commits = commits?;
    let mut hotspots = commits.as_ref().map(|commits| hotspots::rank(files, commits)).unwrap_or_default();
    let listed_files = listing::files(files, &hotspots);
    hotspots.truncate(hotspots::MAX_LISTED);
    stop_if(cancel)?;

    let stage = Stage::begin(progress, "conclude", "drawing conclusions", 0, found);
    let (findings, suppressed) = findings(files, config, &options.suppressed, day(snapshot.time));
    stage.tell_found(|found| found.findings = Some(findings.len() as u64));
    let (totals, languages) = totals(files);
    let quality = quality::judge(files, &totals, &findings, &duplication);
    let paths: Vec<String> = snapshot.entries.iter().map(|entry| entry.path.clone()).collect();
    let whole = Whole::of(Parts {
        files,
        paths: &paths,
        findings: &findings,
        totals: &totals,
        stack: &stack.technologies,
        quality: &quality,
        duplication: &duplication,
        graph: &graph,
        external: &stack.dependencies,
        commits: commits.as_ref(),
        hotspots: &hotspots,
        skipped: &skipped,
    });
    let ((insights, tasks), functions) = rayon::join(
        || rayon::join(|| insights::draw(&whole), || tasks::draft(&whole)),
        || listing::functions(files),
    );
    drop(whole);
    timings.end("conclude");

    Ok(Report {
        schema_version: SCHEMA_VERSION,
        repository: RepositoryInfo {
            name: source.name(),
            url: source.url().map(str::to_owned),
            commit: snapshot.commit.map(|commit| commit.to_string()),
            branch: snapshot.branch.clone(),
        },
        totals,
        languages,
        stack: stack.technologies,
        quality,
        files: listed_files,
        functions,
        rules: listing::rules(findings.iter().chain(&suppressed)),
        findings,
        suppressed,
        duplication,
        dependencies: Dependencies {
            edges: graph.edges,
            cycles: graph.cycles,
            packages: stack.packages,
            external: stack.dependencies,
        },
        history: commits.map(|commits| commits.summary().clone()),
        hotspots,
        insights,
        tasks,
        skipped,
        timings_ms: BTreeMap::new(),
    })
}

/// What the commits tell, where they are wanted and there are any.
fn commits(
    snapshot: &Snapshot,
    options: &Options,
    files: &[AnalyzedFile],
    cancel: &CancellationToken,
) -> Result<Option<Commits>, AnalyzeError> {
    let Some(head) = snapshot.commit.filter(|_| options.history) else { return Ok(None) };
    let repository = git2::Repository::open(snapshot.git_dir())?;
    match history::read(&repository, head, options.limits.history_commits, files, cancel)? {
        Some(commits) => Ok(Some(commits)),
        None => Err(AnalyzeError::Cancelled),
    }
}

/// Open and suppressed findings of all files.
fn findings(
    files: &[AnalyzedFile],
    config: &RepositoryConfig,
    by_person: &BTreeMap<String, String>,
    day: NaiveDate,
) -> (Vec<Finding>, Vec<Finding>) {
    let all: Vec<Vec<Finding>> = files
        .par_iter()
        .map(|file| {
            let mut findings = fingerprint::findings(&file.path, &file.facts.findings);
            findings.retain(|finding| !config.turns_off(&finding.rule));
            suppression::mark(&mut findings, &file.facts.suppressions, config, by_person, day);
            findings
        })
        .collect();
    suppression::split(all.into_iter().flatten().collect())
}

/// The day that suppressions are judged by. Before the first commit none has expired.
fn day(time: Option<DateTime<Utc>>) -> NaiveDate {
    time.map_or(NaiveDate::MIN, |time| time.date_naive())
}

/// Sums over all files and per language, the most code first.
fn totals(files: &[AnalyzedFile]) -> (Totals, Vec<LanguageTotals>) {
    let mut all = Totals::default();
    let mut languages: BTreeMap<&Language, Totals> = BTreeMap::new();
    for file in files {
        add(&mut all, &file.facts.totals);
        if let Some(language) = &file.language {
            add(languages.entry(language).or_default(), &file.facts.totals);
        }
    }
    let mut languages: Vec<LanguageTotals> = languages
        .into_iter()
        .map(|(language, totals)| LanguageTotals {
            language: language.clone(),
            share: if all.code == 0 { 0.0 } else { totals.code as f64 / all.code as f64 },
            totals,
        })
        .collect();
    languages.sort_by(|a, b| (b.totals.code, &a.language).cmp(&(a.totals.code, &b.language)));
    (all, languages)
}

fn add(sum: &mut Totals, more: &Totals) {
    let Totals { files, lines, code, comments, blanks, functions } = more;
    sum.files += files;
    sum.lines += lines;
    sum.code += code;
    sum.comments += comments;
    sum.blanks += blanks;
    sum.functions += functions;
}
