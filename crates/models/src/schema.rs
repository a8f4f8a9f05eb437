//! The schema: brought up to date by one process at a time, and never by one that is older than it.

use std::collections::HashSet;
use std::time::Duration;

use config::DatabaseSettings;
use migrations::Migrator;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
use sea_orm_migration::{MigratorTrait, SchemaManager};

/// The number of the lock that processes take in turn before they look at the schema. Any number serves that no
/// other program uses on this database: these are the letters `devmento`.
const LOCK: i64 = 0x6465_766d_656e_746f;

/// How often a process that waits for its turn looks whether it has come, and how often it says that it waits.
const LOOK_EVERY: Duration = Duration::from_millis(250);
const SAY_EVERY: Duration = Duration::from_secs(10);

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// A newer version of the program has been here.
    #[error(
        "the database was made by a newer DevMentor: it has the step {newest}, which version {} does not know; \
         start the newer version, or restore a backup from before it",
        types::VERSION
    )]
    Newer {
        /// The last step that is not known.
        newest: String,
    },
    /// The database refused.
    #[error("cannot bring the database's schema up to date: {0}")]
    Database(#[from] DbErr),
}

/// Brings the schema up to date. Several processes may do so at the same time: the first does it, the others wait
/// and find it done.
pub async fn migrate(url: &str) -> Result<(), SchemaError> {
    // A connection of its own, for the lock is the connection's; and an index may take its time.
    let patient = DatabaseSettings {
        max_connections: 1,
        statement_seconds: 0,
        idle_transaction_seconds: 0,
        lock_seconds: 0,
        ..DatabaseSettings::default()
    };
    let db = crate::connect(url, &patient).await?;
    let done = migrate_alone(&db).await;
    // The lock goes with the connection, whatever became of the steps.
    db.close().await?;
    done
}

async fn migrate_alone(db: &DatabaseConnection) -> Result<(), SchemaError> {
    if db.get_database_backend() == DbBackend::Postgres {
        take_turn(db).await?;
    }
    refuse_newer(db).await?;
    Ok(Migrator::up(db, None).await?)
}

/// Waits until no other process is at the schema, and says so now and then.
async fn take_turn(db: &DatabaseConnection) -> Result<(), DbErr> {
    let mut waited = Duration::ZERO;
    loop {
        let lock = "SELECT pg_try_advisory_lock($1) AS mine";
        let lock = Statement::from_sql_and_values(DbBackend::Postgres, lock, [LOCK.into()]);
        if db.query_one_raw(lock).await?.is_some_and(|row| row.try_get("", "mine").unwrap_or(false)) {
            return Ok(());
        }
        if waited.as_millis().is_multiple_of(SAY_EVERY.as_millis()) {
            tracing::warn!(
                "another process is bringing the database's schema up to date; waiting for it, {} s so far. Who holds \
                 the lock stands in pg_locks (locktype 'advisory')",
                waited.as_secs()
            );
        }
        tokio::time::sleep(LOOK_EVERY).await;
        waited += LOOK_EVERY;
    }
}

/// A database that has steps that this program does not know is not touched.
async fn refuse_newer(db: &DatabaseConnection) -> Result<(), SchemaError> {
    let known: HashSet<String> =
        Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect();
    if !SchemaManager::new(db).has_table("seaql_migrations").await? {
        return Ok(());
    }
    let applied = Statement::from_string(
        db.get_database_backend(),
        "SELECT version FROM seaql_migrations ORDER BY version DESC",
    );
    for row in db.query_all_raw(applied).await? {
        let step: String = row.try_get("", "version")?;
        if !known.contains(&step) {
            return Err(SchemaError::Newer { newest: step });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
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
        migrate(&test.url).await.unwrap();
        let all = tables(&test.db).await;
        for table in ["analyses", "chunks", "events", "findings", "jobs", "tasks", "teams"] {
            assert!(all.iter().any(|name| name == table), "{table} in {all:?}");
        }
        for _ in Migrator::migrations() {
            Migrator::down(&test.db, Some(1)).await.unwrap();
        }
        assert!(tables(&test.db).await.is_empty());
        migrate(&test.url).await.unwrap();
        assert_eq!(tables(&test.db).await, all);
        // Nothing is left to do.
        migrate(&test.url).await.unwrap();
    }

    #[tokio::test]
    async fn a_newer_schema_is_left_alone() {
        let test = TestDb::migrated().await;
        let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
        test.db.execute_unprepared(newer).await.unwrap();
        let error = migrate(&test.url).await.unwrap_err().to_string();
        assert!(error.contains("m9999_later") && error.contains("start the newer version"), "{error}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn many_bring_an_empty_database_up_to_date_at_once() {
        let test = TestDb::empty().await;
        if test.db.get_database_backend() == DbBackend::Sqlite {
            println!("skipped: the file of a data directory is one process's own");
            return;
        }
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let url = test.url.clone();
                tokio::spawn(async move { migrate(&url).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert!(tables(&test.db).await.contains(&"jobs".to_owned()));
    }
}
