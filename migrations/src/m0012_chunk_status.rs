//! How far the index is with a repository is counted in an index alone.

use sea_orm_migration::prelude::*;

use crate::tables::index;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0012_chunk_status"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = ["repository_id", "team_id", "state", "model"];
        manager.create_index(index("chunks", "status", columns)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("idx_chunks_status").table("chunks").to_owned()).await
    }
}
