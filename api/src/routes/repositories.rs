//! `/api/repositories`.

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object, OpenApi};
use services::{Services, analyses, repositories};
use uuid::Uuid;

use super::analyses::Analysis;
use super::jobs::Job;
use super::{NoContent, Page, Tag, page};
use crate::auth::Authenticated;
use crate::body::Body;
use crate::error::ApiError;
use crate::words::SourceKind;

pub(crate) struct Repositories;

/// What is to be analysed.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct Submission {
    /// The repository's https address, or a path on the service's disk where that is allowed. Addresses with a
    /// user name or password are refused.
    source: String,
    /// A branch, tag or commit; the default branch if absent.
    #[oai(validator(max_length = 255))]
    revision: Option<String>,
}

/// What somebody is typing.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct Typed {
    /// As in a submission.
    source: String,
}

/// What is to be said of it before it is submitted.
#[derive(Debug, Object)]
#[oai(skip_serializing_if_is_none)]
struct Checked {
    /// The repository's name.
    name: Option<String>,
    /// How it is reached.
    source_kind: Option<SourceKind>,
    /// The repository of this address that the team has already.
    known_repository_id: Option<Uuid>,
    /// What is wrong with the address; the rest is absent then.
    problem: Option<String>,
}

/// What became of a submission.
#[derive(Debug, Object)]
struct Submitted {
    /// The repository, new or known.
    repository: Repository,
    /// The analysis that will answer.
    analysis: Analysis,
    /// The job that runs it.
    job: Job,
    /// Where to follow it: an event stream.
    events: String,
    /// Whether that analysis stood in the queue before: somebody submitted the same a moment ago.
    existing: bool,
}

/// A repository of the team.
#[derive(Debug, Object)]
pub(crate) struct Repository {
    /// Its id.
    id: Uuid,
    /// The last part of its address.
    name: String,
    /// An https address, or a path on the service's disk.
    source: String,
    /// Which of the two.
    source_kind: SourceKind,
    /// The branch that is analysed when none is asked for, once known.
    default_branch: Option<String>,
    /// When it was submitted first.
    created_at: DateTime<Utc>,
    /// When it was submitted or analysed last.
    updated_at: DateTime<Utc>,
    /// The last analysis that succeeded.
    latest_analysis: Option<Analysis>,
}

/// A repository with what is going on in it.
#[derive(Debug, Object)]
struct RepositoryDetail {
    /// The repository.
    #[oai(flatten)]
    repository: Repository,
    /// The analyses that have not ended, the oldest first.
    active_analyses: Vec<Analysis>,
}

/// How far search is with a repository.
#[derive(Debug, Object)]
struct IndexStatus {
    /// Pieces of code.
    chunks: u64,
    /// Of these, found by their words.
    indexed: u64,
    /// Of these, found by their meaning too.
    embedded: u64,
}

#[derive(ApiResponse)]
enum SubmitReply {
    /// The analysis is queued, or was already.
    #[oai(status = 202)]
    Accepted(
        Json<Submitted>,
        /// The analysis' address.
        #[oai(header = "location")]
        String,
    ),
}

#[OpenApi(tag = "Tag::Repositories")]
impl Repositories {
    /// Submit a repository
    ///
    /// Queues an analysis and answers at once, however large the repository is. Submitting the same revision again
    /// before its analysis has ended answers that analysis, so a repeated request does no harm.
    #[oai(path = "/api/repositories", method = "post", operation_id = "submit_repository")]
    async fn submit(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        body: Body<Submission>,
    ) -> Result<SubmitReply, ApiError> {
        let Body(Submission { source, revision }) = body;
        let team = caller.0.team_id;
        let submission = repositories::Submission { source, revision };
        let submitted =
            repositories::submit(&services, team, submission).await.map_err(ApiError::from_body)?;
        let job = services::jobs::show(&services, team, submitted.analysis.job_id).await?;
        let location = format!("/api/analyses/{}", submitted.analysis.id);
        let reply = Submitted {
            repository: submitted.repository.into(),
            analysis: submitted.analysis.into(),
            job: job.into(),
            events: format!("{location}/events"),
            existing: submitted.existing,
        };
        Ok(SubmitReply::Accepted(Json(reply), location))
    }

