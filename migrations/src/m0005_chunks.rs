//! Chunks of source, and the vectors that were made of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{binary, integer, pk_uuid, text, text_null, timestamp_with_time_zone, uuid};

use crate::tables::{belongs_to, drop_all, index, table};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_chunks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("chunks")
                    .col(pk_uuid("id"))
                    .col(uuid("team_id"))
                    .col(uuid("repository_id"))
                    .col(text("path"))
                    .col(text("language"))
                    .col(text("kind"))
                    .col(text_null("symbol"))
                    .col(integer("start_line"))
                    .col(integer("end_line"))
                    .col(text("content_hash"))
                    .col(text("text"))
                    .col(text("state"))
                    // The model whose vector stands in the index; null while there is none.
                    .col(text_null("model"))
                    .foreign_key(&mut belongs_to("repository_id", "repositories"))
                    .take(),
            )
            .await?;
        // With the team in it: every query names the team, and SQLite would take an index that begins with it.
        manager.create_index(index("chunks", "state", ["repository_id", "team_id", "state", "id"])).await?;
        manager.create_index(index("chunks", "team_state", ["team_id", "state"])).await?;
        manager.create_index(index("chunks", "content", ["team_id", "content_hash"])).await?;
        manager
            .create_table(
                table("embeddings")
                    .col(uuid("team_id"))
                    .col(text("model"))
                    .col(text("content_hash"))
                    .col(binary("vector"))
                    .col(timestamp_with_time_zone("created_at"))
                    .primary_key(Index::create().col("team_id").col("model").col("content_hash"))
                    .foreign_key(&mut belongs_to("team_id", "teams"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["embeddings", "chunks"]).await
    }
}
