//! All settings together.

use std::path::PathBuf;

use serde::Deserialize;

use crate::{
    AuthSettings, ConfigError, DataSettings, DatabaseSettings, EmbeddingSettings, Flags, LimitSettings,
    LoggingSettings, ServerSettings, Sources, TracingSettings, WorkerSettings,
};

/// All settings, one field per concern; `[server]` of the file is `server` here.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// How the HTTP service listens.
    pub server: ServerSettings,
    /// Where data is kept.
    pub data: DataSettings,
    /// How the database is spoken to.
    pub database: DatabaseSettings,
    /// How much of anything is too much.
    pub limits: LimitSettings,
    /// Who may come in.
    pub auth: AuthSettings,
    /// How jobs are run.
    pub worker: WorkerSettings,
    /// How code becomes vectors.
    pub embedding: EmbeddingSettings,
    /// What is logged, and how.
    pub logging: LoggingSettings,
    /// Where traces go.
    pub tracing: TracingSettings,
}

impl Settings {
    /// Reads the settings from the file, this process's environment and the command line.
    pub fn load(flags: Flags) -> Result<Self, ConfigError> {
        Sources::of_this_process(flags)?.read()
    }

    /// As [`Self::load`], but reads no file that nobody named: the current directory may be a stranger's repository.
    pub fn load_named(flags: Flags) -> Result<Self, ConfigError> {
        Sources { current_dir: None, ..Sources::of_this_process(flags)? }.read()
    }

    /// The defaults, with everything kept under `dir`.
    pub fn in_dir(dir: impl Into<PathBuf>) -> Self {
        Self { data: DataSettings { dir: dir.into(), ..DataSettings::default() }, ..Self::default() }
    }
}
