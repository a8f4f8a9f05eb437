//! Findings that a person said are not to be counted, from one analysis to the next.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{IntoActiveModel, QuerySelect, Statement, Value};
use types::{FindingState, Suppression};

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

/// Brings the findings of a repository in step with what people said of them: an analysis knows what stood when it began.
pub async fn apply(db: &impl ConnectionTrait, team_id: Uuid, repository_id: Uuid) -> Result<(), DbErr> {
    let said = "FROM suppressions AS s \
                WHERE s.repository_id = findings.repository_id AND s.fingerprint = findings.fingerprint";
    let suppress = format!(
        "UPDATE findings SET state = $3, suppression_source = $4, suppression_reason = (SELECT s.reason {said}) \
         WHERE team_id = $1 AND repository_id = $2 AND state = $5 AND EXISTS (SELECT 1 {said})"
    );
    let reopen = format!(
        "UPDATE findings SET state = $5, suppression_source = NULL, suppression_reason = NULL \
         WHERE team_id = $1 AND repository_id = $2 AND state = $3 AND suppression_source = $4 \
         AND NOT EXISTS (SELECT 1 {said})"
    );
    for sql in [suppress, reopen] {
        let values: [Value; 5] = [
            team_id.into(),
            repository_id.into(),
            FindingState::Suppressed.as_str().into(),
            Suppression::PERSON.into(),
            FindingState::Open.as_str().into(),
        ];
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    }
    Ok(())
}
