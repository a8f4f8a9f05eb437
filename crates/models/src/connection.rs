//! Opening the database, and transactions that mean to write.

use std::time::Duration;

use config::DatabaseSettings;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    RuntimeErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgConnection};

/// How long a SQLite writer waits for the one before it.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a query waits for a connection to SQLite: a file does not go away, so whoever waits stands in a queue.
const FILE_TIMEOUT: Duration = Duration::from_secs(30);

/// A connection that rested for so long is asked whether it lives before it is used.
const RESTED: Duration = Duration::from_secs(1);

/// Opens a pool on `sqlite:` or `postgres:`.
///
/// SQLite is opened in WAL mode, so that readers never wait for the writer, with foreign keys on; the file
/// is made when it is missing. `synchronous=NORMAL` may lose the last commits at a power cut, never the
/// file's consistency.
pub async fn connect(url: &str, settings: &DatabaseSettings) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    let asked = settings.clone();
    options
        .max_connections(settings.max_connections.max(1))
        .acquire_timeout(if url.starts_with("sqlite:") { FILE_TIMEOUT } else { settings.acquire_timeout() })
        .test_before_acquire_if_idle_for(RESTED)
        .sqlx_logging(false)
        .map_sqlx_postgres_opts(move |server| watched(server, &asked))
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .foreign_keys(true)
                .busy_timeout(BUSY_TIMEOUT)
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "NORMAL")
                // 16 MiB of pages per connection, and no limit on how rows of any size spill.
                .pragma("cache_size", "-16384")
                .pragma("temp_store", "MEMORY")
        });
    Database::connect(options).await
}

/// Opens one connection to a server and closes it: an error says why nobody is let in, as a pool's does not.
pub async fn knock(url: &str) -> Result<(), DbErr> {
    let refused = |error: sqlx::Error| DbErr::Conn(RuntimeErr::SqlxError(error.into()));
    let options: PgConnectOptions = url.parse().map_err(refused)?;
    PgConnection::connect_with(&options).await.map_err(refused)?.close().await.map_err(refused)
}

/// What the server is to watch on each connection. What the address says of itself stands.
fn watched(server: PgConnectOptions, settings: &DatabaseSettings) -> PgConnectOptions {
    let server = match server.get_application_name() {
        Some(_) => server,
        None => server.application_name(&settings.application_name),
    };
    let given = server.get_options().unwrap_or_default().to_owned();
    let limits = [
        ("statement_timeout", settings.statement_seconds),
        ("idle_in_transaction_session_timeout", settings.idle_transaction_seconds),
        ("lock_timeout", settings.lock_seconds),
    ];
    let missing = limits.into_iter().filter(|(name, _)| !given.contains(name));
    server.options(missing.map(|(name, seconds)| (name, format!("{seconds}s"))))
}

/// How the connections of a pool are used at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolUse {
    /// At work.
    pub busy: usize,
    /// Open and at rest.
    pub idle: usize,
}

/// How the connections are used.
pub fn pool_use(db: &DatabaseConnection) -> PoolUse {
    let (open, idle) = match db.get_database_backend() {
        DbBackend::Postgres => {
            let pool = db.get_postgres_connection_pool();
            (pool.size(), pool.num_idle())
        }
        _ => {
            let pool = db.get_sqlite_connection_pool();
            (pool.size(), pool.num_idle())
        }
    };
    PoolUse { busy: (open as usize).saturating_sub(idle), idle }
}

/// Begins a transaction that will write.
///
/// On SQLite it takes the write lock at once: a transaction that reads first and writes later could
/// otherwise be refused half-way (`SQLITE_BUSY_SNAPSHOT`), which no waiting mends.
pub async fn begin_write(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    db.begin_with_options(TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    })
    .await
}

/// Begins a transaction that will write, while no other that was begun under this name runs.
pub async fn begin_alone(db: &DatabaseConnection, name: &str) -> Result<DatabaseTransaction, DbErr> {
    let transaction = begin_write(db).await?;
    if db.get_database_backend() == DbBackend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        let lock = Statement::from_sql_and_values(DbBackend::Postgres, lock, [name.into()]);
        transaction.execute_raw(lock).await?;
    }
    Ok(transaction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestDb;

    #[tokio::test]
    async fn sqlite_is_opened_for_readers_beside_a_writer() {
        let test = TestDb::empty().await;
        if test.db.get_database_backend() != DbBackend::Sqlite {
            println!("skipped: the test database is not SQLite");
            return;
        }
        for (pragma, expected) in [("journal_mode", "wal"), ("foreign_keys", "1"), ("synchronous", "1")] {
            let sql = format!("SELECT CAST({pragma} AS TEXT) AS value FROM pragma_{pragma}");
            let row = test.db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
            assert_eq!(row.unwrap().try_get::<String>("", "value").unwrap(), expected, "{pragma}");
        }
    }
}
