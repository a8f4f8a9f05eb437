//! Log lines on standard error: readable on a terminal, JSON for machines. And the start of it all.

use std::io::IsTerminal;

use config::{LogFormat, LoggingSettings, TracingSettings};
use opentelemetry_otlp::ExporterBuildError;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};
use tracing_subscriber::{EnvFilter, Layer};

use crate::traces::Traces;

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
    /// What is named as the collector of traces cannot be one.
    #[error("[tracing] otlp_endpoint: {0}; write http://host:4317, the collector's port for gRPC")]
    Collector(#[from] ExporterBuildError),
    /// Logging was started before.
    #[error("logging has been started already")]
    Started(#[from] TryInitError),
}

/// What runs as long as the process says what it does; dropped, it sends the spans that wait.
#[derive(Debug)]
pub struct Telemetry {
    _traces: Option<Traces>,
}

/// Starts logs and, where the settings name a collector, traces for this process, once. Inside the process's async
/// runtime, where what is returned is to be dropped too.
pub fn start(logging: &LoggingSettings, tracing: &TracingSettings) -> Result<Telemetry, LogError> {
    let filter = EnvFilter::try_new(&logging.filter)
        .map_err(|cause| LogError::Filter { filter: logging.filter.clone(), cause })?;
    let traces = Traces::open(tracing)?;
    let terminal = std::io::stderr().is_terminal();
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = if as_json(logging.format, terminal) {
        lines.json().flatten_event(true).with_current_span(true).with_span_list(false).boxed()
    } else {
        let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        lines.with_ansi(colour).compact().boxed()
    };
    let spans = traces.as_ref().map(Traces::layer);
    tracing_subscriber::registry().with(filter).with(lines).with(spans).try_init()?;
    Ok(Telemetry { _traces: traces })
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
        let error = start(&settings, &TracingSettings::default()).unwrap_err().to_string();
        assert!(error.contains("queue=loud"), "{error}");
    }
}
