//! Whole reports, as they were written: reading one is one row.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{IntoActiveModel, QuerySelect};

/// The report of one analysis.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reports")]
pub struct Model {
    /// The analysis that wrote it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub analysis_id: Uuid,
    /// Whose it is.
    pub team_id: Uuid,
    /// Changes when the bytes do: the first 32 hexadecimal digits of their SHA-256.
    #[sea_orm(column_type = "Text")]
    pub etag: String,
    /// Size of the JSON when unpacked.
    pub json_bytes: i64,
    /// `types::Report` as JSON, packed with gzip.
    pub gzip: Vec<u8>,
}

/// A report points at its analysis by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes the report of an analysis, in place of one that an earlier attempt may have left.
pub async fn upsert(db: &impl ConnectionTrait, report: Model) -> Result<(), DbErr> {
    Entity::insert(report.into_active_model())
        .on_conflict(
            OnConflict::column(Column::AnalysisId)
                .update_columns([Column::Etag, Column::JsonBytes, Column::Gzip])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The `etag` of the report of one analysis of a team, without its bytes.
pub async fn find_etag(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    analysis_id: Uuid,
) -> Result<Option<String>, DbErr> {
    Entity::find_by_id(analysis_id)
        .filter(Column::TeamId.eq(team_id))
        .select_only()
        .column(Column::Etag)
        .into_tuple()
        .one(db)
        .await
}

/// The report of one analysis of a team.
pub async fn find(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    analysis_id: Uuid,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(analysis_id).filter(Column::TeamId.eq(team_id)).one(db).await
}
