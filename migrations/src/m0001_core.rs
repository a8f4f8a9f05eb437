//! Teams, their access, their repositories, and the analyses of those.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, double_null, json_binary_null, pk_uuid, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::tables::{belongs_to, drop_all, index, table};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_core"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("teams")
                    .col(pk_uuid("id"))
                    .col(text("name"))
                    .col(timestamp_with_time_zone("created_at"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("api_tokens")
                    .col(pk_uuid("id"))
                    .col(uuid("team_id"))
                    .col(text("name"))
                    .col(binary("token_sha256").unique_key().take())
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut belongs_to("team_id", "teams"))
                    .take(),
            )
            .await?;
        manager.create_index(index("api_tokens", "team", ["team_id"])).await?;
        manager
            .create_table(
                table("repositories")
                    .col(pk_uuid("id"))
                    .col(uuid("team_id"))
                    .col(text("name"))
                    .col(text("source"))
                    .col(text("source_kind"))
                    .col(text_null("default_branch"))
                    // No foreign key: the analyses point back at the repository.
                    .col(uuid_null("latest_analysis_id"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .foreign_key(&mut belongs_to("team_id", "teams"))
                    .take(),
            )
            .await?;
        manager.create_index(index("repositories", "source", ["team_id", "source"]).unique().take()).await?;
        manager
            .create_table(
                table("analyses")
                    .col(pk_uuid("id"))
                    .col(uuid("team_id"))
                    .col(uuid("repository_id"))
                    .col(uuid("job_id"))
                    .col(text_null("revision"))
                    .col(text_null("branch"))
                    .col(text_null("commit_sha"))
                    .col(text("state"))
                    .col(text_null("error_code"))
                    .col(text_null("error_message"))
                    .col(double_null("score"))
                    .col(text_null("maintainability"))
                    .col(text_null("reliability"))
                    .col(text_null("security"))
                    .col(big_integer_null("debt_minutes"))
                    .col(json_binary_null("counts"))
                    .col(json_binary_null("progress"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("started_at"))
                    .col(timestamp_with_time_zone_null("finished_at"))
                    .foreign_key(&mut belongs_to("repository_id", "repositories"))
                    .take(),
            )
            .await?;
        manager.create_index(index("analyses", "repository", ["repository_id", "id"])).await?;
        manager.create_index(index("analyses", "state", ["state"])).await?;
        manager.create_index(index("analyses", "job", ["job_id"])).await?;
        manager
            .create_table(
                table("reports")
                    .col(uuid("analysis_id").primary_key().take())
                    .col(uuid("team_id"))
                    .col(text("etag"))
                    .col(big_integer("json_bytes"))
                    .col(binary("gzip"))
                    .foreign_key(&mut belongs_to("analysis_id", "analyses"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["reports", "analyses", "repositories", "api_tokens", "teams"]).await
    }
}
