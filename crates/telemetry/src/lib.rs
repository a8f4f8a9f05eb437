//! Logs, metrics and traces: how the product says what it does to those who run it.
//!
//! None holds tokens, addresses of people, or source code: callers log ids, counts and durations.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod logs;
pub mod metrics;
pub mod traces;

pub use logs::{LogError, Telemetry, start};
