//! Lists that pages ask for again and again: a column of the board, and the work under way.

use sea_orm_migration::prelude::*;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0014_lists"
    }
}

/// Written the same way by both databases.
const INDEXES: [&str; 2] = [
    "CREATE INDEX idx_tasks_status ON tasks (team_id, status, score DESC, id)",
    "CREATE INDEX jobs_team_open ON jobs (team_id, id) WHERE state IN ('queued', 'running')",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in INDEXES {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["idx_tasks_status", "jobs_team_open"] {
            manager.get_connection().execute_unprepared(&format!("DROP INDEX {name}")).await?;
        }
        Ok(())
    }
}
