//! What is done to many rows by the clock: dispatch what is due, take back what was lost, forget what is old.
//!
//! Every worker sweeps. Two sweeps at once are harmless: what one has changed, the other no longer matches.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, Value};
use types::JobPriority;
use uuid::Uuid;

use super::{JobRow, execute, exists, rows};

/// Which rows [`dispatch`] takes.
#[derive(Debug, Clone, Copy)]
pub struct Due {
    /// Of which queue.
    pub priority: JobPriority,
    /// Due by this time.
    pub now: DateTime<Utc>,
    /// Enqueued before this: younger ones are being rung by whoever enqueued them.
    pub enqueued_before: DateTime<Utc>,
    /// Dispatched before this and still not claimed: the transport has lost them.
    pub lost_before: DateTime<Utc>,
    /// At most so many.
    pub limit: u64,
    /// At most so many running jobs per team; teams that have them wait.
    pub team_limit: Option<u32>,
}

/// Marks due jobs as dispatched, the longest due first, and gives back their ids for the transport.
pub async fn dispatch(db: &impl ConnectionTrait, due: &Due) -> Result<Vec<Uuid>, DbErr> {
    let backend = db.get_database_backend();
    let mut values: Vec<Value> = vec![
        due.priority.as_str().into(),
        due.now.into(),
        due.enqueued_before.into(),
        due.lost_before.into(),
        i64::try_from(due.limit).unwrap_or(i64::MAX).into(),
    ];
    let waiting = "state = 'queued' AND priority = $1 AND run_at <= $2 AND created_at <= $3 \
                   AND (dispatched_at IS NULL OR dispatched_at <= $4)";
    // Reading first: on SQLite an idle sweep then never waits for a writer.
    let any = format!("SELECT 1 FROM jobs WHERE {waiting} LIMIT 1");
    if !exists(db, &any, values[..4].to_vec()).await? {
        return Ok(Vec::new());
    }
    // With the lock, replicas that sweep at the same time take different rows instead of waiting for each other.
    let lock = if backend == DbBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let chosen = if let Some(limit) = due.team_limit {
        values.push(i64::from(limit).into());
        format!(
            "SELECT id FROM jobs WHERE id IN (\
               SELECT ranked.id FROM (\
                 SELECT id, run_at, team_id, \
                   row_number() OVER (PARTITION BY team_id ORDER BY run_at, id) AS place \
                 FROM jobs WHERE {waiting}) AS ranked \
               LEFT JOIN (\
                 SELECT team_id, count(*) AS running FROM jobs \
                 WHERE state = 'running' AND priority = $1 GROUP BY team_id) AS busy \
                 ON busy.team_id = ranked.team_id \
               WHERE ranked.place <= $6 - COALESCE(busy.running, 0) \
               ORDER BY ranked.run_at, ranked.id LIMIT $5) {lock}"
        )
    } else {
        format!("SELECT id FROM jobs WHERE {waiting} ORDER BY run_at, id LIMIT $5 {lock}")
    };
    // A subquery that locks has to be evaluated once; the planner may otherwise run it again for each row.
    let materialized = if backend == DbBackend::Postgres { "MATERIALIZED" } else { "" };
    let sql = format!(
        "WITH chosen AS {materialized} ({chosen}) \
         UPDATE jobs SET dispatched_at = $2 WHERE id IN (SELECT id FROM chosen) AND {waiting} \
         RETURNING id, run_at"
    );
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let mut taken = db
        .query_all_raw(statement)
        .await?
        .iter()
        .map(|row| Ok((row.try_get::<DateTime<Utc>>("", "run_at")?, row.try_get::<Uuid>("", "id")?)))
        .collect::<Result<Vec<_>, DbErr>>()?;
    // RETURNING promises no order.
    taken.sort_unstable();
    Ok(taken.into_iter().map(|(_, id)| id).collect())
}

/// What became of jobs whose worker died or fell silent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recovered {
    /// They wait for another worker.
    pub requeued: u64,
    /// They had no try left.
    pub dead: u64,
    /// They were to be cancelled anyway.
    pub cancelled: u64,
}

