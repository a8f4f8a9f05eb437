//! What people and services do with jobs: enqueue, look, cancel, retry, delete, count.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, Statement, Value};
use types::{JobPriority, JobState};
use uuid::Uuid;

use super::{JobRow, execute, rows};

/// A job to be written down.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// Its id.
    pub id: Uuid,
    /// Which handler runs it.
    pub kind: String,
    /// What the handler is given.
    pub payload: serde_json::Value,
    /// Whose it is.
    pub team_id: Uuid,
    /// Which queue it waits in.
    pub priority: JobPriority,
    /// At most one unfinished job of a kind has this key.
    pub unique_key: Option<String>,
    /// Tries before it is dead.
    pub max_attempts: u32,
    /// The trace that it belongs to, as a `traceparent`.
    pub traceparent: Option<String>,
    /// Not to be claimed before this.
    pub run_at: DateTime<Utc>,
    /// The present.
    pub now: DateTime<Utc>,
}

/// Writes a job down, in the caller's transaction. `None` when it was written; otherwise the id of the job that
/// already stands: one with the same id, or an unfinished one with the same kind and key.
pub async fn insert(db: &impl ConnectionTrait, job: &NewJob) -> Result<Option<Uuid>, DbErr> {
    let insert = "INSERT INTO jobs (id, kind, payload, team_id, state, priority, unique_key, attempt, max_attempts, \
                  fence, run_at, cancel_requested, created_at, updated_at, traceparent) \
                  VALUES ($1, $2, $3, $4, 'queued', $5, $6, 0, $7, 0, $8, FALSE, $9, $9, $10) \
                  ON CONFLICT DO NOTHING";
    let standing = "SELECT id FROM jobs WHERE id = $1 \
                    OR (kind = $2 AND unique_key = $3 AND state IN ('queued', 'running'))";
    // The job that stood in the way may end between the two statements; then there is room again.
    for _ in 0..5 {
        let values = vec![
            job.id.into(),
            job.kind.as_str().into(),
            job.payload.clone().into(),
            job.team_id.into(),
            job.priority.as_str().into(),
            job.unique_key.clone().into(),
            i32::try_from(job.max_attempts).unwrap_or(i32::MAX).into(),
            job.run_at.into(),
            job.now.into(),
            job.traceparent.clone().into(),
        ];
        if execute(db, insert, values).await? == 1 {
            return Ok(None);
        }
        let values = vec![job.id.into(), job.kind.as_str().into(), job.unique_key.clone().into()];
        let statement = Statement::from_sql_and_values(db.get_database_backend(), standing, values);
        if let Some(row) = db.query_one_raw(statement).await? {
            return Ok(Some(row.try_get("", "id")?));
        }
    }
    Err(DbErr::Custom(format!("jobs of kind {} with one key come and go too fast", job.kind)))
}

/// Narrows lists and mass operations. Empty means everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobFilter {
    /// Only this team's; `None` is for operators.
    pub team: Option<Uuid>,
    /// Only these states; empty for all.
    pub states: Vec<JobState>,
    /// Only these kinds; empty for all.
    pub kinds: Vec<String>,
    /// Only this priority.
    pub priority: Option<JobPriority>,
}

/// Jobs with ids below `before` (a page's last id), the newest first.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &JobFilter,
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<JobRow>, DbErr> {
    let (mut sql, mut values) = filtered("SELECT * FROM jobs", filter);
    if let Some(before) = before {
        values.push(before.into());
        let _ = write!(sql, " AND id < ${}", values.len());
    }
    values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    let _ = write!(sql, " ORDER BY id DESC LIMIT ${}", values.len());
    rows(db, &sql, values).await
}

/// One job; `None` where it is missing or another team's.
pub async fn find(db: &impl ConnectionTrait, team: Option<Uuid>, id: Uuid) -> Result<Option<JobRow>, DbErr> {
    let (mut sql, mut values) = filtered("SELECT * FROM jobs", &of_team(team));
    values.push(id.into());
    let _ = write!(sql, " AND id = ${}", values.len());
    Ok(rows(db, &sql, values).await?.into_iter().next())
}

