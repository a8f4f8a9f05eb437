//! Java: an import names a class by its package, a member of it, or a whole package.

use rustc_hash::FxHashMap;

use super::paths::{folder, stem};
use crate::AnalyzedFile;

/// The classes of the repository.
pub(super) struct Classes<'f> {
    /// Files by package and class.
    files: FxHashMap<String, &'f str>,
    /// Folders by package; product code before tests.
    folders: FxHashMap<&'f str, &'f str>,
}

impl<'f> Classes<'f> {
    pub(super) fn of(files: &'f [AnalyzedFile]) -> Self {
        let mut classes = Self { files: FxHashMap::default(), folders: FxHashMap::default() };
        let mut java: Vec<_> = files.iter().filter(|file| super::language(file) == "java").collect();
        java.sort_by_key(|file| file.class.test);
        for file in java {
            let package = file.facts.package.as_deref().unwrap_or("");
            classes.files.entry(format!("{package}.{}", stem(&file.path))).or_insert(&file.path);
            classes.folders.entry(package).or_insert(folder(&file.path));
        }
        classes
    }

    /// The file, or for `a.b.*` the folder, that an import names.
    pub(super) fn resolve(&self, target: &str) -> Option<String> {
        let target = target.trim_start_matches("static ").trim();
        if let Some(package) = target.strip_suffix(".*")
            && let Some(folder) = self.folders.get(package)
        {
            return Some((*folder).to_owned());
        }
        // The class itself, or what it holds: a member, an inner class, a member of that.
        let mut name = target.trim_end_matches(".*");
        for _ in 0..3 {
            if let Some(path) = self.files.get(name) {
                return Some((*path).to_owned());
            }
            name = name.rsplit_once('.')?.0;
        }
        None
    }
}
