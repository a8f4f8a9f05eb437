//! A fresh database for each test: SQLite in a temporary directory, or PostgreSQL where `TEST_DATABASE_URL`
//! points at one.

use config::DatabaseSettings;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use tempfile::TempDir;
use types::{Clock, SystemClock};

/// A migrated database of its own. Its files go when it is dropped; a schema on PostgreSQL stays behind, in a
/// server that is thrown away after the tests.
#[derive(Debug)]
pub struct TestDb {
    /// The pool.
    pub db: DatabaseConnection,
    /// Opens it once more, from elsewhere.
    pub url: String,
    _directory: TempDir,
}

impl TestDb {
    /// A database with the whole schema.
    ///
    /// # Panics
    ///
    /// When it cannot be made: there is nothing that a test could do about it.
    pub async fn migrated() -> Self {
        let fresh = Self::empty().await;
        crate::migrate(&fresh.url).await.expect("the schema can be made");
        fresh
    }

    /// A database with nothing in it.
    ///
    /// # Panics
    ///
    /// When it cannot be made.
    pub async fn empty() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let url = match std::env::var("TEST_DATABASE_URL") {
            Ok(server) => own_schema(&server).await,
            Err(_) => format!("sqlite://{}?mode=rwc", directory.path().join("test.db").display()),
        };
        let db = crate::connect(&url, &patient(5)).await.expect("the test database can be opened");
        Self { db, url, _directory: directory }
    }
}

/// Tests share a machine: nobody is turned away for being slow.
fn patient(connections: u32) -> DatabaseSettings {
    DatabaseSettings { acquire_seconds: 30, lock_seconds: 30, ..DatabaseSettings::default() }
        .with_connections(connections)
}

/// Makes a schema on the server, and answers the address that looks into it only.
async fn own_schema(server: &str) -> String {
    let schema = format!("test_{}", SystemClock.new_id().simple());
    let db = crate::connect(server, &patient(1)).await.expect("TEST_DATABASE_URL can be opened");
    db.execute_unprepared(&format!("CREATE SCHEMA {schema}")).await.expect("a schema can be made");
    db.close().await.expect("the connection can be closed");
    let joint = if server.contains('?') { '&' } else { '?' };
    format!("{server}{joint}options=-csearch_path%3D{schema}")
}
