//! What a worker does to a row: claim it, keep its lease, write progress, end it.
//!
//! Everything after the claim is bound to a [`Lease`]. Where the row no longer carries it, nothing is changed and
//! the answer is `false`: the job belongs to somebody else.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement, TransactionTrait, Value};
use types::{JobPriority, JobState, Progress};
use uuid::Uuid;

use super::{JobRow, execute, places, rows};

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

/// What became of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// The job is the caller's.
    Won(Box<JobRow>),
    /// Not queued, not due, or gone: a second delivery, or a late one.
    Nothing,
    /// Its team runs as many jobs of this priority as it may; the sweep will bring it again.
    TeamBusy,
}

/// Turns a queued, due job into a running one of `worker`; the try is counted here. With a `team_limit`, no more
/// than that many jobs of one team and priority run at the same time.
pub async fn claim(
    db: &DatabaseConnection,
    id: Uuid,
    priority: JobPriority,
    worker: &str,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
    team_limit: Option<u32>,
) -> Result<Claim, DbErr> {
    let mut values: Vec<Value> = vec![id.into(), now.into(), lease_until.into(), worker.into()];
    let sql = "UPDATE jobs SET state = 'running', attempt = attempt + 1, fence = fence + 1, worker = $4, \
               lease_until = $3, started_at = $2, updated_at = $2 \
               WHERE id = $1 AND state = 'queued' AND run_at <= $2";
    let Some(limit) = team_limit else {
        return Ok(first(rows(db, &format!("{sql} RETURNING *"), values).await?));
    };

    values.push(i64::from(limit).into());
    let sql = format!(
        "{sql} AND (SELECT count(*) FROM jobs AS peer WHERE peer.state = 'running' \
         AND peer.priority = jobs.priority AND peer.team_id = jobs.team_id) < $5 RETURNING *"
    );
    let claim = if db.get_database_backend() == DbBackend::Postgres {
        // Two claims of one team must not both see the last free place; SQLite has one writer anyway.
        let txn = db.begin().await?;
        let lock = "SELECT pg_advisory_xact_lock(hashtext('devmentor.jobs.' || team_id || $2)) FROM jobs WHERE id = $1";
        let key = vec![id.into(), priority.as_str().into()];
        txn.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, lock, key)).await?;
        let claimed = rows(&txn, &sql, values).await?;
        txn.commit().await?;
        first(claimed)
    } else {
        first(rows(db, &sql, values).await?)
    };
    if claim != Claim::Nothing {
        return Ok(claim);
    }
    let put_back = "UPDATE jobs SET dispatched_at = NULL, updated_at = $2 \
                    WHERE id = $1 AND state = 'queued' AND run_at <= $2";
    let busy = execute(db, put_back, vec![id.into(), now.into()]).await? > 0;
    Ok(if busy { Claim::TeamBusy } else { Claim::Nothing })
}

fn first(claimed: Vec<JobRow>) -> Claim {
    claimed.into_iter().next().map_or(Claim::Nothing, |row| Claim::Won(Box::new(row)))
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

/// Moves the end of the leases that `worker` holds on these jobs; what does not come back is lost.
pub async fn renew(
    db: &impl ConnectionTrait,
    worker: &str,
    ids: &[Uuid],
    lease_until: DateTime<Utc>,
) -> Result<Vec<Held>, DbErr> {
    let sql = format!(
        "UPDATE jobs SET lease_until = $2 WHERE state = 'running' AND worker = $1 AND id IN ({}) \
         RETURNING id, fence, cancel_requested",
        places(3, ids.len())
    );
    let mut values: Vec<Value> = vec![worker.into(), lease_until.into()];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.query_all_raw(statement)
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
         dispatched_at = NULL, lease_until = NULL, worker = NULL, progress = COALESCE($7, progress), \
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
