//! Writing down what an analysis has learnt, all of it or nothing.

mod chunks;
mod contents;
mod findings;
mod tasks;

use std::sync::Arc;
use std::time::Duration;

use models::{
    analyses as analysis_rows, chunks as chunk_rows, file_contents as content_rows, findings as finding_rows,
    insights as insight_rows, overviews as overview_rows, reports as report_rows,
    repositories as repository_rows, tasks as task_rows,
};
use queue::{EnqueueOptions, Enqueued, JobRun};
use sea_orm::DatabaseTransaction;
use serde_json::json;
use tokio::time::timeout;
use types::{Channel, Chunk, NewEvent, Report};

use crate::analyses::running::{for_all, subject};
use crate::analyses::{Counts, ReportBytes};
use crate::work::{AnalyzeRepository, EmbedRepository};
use crate::{Error, Result, Services};

pub use contents::Contents;
pub(crate) use contents::keep_contents;

/// How long results wait between two tries, while the database is away.
const ASK_AGAIN: Duration = Duration::from_millis(500);

/// Writes down the results of an analysis and enqueues what follows from them, in one transaction that holds
/// only while the job is still this worker's. Answers what was counted.
///
/// Findings and tasks follow the repository from one analysis to the next: see the modules of the same names
/// for who is matched with whom. The last analysis to succeed decides, whatever revision it looked at.
///
/// What stands is read and compared before the transaction, which on SQLite keeps every other writer waiting. Two
/// analyses of one repository may end at the same time, one of each revision: the one that finds another noted as
/// the latest than it compared with compares again. While the database is away it waits, for as long as the job is its
/// own: an analysis is dear.
pub async fn record(
    services: &Services,
    run: &JobRun,
    job: &AnalyzeRepository,
    report: Report,
    chunks: Vec<Chunk>,
    contents: Arc<dyn Contents>,
) -> Result<Counts> {
    let learnt = Learnt::pack(report, chunks, contents).await?;
    let mut was_away = false;
    loop {
        match try_to_record(services, run, job, &learnt).await {
            Ok(Some(counts)) => return Ok(counts),
            Ok(None) => {}
            Err(Error::Unavailable { .. }) if !run.cancel().is_cancelled() => {
                was_away = true;
                // A lease that ran out meanwhile raises the token.
                let _ = timeout(ASK_AGAIN, run.cancelled()).await;
            }
            // The answer to the commit may have been lost with the connection: the next try sees what stands.
            Err(Error::Conflict(message)) if was_away => return Err(Error::Internal(message)),
            Err(error) => return Err(error),
        }
    }
}

/// None when another analysis of the repository was written down since the comparison.
async fn try_to_record(
    services: &Services,
    run: &JobRun,
    job: &AnalyzeRepository,
    learnt: &Arc<Learnt>,
) -> Result<Option<Counts>> {
    keep_contents(services, job, learnt).await?;
    let compared = compare(services, job, learnt).await?;
    let transaction = models::begin_write(&services.db).await?;
    run.guard(&transaction).await?;
    let Some(written) = write(services, &transaction, job, learnt, compared).await? else {
        transaction.rollback().await?;
        return Ok(None);
    };
    transaction.commit().await?;
    written.unpublished.publish();
    services.queue.ring(&written.enqueued).await;
    Ok(Some(written.counts))
}

/// What an analysis has learnt.
pub(crate) struct Learnt {
    report: Report,
    packed: ReportBytes,
    overview: serde_json::Value,
    chunks: Vec<Chunk>,
    contents: Arc<dyn Contents>,
}

impl Learnt {
    /// Packs the report, where it holds nobody up.
    pub(crate) async fn pack(
        report: Report,
        chunks: Vec<Chunk>,
        contents: Arc<dyn Contents>,
    ) -> Result<Arc<Self>> {
        tokio::task::spawn_blocking(move || {
            let packed = ReportBytes::pack(&report)?;
            let overview = crate::views::overview::packed(&report)?;
            Ok(Arc::new(Self { report, packed, overview, chunks, contents }))
        })
        .await
        .map_err(Error::internal)?
    }
}

/// What an analysis changes in what stands of its repository. Good for as long as no other analysis is written down:
/// nothing else changes these rows but where their chunks stand in the index, which is not compared.
pub(crate) struct Compared {
    /// As it was before anything else was read.
    repository: repository_rows::Model,
    findings: findings::Change,
    chunks: chunks::Change,
    contents: contents::Change,
}

/// Compares what an analysis has learnt with what stands; on a blocking thread, since there may be a hundred
/// thousand rows.
pub(crate) async fn compare(
    services: &Services,
    job: &AnalyzeRepository,
    learnt: &Arc<Learnt>,
) -> Result<Compared> {
    let (team_id, repository_id) = (job.team_id, job.repository_id);
    let repository = crate::repositories::find(services, team_id, repository_id).await?;
    let known_findings = finding_rows::load(&services.db, team_id, repository_id).await?;
    let known_chunks = chunk_rows::load(&services.db, team_id, repository_id).await?;
    let known_contents = content_rows::known(&services.db, team_id, repository_id).await?;
    let (job, learnt, clock) = (*job, Arc::clone(learnt), Arc::clone(&services.clock));
    tokio::task::spawn_blocking(move || {
        let new_id = || clock.new_id();
        Ok(Compared {
            repository,
            findings: findings::compare(known_findings, &learnt.report, &job, new_id)?,
            chunks: chunks::compare(known_chunks, &learnt.chunks, &job, new_id),
            contents: contents::compare(&known_contents, &learnt.report),
        })
    })
    .await
    .map_err(Error::internal)?
}

