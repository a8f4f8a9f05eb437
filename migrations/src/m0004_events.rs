//! The event log of the embedded mode.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_pk_auto, json_binary, text, timestamp_with_time_zone, uuid};

use crate::tables::{drop_all, index, table};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_events"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("events")
                    // Never used twice, not even after a trim: readers remember the last id they saw.
                    .col(big_pk_auto("id"))
                    .col(text("channel"))
                    .col(uuid("team_id"))
                    .col(timestamp_with_time_zone("time"))
                    .col(json_binary("envelope"))
                    .take(),
            )
            .await?;
        manager.create_index(index("events", "channel", ["channel", "id"])).await?;
        manager.create_index(index("events", "time", ["time"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["events"]).await
    }
}
