//! Finding out what went wrong between the rows and the index, and mending it.

use std::collections::HashSet;

use models::{chunks, repositories, teams};
use queue::{EnqueueOptions, Job, JobFilter};
use types::JobState;
use uuid::Uuid;
use vectors::{VectorError, VectorStore};

use crate::work::EmbedRepository;
use crate::{Result, Services};

/// Embedding jobs that are looked at, to find the repositories that somebody sees to already.
const MOST_JOBS: u64 = 10_000;

/// What was out of step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tended {
    /// Repositories that are to be brought up to date: a job was enqueued for each.
    pub behind: u64,
    /// Repositories that are no more, and whose points were removed.
    pub deleted: u64,
}

/// Looks whether the index is in step with the rows. Enqueues what is not: after a crash, when the index was lost or
/// damaged, when a model has come or has changed, when the index was away for longer than jobs try. Removes what was
/// left of repositories that were deleted while the index was away, or while a batch of theirs was on its way.
pub async fn tend(services: &Services) -> Result<Tended> {
    let Some(store) = &services.vectors else { return Ok(Tended::default()) };
    let mut deleted = 0;
    for team_id in teams::list_ids(&services.db).await? {
        if is_lost(services, store.as_ref(), team_id).await? {
            tracing::warn!(team.id = %team_id, "the search index of team {team_id} is built anew");
            store.recreate(team_id).await?;
            let txn = models::begin_write(&services.db).await?;
            teams::next_index_epoch(&txn, team_id).await?;
            chunks::reset_index(&txn, team_id).await?;
            txn.commit().await?;
        }
        // A point comes after its repository's row: one without a row is one whose row is gone.
        for repository_id in store.repositories(team_id).await? {
            if !repositories::exists(&services.db, repository_id).await? {
                store.delete_repository(team_id, repository_id).await?;
                deleted += 1;
            }
        }
    }
    Ok(Tended { behind: enqueue_behind(services).await?, deleted })
}

/// Whether the index has fewer points than the rows say, or cannot be read.
async fn is_lost(services: &Services, store: &dyn VectorStore, team_id: Uuid) -> Result<bool> {
    match store.count(team_id).await {
        // Rows are marked after their points are in, and unmarked before those are taken out: at no time are there
        // fewer points. Counted before and after the rows, since work may go on meanwhile.
        Ok(before) => {
            let indexed = chunks::count_indexed(&services.db, team_id).await?;
            Ok(before < indexed && store.count(team_id).await? < indexed)
        }
        Err(VectorError::Damaged { path, reason }) => {
            tracing::warn!(path = %path.display(), %reason, "the search index of team {team_id} is damaged");
            Ok(true)
        }
        Err(error) => Err(error.into()),
    }
}

/// Enqueues the repositories whose chunks are not all in the index, but for those that a job sees to already.
async fn enqueue_behind(services: &Services) -> Result<u64> {
    let filter = JobFilter {
        states: vec![JobState::Queued, JobState::Running],
        kinds: vec![EmbedRepository::KIND.to_owned()],
        ..JobFilter::default()
    };
    let under_way = services.queue.list(&filter, None, MOST_JOBS).await?.into_iter();
    let under_way: HashSet<Uuid> = under_way
        .filter_map(|job| serde_json::from_value::<EmbedRepository>(job.payload).ok())
        .map(|job| job.repository_id)
        .collect();
    let model_id = services.embedding.as_ref().map(|model| model.model_id());
    let mut behind = chunks::list_behind(&services.db, model_id.as_deref()).await?;
    behind.retain(|(_, repository_id)| !under_way.contains(repository_id));
    let mut enqueued = Vec::with_capacity(behind.len());
    for (team_id, repository_id) in &behind {
        let job = EmbedRepository { team_id: *team_id, repository_id: *repository_id };
        // Of several processes that look at once, one enqueues.
        let options = EnqueueOptions {
            unique_key: Some(format!("catch-up:{repository_id}")),
            ..EnqueueOptions::default()
        };
        enqueued.push(services.queue.enqueue(&services.db, *team_id, &job, options).await?);
    }
    services.queue.ring_all(&enqueued).await;
    Ok(behind.len() as u64)
}