impl Recovered {
    /// All of them.
    pub const fn total(self) -> u64 {
        self.requeued + self.dead + self.cancelled
    }
}

/// Takes back the jobs whose lease has run out.
pub async fn recover_expired(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Recovered, DbErr> {
    let any = "SELECT 1 FROM jobs WHERE state = 'running' AND lease_until < $1 LIMIT 1";
    if !exists(db, any, vec![now.into()]).await? {
        return Ok(Recovered::default());
    }
    recover(db, "lease_until < $1", now).await
}

/// Takes back every running job, and forgets every dispatch. Only for a process that knows itself to be the only
/// one: what ran before it is dead, and so is what its transport held.
pub async fn recover_all(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Recovered, DbErr> {
    let recovered = recover(db, "lease_until IS NOT NULL", now).await?;
    let sql = "UPDATE jobs SET dispatched_at = NULL WHERE state = 'queued' AND dispatched_at IS NOT NULL";
    execute(db, sql, Vec::new()).await?;
    Ok(recovered)
}

async fn recover(db: &impl ConnectionTrait, which: &str, now: DateTime<Utc>) -> Result<Recovered, DbErr> {
    let ended = "finished_at = $1, tell_at = $1, updated_at = $1, lease_until = NULL";
    let cancel = format!(
        "UPDATE jobs SET state = 'cancelled', {ended} WHERE state = 'running' AND {which} AND cancel_requested"
    );
    let bury = format!(
        "UPDATE jobs SET state = 'dead', {ended}, \
         error = 'worker ' || worker || ' died or lost its lease, on the last of ' || max_attempts || ' tries' \
         WHERE state = 'running' AND {which} AND attempt >= max_attempts"
    );
    let requeue = format!(
        "UPDATE jobs SET state = 'queued', run_at = $1, dispatched_at = NULL, lease_until = NULL, \
         error = 'worker ' || worker || ' died or lost its lease', worker = NULL, updated_at = $1 \
         WHERE state = 'running' AND {which}"
    );
    Ok(Recovered {
        cancelled: execute(db, &cancel, vec![now.into()]).await?,
        dead: execute(db, &bury, vec![now.into()]).await?,
        requeued: execute(db, &requeue, vec![now.into()]).await?,
    })
}

/// Bad ends that the handlers have not heard of, the oldest first.
pub async fn untold(db: &impl ConnectionTrait, now: DateTime<Utc>, limit: u64) -> Result<Vec<JobRow>, DbErr> {
    let sql = "SELECT * FROM jobs WHERE tell_at IS NOT NULL AND tell_at <= $1 ORDER BY tell_at LIMIT $2";
    rows(db, sql, vec![now.into(), i64::try_from(limit).unwrap_or(i64::MAX).into()]).await
}

/// Records that the handler has heard; `false` where somebody else told it, or the job was retried meanwhile.
pub async fn told(db: &impl ConnectionTrait, row: &JobRow) -> Result<bool, DbErr> {
    let sql =
        "UPDATE jobs SET tell_at = NULL WHERE id = $1 AND state = $2 AND fence = $3 AND tell_at IS NOT NULL";
    let values = vec![row.id.into(), row.state.as_str().into(), row.fence.into()];
    Ok(execute(db, sql, values).await? == 1)
}

/// Puts the telling off, after it went wrong.
pub async fn tell_later(db: &impl ConnectionTrait, id: Uuid, tell_at: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "UPDATE jobs SET tell_at = $2 WHERE id = $1 AND tell_at IS NOT NULL";
    execute(db, sql, vec![id.into(), tell_at.into()]).await.map(drop)
}

/// Deletes jobs that ended before `before`, at most `limit` at a time; says how many.
pub async fn forget(db: &impl ConnectionTrait, before: DateTime<Utc>, limit: u64) -> Result<u64, DbErr> {
    let sql = "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs \
               WHERE state IN ('succeeded', 'failed', 'dead', 'cancelled') AND finished_at < $1 LIMIT $2)";
    execute(db, sql, vec![before.into(), i64::try_from(limit).unwrap_or(i64::MAX).into()]).await
}
