//! Go: an import names a folder below a module's path.

use rustc_hash::FxHashSet;
use types::Package;

use super::paths::{below, folder, join};
use crate::AnalyzedFile;

/// The packages of the repository.
pub(super) struct Packages<'f> {
    folders: FxHashSet<&'f str>,
    /// Path and folder of each module, the longest path first.
    modules: Vec<(&'f str, &'f str)>,
}

impl<'f> Packages<'f> {
    pub(super) fn of(files: &'f [AnalyzedFile], packages: &'f [Package]) -> Self {
        let mut modules: Vec<_> = packages
            .iter()
            .filter(|package| package.ecosystem == "go")
            .map(|package| (package.name.as_str(), folder(&package.manifest)))
            .collect();
        modules.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
        let folders = files
            .iter()
            .filter(|file| super::language(file) == "go")
            .map(|file| folder(&file.path))
            .collect();
        Self { folders, modules }
    }

    /// The folder that an import names, `.` for the root.
    pub(super) fn resolve(&self, target: &str) -> Option<String> {
        self.modules.iter().find_map(|(path, home)| {
            let rest = if target == *path { "" } else { below(path, target)? };
            let folder = join(home, rest);
            self.folders
                .contains(folder.as_str())
                .then(|| if folder.is_empty() { ".".to_owned() } else { folder })
        })
    }
}
