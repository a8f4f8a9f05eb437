//! Why settings cannot be used.

use std::io;
use std::path::PathBuf;

use crate::names::nearest;

/// Why the settings cannot be used. Each says where the fault is and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the settings file {}: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The file is not TOML.
    #[error("{}: {message}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// What the parser said, with line and column.
        message: String,
    },
    /// A section, key or variable that does not exist.
    #[error("{place}: unknown {what} '{name}'{}", hint(suggestion.as_deref(), known))]
    Unknown {
        /// The file, or `the environment`.
        place: String,
        /// `section`, `key in [server]` or `variable`.
        what: String,
        /// What was written.
        name: String,
        /// The nearest known name.
        suggestion: Option<String>,
        /// All known names, in order.
        known: String,
    },
    /// A value of the wrong type, or out of range.
    #[error("{place}: {message}")]
    Value {
        /// The file and key, or the variable.
        place: String,
        /// What is wrong with it. Never holds a secret's value.
        message: String,
    },
}

impl ConfigError {
    /// A name that is none of the known ones.
    pub(crate) fn unknown<'a>(
        place: &str,
        what: &str,
        name: &str,
        known: impl Iterator<Item = &'a str> + Clone,
    ) -> Self {
        Self::Unknown {
            place: place.to_owned(),
            what: what.to_owned(),
            name: name.to_owned(),
            suggestion: nearest(name, known.clone()).map(str::to_owned),
            known: known.collect::<Vec<_>>().join(", "),
        }
    }
}

fn hint(suggestion: Option<&str>, known: &str) -> String {
    match suggestion {
        Some(suggestion) => format!("; did you mean '{suggestion}'?"),
        None => format!("; known are {known}"),
    }
}
