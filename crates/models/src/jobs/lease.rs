//! What a worker does to a row: claim it, keep its lease, write progress, end it.
//!
//! Everything after the claim is bound to a [`Lease`]. Where the row no longer carries it, nothing is changed and
//! the answer is `false`: the job belongs to somebody else.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement, TransactionTrait, Value};
use types::{JobPriority, JobState, Progress};
use uuid::Uuid;

use super::{JobRow, execute, exists, places, rows};

/// The right to work on a job, as given by one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// The job.
    pub id: Uuid,
    /// The claim's number.
    pub fence: i64,
    /// Who claimed it.
    pub worker: String,
}

/// Which rows [`claim`] takes.
#[derive(Debug, Clone, Copy)]
pub struct Due<'a> {
    /// Of which queue.
    pub priority: JobPriority,
    /// Who takes them.
    pub worker: &'a str,
    /// Due by this time.
    pub now: DateTime<Utc>,
    /// Until when the worker may keep silent.
    pub lease_until: DateTime<Utc>,
    /// At most so many.
    pub limit: usize,
    /// At most so many running jobs of one team and this priority, over all workers; what is beyond waits.
    pub team_limit: Option<u32>,
}

/// Turns queued, due jobs into running ones of a worker, the longest due first; the tries are counted here. No two
/// claims take the same job, and they do not wait for each other either. Where a team has its share, fewer may come
/// than are due: only an answer of none says that there are no more to be had.
pub async fn claim(db: &DatabaseConnection, due: &Due<'_>) -> Result<Vec<JobRow>, DbErr> {
    let waiting = "state = 'queued' AND priority = $1 AND run_at <= $2";
    // Reading first: on SQLite a worker with nothing to do then never waits for a writer.
    let any = format!("SELECT 1 FROM jobs WHERE {waiting} LIMIT 1");
    let mut values: Vec<Value> = vec![due.priority.as_str().into(), due.now.into()];
    if due.limit == 0 || !exists(db, &any, values.clone()).await? {
        return Ok(Vec::new());
    }
    values.extend(due.team_limit.map(|limit| Value::from(i64::from(limit))));
    values.push(i64::try_from(due.limit).unwrap_or(i64::MAX).into());
    values.extend([due.lease_until.into(), due.worker.into()]);
    let on_postgres = db.get_database_backend() == DbBackend::Postgres;
    let mut claimed = if due.team_limit.is_some() {
        let sql = claim_sql(SHARES, 5);
        if on_postgres {
            // Two claims must not both see a team's last free place; SQLite has one writer anyway.
            let txn = db.begin().await?;
            // A worker that falls silent in the middle holds up the others for no longer than this.
            let lock = "SELECT set_config('idle_in_transaction_session_timeout', '2s', true), \
                        pg_advisory_xact_lock(hashtext('devmentor.claim.' || $1))";
            let key = vec![due.priority.as_str().into()];
            txn.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, lock, key)).await?;
            let claimed = rows(&txn, &sql, values).await?;
            txn.commit().await?;
            claimed
        } else {
            rows(db, &sql, values).await?
        }
    } else {
        // With the lock, workers that claim at the same time take different rows instead of waiting for each other.
        let lock = if on_postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
        let chosen = format!(
            "chosen AS MATERIALIZED (SELECT id FROM jobs WHERE {waiting} ORDER BY run_at, id LIMIT $3 {lock})"
        );
        rows(db, &claim_sql(&chosen, 4), values).await?
    };
    // RETURNING promises no order.
    claimed.sort_unstable_by_key(|row| (row.run_at, row.id));
    Ok(claimed)
}

/// The longest due jobs of teams that have places left, as many of each team as it has places.
const SHARES: &str = "busy AS (SELECT team_id, count(*) AS running FROM jobs \
       WHERE state = 'running' AND priority = $1 GROUP BY team_id), \
     oldest AS (SELECT id, team_id, run_at FROM jobs WHERE state = 'queued' AND priority = $1 AND run_at <= $2 \
       AND team_id NOT IN (SELECT team_id FROM busy WHERE running >= $3) ORDER BY run_at, id LIMIT $4), \
     ranked AS (SELECT id, team_id, row_number() OVER (PARTITION BY team_id ORDER BY run_at, id) AS place \
       FROM oldest), \
     chosen AS MATERIALIZED (SELECT ranked.id FROM ranked LEFT JOIN busy ON busy.team_id = ranked.team_id \
       WHERE ranked.place <= $3 - COALESCE(busy.running, 0))";

