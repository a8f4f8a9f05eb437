//! An id of the database's own, by which what belongs to it is told apart on servers that it shares.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, uuid};

use crate::tables::{drop_all, table};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0006_installation"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = table("installation").col(integer("one").primary_key().take()).col(uuid("id")).take();
        manager.create_table(columns).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["installation"]).await
    }
}
