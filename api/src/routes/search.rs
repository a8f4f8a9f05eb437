//! `/api/search`.

use poem::web::Data;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use services::{Services, search};
use types::{Language, SearchFilter};
use uuid::Uuid;

use super::Tag;
use crate::auth::Authenticated;
use crate::body::Body;
use crate::error::ApiError;
use crate::words::ChunkKind;

pub(crate) struct Search;

/// A question.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct Question {
    /// What the code does, in plain words, or code itself.
    #[oai(validator(min_length = 1, max_length = 2000))]
    query: String,
    /// Only these repositories.
    repository: Option<Vec<Uuid>>,
    /// Only these languages.
    language: Option<Vec<String>>,
    /// Only paths that begin with this.
    path: Option<String>,
    /// Hits at most.
    #[oai(validator(minimum(value = "1"), maximum(value = "50")))]
    limit: Option<u32>,
}

/// The answer to a question.
#[derive(Debug, Object)]
struct Answer {
    /// The hits, the best first.
    items: Vec<Hit>,
    /// Whether meaning was looked at, or words alone.
    semantic: bool,
    /// Why words alone, where it is so.
    notice: Option<String>,
}

/// A piece of code that fits.
#[derive(Debug, Object)]
struct Hit {
    /// The piece's id.
    chunk_id: Uuid,
    /// Its repository.
    repository: RepositoryName,
    /// Path in the repository.
    path: String,
    /// First line, from 1.
    start_line: u32,
    /// Last line, inclusive.
    end_line: u32,
    /// Its language.
    language: String,
    /// What it holds.
    kind: ChunkKind,
    /// The symbol's name with its owner.
    symbol: Option<String>,
    /// The source as it stands there.
    text: String,
    /// 0..1, higher is better.
    score: f64,
}

/// A repository, as far as a hit names it.
#[derive(Debug, Object)]
struct RepositoryName {
    /// Its id.
    id: Uuid,
    /// The last part of its address.
    name: String,
}

#[OpenApi(tag = "Tag::Search")]
impl Search {
    /// Search
    ///
    /// By words, and by meaning where there is a model. Filters that are given several times take any of their
    /// values.
    #[oai(path = "/api/search", method = "get", operation_id = "search")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn get(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// What the code does, in plain words, or code itself.
        query: Query<String>,
        /// Only these repositories.
        repository: Query<Option<Vec<Uuid>>>,
        /// Only these languages: `rust`, `python`, ...
        language: Query<Option<Vec<String>>>,
        /// Only paths that begin with this.
        path: Query<Option<String>>,
        /// Hits at most, up to 50.
        limit: Query<Option<u32>>,
    ) -> Result<Json<Answer>, ApiError> {
        let question = Question {
            query: query.0,
            repository: repository.0,
            language: language.0,
            path: path.0,
            limit: limit.0,
        };
        Ok(Json(search::search(&services, caller.0.team_id, question.into()).await?.into()))
    }

    /// Search with a long question
    ///
    /// The same as `GET`, for questions that are too long for an address.
    #[oai(path = "/api/search", method = "post", operation_id = "search_with_body")]
    async fn post(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        body: Body<Question>,
    ) -> Result<Json<Answer>, ApiError> {
        let answer = search::search(&services, caller.0.team_id, body.0.into()).await;
        Ok(Json(answer.map_err(ApiError::from_body)?.into()))
    }
}

impl From<Question> for search::Question {
    fn from(question: Question) -> Self {
        Self {
            text: question.query,
            filter: SearchFilter {
                repositories: question.repository.unwrap_or_default(),
                languages: question.language.unwrap_or_default().into_iter().map(Language::from).collect(),
                path_prefix: question.path.filter(|path| !path.is_empty()),
            },
            limit: question.limit.map(|limit| limit as usize),
        }
    }
}

impl From<search::Answer> for Answer {
    fn from(answer: search::Answer) -> Self {
        Self {
            items: answer.hits.into_iter().map(Hit::from).collect(),
            semantic: answer.semantic,
            notice: answer.notice,
        }
    }
}

impl From<search::Hit> for Hit {
    fn from(hit: search::Hit) -> Self {
        Self {
            chunk_id: hit.chunk_id,
            repository: RepositoryName { id: hit.repository_id, name: hit.repository },
            path: hit.path,
            start_line: hit.start_line,
            end_line: hit.end_line,
            language: hit.language.to_string(),
            kind: hit.kind.into(),
            symbol: hit.symbol,
            text: hit.code,
            score: hit.score,
        }
    }
}
