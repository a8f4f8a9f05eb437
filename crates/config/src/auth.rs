//! Who may come in.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// `[auth]`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthSettings {
    /// The owner's token, at least 32 characters, for installations that bring their own; unset: one is made at the
    /// first start and kept in the data directory. The owner has one token, and it lets in at every API on one
    /// database. One that stands here takes the place of the one before: give it to every API, or to none.
    #[serde(skip_serializing)]
    pub owner_token: Option<SecretString>,
}
