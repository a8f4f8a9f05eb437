//! Logs and metrics: how the product says what it does to those who run it.
//!
//! Neither holds tokens, addresses of people, or source code: callers log ids, counts and durations.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod logs;
pub mod metrics;

pub use logs::{LogError, start_logging};
