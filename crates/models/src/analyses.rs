//! Analyses: runs of the pipeline over one commit each.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ExprTrait, IntoActiveModel, QueryOrder, QuerySelect, Select, Statement};
use types::{AnalysisState, Progress};

use crate::named;

/// One analysis.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "analyses")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is.
    pub team_id: Uuid,
    /// What it looks at.
    pub repository_id: Uuid,
    /// The job that runs it.
    pub job_id: Uuid,
    /// The revision that was asked for; none means the default branch.
    #[sea_orm(column_type = "Text", nullable)]
    pub revision: Option<String>,
    /// The branch that was analysed, where one was named.
    #[sea_orm(column_type = "Text", nullable)]
    pub branch: Option<String>,
    /// The commit that was analysed, in hexadecimal.
    #[sea_orm(column_type = "Text", nullable)]
    pub commit_sha: Option<String>,
    /// A name of [`AnalysisState`].
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// Why it failed, for programs.
    #[sea_orm(column_type = "Text", nullable)]
    pub error_code: Option<String>,
    /// Why it failed, for people.
    #[sea_orm(column_type = "Text", nullable)]
    pub error_message: Option<String>,
    /// The quality score, 0..100.
    pub score: Option<f64>,
    /// A letter.
    #[sea_orm(column_type = "Text", nullable)]
    pub maintainability: Option<String>,
    /// A letter.
    #[sea_orm(column_type = "Text", nullable)]
    pub reliability: Option<String>,
    /// A letter.
    #[sea_orm(column_type = "Text", nullable)]
    pub security: Option<String>,
    /// Minutes to repair every open finding.
    pub debt_minutes: Option<i64>,
    /// Sums, as `services` writes them.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub counts: Option<Json>,
    /// How far it has come: `types::Progress`.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub progress: Option<Json>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When a worker first took it up.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// An analysis points at its repository and job by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Where it stands.
    pub fn state(&self) -> Result<AnalysisState, DbErr> {
        named::parse(&self.state)
    }
}

/// What a successful analysis writes into its row.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The branch, where one was named.
    pub branch: Option<String>,
    /// The commit, in hexadecimal.
    pub commit_sha: Option<String>,
    /// The quality, with its score and letters.
    pub quality: types::Quality,
    /// Sums, as `services` writes them.
    pub counts: Json,
}

/// Writes a new analysis.
pub async fn insert(db: &impl ConnectionTrait, analysis: Model) -> Result<(), DbErr> {
    Entity::insert(analysis.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// One analysis of a team.
pub async fn find(db: &impl ConnectionTrait, team_id: Uuid, id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(Column::TeamId.eq(team_id)).one(db).await
}

/// Several analyses of a team, in no order.
pub async fn find_many(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TeamId.eq(team_id)).filter(Column::Id.is_in(ids)).all(db).await
}

/// The analysis that a job runs, where it runs one.
pub async fn find_by_job(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    job_id: Uuid,
) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::TeamId.eq(team_id)).filter(Column::JobId.eq(job_id)).one(db).await
}

/// The analysis of this revision that has not ended, where there is one.
pub async fn find_active(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    revision: Option<&str>,
) -> Result<Option<Model>, DbErr> {
    let query = active_of(team_id, repository_id);
    let query = match revision {
        Some(revision) => query.filter(Column::Revision.eq(revision)),
        None => query.filter(Column::Revision.is_null()),
    };
    query.order_by_asc(Column::Id).one(db).await
}

/// All analyses of a repository that have not ended.
pub async fn list_active(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
) -> Result<Vec<Model>, DbErr> {
    active_of(team_id, repository_id).all(db).await
}

/// The team's analyses, the newest first, after (older than) `after`; of one repository, or of all.
pub async fn list(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Option<Uuid>,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(Column::TeamId.eq(team_id));
    if let Some(repository_id) = repository_id {
        query = query.filter(Column::RepositoryId.eq(repository_id));
    }
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(after));
    }
    query.order_by_desc(Column::Id).limit(limit).all(db).await
}

/// A repository's analyses that have succeeded, the newest first, after (older than) `after`.
pub async fn list_succeeded(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .filter(Column::State.eq(AnalysisState::Succeeded.as_str()));
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(after));
    }
    query.order_by_desc(Column::Id).limit(limit).all(db).await
}