/// `next`: the first place that `chosen` does not use. That the rows still wait is asked in a way that no index
/// answers: a database that knows little of a young table would otherwise walk through all that wait to find the chosen.
fn claim_sql(chosen: &str, next: usize) -> String {
    format!(
        "WITH {chosen} UPDATE jobs SET state = 'running', attempt = attempt + 1, fence = fence + 1, \
         lease_until = ${next}, worker = ${}, started_at = $2, updated_at = $2 \
         WHERE id IN (SELECT id FROM chosen) AND state IS NOT DISTINCT FROM 'queued' RETURNING *",
        next + 1
    )
}

/// A lease that was found to be standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The job.
    pub id: Uuid,
    /// The claim's number.
    pub fence: i64,
    /// Somebody asked the handler to stop.
    pub cancel_requested: bool,
}

/// Moves the end of the leases that `worker` holds on these jobs; what does not come back is lost. A row that is locked
/// is not waited for: its own results are being written, and nobody takes it back meanwhile.
pub async fn renew(
    db: &impl ConnectionTrait,
    worker: &str,
    ids: &[Uuid],
    lease_until: DateTime<Utc>,
) -> Result<Vec<Held>, DbErr> {
    let which = format!("worker = $1 AND state = 'running' AND id IN ({})", places(2, ids.len()));
    let lock = if db.get_database_backend() == DbBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let mut values: Vec<Value> = vec![worker.into()];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let held = format!("SELECT id, fence, cancel_requested FROM jobs WHERE {which}");
    let held = Statement::from_sql_and_values(db.get_database_backend(), held, values.clone());
    let move_on = format!(
        "UPDATE jobs SET lease_until = ${} WHERE id IN (SELECT id FROM jobs WHERE {which} {lock})",
        values.len() + 1
    );
    values.push(lease_until.into());
    execute(db, &move_on, values).await?;
    db.query_all_raw(held)
        .await?
        .iter()
        .map(|row| {
            Ok(Held {
                id: row.try_get("", "id")?,
                fence: row.try_get("", "fence")?,
                cancel_requested: row.try_get("", "cancel_requested")?,
            })
        })
        .collect()
}

/// Whether the lease stands. Inside a transaction the row stays locked until its end, so that what is written
/// there is written by the holder or not at all. A lease that ran out but that nobody took is still good.
pub async fn hold(db: &impl ConnectionTrait, lease: &Lease) -> Result<bool, DbErr> {
    let sql = format!("UPDATE jobs SET fence = fence WHERE {HELD}");
    Ok(execute(db, &sql, held(lease)).await? == 1)
}

/// Writes how far the job has come.
pub async fn write_progress(
    db: &impl ConnectionTrait,
    lease: &Lease,
    progress: &Progress,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let sql = format!("UPDATE jobs SET progress = $4, updated_at = $5 WHERE {HELD}");
    let mut values = held(lease);
    values.extend([progress_value(progress), now.into()]);
    Ok(execute(db, &sql, values).await? == 1)
}

/// How a try ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Well.
    Succeeded,
    /// Badly, and no retry would mend it.
    Failed {
        /// Why.
        error: String,
    },
    /// Badly, and it was the last try.
    Dead {
        /// Why.
        error: String,
    },
    /// As somebody asked.
    Cancelled,
    /// Badly; there is another try at `run_at`. A job that was to be cancelled is cancelled instead.
    Retry {
        /// Why.
        error: String,
        /// Not before this.
        run_at: DateTime<Utc>,
    },
    /// Not at all: its worker stops, and another may begin it anew. The try is not counted. A job that was to be
    /// cancelled is cancelled instead.
    Released,
}

