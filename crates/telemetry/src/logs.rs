//! Log lines on standard error: readable on a terminal, JSON for machines.

use std::io::IsTerminal;

use config::{LogFormat, LoggingSettings};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

/// Why logging cannot start.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The filter is not understood.
    #[error("[logging] filter '{filter}': {cause}; write a level as `info`, or `info,queue=debug`")]
    Filter {
        /// What was written.
        filter: String,
        /// What is wrong with it.
        cause: tracing_subscriber::filter::ParseError,
    },
    /// Logging was started before.
    #[error("logging has been started already")]
    Started(#[from] TryInitError),
}

/// Starts logging for this process, once.
pub fn start_logging(settings: &LoggingSettings) -> Result<(), LogError> {
    let filter = EnvFilter::try_new(&settings.filter)
        .map_err(|cause| LogError::Filter { filter: settings.filter.clone(), cause })?;
    let terminal = std::io::stderr().is_terminal();
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if as_json(settings.format, terminal) {
        builder
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .finish()
            .try_init()?;
    } else {
        let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        builder.with_ansi(colour).compact().finish().try_init()?;
    }
    Ok(())
}

fn as_json(format: LogFormat, terminal: bool) -> bool {
    match format {
        LogFormat::Auto => !terminal,
        LogFormat::Pretty => false,
        LogFormat::Json => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_get_lines_and_machines_json() {
        assert!(as_json(LogFormat::Auto, false));
        assert!(!as_json(LogFormat::Auto, true));
        assert!(!as_json(LogFormat::Pretty, false));
        assert!(as_json(LogFormat::Json, true));
    }

    #[test]
    fn a_filter_that_is_not_understood_is_an_error() {
        let settings = LoggingSettings { filter: "queue=loud".to_owned(), ..LoggingSettings::default() };
        let error = start_logging(&settings).unwrap_err().to_string();
        assert!(error.contains("queue=loud"), "{error}");
    }
}
