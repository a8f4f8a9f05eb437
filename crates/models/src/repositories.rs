//! Repositories that teams have submitted.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{IntoActiveModel, PaginatorTrait, QueryOrder, QuerySelect};

use crate::text;

/// A repository of a team.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "repositories")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is.
    pub team_id: Uuid,
    /// The last part of its address.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// A normalised https address, or an absolute path on this disk. One row per team and source.
    #[sea_orm(column_type = "Text")]
    pub source: String,
    /// `remote` or `local`.
    #[sea_orm(column_type = "Text")]
    pub source_kind: String,
    /// The branch that is analysed when none is asked for, once known.
    #[sea_orm(column_type = "Text", nullable)]
    pub default_branch: Option<String>,
    /// The last analysis that succeeded: findings, tasks and chunks are as it left them.
    pub latest_analysis_id: Option<Uuid>,
    /// When it was submitted first.
    pub created_at: DateTime<Utc>,
    /// When it was submitted or analysed last.
    pub updated_at: DateTime<Utc>,
}

/// A repository points at its team and analyses by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes a repository, or finds the one with the same team and source; answers the row as it stands.
///
/// Either way the row is locked until the transaction ends, so that of two submissions at once the second
/// sees what the first has done.
pub async fn upsert(db: &impl ConnectionTrait, repository: Model) -> Result<Model, DbErr> {
    let (team_id, source) = (repository.team_id, repository.source.clone());
    Entity::insert(repository.into_active_model())
        .on_conflict(
            OnConflict::columns([Column::TeamId, Column::Source]).update_column(Column::UpdatedAt).to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::Source.eq(source))
        .one(db)
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("repository".to_owned()))
}

/// One repository of a team.
pub async fn find(db: &impl ConnectionTrait, team_id: Uuid, id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(Column::TeamId.eq(team_id)).one(db).await
}

/// The team's repository with this address.
pub async fn find_by_source(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    source: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::TeamId.eq(team_id)).filter(Column::Source.eq(source)).one(db).await
}

/// Whether any team has a repository with this id.
pub async fn exists(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, DbErr> {
    Ok(Entity::find_by_id(id).count(db).await? > 0)
}

/// The team's repositories, the newest first, after (older than) `after`.
pub async fn list(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    named: Option<&str>,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(Column::TeamId.eq(team_id));
    if let Some(named) = text::given(named) {
        query = query.filter(text::holds(Column::Name, named));
    }
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(after));
    }
    query.order_by_desc(Column::Id).limit(limit).all(db).await
}

/// The names of several repositories of a team, by id.
pub async fn find_names(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, String)>, DbErr> {
    Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::Id.is_in(ids))
        .select_only()
        .columns([Column::Id, Column::Name])
        .into_tuple()
        .all(db)
        .await
}

/// Notes the analysis that succeeded last, and the default branch where it told one, unless another analysis than
/// `before` was noted last. Answers whether it did.
///
/// The row is locked until the transaction ends, so that of two analyses at once the second sees the first.
pub async fn set_latest(
    db: &impl ConnectionTrait,
    before: &Model,
    analysis_id: Uuid,
    default_branch: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let still = match before.latest_analysis_id {
        Some(latest) => Column::LatestAnalysisId.eq(latest),
        None => Column::LatestAnalysisId.is_null(),
    };
    let mut update = Entity::update_many()
        .col_expr(Column::LatestAnalysisId, Expr::value(analysis_id))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::TeamId.eq(before.team_id))
        .filter(Column::Id.eq(before.id))
        .filter(still);
    if let Some(branch) = default_branch {
        update = update.col_expr(Column::DefaultBranch, Expr::value(branch));
    }
    Ok(update.exec(db).await?.rows_affected > 0)
}

/// Takes the row away, and with it all that belongs to it. Answers whether it was there.
pub async fn delete(db: &impl ConnectionTrait, team_id: Uuid, id: Uuid) -> Result<bool, DbErr> {
    let result =
        Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::TeamId.eq(team_id)).exec(db).await?;
    Ok(result.rows_affected > 0)
}
