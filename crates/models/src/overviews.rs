//! Analyses at a glance, as they were written.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{IntoActiveModel, QuerySelect};

/// One analysis at a glance.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "overviews")]
pub struct Model {
    /// The analysis.
    #[sea_orm(primary_key, auto_increment = false)]
    pub analysis_id: Uuid,
    /// Whose it is.
    pub team_id: Uuid,
    /// What it says, in the shape of the program that wrote it.
    pub body: Json,
}

/// An overview points at its analysis by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes the overview of an analysis, in place of one that an earlier attempt may have left.
pub async fn upsert(db: &impl ConnectionTrait, overview: Model) -> Result<(), DbErr> {
    Entity::insert(overview.into_active_model())
        .on_conflict(OnConflict::column(Column::AnalysisId).update_column(Column::Body).to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// What the overview of one analysis of a team says.
pub async fn find(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    analysis_id: Uuid,
) -> Result<Option<Json>, DbErr> {
    Entity::find_by_id(analysis_id)
        .filter(Column::TeamId.eq(team_id))
        .select_only()
        .column(Column::Body)
        .into_tuple()
        .one(db)
        .await
}
