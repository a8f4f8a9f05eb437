//! The clock of the database's server: what the machines of an installation agree on. By their own clocks, one whose
//! clock is ahead would take jobs from a worker that still holds them.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
use tokio::time::sleep;
use types::{Clock, SystemClock};
use uuid::{ContextV7, Timestamp, Uuid};

/// How often the server is asked for its time.
const ASK_EVERY: Duration = Duration::from_mins(1);

const QUESTION: &str = "SELECT clock_timestamp() AS now";

/// So many questions make an answer: the one that came back soonest counts.
const QUESTIONS: usize = 3;

/// Differences that are not worth a step of the clock.
const STEP: TimeDelta = TimeDelta::milliseconds(10);

/// A difference that somebody should mend.
const GRAVE: TimeDelta = TimeDelta::seconds(2);

/// Where time comes from for a process on this database: from the server, where there is one. Between two questions
/// the machine's own clock runs on.
pub async fn clock(db: &DatabaseConnection) -> Result<Arc<dyn Clock>, DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(Arc::new(SystemClock));
    }
    let clock = Arc::new(ServerClock::default());
    clock.adjust(db).await?;
    let (kept, db) = (Arc::downgrade(&clock), db.clone());
    tokio::spawn(async move {
        loop {
            sleep(ASK_EVERY).await;
            let Some(clock) = kept.upgrade() else { return };
            // Away for a while, the server finds its clock where it was.
            if let Err(error) = clock.adjust(&db).await {
                tracing::debug!(%error, "the database was not asked for its time");
            }
        }
    });
    Ok(clock)
}

/// The machine's clock, and by how much the server's is ahead of it.
#[derive(Debug, Default)]
struct ServerClock {
    ahead_us: AtomicI64,
    /// Keeps ids of one instant in order.
    ids: Mutex<ContextV7>,
}

impl Clock for ServerClock {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + TimeDelta::microseconds(self.ahead_us.load(Ordering::Relaxed))
    }

    fn new_id(&self) -> Uuid {
        let now = self.now();
        let ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        let (seconds, nanos) = (now.timestamp().cast_unsigned(), now.timestamp_subsec_nanos());
        Uuid::new_v7(Timestamp::from_unix(&*ids, seconds, nanos))
    }
}

impl ServerClock {
    async fn adjust(&self, db: &DatabaseConnection) -> Result<(), DbErr> {
        let ahead = ahead(db, QUESTION).await?;
        let before = TimeDelta::microseconds(self.ahead_us.load(Ordering::Relaxed));
        if (ahead - before).abs() < STEP {
            return Ok(());
        }
        if ahead.abs() > GRAVE && before.abs() <= GRAVE {
            let seconds = ahead.as_seconds_f64();
            tracing::warn!(
                "the clocks of the database server and of this machine are {:.1} s apart; the server's counts. Keep \
                 both right with NTP",
                seconds.abs()
            );
        }
        self.ahead_us.store(ahead.num_microseconds().unwrap_or_default(), Ordering::Relaxed);
        Ok(())
    }
}

/// By how much the server's clock is ahead of the machine's: what it says, less what the machine says in the middle of
/// the question (Cristian 1989).
async fn ahead(db: &DatabaseConnection, question: &str) -> Result<TimeDelta, DbErr> {
    let mut best = (Duration::MAX, TimeDelta::zero());
    for _ in 0..QUESTIONS {
        let (asked, began) = (SystemClock.now(), Instant::now());
        let answer = db.query_one_raw(Statement::from_string(DbBackend::Postgres, question)).await?;
        let took = began.elapsed();
        let told: DateTime<Utc> =
            answer.ok_or_else(|| DbErr::Custom("the server told no time".to_owned()))?.try_get("", "now")?;
        if took < best.0 {
            best = (took, told - (asked + took / 2));
        }
    }
    Ok(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestDb;

    #[tokio::test]
    async fn time_is_that_of_the_database() {
        let test = TestDb::migrated().await;
        let clock = clock(&test.db).await.unwrap();
        let off = (clock.now() - SystemClock.now()).abs();
        assert!(off < TimeDelta::seconds(1), "{off}: both servers run on this machine");
        let ids: Vec<Uuid> = (0..100).map(|_| clock.new_id()).collect();
        assert!(ids.is_sorted(), "ids sort by the time they were made");
    }

    #[tokio::test]
    async fn a_server_that_is_ahead_is_told_from_one_that_is_behind() {
        let test = TestDb::migrated().await;
        if test.db.get_database_backend() != DbBackend::Postgres {
            return;
        }
        for (hours, off) in [("+ interval '1 hour'", 1), ("- interval '1 hour'", -1)] {
            let told = ahead(&test.db, &format!("SELECT clock_timestamp() {hours} AS now")).await.unwrap();
            assert!((told - TimeDelta::hours(off)).abs() < TimeDelta::seconds(1), "{hours}: {told}");
        }
    }

    #[test]
    fn a_clock_that_is_behind_goes_by_the_servers() {
        let clock = ServerClock::default();
        clock.ahead_us.store(3_600_000_000, Ordering::Relaxed);
        let ahead = clock.now() - SystemClock.now();
        assert!((ahead - TimeDelta::hours(1)).abs() < TimeDelta::seconds(1), "{ahead}");
        let (seconds, _) = clock.new_id().get_timestamp().unwrap().to_unix();
        assert!(seconds.abs_diff(clock.now().timestamp().cast_unsigned()) <= 1);
    }
}
