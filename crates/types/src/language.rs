//! The name of a programming or markup language.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A language by its stable, lower-case id: `rust`, `python`, `typescript`, `tsx`, `markdown`.
///
/// An open set: the analysis knows what each one means, the rest of the product only carries the name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(Cow<'static, str>);

impl Language {
    /// A language known at compile time.
    pub const fn new(id: &'static str) -> Self {
        Self(Cow::Borrowed(id))
    }

    /// The id, lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Language {
    fn from(id: String) -> Self {
        Self(Cow::Owned(id))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
