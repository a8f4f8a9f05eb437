//! Python: absolute and relative imports, over packages and folders of scripts.

use rustc_hash::{FxHashMap, FxHashSet};

use super::paths::{around, below, folder, join, name, stem};
use crate::AnalyzedFile;
use crate::facts::Import;

/// The modules of the repository.
pub(super) struct Modules<'f> {
    files: FxHashSet<&'f str>,
    /// Folders in which a top-level module or package is found, by its name, the shortest first.
    roots: FxHashMap<&'f str, Vec<&'f str>>,
}

impl<'f> Modules<'f> {
    pub(super) fn of(files: &'f [AnalyzedFile]) -> Self {
        let files: Vec<&str> = files
            .iter()
            .filter(|file| super::language(file) == "python")
            .map(|file| file.path.as_str())
            .collect();
        let packages: FxHashSet<&str> =
            files.iter().filter(|path| name(path) == "__init__.py").map(|path| folder(path)).collect();
        let mut roots: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for path in &files {
            // Outermost package around the file, else the file itself, is the top-level name.
            let top = around(folder(path))
                .take_while(|folder| !folder.is_empty() && packages.contains(folder))
                .last();
            let (root, module) =
                top.map_or_else(|| (folder(path), stem(path)), |top| (folder(top), name(top)));
            let known = roots.entry(module).or_default();
            if !known.contains(&root) {
                known.push(root);
            }
            // Packages without `__init__.py`, named from the root or `src`.
            for base in ["src", ""] {
                let Some((first, _)) = below(base, path).and_then(|rest| rest.split_once('/')) else {
                    continue;
                };
                let known = roots.entry(first).or_default();
                if !known.contains(&base) {
                    known.push(base);
                }
            }
        }
        for known in roots.values_mut() {
            known.sort_by_key(|root| (root.len(), *root));
        }
        Self { files: files.into_iter().collect(), roots }
    }

    /// The files that an import names.
    pub(super) fn resolve(&self, from: &str, import: &Import) -> Vec<String> {
        let dots = import.target.bytes().take_while(|byte| *byte == b'.').count();
        let module = import.target[dots..].replace('.', "/");
        if dots > 0 {
            let Some(base) = around(folder(from)).nth(dots - 1) else { return Vec::new() };
            return self.module(&join(base, &module), &import.names);
        }
        let Some(roots) = module.split('/').next().and_then(|first| self.roots.get(first)) else {
            return Vec::new();
        };
        // The nearest root around the importing file goes first, then the shortest.
        let nearest = roots.iter().rev().filter(|root| below(root, from).is_some());
        nearest
            .chain(roots)
            .map(|root| self.module(&join(root, &module), &import.names))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The files for names taken from a module: modules in it where they are, else the module.
    fn module(&self, module: &str, names: &[String]) -> Vec<String> {
        let itself = self.file(module).or_else(|| {
            // `import a.b.c` may name something inside `a.b`.
            if names.is_empty() { self.file(folder(module)) } else { None }
        });
        if names.is_empty() {
            return itself.into_iter().collect();
        }
        let mut found: Vec<String> = names
            .iter()
            .filter_map(|name| self.file(&join(module, name)).or_else(|| itself.clone()))
            .collect();
        found.sort();
        found.dedup();
        found
    }

    fn file(&self, module: &str) -> Option<String> {
        [format!("{module}.py"), join(module, "__init__.py"), format!("{module}.pyi")]
            .into_iter()
            .find(|path| self.files.contains(path.as_str()))
    }
}
