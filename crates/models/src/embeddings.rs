//! Vectors by content: equal content is never embedded twice in a team.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::Statement;
use sea_orm::entity::prelude::*;

use crate::bulk;

/// The vector that a model made of a content.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "embeddings")]
pub struct Model {
    /// Whose content it is: vectors tell about their text, so teams don't share them.
    #[sea_orm(primary_key, auto_increment = false)]
    pub team_id: Uuid,
    /// The model's name and version.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub model: String,
    /// `types::Chunk::content_hash`.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub content_hash: String,
    /// 32-bit floats, little-endian.
    pub vector: Vec<u8>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Vectors point at their team by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The vectors known for these contents; what is not known is not in the answer.
pub async fn find_many(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    model: &str,
    hashes: &[String],
) -> Result<HashMap<String, Vec<f32>>, DbErr> {
    let mut found = HashMap::with_capacity(hashes.len());
    for batch in hashes.chunks(1_000) {
        let rows = Entity::find()
            .filter(Column::TeamId.eq(team_id))
            .filter(Column::Model.eq(model))
            .filter(Column::ContentHash.is_in(batch.iter().map(String::as_str)))
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(|row| (row.content_hash, from_bytes(&row.vector))));
    }
    Ok(found)
}

/// Remembers vectors by their content's hash; one that is known already stays as it is.
pub async fn insert_many(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    model: &str,
    vectors: impl IntoIterator<Item = (&str, &[f32])> + Send,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let rows: Vec<[Value; 5]> = vectors
        .into_iter()
        .map(|(hash, vector)| {
            [team_id.into(), model.into(), hash.into(), to_bytes(vector).into(), now.into()]
        })
        .collect();
    let columns = ["team_id", "model", "content_hash", "vector", "created_at"];
    bulk::insert(db, "embeddings", columns, "ON CONFLICT DO NOTHING", rows).await
}

/// Forgets vectors made before `before` whose content stands in no chunk of their team any more; answers how many.
pub async fn forget_unused(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, DbErr> {
    let sql = "DELETE FROM embeddings WHERE created_at < $1 AND NOT EXISTS (SELECT 1 FROM chunks \
               WHERE chunks.team_id = embeddings.team_id AND chunks.content_hash = embeddings.content_hash)";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [before.into()]);
    Ok(db.execute_raw(statement).await?.rows_affected())
}

fn to_bytes(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn from_bytes(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}
