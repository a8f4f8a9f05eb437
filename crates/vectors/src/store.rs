//! What the product asks of a store of vectors.

use async_trait::async_trait;
use types::{Chunk, Language, SearchFilter, SearchHit};
use uuid::Uuid;

use crate::{DIMENSIONS, Terms, VectorError, document_terms};

/// A chunk as a store keeps it: what is filtered by, its terms, and its vector once there is one.
#[derive(Debug, Clone)]
pub struct Point {
    /// The chunk's id.
    pub id: Uuid,
    /// Its repository.
    pub repository_id: Uuid,
    /// Its language.
    pub language: Language,
    /// Path in the repository.
    pub path: String,
    /// What BM25 sees of it.
    pub terms: Terms,
    /// Its embedding, [`crate::DIMENSIONS`] numbers. Without one it is found by its words alone.
    pub vector: Option<Vec<f32>>,
}

impl Point {
    /// The point of a chunk that is not embedded yet.
    pub fn new(id: Uuid, repository_id: Uuid, chunk: &Chunk) -> Self {
        Self {
            id,
            repository_id,
            language: chunk.language.clone(),
            path: chunk.path.clone(),
            terms: document_terms(chunk),
            vector: None,
        }
    }

    /// The same point with its embedding.
    #[must_use]
    pub fn with_vector(mut self, vector: Vec<f32>) -> Self {
        self.vector = Some(vector);
        self
    }
}

/// A question in plain words or code.
#[derive(Debug, Clone)]
pub struct Query {
    /// Whose memory is asked.
    pub team_id: Uuid,
    /// The words.
    pub text: String,
    /// Their embedding, [`crate::DIMENSIONS`] numbers. Without one, BM25 alone answers.
    pub vector: Option<Vec<f32>>,
    /// Narrows the answer.
    pub filter: SearchFilter,
    /// At most so many hits.
    pub limit: usize,
}

/// Keeps chunks as vectors and answers questions about them.
///
/// Every call is on behalf of one team and neither sees nor touches what others keep. Writes that have
/// returned survive the end of the process, however it ends. Repeating a write changes nothing.
#[async_trait]
pub trait VectorStore: Send + Sync + std::fmt::Debug {
    /// Puts points in. One that stands under the same id is replaced whole, its vector included.
    async fn upsert(&self, team_id: Uuid, points: Vec<Point>) -> Result<(), VectorError>;

    /// Gives embeddings to points that are there; an id that is not there is passed over, because its
    /// chunk was deleted in the meantime.
    async fn set_vectors(&self, team_id: Uuid, vectors: Vec<(Uuid, Vec<f32>)>) -> Result<(), VectorError>;

    /// Takes points out.
    async fn delete(&self, team_id: Uuid, ids: Vec<Uuid>) -> Result<(), VectorError>;

    /// Takes all points of a repository out.
    async fn delete_repository(&self, team_id: Uuid, repository_id: Uuid) -> Result<(), VectorError>;

    /// The repositories that the team has points of, in no order.
    async fn repositories(&self, team_id: Uuid) -> Result<Vec<Uuid>, VectorError>;

    /// The best hits, the best first, scores in 0..1.
    async fn search(&self, query: Query) -> Result<Vec<SearchHit>, VectorError>;

    /// How many points the team has.
    async fn count(&self, team_id: Uuid) -> Result<u64, VectorError>;

    /// Throws all points of the team away and starts anew, even where the index is damaged. The caller
    /// puts the chunks in again from the database.
    async fn recreate(&self, team_id: Uuid) -> Result<(), VectorError>;
}

/// Refuses what is no embedding.
pub(crate) fn check(vector: &[f32]) -> Result<(), VectorError> {
    if vector.len() == DIMENSIONS && vector.iter().all(|number| number.is_finite()) {
        Ok(())
    } else {
        Err(VectorError::BadVector { found: vector.len() })
    }
}
