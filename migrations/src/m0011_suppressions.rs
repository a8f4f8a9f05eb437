//! Findings that a person said are not to be counted.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{pk_uuid, text, timestamp_with_time_zone, uuid};

use crate::tables::{belongs_to, drop_all, index, table};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0011_suppressions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("suppressions")
                    .col(pk_uuid("id"))
                    .col(uuid("team_id"))
                    .col(uuid("repository_id"))
                    .col(text("fingerprint"))
                    .col(text("reason"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut belongs_to("repository_id", "repositories"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                index("suppressions", "fingerprint", ["repository_id", "fingerprint"]).unique().take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["suppressions"]).await
    }
}