/// Writes that tries of one worker, by job and fence, ended well; gives back those whose lease stood.
pub async fn end_well(
    db: &impl ConnectionTrait,
    worker: &str,
    tries: &[(Uuid, i64)],
    now: DateTime<Utc>,
) -> Result<Vec<(Uuid, i64)>, DbErr> {
    let Some(&last) = tries.last() else { return Ok(Vec::new()) };
    // Few lengths, so that a database knows the statement from the last time.
    let count = tries.len().next_power_of_two();
    let which: Vec<_> = (0..count).map(|n| format!("(${}, ${})", 2 * n + 3, 2 * n + 4)).collect();
    let sql = format!(
        "UPDATE jobs SET state = 'succeeded', error = NULL, finished_at = $1, updated_at = $1, lease_until = NULL \
         WHERE worker = $2 AND state IS NOT DISTINCT FROM 'running' AND (id, fence) IN (VALUES {}) \
         RETURNING id, fence",
        which.join(", ")
    );
    let mut values: Vec<Value> = vec![now.into(), worker.into()];
    for &(id, fence) in tries.iter().chain(std::iter::repeat(&last)).take(count) {
        values.extend([Value::from(id), fence.into()]);
    }
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let ended = db.query_all_raw(statement).await?;
    ended.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "fence")?))).collect()
}

/// Writes how the try ended, with its last progress. The state that the job is in now, or `None` where the lease
/// was lost.
pub async fn end(
    db: &impl ConnectionTrait,
    lease: &Lease,
    ending: &Ending,
    progress: Option<&Progress>,
    now: DateTime<Utc>,
) -> Result<Option<JobState>, DbErr> {
    let (state, error) = match ending {
        Ending::Succeeded => (JobState::Succeeded, None),
        Ending::Failed { error } => (JobState::Failed, Some(error)),
        Ending::Dead { error } => (JobState::Dead, Some(error)),
        Ending::Cancelled => (JobState::Cancelled, None),
        Ending::Retry { error, run_at } => {
            return requeue(db, lease, Some(error), *run_at, 0, progress, now).await;
        }
        Ending::Released => return requeue(db, lease, None, now, 1, progress, now).await,
    };
    let tell_at = (state != JobState::Succeeded).then_some(now);
    let sql = format!(
        "UPDATE jobs SET state = $4, error = $5, tell_at = $6, finished_at = $7, updated_at = $7, \
         lease_until = NULL, progress = COALESCE($8, progress) WHERE {HELD}"
    );
    let mut values = held(lease);
    values.extend([
        state.as_str().into(),
        error.cloned().into(),
        tell_at.into(),
        now.into(),
        progress.map_or(Value::Json(None), progress_value),
    ]);
    Ok((execute(db, &sql, values).await? == 1).then_some(state))
}

async fn requeue(
    db: &impl ConnectionTrait,
    lease: &Lease,
    error: Option<&String>,
    run_at: DateTime<Utc>,
    give_back: i32,
    progress: Option<&Progress>,
    now: DateTime<Utc>,
) -> Result<Option<JobState>, DbErr> {
    let sql = format!(
        "UPDATE jobs SET state = 'queued', error = COALESCE($4, error), run_at = $5, attempt = attempt - $6, \
         lease_until = NULL, worker = NULL, progress = COALESCE($7, progress), \
         updated_at = $8 WHERE {HELD} AND NOT cancel_requested"
    );
    let mut values = held(lease);
    values.extend([
        error.cloned().into(),
        run_at.into(),
        give_back.into(),
        progress.map_or(Value::Json(None), progress_value),
        now.into(),
    ]);
    if execute(db, &sql, values).await? == 1 {
        return Ok(Some(JobState::Queued));
    }
    Box::pin(end(db, lease, &Ending::Cancelled, progress, now)).await
}

/// True of the row that carries the lease bound at `$1`, `$2` and `$3`.
const HELD: &str = "id = $1 AND fence = $2 AND worker = $3 AND state = 'running'";

fn held(lease: &Lease) -> Vec<Value> {
    vec![lease.id.into(), lease.fence.into(), lease.worker.as_str().into()]
}

fn progress_value(progress: &Progress) -> Value {
    serde_json::json!(progress).into()
}
