//! The table `jobs`: the ledger of queued work.
//!
//! Every change of state is one compare-and-set statement, so that it holds on SQLite and PostgreSQL alike and
//! no process needs to trust another. [`lease`] holds what a worker does to a row it runs, [`sweep`] what is done
//! to many rows by the clock, [`book`] what people and services do.

pub mod book;
pub mod lease;
pub mod sweep;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, Statement, Value};
use serde::Serialize;
use types::{JobPriority, JobState, Progress};

/// A row as the database has it.
#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub payload: Json,
    pub team_id: Uuid,
    pub state: String,
    pub priority: String,
    pub unique_key: Option<String>,
    pub attempt: i32,
    pub max_attempts: i32,
    pub fence: i64,
    pub run_at: DateTimeUtc,
    pub dispatched_at: Option<DateTimeUtc>,
    pub lease_until: Option<DateTimeUtc>,
    pub worker: Option<String>,
    pub cancel_requested: bool,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub progress: Option<Json>,
    #[sea_orm(column_type = "Text", nullable)]
    pub error: Option<String>,
    pub tell_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub started_at: Option<DateTimeUtc>,
    pub finished_at: Option<DateTimeUtc>,
    pub updated_at: DateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// One job, as the rest of the product sees it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JobRow {
    /// UUID of version 7: ids sort by the time of enqueueing.
    pub id: Uuid,
    /// Which handler runs it.
    pub kind: String,
    /// What the handler is given.
    pub payload: Json,
    /// Whose it is; nil for the system's own jobs.
    pub team_id: Uuid,
    /// Where it stands.
    pub state: JobState,
    /// Which queue it waits in.
    pub priority: JobPriority,
    /// At most one unfinished job of a kind has this key.
    pub unique_key: Option<String>,
    /// Tries so far, the running one included.
    pub attempt: u32,
    /// Tries it is given before it is dead.
    pub max_attempts: u32,
    /// Claims ever made, never set back: the fencing token. `attempt` cannot serve, since a person's retry and a
    /// graceful stop set it back while an old handler may still be alive.
    pub fence: i64,
    /// Not to be claimed before this.
    pub run_at: DateTime<Utc>,
    /// When the sweep last gave it to the transport; `None` when it is to be given again.
    pub dispatched_at: Option<DateTime<Utc>>,
    /// Until when its worker may keep silent.
    pub lease_until: Option<DateTime<Utc>>,
    /// Who runs it, or ran it last.
    pub worker: Option<String>,
    /// Somebody asked the running handler to stop.
    pub cancel_requested: bool,
    /// How far it has come.
    pub progress: Option<Progress>,
    /// Why the last try ended badly.
    pub error: Option<String>,
    /// When its handler is to hear of the bad end; `None` when there is nothing to tell.
    pub tell_at: Option<DateTime<Utc>>,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// When the last try began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it reached a final state.
    pub finished_at: Option<DateTime<Utc>>,
    /// When the row last changed, progress included.
    pub updated_at: DateTime<Utc>,
}

impl TryFrom<Model> for JobRow {
    type Error = DbErr;

    /// # Errors
    ///
    /// [`DbErr::Type`] when the row holds a state or priority that this version does not know.
    fn try_from(row: Model) -> Result<Self, DbErr> {
        Ok(Self {
            state: crate::named::parse(&row.state)?,
            priority: crate::named::parse(&row.priority)?,
            id: row.id,
            kind: row.kind,
            payload: row.payload,
            team_id: row.team_id,
            unique_key: row.unique_key,
            attempt: row.attempt.unsigned_abs(),
            max_attempts: row.max_attempts.unsigned_abs(),
            fence: row.fence,
            run_at: row.run_at,
            dispatched_at: row.dispatched_at,
            lease_until: row.lease_until,
            worker: row.worker,
            cancel_requested: row.cancel_requested,
            // A shape written by another version is not worth failing a list for.
            progress: row.progress.and_then(|value| serde_json::from_value(value).ok()),
            error: row.error,
            tell_at: row.tell_at,
            created_at: row.created_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
            updated_at: row.updated_at,
        })
    }
}

/// Runs a statement that gives back whole rows. Both databases take numbered places (`$1`).
///
/// All rows are fetched even where one is expected: SQLite applies a `RETURNING` statement for good only when it
/// has been read to its end.
async fn rows(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<Vec<JobRow>, DbErr> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let found = db.query_all_raw(statement).await?;
    found.iter().map(|row| JobRow::try_from(Model::from_query_result(row, "")?)).collect()
}

/// Runs a statement and says how many rows it changed.
async fn execute(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<u64, DbErr> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.execute_raw(statement).await?.rows_affected())
}

/// `$3, $4, $5`: `count` places from `from` on.
fn places(from: usize, count: usize) -> String {
    (from..from + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}
