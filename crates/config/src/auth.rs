//! Who may come in.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// `[auth]`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthSettings {
    /// The owner's token, at least 32 characters, for installations that bring their own; unset: one is made at the
    /// first start and kept in the data directory. The owner has one token, and the last start decides: several
    /// APIs on one database need the same one here.
    #[serde(skip_serializing)]
    pub owner_token: Option<SecretString>,
}
