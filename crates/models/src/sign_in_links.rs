//! Links that sign a browser in, once. Only the hashes of their codes are kept.

use chrono::{DateTime, Utc};
use sea_orm::IntoActiveModel;
use sea_orm::entity::prelude::*;

/// One link that has not been used.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_links")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The team that the browser will act for.
    pub team_id: Uuid,
    /// SHA-256 of the code, 32 bytes.
    #[sea_orm(unique)]
    pub code_sha256: Vec<u8>,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
}

/// A link points at its team by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes a new link.
pub async fn insert(db: &impl ConnectionTrait, link: Model) -> Result<(), DbErr> {
    Entity::insert(link.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// Uses a link up: of several that come with one code, one gets it. `None` where there is none, or it is too old.
pub async fn take(
    db: &impl ConnectionTrait,
    code_sha256: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<Model>, DbErr> {
    let Some(link) = Entity::find().filter(Column::CodeSha256.eq(code_sha256.to_vec())).one(db).await? else {
        return Ok(None);
    };
    let taken = Entity::delete_by_id(link.id).exec(db).await?.rows_affected == 1;
    Ok(Some(link).filter(|link| taken && link.expires_at > now))
}

/// Forgets links that can no longer be used; says how many.
pub async fn forget(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(db).await?.rows_affected)
}

/// Takes back every link of a team.
pub async fn delete_all(db: &impl ConnectionTrait, team_id: Uuid) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::TeamId.eq(team_id)).exec(db).await?;
    Ok(())
}
