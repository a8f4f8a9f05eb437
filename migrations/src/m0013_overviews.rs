//! An analysis at a glance: the first that anybody opens must not wait for the whole report to be unpacked.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{json_binary, pk_uuid, uuid};

use crate::tables::{belongs_to, drop_all, table};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0013_overviews"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("overviews")
                    .col(pk_uuid("analysis_id"))
                    .col(uuid("team_id"))
                    .col(json_binary("body"))
                    .foreign_key(&mut belongs_to("analysis_id", "analyses"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["overviews"]).await
    }
}
