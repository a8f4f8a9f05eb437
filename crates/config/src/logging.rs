//! What is logged, and how.

use serde::{Deserialize, Serialize};

/// `[logging]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct LoggingSettings {
    /// What is logged: `info`, or per module, `info,queue=debug`.
    pub filter: String,
    /// For people, for machines, or as fits where it goes.
    pub format: LogFormat,
}

impl Default for LoggingSettings {
    fn default() -> Self {
        // The libraries' own news is of no use to those who run the service.
        let filter = "info,poem=warn,sea_orm_migration=warn,sqlx=warn".to_owned();
        Self { filter, format: LogFormat::Auto }
    }
}

/// How a line of log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// `Pretty` on a terminal, `Json` elsewhere.
    Auto,
    /// One readable line.
    Pretty,
    /// One JSON object a line.
    Json,
}
