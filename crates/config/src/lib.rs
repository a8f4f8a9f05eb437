//! Settings: one file per concern, each with its defaults and the meaning of its keys.
//!
//! A value comes from the last of these that names it: the defaults, a TOML file, the environment, the command
//! line. The file is the one `--config` or `DEVMENTOR_CONFIG` names, else `devmentor.toml` in the current
//! directory, else `devmentor.toml` in the data directory. In the environment the key `listen` of `[server]` is
//! `DEVMENTOR_SERVER_LISTEN`; outside services have the names that everybody uses: `DATABASE_URL`, `REDIS_URL`,
//! `QDRANT_URL`, `QDRANT_API_KEY`, `SMTP_URL`. A key that nobody knows is an error, never silence.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod auth;
mod data;
mod data_dir;
mod database;
mod embedding;
mod error;
mod file;
mod limits;
mod load;
mod logging;
mod names;
mod private;
mod section;
mod server;
mod settings;
mod tracing;
mod worker;

pub use auth::AuthSettings;
pub use data::DataSettings;
pub use data_dir::{DataDir, DataDirError};
pub use database::DatabaseSettings;
pub use embedding::EmbeddingSettings;
pub use error::ConfigError;
pub use limits::LimitSettings;
pub use load::{Flags, Sources};
pub use logging::{LogFormat, LoggingSettings};
pub use names::nearest;
pub use private::{create_private, is_ours, make_private, write_private};
pub use secrecy::{ExposeSecret, SecretString};
pub use server::ServerSettings;
pub use settings::Settings;
pub use tracing::TracingSettings;
pub use worker::WorkerSettings;
