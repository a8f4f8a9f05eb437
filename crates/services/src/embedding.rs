//! Texts to vectors, as the features see it: the local model now, a remote one later.

use types::CancellationToken;

/// Turns texts into vectors. Sync and slow: call it on a blocking thread.
pub trait Embedding: Send + Sync + std::fmt::Debug {
    /// Which model, with all that changes its vectors: vectors of different models are never mixed.
    fn model_id(&self) -> String;

    /// The vector of a question.
    fn embed_query(&self, text: &str) -> Result<Vec<f32>, EmbeddingError>;

    /// The vectors of chunks' texts, in their order.
    fn embed(&self, texts: &[String], cancel: &CancellationToken) -> Result<Vec<Vec<f32>>, EmbeddingError>;
}

/// Why there are no vectors.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddingError {
    /// Somebody asked to stop.
    #[error("embedding was cancelled")]
    Cancelled,
    /// The model failed.
    #[error("the embedding model failed: {0}")]
    Model(String),
}

impl Embedding for inference::Embedder {
    fn model_id(&self) -> String {
        Self::model_id(self)
    }

    fn embed_query(&self, text: &str) -> Result<Vec<f32>, EmbeddingError> {
        Self::embed_query(self, text).map_err(into_error)
    }

    fn embed(&self, texts: &[String], cancel: &CancellationToken) -> Result<Vec<Vec<f32>>, EmbeddingError> {
        Self::embed(self, texts, cancel).map_err(into_error)
    }
}

fn into_error(error: inference::EmbedError) -> EmbeddingError {
    match error {
        inference::EmbedError::Cancelled => EmbeddingError::Cancelled,
        other => EmbeddingError::Model(other.to_string()),
    }
}
