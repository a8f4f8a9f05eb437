//! The sections of the file: which keys each one has, and of which types.

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::names::fields_of;
use crate::{
    AuthSettings, DataSettings, DatabaseSettings, EmbeddingSettings, LimitSettings, LoggingSettings,
    ServerSettings, TracingSettings, WorkerSettings,
};

/// A concern: its name in the file, its keys, and its defaults, which tell the keys' types.
pub(crate) struct Section {
    pub(crate) name: &'static str,
    pub(crate) keys: &'static [&'static str],
    defaults: Table,
}

impl Section {
    fn new<T: Default + Serialize + for<'de> Deserialize<'de>>(name: &'static str) -> Self {
        let defaults = Table::try_from(T::default()).unwrap_or_default();
        Self { name, keys: fields_of::<T>(), defaults }
    }

    /// The key that a variable's name, less `DEVMENTOR_`, stands for.
    pub(crate) fn key_of(&self, rest: &str) -> Option<(&Self, &'static str)> {
        let rest = rest.strip_prefix(&self.name.to_uppercase())?.strip_prefix('_')?;
        let key = self.keys.iter().find(|key| key.eq_ignore_ascii_case(rest))?;
        Some((self, *key))
    }

    /// A variable's text as the type of the key's default. Keys without a default are texts.
    pub(crate) fn fit(&self, key: &str, text: &str) -> Result<Value, String> {
        Ok(match self.defaults.get(key) {
            Some(Value::Integer(_)) => {
                Value::Integer(text.parse().map_err(|_| format!("'{text}' is not a whole number"))?)
            }
            Some(Value::Float(_)) => {
                Value::Float(text.parse().map_err(|_| format!("'{text}' is not a number"))?)
            }
            Some(Value::Boolean(_)) => match text {
                "true" | "1" => Value::Boolean(true),
                "false" | "0" => Value::Boolean(false),
                _ => return Err(format!("'{text}' is neither true nor false")),
            },
            Some(Value::Array(_)) => Value::Array(
                text.split(',')
                    .map(str::trim)
                    .filter(|item| !item.is_empty())
                    .map(|item| Value::String(item.to_owned()))
                    .collect(),
            ),
            _ => Value::String(text.to_owned()),
        })
    }
}

/// All concerns.
pub(crate) fn sections() -> [Section; 9] {
    [
        Section::new::<ServerSettings>("server"),
        Section::new::<DataSettings>("data"),
        Section::new::<DatabaseSettings>("database"),
        Section::new::<LimitSettings>("limits"),
        Section::new::<AuthSettings>("auth"),
        Section::new::<WorkerSettings>("worker"),
        Section::new::<EmbeddingSettings>("embedding"),
        Section::new::<LoggingSettings>("logging"),
        Section::new::<TracingSettings>("tracing"),
    ]
}
