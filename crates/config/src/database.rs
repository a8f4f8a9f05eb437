//! How the database is spoken to.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// `[database]`. What a server is asked to watch (time-outs, name) means nothing to SQLite.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseSettings {
    /// Connections of one process at most. A PostgreSQL server lets in 100 of all processes together, unless its
    /// `max_connections` says otherwise.
    pub max_connections: u32,
    /// Seconds that a query waits for a connection to PostgreSQL; then the API answers 503 and jobs wait.
    pub acquire_seconds: u64,
    /// Seconds that one statement may take; 0: any time.
    pub statement_seconds: u64,
    /// Seconds that a transaction may stand still before the server ends it, so that a process that hangs locks out
    /// nobody; 0: any time.
    pub idle_transaction_seconds: u64,
    /// Seconds that a statement waits for a lock; 0: any time.
    pub lock_seconds: u64,
    /// What the server calls our connections, in `pg_stat_activity` and its log.
    pub application_name: String,
}

impl Default for DatabaseSettings {
    fn default() -> Self {
        Self {
            max_connections: 16,
            acquire_seconds: 3,
            statement_seconds: 60,
            idle_transaction_seconds: 60,
            lock_seconds: 10,
            application_name: "devmentor".to_owned(),
        }
    }
}

impl DatabaseSettings {
    /// The same, with at most so many connections.
    #[must_use]
    pub fn with_connections(self, max_connections: u32) -> Self {
        Self { max_connections, ..self }
    }

    /// How long a query waits for a connection to a server.
    pub const fn acquire_timeout(&self) -> Duration {
        Duration::from_secs(self.acquire_seconds)
    }
}
