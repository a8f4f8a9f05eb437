//! Rust: the file that an import names, and where the module in it only passes a name on, the file that defines it.

mod locate;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use types::Package;

use crate::AnalyzedFile;
use locate::Places;
pub(super) use locate::is_inside;

/// A name is looked for in at most so many modules.
const MAX_SOUGHT: usize = 200;

/// The crates of the repository: every file with its imports resolved. Modules stand by their position.
pub(super) struct Crates<'f> {
    ids: FxHashMap<&'f str, usize>,
    modules: Vec<Module<'f>>,
}

/// A file as those see it that import from it.
struct Module<'f> {
    path: &'f str,
    /// What each of its imports names, in order: a module, and a name in it.
    located: Vec<Option<(usize, Option<&'f str>)>>,
    /// Names of its own functions and types.
    defined: FxHashSet<&'f str>,
    /// Names that it takes from another module.
    named: FxHashMap<&'f str, usize>,
    /// Modules of which it takes all names, in order.
    globs: Vec<usize>,
}

impl<'f> Crates<'f> {
    pub(super) fn of(files: &'f [AnalyzedFile], packages: &[Package]) -> Self {
        let files: Vec<_> = files.iter().filter(|file| super::language(file) == "rust").collect();
        let ids: FxHashMap<&str, usize> = files.iter().map(|file| file.path.as_str()).zip(0..).collect();
        let places = Places::of(&ids, packages);
        let modules = files.par_iter().enumerate().map(|(id, file)| Module::of(id, file, &places)).collect();
        Self { ids, modules }
    }

    /// The files that an import needs: the innermost module on its path, and where that one has the name from
    /// elsewhere, the file that defines it.
    pub(super) fn resolve(&self, from: &str, import: usize) -> Vec<String> {
        let located = self.ids.get(from).and_then(|&from| self.modules[from].located[import]);
        let Some((module, name)) = located else { return Vec::new() };
        let origin = name.and_then(|name| self.origin(module, name));
        std::iter::once(module).chain(origin).map(|id| self.modules[id].path.to_owned()).collect()
    }

    /// The module that defines a name which another one passes on, the nearest first; `None` where it is that one's
    /// own.
    fn origin(&self, start: usize, name: &str) -> Option<usize> {
        if name == "*" {
            return None;
        }
        let mut sought = vec![start];
        let mut known = FxHashSet::from_iter([start]);
        let mut named = None;
        let mut at = 0;
        while let Some(&id) = sought.get(at).filter(|_| at < MAX_SOUGHT) {
            let module = &self.modules[id];
            if module.defined.contains(name) {
                return (id != start).then_some(id);
            }
            at += 1;
            match module.named.get(name) {
                // Where a module says that it has the name from is looked at next. One that was asked already does
                // not have it: the module takes it from those that it passes its own names to.
                Some(&there) => {
                    if known.insert(there) {
                        sought.insert(at, there);
                        named.get_or_insert(there);
                    }
                }
                None => {
                    let room = MAX_SOUGHT.saturating_sub(sought.len());
                    sought.extend(
                        module.globs.iter().take(MAX_SOUGHT).filter(|&&id| known.insert(id)).take(room),
                    );
                }
            }
        }
        named
    }
}

impl<'f> Module<'f> {
    fn of(id: usize, file: &'f AnalyzedFile, places: &Places<'_>) -> Self {
        let imports = &file.facts.imports;
        let located: Vec<_> = imports
            .iter()
            .map(|import| {
                let (module, rest) = places.locate(&file.path, import)?;
                Some((module, rest.first().copied()))
            })
            .collect();
        let mut named = FxHashMap::default();
        let mut globs = Vec::new();
        for (import, located) in imports.iter().zip(&located) {
            let Some((module, _)) = *located else { continue };
            if module == id || import.in_test || import.target.starts_with("mod ") {
                continue;
            }
            match import.target.rsplit("::").next() {
                Some("*") => globs.push(module),
                Some(name) => _ = named.entry(name).or_insert(module),
                None => {}
            }
        }
        let own = file.facts.symbols.iter().filter(|symbol| symbol.parent.is_none());
        let defined = own.map(|symbol| symbol.name.as_str()).collect();
        Self { path: &file.path, located, defined, named, globs }
    }
}
