//! How often a team's search index was built anew: what was put into an earlier one is not noted as being in this one.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_index_epoch"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = big_integer("index_epoch").default(0).take();
        manager.alter_table(Table::alter().table("teams").add_column(column).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("teams").drop_column("index_epoch").take()).await
    }
}
