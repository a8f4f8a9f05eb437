//! Signing in with a browser: links that can be used once, and the sessions that they begin.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{binary, pk_uuid, timestamp_with_time_zone, uuid};

use crate::tables::{belongs_to, drop_all, table};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0010_sessions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("sign_in_links")
                    .col(pk_uuid("id"))
                    .col(uuid("team_id"))
                    .col(binary("code_sha256").unique_key().take())
                    .col(timestamp_with_time_zone("expires_at"))
                    .foreign_key(&mut belongs_to("team_id", "teams"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("sessions")
                    .col(pk_uuid("id"))
                    .col(uuid("team_id"))
                    .col(binary("secret_sha256").unique_key().take())
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .foreign_key(&mut belongs_to("team_id", "teams"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["sessions", "sign_in_links"]).await
    }
}
