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

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, DbBackend, Statement};

    use super::*;
    use crate::testing::TestDb;

    async fn tables(db: &DatabaseConnection) -> Vec<String> {
        let sql = match db.get_database_backend() {
            DbBackend::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
            }
            _ => {
                "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
            }
        };
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        let names = rows.iter().map(|row| row.try_get::<String>("", "name").unwrap());
        names.filter(|name| name != "seaql_migrations").collect()
    }

    #[tokio::test]
    async fn every_step_can_be_taken_and_taken_back() {
        let test = TestDb::empty().await;
        migrate(&test.db).await.unwrap();
        let all = tables(&test.db).await;
        for table in ["analyses", "chunks", "events", "findings", "jobs", "tasks", "teams"] {
            assert!(all.iter().any(|name| name == table), "{table} in {all:?}");
        }
        migrate_down(&test.db, Some(2)).await.unwrap();
        assert!(!tables(&test.db).await.contains(&"chunks".to_owned()));
        migrate_down(&test.db, None).await.unwrap();
        assert!(tables(&test.db).await.is_empty());
        migrate(&test.db).await.unwrap();
        assert_eq!(tables(&test.db).await, all);
        // Nothing is left to do.
        migrate(&test.db).await.unwrap();
    }

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
