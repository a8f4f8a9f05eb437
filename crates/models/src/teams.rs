//! Teams: whoever owns repositories, tasks and memory.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

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

/// The team made first: in the embedded mode the only one.
pub async fn first(db: &impl ConnectionTrait) -> Result<Option<Model>, DbErr> {
    Entity::find().order_by_asc(Column::Id).one(db).await
}

/// The ids of all teams, the oldest first.
pub async fn list_ids(db: &impl ConnectionTrait) -> Result<Vec<Uuid>, DbErr> {
    Entity::find().select_only().column(Column::Id).order_by_asc(Column::Id).into_tuple().all(db).await
}
