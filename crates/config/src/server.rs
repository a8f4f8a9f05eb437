//! How the HTTP service listens.

use serde::{Deserialize, Serialize};

/// `[server]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerSettings {
    /// Address and port. Port 0 takes a free one, written to the runtime file.
    pub listen: String,
    /// Origins whose pages may call the API from a browser; none unless named.
    pub cors_origins: Vec<String>,
    /// Seconds that running requests get to finish when the service is asked to stop.
    pub grace_seconds: u64,
    /// Event streams open at the same time; more are answered with 503.
    pub event_streams: usize,
}

impl Default for ServerSettings {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:7420".to_owned(),
            cors_origins: Vec::new(),
            grace_seconds: 10,
            event_streams: 1_000,
        }
    }
}
