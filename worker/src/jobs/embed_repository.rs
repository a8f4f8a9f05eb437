//! Makes a repository searchable: by words first, which takes seconds, then by meaning.

use queue::{Handle, JobError, JobRun};
use services::indexing::{self, Meaning};
use services::work::EmbedRepository;
use types::Progress;

use crate::context::Context;

impl Handle<EmbedRepository> for Context {
    async fn run(&self, job: &EmbedRepository, run: &JobRun) -> Result<(), JobError> {
        let services = &self.services;
        run.progress(stage("index", 0, 0, "putting words into the search index"));
        let indexed = indexing::index_words(services, job, run.cancel()).await.map_err(JobError::retry)?;
        if run.cancel().is_cancelled() {
            return Err(JobError::Cancelled);
        }
        let tell = |done: indexing::Embedded| {
            run.progress(stage("embed", done.chunks, done.total, "embedding code"));
        };
        match indexing::index_meaning(services, job, run.cancel(), tell).await.map_err(JobError::retry)? {
            Meaning::Done(done) => {
                tracing::info!(
                    repository.id = %job.repository_id, indexed, embedded = done.chunks, reused = done.reused,
                    "repository {} is searchable", job.repository_id
                );
                run.progress(stage("embed", done.total, done.total, "searchable by words and by meaning"));
                Ok(())
            }
            Meaning::Skipped(reason) => {
                tracing::info!(
                    repository.id = %job.repository_id, indexed, reason,
                    "repository {} is searchable by words alone", job.repository_id
                );
                run.progress(stage("embed", 0, 0, &format!("searchable by words alone: {reason}")));
                Ok(())
            }
            Meaning::Cancelled => Err(JobError::Cancelled),
        }
    }
}

fn stage(stage: &str, done: u64, total: u64, message: &str) -> Progress {
    Progress { stage: stage.to_owned(), done, total, message: message.to_owned(), ..Progress::default() }
}
