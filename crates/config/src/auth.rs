//! Who may come in.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// `[auth]`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthSettings {
    /// The owner's token, for installations that bring their own; unset: one is made at the first start and
    /// kept in the data directory.
    #[serde(skip_serializing)]
    pub owner_token: Option<SecretString>,
}
