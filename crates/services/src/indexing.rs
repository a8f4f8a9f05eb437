//! Keeping the searchable memory in step with the chunks.
//!
//! The rows are the truth and the index follows: what is pending goes in, what is removed comes out, what has
//! no vector of the model in use gets one. Each batch is marked after it stands in the index, so that a crash
//! in between repeats a batch and loses none.

mod upkeep;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use models::chunks::{self, ChunkState};
use models::{DatabaseTransaction, embeddings, teams};
use types::{CancellationToken, Chunk, words};
pub use upkeep::{Tended, tend};
use uuid::Uuid;
use vectors::{Point, VectorStore};

use crate::work::EmbedRepository;
use crate::{Embedding, EmbeddingError, Error, Result, Services};

/// Chunks that go into the index at once.
const WORDS_BATCH: u64 = 500;

/// Chunks that are embedded at once: about a second of work, so that progress shows and a stop is heard.
const MEANING_BATCH: u64 = 64;

/// Keeps batches apart. Two jobs of one repository could otherwise take the same batch, and the slower one
/// would put the chunks in again without their vectors.
#[derive(Debug, Default)]
pub(crate) struct Locks {
    words: tokio::sync::Mutex<()>,
    meaning: tokio::sync::Mutex<()>,
}

impl Locks {
    /// Waits for the batch that is going into the index.
    pub(crate) async fn no_batch(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.words.lock().await
    }
}

/// How far the embedding of a repository has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Embedded {
    /// Chunks that now have a vector, by this call.
    pub chunks: u64,
    /// Of these, chunks whose vector was known from elsewhere.
    pub reused: u64,
    /// Chunks of the repository in all.
    pub total: u64,
}

/// What became of a repository's vectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Every chunk has its vector.
    Done(Embedded),
    /// There is no model, for this reason. Search by words goes on.
    Skipped(String),
    /// Somebody asked to stop.
    Cancelled,
}

/// Brings the words of a repository's chunks into the index, and takes out what is gone. Answers how many
/// chunks went in. A few seconds for the largest repositories; stops early when asked to.
pub async fn index_words(
    services: &Services,
    job: &EmbedRepository,
    cancel: &CancellationToken,
) -> Result<u64> {
    let store = store(services)?;
    while !cancel.is_cancelled() {
        let _one_at_a_time = services.indexing.words.lock().await;
        let gone = in_state(services, job, ChunkState::Removed).await?;
        if gone.is_empty() {
            break;
        }
        let ids: Vec<Uuid> = gone.into_iter().map(|row| row.id).collect();
        store.delete(job.team_id, ids.clone()).await?;
        chunks::delete_many(&services.db, job.team_id, &ids).await?;
    }
    let mut indexed = 0;
    while !cancel.is_cancelled() {
        let _one_at_a_time = services.indexing.words.lock().await;
        let epoch = Epoch::now(services, job.team_id).await?;
        let pending = in_state(services, job, ChunkState::Pending).await?;
        if pending.is_empty() {
            break;
        }
        let ids: Vec<Uuid> = pending.iter().map(|row| row.id).collect();
        let points =
            tokio::task::spawn_blocking(move || points(pending)).await.map_err(Error::internal)??;
        store.upsert(job.team_id, points).await?;
        if let Some(txn) = epoch.hold(services).await? {
            chunks::mark_indexed(&txn, job.team_id, &ids).await?;
            txn.commit().await?;
            indexed += ids.len() as u64;
        }
    }
    Ok(indexed)
}

