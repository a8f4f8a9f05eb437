//! What is done to many rows by the clock: take back what was lost, tell of bad ends, forget what is old.
//!
//! Every worker sweeps. Two sweeps at once are harmless: what one has changed, the other no longer matches.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use uuid::Uuid;

use super::{JobRow, execute, exists, rows};

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

/// Takes back the jobs whose lease has run out. Who lost a worker for the first time begins anew at once; after that
/// `wait` says how long a job of so many tries waits, so that one that kills its workers does not meet the same
/// innocent ones again and again.
pub async fn recover_expired(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    wait: impl Fn(u32) -> Duration + Send,
) -> Result<Recovered, DbErr> {
    let any = "SELECT 1 FROM jobs WHERE state = 'running' AND lease_until < $1 LIMIT 1";
    if !exists(db, any, vec![now.into()]).await? {
        return Ok(Recovered::default());
    }
    let again = "SELECT * FROM jobs WHERE state = 'running' AND lease_until < $1 AND attempt > 1 \
                 AND attempt < max_attempts AND NOT cancel_requested LIMIT 1000";
    let sql = format!("{REQUEUE}, run_at = $2 WHERE id = $3 AND state = 'running' AND lease_until < $1");
    let mut later = 0;
    for row in rows(db, again, vec![now.into()]).await? {
        let values = vec![now.into(), (now + wait(row.attempt)).into(), row.id.into()];
        later += execute(db, &sql, values).await?;
    }
    let recovered = recover(db, "lease_until < $1", now).await?;
    Ok(Recovered { requeued: recovered.requeued + later, ..recovered })
}

/// Takes back every running job. Only for a process that knows itself to be the only one: what ran before it is
/// dead.
pub async fn recover_all(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Recovered, DbErr> {
    recover(db, "lease_until IS NOT NULL", now).await
}

const REQUEUE: &str = "UPDATE jobs SET updated_at = $1, state = 'queued', lease_until = NULL, \
                       error = 'worker ' || worker || ' died or lost its lease', worker = NULL";

async fn recover(db: &impl ConnectionTrait, which: &str, now: DateTime<Utc>) -> Result<Recovered, DbErr> {
    let ended = "finished_at = $1, tell_at = $1, updated_at = $1, lease_until = NULL";
    // A row that is locked is left to the next sweep: its results are being written, or another sweep has it.
    let lock = if db.get_database_backend() == DbBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let of = |also: &str| {
        format!("id IN (SELECT id FROM jobs WHERE state = 'running' AND {which} {also} LIMIT 1000 {lock})")
    };
    let cancel = format!("UPDATE jobs SET state = 'cancelled', {ended} WHERE {}", of("AND cancel_requested"));
    let bury = format!(
        "UPDATE jobs SET state = 'dead', {ended}, \
         error = 'worker ' || worker || ' died or lost its lease, on the last of ' || max_attempts || ' tries' \
         WHERE {}",
        of("AND attempt >= max_attempts")
    );
    let requeue =
        format!("{REQUEUE}, run_at = $1 WHERE {}", of("AND attempt < max_attempts AND NOT cancel_requested"));
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
