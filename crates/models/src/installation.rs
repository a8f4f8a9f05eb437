//! What tells one database from every other: an id of its own, made at the first start.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, TryInsertResult};

/// The only row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "installation")]
pub struct Model {
    /// Always [`THE_ONE`], so that there is no second row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub one: i32,
    /// The installation's id.
    pub id: Uuid,
}

/// The row's key.
const THE_ONE: i32 = 1;

/// The row stands alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The installation's id: `new` where it has none yet, whoever asks first.
pub async fn id(db: &impl ConnectionTrait, new: Uuid) -> Result<Uuid, DbErr> {
    let row = Model { one: THE_ONE, id: new }.into_active_model();
    if let TryInsertResult::Inserted(_) = Entity::insert(row).on_conflict_do_nothing().exec(db).await? {
        return Ok(new);
    }
    let standing = Entity::find_by_id(THE_ONE).one(db).await?;
    standing.map(|row| row.id).ok_or_else(|| DbErr::RecordNotFound("the installation's id".to_owned()))
}

#[cfg(test)]
mod tests {
    use types::{Clock, SystemClock};

    use super::*;
    use crate::testing::TestDb;

    #[tokio::test]
    async fn the_first_to_ask_gives_the_id_that_all_get() {
        let test = TestDb::migrated().await;
        let asked = async || id(&test.db, SystemClock.new_id()).await.unwrap();
        let (first, second) = tokio::join!(asked(), asked());
        assert_eq!(first, second);
        assert_eq!(asked().await, first);
    }
}
