//! Rust: `mod x`, and paths from `crate`, `self`, `super`, a child module, or another crate of the workspace; and
//! where the module that is named only passes a name on, the file that defines it.

use rustc_hash::FxHashMap;
use types::Package;

use super::paths::{around, folder, join, name, stem};
use crate::AnalyzedFile;
use crate::facts::{FileFacts, Import};

/// A name is followed over at most so many modules that pass it on.
const MAX_DETOURS: usize = 4;

/// A module on an import's path.
struct Found<'i> {
    file: String,
    /// What the path names in it.
    rest: Vec<&'i str>,
}

/// The crates of the repository.
pub(super) struct Crates<'f> {
    files: FxHashMap<&'f str, &'f FileFacts>,
    /// Folder of each crate's library, by the name that code uses.
    libraries: FxHashMap<String, String>,
}

impl<'f> Crates<'f> {
    pub(super) fn of(files: &'f [AnalyzedFile], packages: &[Package]) -> Self {
        let files: FxHashMap<&str, &FileFacts> = files
            .iter()
            .filter(|file| super::language(file) == "rust")
            .map(|file| (file.path.as_str(), &file.facts))
            .collect();
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

    /// The files that an import needs: the innermost module on its path, and where that one has the name from
    /// elsewhere, the file that defines it.
    pub(super) fn resolve(&self, from: &str, import: &Import) -> Vec<String> {
        let Some(Found { file, rest }) = self.locate(from, import) else { return Vec::new() };
        let origin = rest.first().and_then(|name| self.origin(&file, name, MAX_DETOURS));
        std::iter::once(file).chain(origin).collect()
    }

    /// The file that defines a name which a module has from elsewhere; `None` where it is the module's own.
    fn origin(&self, module: &str, name: &str, detours: usize) -> Option<String> {
        if detours == 0 || name == "*" || self.defines(module, name) {
            return None;
        }
        let named = |import: &&Import| import.target.rsplit("::").next() == Some(name);
        let all = |import: &&Import| import.target.ends_with("::*");
        let imports = &self.files.get(module)?.imports;
        let taken = || imports.iter().filter(|import| !import.in_test && !import.target.starts_with("mod "));
        let by_name = taken().filter(named).find_map(|import| {
            let file = self.locate(module, import)?.file;
            (file != module).then(|| self.origin(&file, name, detours - 1).unwrap_or(file))
        });
        by_name.or_else(|| {
            taken().filter(all).find_map(|import| {
                let file =
                    self.locate(module, import).map(|found| found.file).filter(|file| file != module)?;
                if self.defines(&file, name) { Some(file) } else { self.origin(&file, name, detours - 1) }
            })
        })
    }

    /// Whether a name stands for something that a file itself has.
    fn defines(&self, file: &str, name: &str) -> bool {
        self.files.get(file).is_some_and(|facts| {
            facts.symbols.iter().any(|symbol| symbol.parent.is_none() && symbol.name == name)
        })
    }

    /// The file of the innermost module on an import's path.
    fn locate<'i>(&self, from: &str, import: &'i Import) -> Option<Found<'i>> {
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
        self.descend(modules, parts.clone())
            .or_else(|| Some(Found { file: self.module_file(modules)?, rest: parts }))
    }

    /// The innermost module on a path that begins in a folder of modules.
    fn descend<'i>(&self, modules: &str, mut parts: Vec<&'i str>) -> Option<Found<'i>> {
        let mut found = None;
        let mut modules = modules.to_owned();
        for (part, above) in parts.iter().zip(1..) {
            modules = join(&modules, part);
            let file = [format!("{modules}.rs"), format!("{modules}/mod.rs")]
                .into_iter()
                .find(|file| self.files.contains_key(file.as_str()));
            match file {
                Some(file) => found = Some((file, above)),
                None => break,
            }
        }
        found.map(|(file, above)| Found { file, rest: parts.split_off(above) })
    }

    /// The file of the module whose children are in a folder.
    fn module_file(&self, modules: &str) -> Option<String> {
        ["mod.rs", "lib.rs", "main.rs"]
            .iter()
            .map(|name| join(modules, name))
            .chain([format!("{modules}.rs")])
            .find(|file| self.files.contains_key(file.as_str()))
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
pub(super) fn is_inside(outer: &str, inner: &str) -> bool {
    let modules = inside(outer);
    modules.is_empty() || super::paths::below(&modules, inner).is_some()
}
