//! Opening the database, and transactions that mean to write.

use std::time::Duration;

use migrations::Migrator;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

/// How long a SQLite writer waits for the one before it.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Opens a pool on `sqlite:` or `postgres:` with at most `max_connections`.
///
/// SQLite is opened in WAL mode, so that readers never wait for the writer, with foreign keys on; the file
/// is made when it is missing. `synchronous=NORMAL` may lose the last commits at a power cut, never the
/// file's consistency.
pub async fn connect(url: &str, max_connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(max_connections)
        .acquire_timeout(Duration::from_secs(30))
        .sqlx_logging(false)
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

/// Brings the schema up to date.
pub async fn migrate(db: &DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(db, None).await
}

/// Takes back the last `steps` migrations, or all of them.
pub async fn migrate_down(db: &DatabaseConnection, steps: Option<u32>) -> Result<(), DbErr> {
    Migrator::down(db, steps).await
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
