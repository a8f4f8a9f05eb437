//! Teams: whoever owns repositories, tasks and memory.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ExprTrait, IntoActiveModel, QueryOrder, QuerySelect};

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "teams")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What people call it.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// How often its search index was built anew.
    pub index_epoch: i64,
}

/// Rows point at teams, not the other way round.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes a new team.
pub async fn insert(db: &impl ConnectionTrait, team: Model) -> Result<(), DbErr> {
    Entity::insert(team.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// One team.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// The team made first: in the embedded mode the only one.
pub async fn first(db: &impl ConnectionTrait) -> Result<Option<Model>, DbErr> {
    Entity::find().order_by_asc(Column::Id).one(db).await
}

/// The ids of all teams, the oldest first.
pub async fn list_ids(db: &impl ConnectionTrait) -> Result<Vec<Uuid>, DbErr> {
    Entity::find().select_only().column(Column::Id).order_by_asc(Column::Id).into_tuple().all(db).await
}

/// How often the team's search index was built anew; `None` where there is no such team.
pub async fn index_epoch(db: &impl ConnectionTrait, team_id: Uuid) -> Result<Option<i64>, DbErr> {
    Entity::find_by_id(team_id).select_only().column(Column::IndexEpoch).into_tuple().one(db).await
}

/// Whether that is still so; if it is, it stays so until the end of the caller's transaction.
pub async fn hold_index_epoch(
    txn: &impl ConnectionTrait,
    team_id: Uuid,
    index_epoch: i64,
) -> Result<bool, DbErr> {
    let held: Option<i64> = Entity::find_by_id(team_id)
        .filter(Column::IndexEpoch.eq(index_epoch))
        .lock_shared()
        .select_only()
        .column(Column::IndexEpoch)
        .into_tuple()
        .one(txn)
        .await?;
    Ok(held.is_some())
}

/// Notes that the team's search index was built anew.
pub async fn next_index_epoch(txn: &impl ConnectionTrait, team_id: Uuid) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::IndexEpoch, Expr::col(Column::IndexEpoch).add(1))
        .filter(Column::Id.eq(team_id))
        .exec(txn)
        .await?;
    Ok(())
}
