//! Go: an import names a folder below a module's path.

use rustc_hash::{FxHashMap, FxHashSet};
use types::Package;

use super::paths::{around, below, folder, join};
use crate::AnalyzedFile;

/// The packages of the repository.
pub(super) struct Packages<'f> {
    folders: FxHashSet<&'f str>,
    /// Folders of each module, by its path.
    modules: FxHashMap<&'f str, Vec<&'f str>>,
}

impl<'f> Packages<'f> {
    pub(super) fn of(files: &'f [AnalyzedFile], packages: &'f [Package]) -> Self {
        let mut modules: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for package in packages.iter().filter(|package| package.ecosystem == "go") {
            modules.entry(&package.name).or_default().push(folder(&package.manifest));
        }
        let folders = files
            .iter()
            .filter(|file| super::language(file) == "go")
            .map(|file| folder(&file.path))
            .collect();
        Self { folders, modules }
    }

    /// The folder that an import names, `.` for the root.
    pub(super) fn resolve(&self, target: &str) -> Option<String> {
        // The module with the longest path that fits.
        around(target).find_map(|path| {
            let rest = below(path, target).unwrap_or_default();
            self.modules.get(path)?.iter().find_map(|home| {
                let folder = join(home, rest);
                self.folders
                    .contains(folder.as_str())
                    .then(|| if folder.is_empty() { ".".to_owned() } else { folder })
            })
        })
    }
}
