//! Browsers that are signed in. Only the hashes of what they show are kept.

use chrono::{DateTime, Utc};
use sea_orm::IntoActiveModel;
use sea_orm::entity::prelude::*;

/// One signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The team it acts for.
    pub team_id: Uuid,
    /// SHA-256 of what the browser shows, 32 bytes.
    #[sea_orm(unique)]
    pub secret_sha256: Vec<u8>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
}

/// A session points at its team by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes a new session.
pub async fn insert(db: &impl ConnectionTrait, session: Model) -> Result<(), DbErr> {
    Entity::insert(session.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// The session whose secret has this hash, if it has not ended.
pub async fn find_by_hash(
    db: &impl ConnectionTrait,
    sha256: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::SecretSha256.eq(sha256.to_vec()))
        .filter(Column::ExpiresAt.gt(now))
        .one(db)
        .await
}

/// Whether a session has not ended.
pub async fn exists(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool, DbErr> {
    Ok(Entity::find_by_id(id).filter(Column::ExpiresAt.gt(now)).one(db).await?.is_some())
}

/// Ends a session.
pub async fn delete(db: &impl ConnectionTrait, id: Uuid) -> Result<(), DbErr> {
    Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// Forgets sessions that have ended; says how many.
pub async fn forget(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(db).await?.rows_affected)
}

/// Ends every session of a team.
pub async fn delete_all(db: &impl ConnectionTrait, team_id: Uuid) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::TeamId.eq(team_id)).exec(db).await?;
    Ok(())
}