/// Gives every chunk of a repository that is in the index the vector of the model in use. `progress` hears
/// after each batch how far it has come.
pub async fn index_meaning(
    services: &Services,
    job: &EmbedRepository,
    cancel: &CancellationToken,
    mut progress: impl FnMut(Embedded) + Send,
) -> Result<Meaning> {
    let store = store(services)?;
    let Some(model) = services.embedding.clone() else {
        return Ok(Meaning::Skipped(services.without_embedding.to_string()));
    };
    let model_id = model.model_id();
    let (team_id, repository_id) = (job.team_id, job.repository_id);
    let status = chunks::index_status(&services.db, team_id, repository_id, Some(&model_id)).await?;
    // Ids grow: what comes into the index behind this place was put there by another job, which sees to its vectors.
    let mut after = None;
    let mut done = Embedded { total: status.chunks, ..Embedded::default() };
    loop {
        if cancel.is_cancelled() {
            return Ok(Meaning::Cancelled);
        }
        let _one_at_a_time = services.indexing.meaning.lock().await;
        let epoch = Epoch::now(services, team_id).await?;
        let wanted = chunks::list_without_vector(
            &services.db,
            team_id,
            repository_id,
            &model_id,
            after,
            MEANING_BATCH,
        );
        let batch = wanted.await?;
        if batch.is_empty() {
            return Ok(Meaning::Done(done));
        }
        after = batch.last().map(|row| row.id);
        let ids: Vec<Uuid> = batch.iter().map(|row| row.id).collect();
        let hashes: Vec<String> = batch.iter().map(|row| row.content_hash.clone()).collect();
        let mut known = embeddings::find_many(&services.db, team_id, &model_id, &hashes).await?;
        let reused = hashes.iter().filter(|hash| known.contains_key(*hash)).count() as u64;
        for (found, texts) in [("hit", reused), ("miss", hashes.len() as u64 - reused)] {
            metrics::counter!("devmentor_cache_lookups_total", "cache" => "embeddings", "found" => found)
                .increment(texts);
        }
        let Some(made) = embed_missing(&model, batch, &known, cancel).await? else {
            return Ok(Meaning::Cancelled);
        };
        if !made.is_empty() {
            metrics::counter!("devmentor_chunks_embedded_total").increment(made.len() as u64);
            let rows = made.iter().map(|(hash, vector)| (hash.as_str(), vector.as_slice()));
            embeddings::insert_many(&services.db, team_id, &model_id, rows, services.now()).await?;
        }
        known.extend(made);
        let vectors = ids.iter().zip(&hashes).filter_map(|(id, hash)| Some((*id, known.get(hash)?.clone())));
        store.set_vectors(team_id, vectors.collect()).await?;
        if let Some(txn) = epoch.hold(services).await? {
            chunks::mark_embedded(&txn, team_id, &ids, &model_id).await?;
            txn.commit().await?;
            done.chunks += ids.len() as u64;
            done.reused += reused;
        }
        progress(done);
    }
}

/// Which of a team's indexes a batch goes into. Another process may find that index lost, and build it anew, while the
/// batch is on its way: then nobody knows into which of the two it went, and its rows stay as they are, to go in again.
struct Epoch {
    team_id: Uuid,
    number: i64,
}

impl Epoch {
    async fn now(services: &Services, team_id: Uuid) -> Result<Self> {
        // A team that is gone has no rows to be marked.
        let number = teams::index_epoch(&services.db, team_id).await?.unwrap_or_default();
        Ok(Self { team_id, number })
    }

    /// A transaction in which the index stays the same; `None` where it is another by now.
    async fn hold(&self, services: &Services) -> Result<Option<DatabaseTransaction>> {
        let txn = models::begin_write(&services.db).await?;
        Ok(teams::hold_index_epoch(&txn, self.team_id, self.number).await?.then_some(txn))
    }
}

/// The next batch of chunks in this state.
async fn in_state(
    services: &Services,
    job: &EmbedRepository,
    state: ChunkState,
) -> Result<Vec<chunks::Model>> {
    Ok(chunks::list_in_state(&services.db, job.team_id, job.repository_id, state, WORDS_BATCH).await?)
}

fn store(services: &Services) -> Result<Arc<dyn VectorStore>> {
    let reason = || "no store of vectors is set up".to_owned();
    services.vectors.clone().ok_or_else(|| Error::Unavailable { what: "search", reason: reason() })
}

/// The points of chunks; splits every word of them, so it is no work for an async thread.
fn points(pending: Vec<chunks::Model>) -> Result<Vec<Point>> {
    pending
        .into_iter()
        .map(|row| {
            let (id, repository_id) = (row.id, row.repository_id);
            Ok(Point::new(id, repository_id, &row.into_chunk()?))
        })
        .collect()
}

/// The vectors of the chunks that have none yet, by content. None when it was cancelled.
async fn embed_missing(
    model: &Arc<dyn Embedding>,
    batch: Vec<chunks::Model>,
    known: &HashMap<String, Vec<f32>>,
    cancel: &CancellationToken,
) -> Result<Option<HashMap<String, Vec<f32>>>> {
    let mut asked = HashSet::new();
    let missing: Vec<Chunk> = batch
        .into_iter()
        .filter(|row| !known.contains_key(&row.content_hash) && asked.insert(row.content_hash.clone()))
        .map(chunks::Model::into_chunk)
        .collect::<std::result::Result<_, _>>()?;
    if missing.is_empty() {
        return Ok(Some(HashMap::new()));
    }
    let (model, cancel) = (model.clone(), cancel.clone());
    let made = tokio::task::spawn_blocking(move || {
        let texts: Vec<String> = missing.iter().map(words::embedded_text).collect();
        let vectors = model.embed(&texts, &cancel)?;
        Ok(missing.into_iter().map(|chunk| chunk.content_hash).zip(vectors).collect())
    })
    .await
    .map_err(Error::internal)?;
    match made {
        Ok(made) => Ok(Some(made)),
        Err(EmbeddingError::Cancelled) => Ok(None),
        Err(error @ EmbeddingError::Model(_)) => {
            Err(Error::Unavailable { what: "embedding", reason: error.to_string() })
        }
    }
}

#[cfg(test)]
mod tests;
