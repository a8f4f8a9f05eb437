//! The commands, one file each: arguments, and what they do.

pub(crate) mod analyze;
pub(crate) mod health;
pub(crate) mod jobs;
pub(crate) mod link;
pub(crate) mod migrate;
pub(crate) mod report;
mod repositories;
pub(crate) mod search;
mod source;
pub(crate) mod submit;
pub(crate) mod tasks;
pub(crate) mod up;

use serde_json::Value;

use crate::exit::Failure;
use crate::terminal::Screen;

/// Writes a JSON value for a script, on lines of its own.
fn write_json(screen: &mut Screen, value: &Value) -> Result<(), Failure> {
    serde_json::to_writer_pretty(screen.raw(), value)?;
    Ok(screen.line("")?)
}
