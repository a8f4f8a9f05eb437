//! The table `jobs`: the ledger of queued work.
//!
//! What each column means stands at `models::jobs::JobRow`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, integer, json_binary, json_binary_null, pk_uuid, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};

use crate::tables::{drop_all, table};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_jobs"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("jobs")
                    .col(pk_uuid("id"))
                    .col(text("kind"))
                    .col(json_binary("payload"))
                    // No foreign key: the ledger outlives what its jobs were about.
                    .col(uuid("team_id"))
                    .col(text("state"))
                    .col(text("priority"))
                    .col(text_null("unique_key"))
                    .col(integer("attempt"))
                    .col(integer("max_attempts"))
                    .col(big_integer("fence"))
                    .col(timestamp_with_time_zone("run_at"))
                    .col(timestamp_with_time_zone_null("lease_until"))
                    .col(text_null("worker"))
                    .col(boolean("cancel_requested"))
                    .col(json_binary_null("progress"))
                    .col(text_null("error"))
                    .col(timestamp_with_time_zone_null("tell_at"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("started_at"))
                    .col(timestamp_with_time_zone_null("finished_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .take(),
            )
            .await?;
        for sql in INDEXES {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["jobs"]).await
    }
}

/// Partial indexes, written the same way by both databases.
const INDEXES: [&str; 7] = [
    // One unfinished job per key; enqueueing leans on it.
    "CREATE UNIQUE INDEX jobs_unique_key ON jobs (kind, unique_key) \
     WHERE unique_key IS NOT NULL AND state IN ('queued', 'running')",
    // The sweep: what is due, by priority.
    "CREATE INDEX jobs_due ON jobs (priority, run_at, id) WHERE state = 'queued'",
    // The sweep: leases that ran out.
    "CREATE INDEX jobs_leases ON jobs (lease_until) WHERE state = 'running'",
    // The claim: how many of a team run.
    "CREATE INDEX jobs_running ON jobs (priority, team_id) WHERE state = 'running'",
    // The sweep: bad ends that the handler has not heard of.
    "CREATE INDEX jobs_tell ON jobs (tell_at) WHERE tell_at IS NOT NULL",
    // Lists, the newest first.
    "CREATE INDEX jobs_team ON jobs (team_id, id)",
    // Counts for metrics, lists by state, retention.
    "CREATE INDEX jobs_state ON jobs (state, priority, finished_at)",
];
