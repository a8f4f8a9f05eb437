//! The table `jobs`: the ledger of queued work.
//!
//! Every change of state is one compare-and-set statement, so that it holds on SQLite and PostgreSQL alike and
//! no process needs to trust another. [`lease`] holds what a worker does to a row it runs, [`sweep`] what is done
//! to many rows by the clock, [`book`] what people and services do.

pub mod book;
pub mod lease;
pub mod sweep;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement};
use serde::Serialize;
use serde_json::Value;
use types::{JobPriority, JobState, Progress};
use uuid::Uuid;

/// One job, as the rest of the product sees it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JobRow {
    /// UUID of version 7: ids sort by the time of enqueueing.
    pub id: Uuid,
    /// Which handler runs it.
    pub kind: String,
    /// What the handler is given.
    pub payload: Value,
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
    /// The trace that it belongs to, as a `traceparent`.
    #[serde(skip)]
    pub traceparent: Option<String>,
    /// Not to be claimed before this.
    pub run_at: DateTime<Utc>,
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

impl JobRow {
    /// # Errors
    ///
    /// [`DbErr::Type`] when the row holds a state or priority that this version does not know.
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let progress: Option<Value> = row.try_get("", "progress")?;
        Ok(Self {
            id: row.try_get("", "id")?,
            kind: row.try_get("", "kind")?,
            payload: row.try_get("", "payload")?,
            team_id: row.try_get("", "team_id")?,
            state: crate::named::parse(&row.try_get::<String>("", "state")?)?,
            priority: crate::named::parse(&row.try_get::<String>("", "priority")?)?,
            unique_key: row.try_get("", "unique_key")?,
            attempt: row.try_get::<i32>("", "attempt")?.unsigned_abs(),
            max_attempts: row.try_get::<i32>("", "max_attempts")?.unsigned_abs(),
            fence: row.try_get("", "fence")?,
            traceparent: row.try_get("", "traceparent")?,
            run_at: row.try_get("", "run_at")?,
            lease_until: row.try_get("", "lease_until")?,
            worker: row.try_get("", "worker")?,
            cancel_requested: row.try_get("", "cancel_requested")?,
            // A shape written by another version is not worth failing a list for.
            progress: progress.and_then(|value| serde_json::from_value(value).ok()),
            error: row.try_get("", "error")?,
            tell_at: row.try_get("", "tell_at")?,
            created_at: row.try_get("", "created_at")?,
            started_at: row.try_get("", "started_at")?,
            finished_at: row.try_get("", "finished_at")?,
            updated_at: row.try_get("", "updated_at")?,
        })
    }
}

/// Runs a statement that gives back whole rows. Both databases take numbered places (`$1`).
///
/// All rows are fetched even where one is expected: SQLite applies a `RETURNING` statement for good only when it
/// has been read to its end.
async fn rows(
    db: &impl ConnectionTrait,
    sql: &str,
    values: Vec<sea_orm::Value>,
) -> Result<Vec<JobRow>, DbErr> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let found = db.query_all_raw(statement).await?;
    found.iter().map(JobRow::read).collect()
}

/// Whether a query finds anything.
async fn exists(db: &impl ConnectionTrait, sql: &str, values: Vec<sea_orm::Value>) -> Result<bool, DbErr> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.query_one_raw(statement).await?.is_some())
}

/// Runs a statement and says how many rows it changed.
async fn execute(db: &impl ConnectionTrait, sql: &str, values: Vec<sea_orm::Value>) -> Result<u64, DbErr> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.execute_raw(statement).await?.rows_affected())
}

/// `$3, $4, $5`: `count` places from `from` on.
fn places(from: usize, count: usize) -> String {
    (from..from + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}
