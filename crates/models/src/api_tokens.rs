//! Tokens that let programs in. Only their hashes are kept.

use chrono::{DateTime, Utc};
use sea_orm::IntoActiveModel;
use sea_orm::entity::prelude::*;

/// A token's hash, and whom it lets in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_tokens")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The team it acts for.
    pub team_id: Uuid,
    /// What people call it.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// SHA-256 of the token's text, 32 bytes.
    #[sea_orm(unique)]
    pub token_sha256: Vec<u8>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A token points at its team by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes a new token.
pub async fn insert(db: &impl ConnectionTrait, token: Model) -> Result<(), DbErr> {
    Entity::insert(token.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// The token whose text has this hash.
pub async fn find_by_hash(db: &impl ConnectionTrait, sha256: &[u8]) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::TokenSha256.eq(sha256.to_vec())).one(db).await
}

/// Whether the token is still good.
pub async fn exists(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, DbErr> {
    Ok(Entity::find_by_id(id).one(db).await?.is_some())
}

/// Whether the team has a token of this name.
pub async fn is_named(db: &impl ConnectionTrait, team_id: Uuid, name: &str) -> Result<bool, DbErr> {
    let named = Entity::find().filter(Column::TeamId.eq(team_id)).filter(Column::Name.eq(name));
    Ok(named.one(db).await?.is_some())
}

/// Forgets the team's tokens of this name, but the one whose text has this hash; whether there were any.
pub async fn delete_others(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    name: &str,
    sha256: &[u8],
) -> Result<bool, DbErr> {
    let others = Entity::delete_many()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::Name.eq(name))
        .filter(Column::TokenSha256.ne(sha256.to_vec()));
    Ok(others.exec(db).await?.rows_affected > 0)
}