    /// Check an address
    ///
    /// As it is typed: looks at the disk for paths, and never at the network.
    #[oai(path = "/api/repositories/check", method = "post", operation_id = "check_repository")]
    async fn check(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        body: Body<Typed>,
    ) -> Result<Json<Checked>, ApiError> {
        match repositories::check(&services, caller.0.team_id, body.0.source).await {
            Ok(checked) => Ok(Json(Checked {
                name: Some(checked.name),
                source_kind: Some(checked.kind.into()),
                known_repository_id: checked.known,
                problem: None,
            })),
            Err(services::Error::Address(error)) => Ok(Json(Checked {
                name: None,
                source_kind: None,
                known_repository_id: None,
                problem: Some(error.to_string()),
            })),
            Err(error) => Err(error.into()),
        }
    }

    /// List repositories
    ///
    /// The newest first.
    #[oai(path = "/api/repositories", method = "get", operation_id = "list_repositories")]
    async fn list(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// Only with this in the name, whatever the capitals.
        #[oai(validator(max_length = 200))]
        query: Query<Option<String>>,
        /// Items at most.
        limit: Query<Option<u64>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<Repository>>, ApiError> {
        let page = page(limit.0, cursor.0);
        let found = repositories::list(&services, caller.0.team_id, query.0.as_deref(), &page).await?;
        Ok(Json(Page::of(found)))
    }

    /// Show a repository
    #[oai(path = "/api/repositories/:id", method = "get", operation_id = "show_repository")]
    async fn show(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The repository's id.
        id: Path<Uuid>,
    ) -> Result<Json<RepositoryDetail>, ApiError> {
        let found = repositories::show(&services, caller.0.team_id, id.0).await?;
        Ok(Json(RepositoryDetail {
            repository: found.repository.into(),
            active_analyses: found.active_analyses.into_iter().map(Analysis::from).collect(),
        }))
    }

    /// Show how far search is
    ///
    /// Code is found by its words as soon as it is analysed, by its meaning a little later.
    #[oai(path = "/api/repositories/:id/index", method = "get", operation_id = "show_index_status")]
    async fn index_status(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The repository's id.
        id: Path<Uuid>,
    ) -> Result<Json<IndexStatus>, ApiError> {
        let found = repositories::index_status(&services, caller.0.team_id, id.0).await?;
        Ok(Json(IndexStatus { chunks: found.chunks, indexed: found.indexed, embedded: found.embedded }))
    }

    /// Delete a repository
    ///
    /// With all that is known of it: analyses, findings, tasks, searchable code. What runs on it is cancelled.
    #[oai(path = "/api/repositories/:id", method = "delete", operation_id = "delete_repository")]
    async fn delete(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The repository's id.
        id: Path<Uuid>,
    ) -> Result<NoContent, ApiError> {
        repositories::delete(&services, caller.0.team_id, id.0).await?;
        Ok(NoContent::Done)
    }

    /// List a repository's analyses
    ///
    /// The newest first.
    #[oai(path = "/api/repositories/:id/analyses", method = "get", operation_id = "list_analyses")]
    async fn analyses(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The repository's id.
        id: Path<Uuid>,
        /// Items at most.
        limit: Query<Option<u64>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<Analysis>>, ApiError> {
        let page = page(limit.0, cursor.0);
        Ok(Json(Page::of(analyses::list(&services, caller.0.team_id, Some(id.0), &page).await?)))
    }
}

impl From<repositories::Repository> for Repository {
    fn from(repository: repositories::Repository) -> Self {
        Self {
            id: repository.id,
            name: repository.name,
            source: repository.source,
            source_kind: repository.source_kind.into(),
            default_branch: repository.default_branch,
            created_at: repository.created_at,
            updated_at: repository.updated_at,
            latest_analysis: repository.latest_analysis.map(Analysis::from),
        }
    }
}
