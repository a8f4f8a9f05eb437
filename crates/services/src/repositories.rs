//! Repositories: submit, list, show, delete.

mod address;
mod folders;
mod submit;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use models::{analyses as analysis_rows, chunks, repositories as rows};
use serde::Serialize;
use serde_json::json;
use types::{Channel, NewEvent};
use uuid::Uuid;

pub use address::{AddressError, SourceKind};
pub use folders::{remove_if_deleted, sweep as sweep_folders};
pub use submit::{Checked, Submission, Submitted, check, submit};

use crate::analyses::Analysis;
use crate::{Error, Page, PageRequest, Result, Services};

/// A repository of a team.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Repository {
    /// Its id.
    pub id: Uuid,
    /// The last part of its address.
    pub name: String,
    /// An https address, or a path on the service's disk.
    pub source: String,
    /// Which of the two.
    pub source_kind: SourceKind,
    /// The branch that is analysed when none is asked for, once known.
    pub default_branch: Option<String>,
    /// When it was submitted first.
    pub created_at: DateTime<Utc>,
    /// When it was submitted or analysed last.
    pub updated_at: DateTime<Utc>,
    /// The last analysis that succeeded.
    pub latest_analysis: Option<Analysis>,
}

/// A repository with what is going on in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RepositoryDetail {
    /// The repository.
    #[serde(flatten)]
    pub repository: Repository,
    /// The analyses that have not ended, the oldest first.
    pub active_analyses: Vec<Analysis>,
}

/// How far search is with a repository.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct IndexStatus {
    /// Its chunks.
    pub chunks: u64,
    /// Of these, found by their words.
    pub indexed: u64,
    /// Of these, found by their meaning too.
    pub embedded: u64,
}

/// The names of the repositories that a page of something else is about.
pub(crate) async fn names(
    services: &Services,
    team_id: Uuid,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>> {
    let ids: HashSet<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(rows::find_names(&services.db, team_id, ids).await?.into_iter().collect())
}

/// The team's repositories, the newest first.
pub async fn list(
    services: &Services,
    team_id: Uuid,
    named: Option<&str>,
    page: &PageRequest,
) -> Result<Page<Repository>> {
    let limit = page.limit(services)?;
    let found = rows::list(&services.db, team_id, named, page.position()?, limit + 1).await?;
    let page = Page::of(found, limit, |row| row.id)?;
    let ids = page.items.iter().filter_map(|row| row.latest_analysis_id);
    let latest = analysis_rows::find_many(&services.db, team_id, ids).await?;
    page.try_map(|row| {
        let latest = latest.iter().find(|analysis| Some(analysis.id) == row.latest_analysis_id);
        Repository::of(row, latest.cloned())
    })
}

/// One repository.
pub async fn show(services: &Services, team_id: Uuid, id: Uuid) -> Result<RepositoryDetail> {
    let row = find(services, team_id, id).await?;
    let latest = match row.latest_analysis_id {
        Some(latest) => analysis_rows::find(&services.db, team_id, latest).await?,
        None => None,
    };
    let mut active = analysis_rows::list_active(&services.db, team_id, id).await?;
    active.sort_by_key(|analysis| analysis.id);
    Ok(RepositoryDetail {
        repository: Repository::of(row, latest)?,
        active_analyses: active.into_iter().map(Analysis::try_from).collect::<Result<_>>()?,
    })
}

/// How far search is with a repository. Every chunk of it is counted.
pub async fn index_status(services: &Services, team_id: Uuid, id: Uuid) -> Result<IndexStatus> {
    find(services, team_id, id).await?;
    let model = services.embedding.as_ref().map(|model| model.model_id());
    let index = chunks::index_status(&services.db, team_id, id, model.as_deref()).await?;
    Ok(IndexStatus { chunks: index.chunks, indexed: index.indexed, embedded: index.embedded })
}

/// Takes a repository away with all that is known of it: rows, memory, mirror. What runs on it is cancelled.
pub async fn delete(services: &Services, team_id: Uuid, id: Uuid) -> Result<()> {
    find(services, team_id, id).await?;
    let active = analysis_rows::list_active(&services.db, team_id, id).await?;
    if !rows::delete(&services.db, team_id, id).await? {
        return Err(Error::not_found("repository", id));
    }
    // The rows are gone: from here on nobody can write results or find anything of it. What is left takes
    // room only, so a fault is logged and not answered.
    for analysis in active {
        if let Err(error) = services.queue.cancel(Some(team_id), analysis.job_id).await {
            tracing::warn!(job.id = %analysis.job_id, %error, "job {} was not cancelled", analysis.job_id);
        }
    }
    if let Some(vectors) = &services.vectors {
        // A batch on its way into the index would otherwise arrive after this.
        let _no_batch = services.indexing.no_batch().await;
        if let Err(error) = vectors.delete_repository(team_id, id).await {
            tracing::warn!(repository.id = %id, %error, "the vectors of repository {id} are to be removed later");
        }
    }
    folders::remove(services, id).await;
    let event = NewEvent::new("repository.deleted", team_id, json!({ "repository_id": id }));
    if let Err(error) = services.events.append(Channel::Team(team_id), event).await {
        tracing::warn!(repository.id = %id, %error, "nobody was told that repository {id} is deleted");
    }
    Ok(())
}

/// The row of a repository that the team has.
pub(crate) async fn find(services: &Services, team_id: Uuid, id: Uuid) -> Result<rows::Model> {
    rows::find(&services.db, team_id, id).await?.ok_or(Error::not_found("repository", id))
}

impl Repository {
    fn of(row: rows::Model, latest: Option<analysis_rows::Model>) -> Result<Self> {
        Ok(Self {
            id: row.id,
            name: row.name,
            source: row.source,
            source_kind: SourceKind::parse(&row.source_kind)?,
            default_branch: row.default_branch,
            created_at: row.created_at,
            updated_at: row.updated_at,
            latest_analysis: latest.map(Analysis::try_from).transpose()?,
        })
    }
}
