//! Questions in plain words, answered with places in the code.

use std::collections::HashMap;

use models::chunks;
use serde::Serialize;
use types::{ChunkKind, Language, SearchFilter};
use uuid::Uuid;
use vectors::Query;

use crate::{Error, Result, Services, repositories};

/// Hits where none are asked for.
pub const DEFAULT_LIMIT: usize = 10;

/// Hits at most.
pub const MAX_LIMIT: usize = 50;

/// Longer questions are cut by the model anyway.
const MAX_QUERY_CHARS: usize = 2_000;

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Plain words, or code.
    pub text: String,
    /// Narrows the answer.
    pub filter: SearchFilter,
    /// Hits at most; none means [`DEFAULT_LIMIT`].
    pub limit: Option<usize>,
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The best first.
    pub hits: Vec<Hit>,
    /// Whether meaning was looked at, or words alone.
    pub semantic: bool,
    /// Why words alone, where it is so.
    pub notice: Option<String>,
}

/// One place in the code.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The chunk's id.
    pub chunk_id: Uuid,
    /// Its repository.
    pub repository_id: Uuid,
    /// That repository's name.
    pub repository: String,
    /// Path in the repository.
    pub path: String,
    /// First line, from 1.
    pub start_line: u32,
    /// Last line, inclusive.
    pub end_line: u32,
    /// Its language.
    pub language: Language,
    /// What it holds.
    pub kind: ChunkKind,
    /// The symbol's name with its owner.
    pub symbol: Option<String>,
    /// The source as it stands there.
    pub code: String,
    /// 0..1, higher is better.
    pub score: f64,
}

/// Answers a question out of the team's code, by words and, where there is a model, by meaning.
pub async fn search(services: &Services, team_id: Uuid, question: Question) -> Result<Answer> {
    let text = question.text.trim().to_owned();
    if text.is_empty() {
        return Err(Error::invalid("query", "must not be empty"));
    }
    if text.chars().count() > MAX_QUERY_CHARS {
        return Err(Error::invalid("query", format!("must have at most {MAX_QUERY_CHARS} characters")));
    }
    let limit = question.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(Error::invalid("limit", format!("must be from 1 to {MAX_LIMIT}")));
    }
    let Some(store) = &services.vectors else {
        return Err(Error::Unavailable {
            what: "search",
            reason: "no store of vectors is set up".to_owned(),
        });
    };
    let (vector, notice) = embedded(services, text.clone()).await?;
    let semantic = vector.is_some();
    // A few more than wanted: chunks that have gone since the index last followed are left out below.
    let query = Query { team_id, text, vector, filter: question.filter, limit: limit + 10 };
    let found = store.search(query).await?;
    let mut hits = hits(services, team_id, found).await?;
    hits.truncate(limit);
    Ok(Answer { hits, semantic, notice })
}

/// Opens the index of a team beside what is going on, so that its first question does not wait for that.
pub fn open_ahead(services: &Services, team_id: Uuid) {
    let Some(store) = services.vectors.clone() else { return };
    tokio::spawn(async move {
        if let Err(error) = store.count(team_id).await {
            tracing::debug!(%error, "the index was not opened ahead");
        }
    });
}

/// The question's vector, or why there is none. A model that fails costs the meaning, not the answer.
async fn embedded(services: &Services, text: String) -> Result<(Option<Vec<f32>>, Option<String>)> {
    let Some(model) = services.embedding.clone() else {
        return Ok((None, Some(format!("by words alone: {}", services.without_embedding))));
    };
    match tokio::task::spawn_blocking(move || model.embed_query(&text)).await.map_err(Error::internal)? {
        Ok(vector) => Ok((Some(vector), None)),
        Err(error) => {
            tracing::warn!(%error, "a question was not embedded");
            Ok((None, Some("by words alone: the embedding model failed".to_owned())))
        }
    }
}

/// The rows of the hits, in the hits' order.
async fn hits(services: &Services, team_id: Uuid, found: Vec<types::SearchHit>) -> Result<Vec<Hit>> {
    let ids = found.iter().map(|hit| hit.chunk_id);
    let mut rows: HashMap<Uuid, chunks::Model> =
        chunks::find_many(&services.db, team_id, ids).await?.into_iter().map(|row| (row.id, row)).collect();
    let names = repositories::names(services, team_id, rows.values().map(|row| row.repository_id)).await?;
    let mut hits = Vec::with_capacity(found.len());
    for hit in found {
        let Some(row) = rows.remove(&hit.chunk_id) else { continue };
        let repository_id = row.repository_id;
        let chunk = row.into_chunk()?;
        hits.push(Hit {
            chunk_id: hit.chunk_id,
            repository_id,
            repository: names.get(&repository_id).cloned().unwrap_or_default(),
            path: chunk.path,
            start_line: chunk.start_line,
            end_line: chunk.end_line,
            language: chunk.language,
            kind: chunk.kind,
            symbol: chunk.symbol,
            code: chunk.text,
            score: hit.score,
        });
    }
    Ok(hits)
}
