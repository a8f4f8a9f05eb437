//! The settings file.

use std::path::Path;

use toml::{Table, Value};

use crate::section::Section;
use crate::{ConfigError, Settings};

/// Reads a file and checks it by itself: sections, keys, types.
pub(crate) fn read(path: &Path, sections: &[Section]) -> Result<Table, ConfigError> {
    let place = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|cause| ConfigError::Unreadable { path: path.to_owned(), cause })?;
    let table: Table = text.parse().map_err(|e: toml::de::Error| ConfigError::Syntax {
        path: path.to_owned(),
        message: e.to_string().trim_end().to_owned(),
    })?;
    for (name, value) in &table {
        let Some(section) = sections.iter().find(|section| section.name == name) else {
            return Err(ConfigError::unknown(
                &place,
                "section",
                name,
                sections.iter().map(|section| section.name),
            ));
        };
        let Value::Table(keys) = value else {
            return Err(ConfigError::Value {
                place,
                message: format!("'{name}' is a section: write [{name}]"),
            });
        };
        if let Some(key) = keys.keys().find(|key| !section.keys.contains(&key.as_str())) {
            return Err(ConfigError::unknown(
                &place,
                &format!("key in [{name}]"),
                key,
                section.keys.iter().copied(),
            ));
        }
    }
    // A full read of the file alone points at the line of a wrong type, which the merged values cannot.
    toml::from_str::<Settings>(&text).map_err(|e| ConfigError::Syntax {
        path: path.to_owned(),
        message: e.to_string().trim_end().to_owned(),
    })?;
    Ok(table)
}
