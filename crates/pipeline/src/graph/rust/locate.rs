//! The file that an import's path names: `mod x`, and paths from `crate`, `self`, `super`, a child module, or another
//! crate of the workspace.

use rustc_hash::FxHashMap;
use types::Package;

use crate::facts::Import;
use crate::graph::paths::{around, below, folder, join, name, stem};

/// A module on an import's path, and what the path names in it.
type Found<'i> = (usize, Vec<&'i str>);

/// Where the crates of the repository have their modules.
pub(super) struct Places<'f> {
    /// Position of each module, by the path of its file.
    files: &'f FxHashMap<&'f str, usize>,
    /// Folder of each crate's library, by the name that code uses.
    libraries: FxHashMap<String, String>,
}

impl<'f> Places<'f> {
    pub(super) fn of(files: &'f FxHashMap<&'f str, usize>, packages: &[Package]) -> Self {
        let mut libraries = FxHashMap::default();
        for package in packages.iter().filter(|package| package.ecosystem == "cargo") {
            let home = folder(&package.manifest);
            let source = [join(home, "src"), home.to_owned()]
                .into_iter()
                .find(|source| files.contains_key(join(source, "lib.rs").as_str()));
            let Some(source) = source else { continue };
            // A crate may be imported under its folder's name, where the manifest gives the library another name.
            libraries.entry(name(home).replace('-', "_")).or_insert_with(|| source.clone());
            libraries.insert(package.name.replace('-', "_"), source);
        }
        Self { files, libraries }
    }

    /// The innermost module on an import's path.
    pub(super) fn locate<'i>(&self, from: &str, import: &'i Import) -> Option<Found<'i>> {
        if let Some(module) = import.target.strip_prefix("mod ") {
            return self.descend(&self.inside(from), vec![module.trim()]);
        }
        let mut parts: Vec<&str> =
            import.target.split("::").map(str::trim).filter(|part| !part.is_empty()).collect();
        // `mod tests { use super::*; }` means this very file.
        if import.in_test && parts.first() == Some(&"super") {
            parts[0] = "self";
        }
        match *parts.first()? {
            "crate" => self.descend_or_stay(&self.root(from), parts.split_off(1)),
            "self" if parts.get(1) == Some(&"super") => self.above(from, parts.split_off(1)),
            "self" => self.descend(&self.inside(from), parts.split_off(1)),
            "super" => self.above(from, parts),
            first => self
                .descend(&self.inside(from), parts.clone())
                .or_else(|| self.descend_or_stay(self.libraries.get(first)?, parts.split_off(1))),
        }
    }

    /// Follows `super::super::x`.
    fn above<'i>(&self, from: &str, mut parts: Vec<&'i str>) -> Option<Found<'i>> {
        let supers = parts.iter().take_while(|part| **part == "super").count();
        let inside = self.inside(from);
        self.descend_or_stay(around(&inside).nth(supers)?, parts.split_off(supers))
    }

    /// The innermost module on a path that begins in a folder of modules, or the module whose folder that is.
    fn descend_or_stay<'i>(&self, modules: &str, parts: Vec<&'i str>) -> Option<Found<'i>> {
        self.descend(modules, parts.clone()).or_else(|| Some((self.module_file(modules)?, parts)))
    }

    /// The innermost module on a path that begins in a folder of modules.
    fn descend<'i>(&self, modules: &str, mut parts: Vec<&'i str>) -> Option<Found<'i>> {
        let mut found = None;
        let mut path = modules.to_owned();
        for (part, above) in parts.iter().zip(1..) {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(part);
            let Some(module) =
                self.with_ending(&mut path, ".rs").or_else(|| self.with_ending(&mut path, "/mod.rs"))
            else {
                break;
            };
            found = Some((module, above));
        }
        found.map(|(module, above)| (module, parts.split_off(above)))
    }

    /// The module whose file has a path and an ending, where there is one.
    fn with_ending(&self, path: &mut String, ending: &str) -> Option<usize> {
        let length = path.len();
        path.push_str(ending);
        let module = self.files.get(path.as_str()).copied();
        path.truncate(length);
        module
    }

    /// The module whose children are in a folder.
    fn module_file(&self, modules: &str) -> Option<usize> {
        ["mod.rs", "lib.rs", "main.rs"]
            .iter()
            .map(|name| join(modules, name))
            .chain([format!("{modules}.rs")])
            .find_map(|file| self.files.get(file.as_str()).copied())
    }

    /// The folder in which the crate of a file has its modules.
    fn root(&self, from: &str) -> String {
        let home = folder(from);
        around(home)
            .find(|folder| {
                ["lib.rs", "main.rs"].iter().any(|root| self.files.contains_key(join(folder, root).as_str()))
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
pub(in crate::graph) fn is_inside(outer: &str, inner: &str) -> bool {
    if matches!(name(outer), "mod.rs" | "lib.rs" | "main.rs") {
        below(folder(outer), inner).is_some()
    } else {
        below(outer.strip_suffix(".rs").unwrap_or(outer), inner).is_some()
    }
}
