//! Analyses one commit of a repository, tells how far it has come, and writes down what was learnt.

use std::panic;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use pipeline::{Analysis, AnalyzeError, Source};
use queue::{AfterCommit, Handle, JobError, JobRow, JobRun};
use sea_orm::{DatabaseTransaction, DbErr};
use services::analyses::running::{self, Started};
use services::findings;
use services::recording;
use services::repositories::{self, SourceKind};
use services::work::AnalyzeRepository;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until};
use types::Progress;

use crate::context::Context;

/// Followers hear of progress at most this often.
const TELL_EVERY: Duration = Duration::from_millis(200);

impl Handle<AnalyzeRepository> for Context {
    async fn run(&self, job: &AnalyzeRepository, run: &JobRun) -> Result<(), JobError> {
        let services = &self.services;
        let Some(started) = running::start(services, job).await.map_err(JobError::retry)? else {
            tracing::info!(analysis.id = %job.analysis_id, "analysis {} needs no work", job.analysis_id);
            return Ok(());
        };
        let (teller, told) = watch::channel(Progress::default());
        let options = pipeline::Options {
            cache_dir: Some(services.facts_dir(job.repository_id)),
            suppressed: findings::suppressed(services, job.team_id, job.repository_id)
                .await
                .map_err(JobError::retry)?,
            ..self.analysis.clone()
        };
        let source = self.source(job, started);
        let cancel = run.cancel().clone();
        let work = tokio::task::spawn_blocking(move || {
            pipeline::analyze(&source, &options, &mut Teller(teller), &cancel)
        });
        let result = match self.tell_until_done(job, run, work, told).await? {
            Ok(analysis) => {
                count(&analysis);
                self.write_down(job, run, analysis).await
            }
            Err(error) => Err(self.failed(job, run, &error).await),
        };
        if let Err(error) = repositories::remove_if_deleted(services, job.team_id, job.repository_id).await {
            tracing::warn!(repository.id = %job.repository_id, %error, "leftovers were not looked for");
        }
        result
    }

    /// The analysis of a job that ended without its handler: cancelled in the queue, or dead with its workers.
    async fn on_bad_end(
        &self,
        job: &AnalyzeRepository,
        row: &JobRow,
        txn: &DatabaseTransaction,
    ) -> Result<AfterCommit, DbErr> {
        let unpublished = running::end_with_job(&self.services, txn, job, row.state, row.error.as_deref())
            .await
            .map_err(|error| DbErr::Custom(error.to_string()))?;
        Ok(AfterCommit::new(|| unpublished.publish()))
    }
}

impl Context {
    fn source(&self, job: &AnalyzeRepository, started: Started) -> Source {
        let Started { source, source_kind, revision } = started;
        match source_kind {
            SourceKind::Remote => {
                Source::Remote { url: source, revision, mirror: self.services.mirror_dir(job.repository_id) }
            }
            SourceKind::Local => Source::Local { path: PathBuf::from(source), revision, worktree: false },
        }
    }

    /// Waits for the analysis, and meanwhile tells the followers and the ledger how far it has come.
    async fn tell_until_done(
        &self,
        job: &AnalyzeRepository,
        run: &JobRun,
        mut work: JoinHandle<Result<Analysis, AnalyzeError>>,
        mut told: watch::Receiver<Progress>,
    ) -> Result<Result<Analysis, AnalyzeError>, JobError> {
        let mut next = Instant::now();
        let joined = loop {
            tokio::select! {
                joined = &mut work => break joined,
                news = async { sleep_until(next).await; told.changed().await } => {
                    if news.is_err() {
                        // The analysis is over and dropped its end; only its result is left to wait for.
                        break work.await;
                    }
                    let progress = told.borrow_and_update().clone();
                    run.progress(progress.clone());
                    if let Err(error) = running::progress(&self.services, job, &progress).await {
                        tracing::warn!(analysis.id = %job.analysis_id, %error, "progress was not told");
                    }
                    next = Instant::now() + TELL_EVERY;
                }
            }
        };
        match joined {
            Ok(result) => Ok(result),
            // The queue catches panics, counts the try and keeps the message.
            Err(error) if error.is_panic() => panic::resume_unwind(error.into_panic()),
            Err(_) => Err(JobError::Cancelled),
        }
    }

