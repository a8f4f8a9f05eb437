//! What the files of a snapshot are: languages, test code, and what is set apart and why.
//!
//! A file is looked at twice. Its path says what it may be ([`Detector::by_path`]) and costs no read; its contents
//! decide ([`by_contents`]). [`stack`] reads the manifests.

mod attributes;
mod contents;
mod heuristics;
mod paths;
pub mod stack;

pub use attributes::Attributes;
pub use contents::{Verdict, by_contents};
pub(crate) use paths::{ending, is_lock_file, is_migration};

use types::SkipReason;

use crate::languages;
use crate::options::RepositoryConfig;
use crate::source::{Entry, EntryKind};

/// What a path says about its file: all that, with its contents, decides what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PathClass {
    /// The language that its name or `.gitattributes` says, by position; see [`languages`].
    pub language: Option<u8>,
    /// Whether that is the last word, and its contents are not asked.
    pub language_is_said: bool,
    /// Whether it is test code, an example or a benchmark.
    pub test: bool,
    /// Whether `.gitattributes` says that it was not generated, whatever it says itself.
    pub written_by_hand: bool,
}

/// Knows what a repository says about its own paths.
#[derive(Debug, Default)]
pub struct Detector {
    attributes: Attributes,
    config: RepositoryConfig,
}

impl Detector {
    /// A detector with what the repository says itself.
    pub fn new(attributes: Attributes, config: RepositoryConfig) -> Self {
        Self { attributes, config }
    }

    /// What a path says, or why its file is set apart unread.
    pub fn by_path(&self, entry: &Entry) -> Result<PathClass, SkipReason> {
        match entry.kind {
            EntryKind::File => {}
            EntryKind::Symlink => return Err(SkipReason::Symlink),
            EntryKind::Submodule => return Err(SkipReason::Submodule),
            EntryKind::Unreadable => return Err(SkipReason::Unreadable),
        }
        let path = entry.path.as_str();
        if self.config.excludes(path) {
            return Err(SkipReason::Excluded);
        }
        let said = self.attributes.of(path);
        if said.vendored.unwrap_or_else(|| paths::is_vendored(path)) {
            return Err(SkipReason::Vendored);
        }
        if said.generated.unwrap_or_else(|| paths::is_generated(path)) {
            return Err(SkipReason::Generated);
        }
        if paths::is_minified(path) && said.generated != Some(false) {
            return Err(SkipReason::Minified);
        }
        if said.language.is_none() && paths::is_binary(path) {
            return Err(SkipReason::Binary);
        }
        Ok(PathClass {
            language: said.language.or_else(|| paths::language(path)),
            language_is_said: said.language.is_some(),
            test: said.documentation.unwrap_or(false) || paths::is_test(path),
            written_by_hand: said.generated == Some(false),
        })
    }
}

/// Whether a language holds data, not code: its files are neither counted nor searched.
pub fn is_data(language: u8) -> bool {
    matches!(languages::id(language), "json" | "yaml" | "toml" | "xml" | "svg" | "ini" | "text" | "notebook")
}

/// Whether a language holds text for people: its files are searched, and their lines count as comments.
pub fn is_prose(language: u8) -> bool {
    matches!(languages::id(language), "markdown" | "restructuredtext" | "asciidoc" | "tex")
}
