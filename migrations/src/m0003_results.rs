//! What analyses leave behind: findings and tasks that live from one analysis to the next, insights per analysis.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, double, integer, integer_null, json_binary, pk_uuid, small_integer, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::tables::{belongs_to, drop_all, index, table};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_results"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("findings")
                    .col(pk_uuid("id"))
                    .col(uuid("team_id"))
                    .col(uuid("repository_id"))
                    .col(text("fingerprint"))
                    .col(text("state"))
                    .col(text("rule"))
                    .col(text("category"))
                    .col(text("path"))
                    .col(integer("start_line"))
                    .col(integer("end_line"))
                    // 0 critical .. 4 info, so that ascending order puts the worst first.
                    .col(small_integer("severity_rank"))
                    .col(text_null("cwe"))
                    .col(text("message"))
                    .col(integer("effort_minutes"))
                    .col(text_null("symbol"))
                    .col(boolean("in_test"))
                    .col(text_null("suppression_reason"))
                    .col(text_null("suppression_source"))
                    .col(uuid("first_seen_analysis_id"))
                    .col(uuid("opened_analysis_id"))
                    .col(uuid("last_seen_analysis_id"))
                    .col(uuid_null("fixed_analysis_id"))
                    .foreign_key(&mut belongs_to("repository_id", "repositories"))
                    .take(),
            )
            .await?;
        manager
            .create_index(index("findings", "fingerprint", ["repository_id", "fingerprint"]).unique().take())
            .await?;
        manager
            .create_index(index(
                "findings",
                "worst_first",
                ["repository_id", "severity_rank", "path", "start_line", "id"],
            ))
            .await?;
        manager
            .create_table(
                table("insights")
                    .col(pk_uuid("id"))
                    .col(uuid("team_id"))
                    .col(uuid("analysis_id"))
                    .col(integer("position"))
                    .col(text("key"))
                    .col(text("kind"))
                    .col(text("severity"))
                    .col(text("title"))
                    .col(text("detail"))
                    .col(text("advice"))
                    .col(double("usefulness"))
                    .col(json_binary("evidence"))
                    .foreign_key(&mut belongs_to("analysis_id", "analyses"))
                    .take(),
            )
            .await?;
        manager
            .create_index(index("insights", "position", ["analysis_id", "position"]).unique().take())
            .await?;
        manager
            .create_table(
                table("tasks")
                    .col(pk_uuid("id"))
                    .col(uuid("team_id"))
                    .col(uuid("repository_id"))
                    .col(text("key"))
                    .col(text("source"))
                    .col(text("title"))
                    .col(text("description"))
                    .col(text_null("path"))
                    .col(integer_null("start_line"))
                    .col(integer_null("end_line"))
                    .col(double("impact"))
                    .col(double("urgency"))
                    .col(double("dependencies"))
                    .col(integer("effort_minutes"))
                    .col(double("score"))
                    .col(text("priority"))
                    .col(text("quadrant"))
                    .col(json_binary("findings"))
                    .col(text("status"))
                    .col(text_null("closed_reason"))
                    .col(boolean("cause_present"))
                    .col(integer("version"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .col(timestamp_with_time_zone_null("closed_at"))
                    .foreign_key(&mut belongs_to("repository_id", "repositories"))
                    .take(),
            )
            .await?;
        manager.create_index(index("tasks", "key", ["repository_id", "key"]).unique().take()).await?;
        manager.create_index(index("tasks", "best_first", ["team_id", "score", "id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["tasks", "insights", "findings"]).await
    }
}
