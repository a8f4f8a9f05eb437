//! Where data is kept: the data directory and the services beside it.

use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// `[data]`. An address that is not set means: in process, under `dir`.
///
/// Addresses may hold passwords, so they are secrets: never logged, never shown.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct DataSettings {
    /// The data directory.
    pub dir: PathBuf,
    /// `postgres://..`; unset: SQLite in the data directory. Also `DATABASE_URL`.
    #[serde(skip_serializing)]
    pub database_url: Option<SecretString>,
    /// `redis://host:port/number`; unset: the queue's doorbell in process, and events of other processes a second late.
    /// Installations may share a server: each has keys of its own, by an id in its database. Also `REDIS_URL`.
    #[serde(skip_serializing)]
    pub redis_url: Option<SecretString>,
    /// `http://host:6334`, the gRPC port; unset: vectors in process. Also `QDRANT_URL`.
    #[serde(skip_serializing)]
    pub qdrant_url: Option<SecretString>,
    /// What that server asks for, where it asks. Also `QDRANT_API_KEY`.
    #[serde(skip_serializing)]
    pub qdrant_api_key: Option<SecretString>,
    /// `smtp://..`; unset: mail goes to a folder. Also `SMTP_URL`.
    #[serde(skip_serializing)]
    pub smtp_url: Option<SecretString>,
}

impl Default for DataSettings {
    fn default() -> Self {
        Self {
            dir: PathBuf::from("data"),
            database_url: None,
            redis_url: None,
            qdrant_url: None,
            qdrant_api_key: None,
            smtp_url: None,
        }
    }
}

impl DataSettings {
    /// Whether processes may use one data directory at the same time: rows and vectors are on servers, and what is
    /// left in it (mirrors, facts, the token) is locked piece by piece.
    pub fn is_shared(&self) -> bool {
        self.is_on_server() && self.qdrant_url.is_some()
    }

    /// Whether the rows are on a server, where other machines may be too.
    pub fn is_on_server(&self) -> bool {
        self.database_url.as_ref().is_some_and(|url| url.expose_secret().starts_with("postgres"))
    }

    /// The SQLite database.
    pub fn database_file(&self) -> PathBuf {
        self.dir.join("devmentor.db")
    }

    /// Bare mirrors of the submitted repositories.
    pub fn mirrors(&self) -> PathBuf {
        self.dir.join("mirrors")
    }

    /// What the analysis of a file gave, by its content.
    pub fn facts_cache(&self) -> PathBuf {
        self.dir.join("facts")
    }

    /// The in-process vector store.
    pub fn vectors(&self) -> PathBuf {
        self.dir.join("vectors")
    }

    /// The owner's token, readable by the owner alone.
    pub fn token_file(&self) -> PathBuf {
        self.dir.join("owner.token")
    }

    /// Where the service of this directory listens, while it runs.
    pub fn runtime_file(&self) -> PathBuf {
        self.dir.join("runtime.json")
    }

    /// Held locked by the process that uses the directory, or together by those that may share it.
    pub fn lock_file(&self) -> PathBuf {
        self.dir.join("lock")
    }

    /// The settings file that belongs to a data directory.
    pub fn settings_file(dir: &Path) -> PathBuf {
        dir.join("devmentor.toml")
    }
}
