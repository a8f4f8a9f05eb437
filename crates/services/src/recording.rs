//! Writing down what an analysis has learnt, all of it or nothing.

mod chunks;
mod findings;
mod tasks;

use models::{
    analyses as analysis_rows, chunks as chunk_rows, findings as finding_rows, insights as insight_rows,
    reports as report_rows, repositories as repository_rows, tasks as task_rows,
};
use queue::{EnqueueOptions, Enqueued, JobRun};
use sea_orm::DatabaseTransaction;
use serde_json::json;
use types::{Channel, Chunk, NewEvent, Report};

use crate::analyses::running::{final_events, subject};
use crate::analyses::{Counts, ReportBytes};
use crate::work::{AnalyzeRepository, EmbedRepository};
use crate::{Error, Result, Services};

/// Writes down the results of an analysis and enqueues what follows from them, in one transaction that holds
/// only while the job is still this worker's. Answers what was counted.
///
/// Findings and tasks follow the repository from one analysis to the next: see the modules of the same names
/// for who is matched with whom. The last analysis to succeed decides, whatever revision it looked at.
pub async fn record(
    services: &Services,
    run: &JobRun,
    job: &AnalyzeRepository,
    report: Report,
    chunks: Vec<Chunk>,
) -> Result<Counts> {
    let (report, packed) = pack(report).await?;
    let transaction = models::begin_write(&services.db).await?;
    run.guard(&transaction).await?;
    let written = write(services, &transaction, job, &report, &packed, chunks).await?;
    transaction.commit().await?;
    written.unpublished.publish();
    services.queue.ring(&written.enqueued).await;
    Ok(written.counts)
}

/// The packed form, made where it holds nobody up.
pub(crate) async fn pack(report: Report) -> Result<(Report, ReportBytes)> {
    tokio::task::spawn_blocking(move || {
        let packed = ReportBytes::pack(&report)?;
        Ok((report, packed))
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

/// Everything but the guard and the commit.
pub(crate) async fn write(
    services: &Services,
    transaction: &DatabaseTransaction,
    job: &AnalyzeRepository,
    report: &Report,
    packed: &ReportBytes,
    chunks: Vec<Chunk>,
) -> Result<Written> {
    let (team_id, repository_id, analysis_id) = (job.team_id, job.repository_id, job.analysis_id);
    let now = services.now();
    let new_id = || services.clock.new_id();
    let analysis = analysis_rows::find(transaction, team_id, analysis_id)
        .await?
        .ok_or(Error::not_found("analysis", analysis_id))?;

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
    insight_rows::replace(transaction, team_id, analysis_id, &report.insights, new_id).await?;

    let known = finding_rows::load(transaction, repository_id).await?;
    let change = findings::compare(known, report, job, new_id)?;
    finding_rows::upsert_many(transaction, change.written).await?;
    finding_rows::mark_fixed(transaction, &change.fixed, analysis_id).await?;
    finding_rows::mark_seen(transaction, repository_id, analysis_id).await?;

    let known = task_rows::load_generated(transaction, repository_id).await?;
    let task_change = tasks::compare(known, report, job, now, new_id)?;
    task_rows::upsert_many(transaction, task_change.written).await?;

    let known = chunk_rows::load(transaction, repository_id).await?;
    let chunk_change = chunks::compare(known, chunks, job, new_id);
    chunk_rows::insert_many(transaction, chunk_change.added).await?;
    chunk_rows::move_many(transaction, chunk_change.moved).await?;
    chunk_rows::mark_removed(transaction, &chunk_change.removed).await?;

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
    if !analysis_rows::succeed(transaction, analysis_id, outcome, now).await? {
        return Err(Error::Conflict(format!("analysis {analysis_id} has ended already")));
    }
    // Without a revision it was the default branch that was analysed.
    let default_branch = report.repository.branch.as_deref().filter(|_| analysis.revision.is_none());
    repository_rows::set_latest(transaction, repository_id, analysis_id, default_branch, now).await?;

    let embed = EmbedRepository { team_id, repository_id };
    let enqueued = services.queue.enqueue(transaction, team_id, &embed, EnqueueOptions::default()).await?;
    let unpublished = services.events.append_in(transaction, told(job, report, &counts)).await?;
    Ok(Written { counts, enqueued, unpublished })
}

/// The analysis's last event, and one for the team when tasks have come or gone.
fn told(job: &AnalyzeRepository, report: &Report, counts: &Counts) -> Vec<(Channel, NewEvent)> {
    let payload = subject(
        job,
        json!({ "commit": report.repository.commit, "quality": report.quality, "counts": counts }),
    );
    let mut events = final_events(job, "analysis.succeeded", &payload);
    if counts.tasks != crate::analyses::TaskCounts::default() {
        let payload = subject(job, json!({ "tasks": counts.tasks }));
        events.push((Channel::Team(job.team_id), NewEvent::new("tasks.changed", job.team_id, payload)));
    }
    events
}

#[cfg(test)]
mod tests;
