//! What stands in files: one row per repository and content, however many analyses list it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ExprTrait, QuerySelect, Statement};

use crate::bulk;

/// One content.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file_contents")]
pub struct Model {
    /// Where it stands.
    #[sea_orm(primary_key, auto_increment = false)]
    pub repository_id: Uuid,
    /// `types::SourceFile::blob`.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub blob: String,
    /// Whose it is.
    pub team_id: Uuid,
    /// Since when the repository's last analysis does not list it; none while it does.
    pub unused_since: Option<DateTime<Utc>>,
    /// The bytes as they stood in the file, packed with gzip.
    pub gzip: Vec<u8>,
}

/// A content points at its repository by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The contents that a repository has, each with whether its last analysis lists it; without the bytes.
pub async fn known(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
) -> Result<HashMap<String, bool>, DbErr> {
    let rows: Vec<(String, bool)> = Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .select_only()
        .column(Column::Blob)
        .expr(Expr::col(Column::UnusedSince).is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// One content of a repository, packed.
pub async fn find(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    blob: &str,
) -> Result<Option<Vec<u8>>, DbErr> {
    Entity::find_by_id((repository_id, blob.to_owned()))
        .filter(Column::TeamId.eq(team_id))
        .select_only()
        .column(Column::Gzip)
        .into_tuple()
        .one(db)
        .await
}

/// Writes contents; one that stands stays as it is.
pub async fn insert_many(db: &impl ConnectionTrait, contents: Vec<Model>) -> Result<(), DbErr> {
    let columns = ["repository_id", "blob", "team_id", "unused_since", "gzip"];
    let rows: Vec<[Value; 5]> = contents
        .into_iter()
        .map(|row| {
            [
                row.repository_id.into(),
                row.blob.into(),
                row.team_id.into(),
                row.unused_since.into(),
                row.gzip.into(),
            ]
        })
        .collect();
    bulk::insert(db, "file_contents", columns, "ON CONFLICT DO NOTHING", rows).await
}

/// Notes since when contents of a repository are not listed any more, or that they are again.
pub async fn set_unused(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    blobs: &[String],
    since: Option<DateTime<Utc>>,
) -> Result<(), DbErr> {
    for batch in blobs.chunks(1_000) {
        Entity::update_many()
            .col_expr(Column::UnusedSince, Expr::value(since))
            .filter(Column::TeamId.eq(team_id))
            .filter(Column::RepositoryId.eq(repository_id))
            .filter(Column::Blob.is_in(batch.iter().map(String::as_str)))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// Keeps contents that are not listed at the moment for as long as if they had been until now. What is listed stays so:
/// this may come late, from a worker that no longer holds its job.
pub async fn touch_unused(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    blobs: &[String],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    for batch in blobs.chunks(1_000) {
        Entity::update_many()
            .col_expr(Column::UnusedSince, Expr::value(now))
            .filter(Column::TeamId.eq(team_id))
            .filter(Column::RepositoryId.eq(repository_id))
            .filter(Column::UnusedSince.is_not_null())
            .filter(Column::Blob.is_in(batch.iter().map(String::as_str)))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// Forgets the contents of all teams that are not listed since before `before`; answers how many.
pub async fn forget_unused(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, DbErr> {
    // In parts, so that nobody who writes waits for long. Since when is asked twice: one may be touched meanwhile.
    let sql = "DELETE FROM file_contents WHERE unused_since < $1 AND (repository_id, blob) IN \
               (SELECT repository_id, blob FROM file_contents WHERE unused_since < $1 LIMIT 1000)";
    let mut forgotten = 0;
    loop {
        let part = Statement::from_sql_and_values(db.get_database_backend(), sql, [before.into()]);
        match db.execute_raw(part).await?.rows_affected() {
            0 => return Ok(forgotten),
            some => forgotten += some,
        }
    }
}