/// What an operation on one job did.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It was done; so stands the job now.
    Done(JobRow),
    /// The job is in a state that does not allow it.
    Refused(JobRow),
    /// There is no such job.
    NotFound,
}

/// Cancels a queued job at once; asks the handler of a running one to stop. Refused for finished jobs.
pub async fn cancel(
    db: &impl ConnectionTrait,
    team: Option<Uuid>,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Change, DbErr> {
    // One statement, so that a claim in between cannot slip through.
    let head = "UPDATE jobs SET cancel_requested = TRUE, updated_at = $1, \
                finished_at = CASE WHEN state = 'queued' THEN $1 ELSE finished_at END, \
                tell_at = CASE WHEN state = 'queued' THEN $1 ELSE tell_at END, \
                state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END";
    change(db, head, "state IN ('queued', 'running')", team, id, now).await
}

/// Gives a job that ended badly all its tries again, at once. Refused in other states, and while an unfinished
/// job has its key.
pub async fn retry(
    db: &impl ConnectionTrait,
    team: Option<Uuid>,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Change, DbErr> {
    let head = "UPDATE jobs SET state = 'queued', attempt = 0, run_at = $1, worker = NULL, \
                cancel_requested = FALSE, progress = NULL, tell_at = NULL, finished_at = NULL, updated_at = $1";
    let condition = "state IN ('failed', 'dead', 'cancelled') AND NOT EXISTS (SELECT 1 FROM jobs AS peer \
                     WHERE peer.kind = jobs.kind AND peer.unique_key = jobs.unique_key \
                     AND peer.state IN ('queued', 'running'))";
    change(db, head, condition, team, id, now).await
}

/// Deletes a finished job. Refused for others.
pub async fn delete(db: &impl ConnectionTrait, team: Option<Uuid>, id: Uuid) -> Result<Change, DbErr> {
    let (mut sql, mut values) = filtered("DELETE FROM jobs", &of_team(team));
    values.push(id.into());
    let _ = write!(
        sql,
        " AND id = ${} AND state IN ('succeeded', 'failed', 'dead', 'cancelled') RETURNING *",
        values.len()
    );
    settled(db, rows(db, &sql, values).await?, team, id).await
}

async fn change(
    db: &impl ConnectionTrait,
    head: &str,
    condition: &str,
    team: Option<Uuid>,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Change, DbErr> {
    let mut sql = format!("{head} WHERE id = $2 AND {condition}");
    let mut values: Vec<Value> = vec![now.into(), id.into()];
    if let Some(team) = team {
        values.push(team.into());
        sql.push_str(" AND team_id = $3");
    }
    sql.push_str(" RETURNING *");
    settled(db, rows(db, &sql, values).await?, team, id).await
}

async fn settled(
    db: &impl ConnectionTrait,
    changed: Vec<JobRow>,
    team: Option<Uuid>,
    id: Uuid,
) -> Result<Change, DbErr> {
    if let Some(row) = changed.into_iter().next() {
        return Ok(Change::Done(row));
    }
    Ok(find(db, team, id).await?.map_or(Change::NotFound, Change::Refused))
}

/// How many jobs stand in one state and queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The state.
    pub state: JobState,
    /// The queue.
    pub priority: JobPriority,
    /// How many.
    pub jobs: u64,
    /// For queued jobs: since when the longest waiting one has been due (in the future for delayed ones).
    pub oldest_run_at: Option<DateTime<Utc>>,
}

/// Counts all jobs by state and queue.
pub async fn count(db: &impl ConnectionTrait, team: Option<Uuid>) -> Result<Vec<Count>, DbErr> {
    let (mut sql, values) =
        filtered("SELECT state, priority, count(*) AS jobs, min(run_at) AS oldest FROM jobs", &of_team(team));
    sql.push_str(" GROUP BY state, priority");
    read_counts(db, Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await
}

async fn read_counts(db: &impl ConnectionTrait, statement: Statement) -> Result<Vec<Count>, DbErr> {
    db.query_all_raw(statement)
        .await?
        .iter()
        .map(|row| {
            let state: JobState = crate::named::parse(&row.try_get::<String>("", "state")?)?;
            let oldest: Option<DateTime<Utc>> = row.try_get("", "oldest")?;
            Ok(Count {
                state,
                priority: crate::named::parse(&row.try_get::<String>("", "priority")?)?,
                jobs: row.try_get::<i64>("", "jobs")?.unsigned_abs(),
                oldest_run_at: oldest.filter(|_| state == JobState::Queued),
            })
        })
        .collect()
}

/// Counts the jobs of a team that wait, run, failed or are dead, by state and queue: what ended well is not looked at, and may
/// be much.
pub async fn count_open_of(db: &impl ConnectionTrait, team: Uuid) -> Result<Vec<Count>, DbErr> {
    let sql = "SELECT state, priority, count(*) AS jobs, min(run_at) AS oldest FROM jobs \
               WHERE state IN ('queued', 'running', 'failed', 'dead') AND team_id = $1 GROUP BY state, priority";
    read_counts(db, Statement::from_sql_and_values(db.get_database_backend(), sql, [team.into()])).await
}

/// Counts the jobs of all teams that wait, run or are dead, by state and queue; out of indexes alone, so that the ledger
/// may be long.
pub async fn count_open(db: &impl ConnectionTrait) -> Result<Vec<Count>, DbErr> {
    let sql = "SELECT state, priority, count(*) AS jobs, \
               CASE WHEN state = 'queued' THEN (SELECT min(first.run_at) FROM jobs AS first \
               WHERE first.state = 'queued' AND first.priority = jobs.priority) END AS oldest \
               FROM jobs WHERE state IN ('queued', 'running', 'dead') GROUP BY state, priority";
    read_counts(db, Statement::from_string(db.get_database_backend(), sql)).await
}

/// How many jobs of all teams stand in each of these states; out of an index alone, and whatever else the ledger
/// holds is not looked at. A state without jobs is not in the answer.
pub async fn count_states(
    db: &impl ConnectionTrait,
    states: &[JobState],
) -> Result<Vec<(JobState, u64)>, DbErr> {
    let sql = format!(
        "SELECT state, count(*) AS jobs FROM jobs WHERE state IN ({}) GROUP BY state",
        super::places(1, states.len())
    );
    let values = states.iter().map(|state| Value::from(state.as_str()));
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.query_all_raw(statement)
        .await?
        .iter()
        .map(|row| {
            let state = crate::named::parse(&row.try_get::<String>("", "state")?)?;
            Ok((state, row.try_get::<i64>("", "jobs")?.unsigned_abs()))
        })
        .collect()
}

fn of_team(team: Option<Uuid>) -> JobFilter {
    JobFilter { team, ..JobFilter::default() }
}

/// `{head} WHERE ...` with the values bound there.
fn filtered(head: &str, filter: &JobFilter) -> (String, Vec<Value>) {
    let mut sql = format!("{head} WHERE TRUE");
    if !filter.states.is_empty() && filter.states.iter().all(|state| !state.is_final()) {
        // As the index of unfinished jobs says it: the ended ones, which are many, are not walked.
        sql.push_str(" AND state IN ('queued', 'running')");
    }
    let mut values: Vec<Value> = Vec::new();
    let mut any_of = |column: &str, wanted: Vec<Value>| {
        if wanted.is_empty() {
            return;
        }
        let from = values.len() + 1;
        let _ = write!(sql, " AND {column} IN ({})", super::places(from, wanted.len()));
        values.extend(wanted);
    };
    any_of("team_id", filter.team.into_iter().map(Value::from).collect());
    any_of("state", filter.states.iter().map(|state| state.as_str().into()).collect());
    any_of("kind", filter.kinds.iter().map(|kind| kind.as_str().into()).collect());
    any_of("priority", filter.priority.into_iter().map(|priority| priority.as_str().into()).collect());
    (sql, values)
}
