//! Findings that a person said are not to be counted, from one analysis to the next.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{IntoActiveModel, QuerySelect};

/// One finding of a repository, and why it does not count.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "suppressions")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is.
    pub team_id: Uuid,
    /// Where the finding is.
    pub repository_id: Uuid,
    /// The finding's identity.
    #[sea_orm(column_type = "Text")]
    pub fingerprint: String,
    /// Why it does not count.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// When that was said.
    pub created_at: DateTime<Utc>,
}

/// A suppression points at its repository by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes a suppression, in place of one of the same finding.
pub async fn upsert(db: &impl ConnectionTrait, suppression: Model) -> Result<(), DbErr> {
    Entity::insert(suppression.into_active_model())
        .on_conflict(
            OnConflict::columns([Column::RepositoryId, Column::Fingerprint])
                .update_columns([Column::Reason, Column::CreatedAt])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Takes back what was said of a finding; whether anything was.
pub async fn delete(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    fingerprint: &str,
) -> Result<bool, DbErr> {
    let said = Entity::delete_many()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .filter(Column::Fingerprint.eq(fingerprint));
    Ok(said.exec(db).await?.rows_affected > 0)
}

/// The fingerprints of a repository's findings that do not count, each with the reason.
pub async fn load(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
) -> Result<Vec<(String, String)>, DbErr> {
    Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .select_only()
        .columns([Column::Fingerprint, Column::Reason])
        .into_tuple()
        .all(db)
        .await
}
