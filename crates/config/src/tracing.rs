//! Where traces go.

use serde::{Deserialize, Serialize};

/// `[tracing]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct TracingSettings {
    /// A collector that takes OTLP over gRPC, `http://host:4317`; unset: nothing is traced. Also
    /// `OTEL_EXPORTER_OTLP_ENDPOINT`.
    pub otlp_endpoint: Option<String>,
    /// The share of requests and scheduled jobs that are traced, 0..1. Who calls with a `traceparent` decides for
    /// himself.
    pub sample: f64,
}

impl Default for TracingSettings {
    fn default() -> Self {
        Self { otlp_endpoint: None, sample: 1.0 }
    }
}