    async fn write_down(
        &self,
        job: &AnalyzeRepository,
        run: &JobRun,
        analysis: Analysis,
    ) -> Result<(), JobError> {
        let writing = Progress {
            stage: "write".to_owned(),
            message: "writing down the results".to_owned(),
            ..Progress::default()
        };
        run.progress(writing);
        let Analysis { report, chunks, contents, .. } = analysis;
        match recording::record(&self.services, run, job, report, chunks, Arc::new(Read(contents))).await {
            Ok(counts) => {
                tracing::info!(
                    analysis.id = %job.analysis_id, files = counts.files, findings = counts.findings.open,
                    new_findings = counts.findings.new, chunks = counts.chunks.total,
                    "analysis {} has succeeded", job.analysis_id
                );
                Ok(())
            }
            // Another worker has the job, or the analysis was cancelled in the last moment.
            Err(services::Error::Conflict(_)) => Err(JobError::Cancelled),
            // The repository was deleted while it was analysed.
            Err(services::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(JobError::retry(error)),
        }
    }

    /// Says what an error of the pipeline means for the job, and ends the analysis where it is the end.
    async fn failed(&self, job: &AnalyzeRepository, run: &JobRun, error: &AnalyzeError) -> JobError {
        let services = &self.services;
        let (ended, answer) = if matches!(error, AnalyzeError::Cancelled) {
            // The token is raised for other reasons too: no time left, or a worker that stops. Then the job
            // goes on elsewhere, and so does the analysis.
            let row = services.queue().find(Some(job.team_id), run.id()).await.ok().flatten();
            if !row.is_some_and(|row| row.cancel_requested) {
                return JobError::Cancelled;
            }
            (running::cancelled(services, run, job).await, JobError::Cancelled)
        } else if error.is_transient() {
            if !run.is_last_attempt() {
                return JobError::retry(error);
            }
            let message = error.to_string();
            (running::fail(services, run, job, error.code(), &message).await, JobError::retry(error))
        } else {
            let message = error.to_string();
            (running::fail(services, run, job, error.code(), &message).await, JobError::give_up(error))
        };
        if let Err(error) = ended {
            // The queue tells `on_bad_end`, which makes up for it.
            tracing::warn!(analysis.id = %job.analysis_id, %error, "the end of analysis {} was not written", job.analysis_id);
        }
        answer
    }
}

/// What stands in the files, out of the repository that they were analysed in.
struct Read(pipeline::Contents);

impl recording::Contents for Read {
    fn each(&self, blobs: &[String], take: &mut dyn FnMut(&str, &[u8])) {
        if let Err(error) = self.0.each(blobs.iter().map(String::as_str), take) {
            tracing::warn!(%error, "what stands in files could not be read");
        }
    }
}

/// How long the stages took, and what was known before.
fn count(analysis: &Analysis) {
    for (stage, ms) in analysis.report.timings_ms.iter().filter(|(stage, _)| *stage != "total") {
        metrics::histogram!("devmentor_stage_duration_seconds", "stage" => stage.clone())
            .record(*ms as f64 / 1e3);
    }
    for (found, files) in [("hit", analysis.cache.found), ("miss", analysis.cache.missed)] {
        metrics::counter!("devmentor_cache_lookups_total", "cache" => "facts", "found" => found)
            .increment(files);
    }
}

/// Passes progress on from the analysing threads; only the last word counts.
struct Teller(watch::Sender<Progress>);

impl pipeline::Progress for Teller {
    fn update(&mut self, progress: &Progress) {
        self.0.send_replace(progress.clone());
    }
}