/// Marks an analysis as running. The first start is the one that is kept.
pub async fn start(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(AnalysisState::Running.as_str()))
        .col_expr(Column::StartedAt, Expr::col(Column::StartedAt).if_null(now))
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::Id.eq(id))
        .filter(active())
        .exec(db)
        .await?;
    Ok(())
}

/// Notes how far a running analysis has come.
pub async fn set_progress(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    id: Uuid,
    progress: &Progress,
) -> Result<(), DbErr> {
    let progress = serde_json::to_value(progress).map_err(|error| DbErr::Json(error.to_string()))?;
    Entity::update_many()
        .col_expr(Column::Progress, Expr::value(progress))
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::Id.eq(id))
        .filter(active())
        .exec(db)
        .await?;
    Ok(())
}

/// Ends an analysis well. Answers false when it had ended before.
pub async fn succeed(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    id: Uuid,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let quality = outcome.quality;
    let result = Entity::update_many()
        .col_expr(Column::State, Expr::value(AnalysisState::Succeeded.as_str()))
        .col_expr(Column::Branch, Expr::value(outcome.branch))
        .col_expr(Column::CommitSha, Expr::value(outcome.commit_sha))
        .col_expr(Column::Score, Expr::value(quality.score))
        .col_expr(Column::Maintainability, Expr::value(quality.maintainability.as_str()))
        .col_expr(Column::Reliability, Expr::value(quality.reliability.as_str()))
        .col_expr(Column::Security, Expr::value(quality.security.as_str()))
        .col_expr(Column::DebtMinutes, Expr::value(quality.debt_minutes.cast_signed()))
        .col_expr(Column::Counts, Expr::value(outcome.counts))
        .col_expr(Column::FinishedAt, Expr::value(now))
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::Id.eq(id))
        .filter(active())
        .exec(db)
        .await?;
    Ok(result.rows_affected > 0)
}

/// Ends an analysis that did not succeed, with the error's code and message where there is one. Answers
/// false when it had ended before.
pub async fn end(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    id: Uuid,
    state: AnalysisState,
    error: Option<(&str, &str)>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let (code, message) = error.unzip();
    let result = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::ErrorCode, Expr::value(code.map(str::to_owned)))
        .col_expr(Column::ErrorMessage, Expr::value(message.map(str::to_owned)))
        .col_expr(Column::FinishedAt, Expr::value(now))
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::Id.eq(id))
        .filter(active())
        .exec(db)
        .await?;
    Ok(result.rows_affected > 0)
}

/// Puts an analysis that did not succeed back in the queue, for a job that is retried by hand.
pub async fn requeue(db: &impl ConnectionTrait, team_id: Uuid, id: Uuid) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(AnalysisState::Queued.as_str()))
        .col_expr(Column::ErrorCode, Expr::value(None::<String>))
        .col_expr(Column::ErrorMessage, Expr::value(None::<String>))
        .col_expr(Column::FinishedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::Progress, Expr::value(None::<Json>))
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::Id.eq(id))
        .filter(Column::State.is_in([AnalysisState::Failed.as_str(), AnalysisState::Cancelled.as_str()]))
        .exec(db)
        .await?;
    Ok(())
}

/// Those of a repository that have not ended.
fn active_of(team_id: Uuid, repository_id: Uuid) -> Select<Entity> {
    Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .filter(active())
}

/// Queued or running.
fn active() -> sea_orm::sea_query::SimpleExpr {
    Column::State.is_in([AnalysisState::Queued.as_str(), AnalysisState::Running.as_str()])
}

/// Forgets analyses that ended before `before`, with their reports and insights, but for the latest of each repository;
/// answers how many.
pub async fn forget(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, DbErr> {
    const BATCH: i64 = 500;
    let sql = "DELETE FROM analyses WHERE id IN (SELECT id FROM analyses WHERE finished_at < $1 \
               AND id NOT IN (SELECT latest_analysis_id FROM repositories WHERE latest_analysis_id IS NOT NULL) \
               LIMIT $2)";
    let mut forgotten = 0;
    loop {
        let values = [before.into(), BATCH.into()];
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        let batch = db.execute_raw(statement).await?.rows_affected();
        forgotten += batch;
        if batch < BATCH.unsigned_abs() {
            return Ok(forgotten);
        }
    }
}
