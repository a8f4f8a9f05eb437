//! One analysed file: where it stands in the commit, and what it gave.

use git2::Oid;

use crate::facts::{FileClass, FileFacts};
use crate::languages;

/// A file that was analysed. The whole-repository stages take a slice of these, ordered by path.
#[derive(Debug, Clone, PartialEq)]
pub struct AnalyzedFile {
    /// Path in the repository, with `/`; bytes that are not UTF-8 stand as `\xNN`.
    pub path: String,
    /// Id of its contents in the object database.
    pub blob: Oid,
    /// What its path says about it.
    pub class: FileClass,
    /// Its language, where it has one: parsed languages and those whose lines alone are counted.
    pub language: Option<types::Language>,
    /// What its contents gave.
    pub facts: FileFacts,
}

impl AnalyzedFile {
    /// Whether its code is judged, and not only its lines counted.
    pub fn is_judged(&self) -> bool {
        self.class.language.and_then(languages::spec).is_some()
    }
}
