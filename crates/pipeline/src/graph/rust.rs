//! Rust: `mod x`, and paths from `crate`, `self`, `super`, a child module, or another crate of the workspace.

use rustc_hash::{FxHashMap, FxHashSet};
use types::Package;

use super::paths::{around, folder, join, name, stem};
use crate::facts::Import;

/// The crates of the repository.
pub(super) struct Crates<'f> {
    files: FxHashSet<&'f str>,
    /// Folder of each crate's library, by the name that code uses.
    libraries: FxHashMap<String, String>,
}

impl<'f> Crates<'f> {
    pub(super) fn of(files: FxHashSet<&'f str>, packages: &[Package]) -> Self {
        let mut libraries = FxHashMap::default();
        for package in packages.iter().filter(|package| package.ecosystem == "cargo") {
            let home = folder(&package.manifest);
            let source = [join(home, "src"), home.to_owned()]
                .into_iter()
                .find(|source| files.contains(join(source, "lib.rs").as_str()));
            let Some(source) = source else { continue };
            // A crate may be imported under its folder's name, where the manifest gives the library another name.
            libraries.entry(name(home).replace('-', "_")).or_insert_with(|| source.clone());
            libraries.insert(package.name.replace('-', "_"), source);
        }
        Self { files, libraries }
    }

    /// The file that an import names: the innermost module on its path.
    pub(super) fn resolve(&self, from: &str, import: &Import) -> Option<String> {
        if let Some(module) = import.target.strip_prefix("mod ") {
            return self.descend(&self.inside(from), &[module.trim()]);
        }
        let mut parts: Vec<&str> =
            import.target.split("::").map(str::trim).filter(|part| !part.is_empty()).collect();
        // `mod tests { use super::*; }` means this very file.
        if import.in_test && parts.first() == Some(&"super") {
            parts[0] = "self";
        }
        match *parts.first()? {
            "crate" => {
                let root = self.root(from);
                self.descend(&root, &parts[1..]).or_else(|| self.module_file(&root))
            }
            "self" if parts.get(1) == Some(&"super") => self.above(from, &parts[1..]),
            "self" => self.descend(&self.inside(from), &parts[1..]),
            "super" => self.above(from, &parts),
            first => self.descend(&self.inside(from), &parts).or_else(|| {
                let library = self.libraries.get(first)?;
                self.descend(library, &parts[1..]).or_else(|| self.module_file(library))
            }),
        }
    }

    /// Follows `super::super::x`.
    fn above(&self, from: &str, parts: &[&str]) -> Option<String> {
        let supers = parts.iter().take_while(|part| **part == "super").count();
        let inside = self.inside(from);
        let outer = around(&inside).nth(supers)?;
        self.descend(outer, &parts[supers..]).or_else(|| self.module_file(outer))
    }

    /// The file of the innermost module on a path that begins in a folder of modules.
    fn descend(&self, modules: &str, parts: &[&str]) -> Option<String> {
        let mut found = None;
        let mut modules = modules.to_owned();
        for part in parts {
            modules = join(&modules, part);
            let file = [format!("{modules}.rs"), format!("{modules}/mod.rs")]
                .into_iter()
                .find(|file| self.files.contains(file.as_str()));
            match file {
                Some(file) => found = Some(file),
                None => break,
            }
        }
        found
    }

    /// The file of the module whose children are in a folder.
    fn module_file(&self, modules: &str) -> Option<String> {
        ["mod.rs", "lib.rs", "main.rs"]
            .iter()
            .map(|name| join(modules, name))
            .chain([format!("{modules}.rs")])
            .find(|file| self.files.contains(file.as_str()))
    }

    /// The folder in which the crate of a file has its modules.
    fn root(&self, from: &str) -> String {
        let home = folder(from);
        around(home)
            .find(|folder| {
                ["lib.rs", "main.rs"].iter().any(|root| self.files.contains(join(folder, root).as_str()))
                    || is_folder_of_roots(folder)
            })
            .unwrap_or(home)
            .to_owned()
    }

    /// The folder that holds the modules inside a file.
    fn inside(&self, from: &str) -> String {
        if is_folder_of_roots(folder(from)) { folder(from).to_owned() } else { inside(from) }
    }
}

/// Whether every file of a folder is a crate of its own, as Cargo finds them.
fn is_folder_of_roots(folder: &str) -> bool {
    matches!(name(folder), "tests" | "benches" | "examples" | "bin")
}

/// The folder that holds the modules inside a file that is not a root beside others.
fn inside(file: &str) -> String {
    if matches!(name(file), "mod.rs" | "lib.rs" | "main.rs") {
        folder(file).to_owned()
    } else {
        join(folder(file), stem(file))
    }
}

/// Whether a module's file is inside the module of another file.
pub(super) fn is_inside(outer: &str, inner: &str) -> bool {
    let modules = inside(outer);
    modules.is_empty() || super::paths::below(&modules, inner).is_some()
}
