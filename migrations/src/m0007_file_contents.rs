//! What stands in the files that analyses list, once per repository and content.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{binary, text, timestamp_with_time_zone_null, uuid};

use crate::tables::{belongs_to, drop_all, index, table};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_file_contents"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("file_contents")
                    .col(uuid("repository_id"))
                    .col(text("blob"))
                    .col(uuid("team_id"))
                    // Since when the repository's last analysis does not list it; null while it does. Before the bytes,
                    // so that they need not be read for it.
                    .col(timestamp_with_time_zone_null("unused_since"))
                    .col(binary("gzip"))
                    .primary_key(Index::create().col("repository_id").col("blob"))
                    .foreign_key(&mut belongs_to("repository_id", "repositories"))
                    .take(),
            )
            .await?;
        manager.create_index(index("file_contents", "unused", ["unused_since"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["file_contents"]).await
    }
}
