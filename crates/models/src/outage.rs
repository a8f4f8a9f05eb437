//! Errors that say that the database is away or has no time, and not that it was asked something wrong.

use sea_orm::{DbErr, RuntimeErr};
use sqlx::Error as SqlxError;

/// SQLSTATE classes and codes of PostgreSQL that pass: connections that broke, a server that stops, starts or only
/// reads, a lock or a statement that took too long, and a password that is just being changed. Source: PostgreSQL,
/// appendix "Error Codes".
const PASSING: [&str; 11] =
    ["08", "53", "57P", "57014", "55P03", "40001", "40P01", "25006", "28000", "28P01", "3D000"];

/// Result codes of SQLite that pass: busy and locked.
const BUSY: [i64; 2] = [5, 6];

/// Whether the same question may well be answered a little later.
pub fn is_outage(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) => true,
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => passes(error),
        _ => false,
    }
}

fn passes(error: &SqlxError) -> bool {
    match error {
        SqlxError::Io(_)
        | SqlxError::Tls(_)
        | SqlxError::Protocol(_)
        | SqlxError::PoolTimedOut
        | SqlxError::PoolClosed
        | SqlxError::WorkerCrashed
        | SqlxError::BeginFailed => true,
        SqlxError::Database(error) => error.code().is_some_and(|code| match code.parse::<i64>() {
            // SQLite's codes are short; the low byte is the kind. PostgreSQL's have five characters.
            Ok(number) if code.len() < 5 => BUSY.contains(&(number & 0xff)),
            _ => PASSING.iter().any(|passing| code.starts_with(passing)),
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use config::DatabaseSettings;
    use sea_orm::ConnectionTrait;

    use super::*;
    use crate::testing::TestDb;

    #[tokio::test]
    async fn a_pool_without_room_passes_and_a_wrong_question_does_not() {
        let test = TestDb::empty().await;
        let wrong = test.db.execute_unprepared("SELECT nonsense FROM nowhere").await.unwrap_err();
        assert!(!is_outage(&wrong), "{wrong}");
        let closed = crate::connect(&test.url, &DatabaseSettings::default()).await.unwrap();
        closed.clone().close().await.unwrap();
        let away = closed.execute_unprepared("SELECT 1").await.unwrap_err();
        assert!(is_outage(&away), "{away}");
    }

    #[tokio::test]
    async fn a_writer_that_waits_too_long_passes() {
        let test = TestDb::empty().await;
        if test.db.get_database_backend() != sea_orm::DbBackend::Sqlite {
            println!("skipped: the test database is not SQLite");
            return;
        }
        let holding = crate::begin_write(&test.db).await.unwrap();
        let other =
            crate::connect(&test.url, &DatabaseSettings::default().with_connections(1)).await.unwrap();
        other.execute_unprepared("PRAGMA busy_timeout = 1").await.unwrap();
        let busy = tokio::time::timeout(Duration::from_secs(5), crate::begin_write(&other)).await.unwrap();
        let busy = busy.unwrap_err();
        assert!(is_outage(&busy), "{busy:?}");
        holding.rollback().await.unwrap();
    }
}