/// What is to be told once the transaction stands.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) counts: Counts,
    pub(crate) enqueued: Enqueued,
    pub(crate) unpublished: events::Unpublished,
}

/// Everything but the guard and the commit. None when another analysis of the repository was written down since the
/// comparison: then nothing of this may stay.
pub(crate) async fn write(
    services: &Services,
    transaction: &DatabaseTransaction,
    job: &AnalyzeRepository,
    learnt: &Learnt,
    compared: Compared,
) -> Result<Option<Written>> {
    let (team_id, repository_id, analysis_id) = (job.team_id, job.repository_id, job.analysis_id);
    let Learnt { report, packed, overview, .. } = learnt;
    let now = services.now();
    let new_id = || services.clock.new_id();
    let analysis = analysis_rows::find(transaction, team_id, analysis_id)
        .await?
        .ok_or(Error::not_found("analysis", analysis_id))?;
    // Without a revision it was the default branch that was analysed.
    let default_branch = report.repository.branch.as_deref().filter(|_| analysis.revision.is_none());
    // The first to be written: it locks the repository, so that what was compared stands until the end.
    let before = &compared.repository;
    if !repository_rows::set_latest(transaction, before, analysis_id, default_branch, now).await? {
        return Ok(None);
    }

    report_rows::upsert(
        transaction,
        report_rows::Model {
            analysis_id,
            team_id,
            etag: packed.etag.clone(),
            json_bytes: packed.json_bytes.cast_signed(),
            gzip: packed.gzip.clone(),
        },
    )
    .await?;
    overview_rows::upsert(transaction, overview_rows::Model { analysis_id, team_id, body: overview.clone() })
        .await?;
    insight_rows::replace(transaction, team_id, analysis_id, &report.insights, new_id).await?;

    let change = compared.findings;
    finding_rows::upsert_many(transaction, change.written).await?;
    finding_rows::mark_fixed(transaction, team_id, &change.fixed, analysis_id).await?;
    finding_rows::mark_seen(transaction, team_id, repository_id, analysis_id).await?;
    // Somebody may have spoken since the analysis began.
    models::suppressions::apply(transaction, team_id, repository_id).await?;

    // People change tasks at any time, so these are compared here. They are few.
    let known = task_rows::load(transaction, team_id, repository_id).await?;
    let task_change = tasks::compare(known, report, job, now, new_id)?;
    task_rows::upsert_many(transaction, task_change.written).await?;

    let chunk_change = compared.chunks;
    chunk_rows::insert_many(transaction, chunk_change.added).await?;
    chunk_rows::move_many(transaction, team_id, chunk_change.moved).await?;
    chunk_rows::mark_removed(transaction, team_id, &chunk_change.removed).await?;

    let contents::Change { unused, back } = compared.contents;
    content_rows::set_unused(transaction, team_id, repository_id, &unused, Some(now)).await?;
    content_rows::set_unused(transaction, team_id, repository_id, &back, None).await?;

    let counts = Counts {
        files: report.totals.files,
        lines: report.totals.lines,
        functions: report.totals.functions,
        skipped: report.skipped.len() as u64,
        findings: change.counts,
        insights: report.insights.len() as u64,
        tasks: task_change.counts,
        chunks: chunk_change.counts,
    };
    let outcome = analysis_rows::Outcome {
        branch: report.repository.branch.clone(),
        commit_sha: report.repository.commit.clone(),
        quality: report.quality,
        counts: json!(counts),
    };
    if !analysis_rows::succeed(transaction, team_id, analysis_id, outcome, now).await? {
        return Err(Error::Conflict(format!("analysis {analysis_id} has ended already")));
    }

    let embed = EmbedRepository { team_id, repository_id };
    let enqueued = services.queue.enqueue(transaction, team_id, &embed, EnqueueOptions::default()).await?;
    let unpublished = services.events.append_in(transaction, told(job, report, &counts)).await?;
    Ok(Some(Written { counts, enqueued, unpublished }))
}

/// The analysis's last event, and one for the team when tasks have come or gone.
fn told(job: &AnalyzeRepository, report: &Report, counts: &Counts) -> Vec<(Channel, NewEvent)> {
    let payload = subject(
        job,
        json!({ "commit": report.repository.commit, "quality": report.quality, "counts": counts }),
    );
    let mut events = for_all(job, "analysis.succeeded", &payload);
    if counts.tasks != crate::analyses::TaskCounts::default() {
        let payload = subject(job, json!({ "tasks": counts.tasks }));
        events.push((Channel::Team(job.team_id), NewEvent::new("tasks.changed", job.team_id, payload)));
    }
    events
}

#[cfg(test)]
mod tests;
