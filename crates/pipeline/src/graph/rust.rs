//! Rust: the file that an import names, and where the module in it only passes a name on, the file that defines it.

mod locate;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use types::Package;

use crate::AnalyzedFile;
pub(super) use locate::is_inside;
use locate::{Found, Places};

/// A name is sought in at most so many modules.
const MAX_SOUGHT: usize = 32;

/// The crates of the repository: every file with its imports resolved.
pub(super) struct Crates<'f> {
    modules: FxHashMap<&'f str, Module<'f>>,
}

/// A file as those see it that import from it.
struct Module<'f> {
    /// What each of its imports names, in order.
    located: Vec<Option<Found<'f>>>,
    /// Names of its own functions and types.
    defined: FxHashSet<&'f str>,
    /// The import that takes a name from elsewhere.
    named: FxHashMap<&'f str, usize>,
    /// The imports that take all names from elsewhere.
    globs: Vec<usize>,
}

impl<'f> Crates<'f> {
    pub(super) fn of(files: &'f [AnalyzedFile], packages: &[Package]) -> Self {
        let files: Vec<_> = files.iter().filter(|file| super::language(file) == "rust").collect();
        let places = Places::of(files.iter().map(|file| file.path.as_str()).collect(), packages);
        let modules = files.par_iter().map(|file| (file.path.as_str(), Module::of(file, &places))).collect();
        Self { modules }
    }

    /// The files that an import needs: the innermost module on its path, and where that one has the name from
    /// elsewhere, the file that defines it.
    pub(super) fn resolve(&self, from: &str, import: usize) -> Vec<String> {
        let located = self.modules.get(from).and_then(|module| module.located[import].as_ref());
        let Some(Found { file, rest }) = located else { return Vec::new() };
        let origin = rest.first().and_then(|name| self.origin(file, name, &mut Vec::new()));
        std::iter::once(file.as_str()).chain(origin).map(str::to_owned).collect()
    }

    /// The file that defines a name which a module has from elsewhere; `None` where it is the module's own. `sought`
    /// are the modules that were asked before.
    fn origin<'c>(&'c self, file: &'c str, name: &str, sought: &mut Vec<&'c str>) -> Option<&'c str> {
        if name == "*" || sought.len() == MAX_SOUGHT || sought.contains(&file) {
            return None;
        }
        sought.push(file);
        let module = self.modules.get(file).filter(|module| !module.defined.contains(name))?;
        let located = |at: usize| module.located[at].as_ref().map(|found| found.file.as_str());
        if let Some(file) = module.named.get(name).and_then(|&at| located(at)) {
            return Some(self.origin(file, name, sought).unwrap_or(file));
        }
        module.globs.iter().filter_map(|&at| located(at)).find_map(|file| {
            let defined = self.modules.get(file).is_some_and(|module| module.defined.contains(name));
            if defined { Some(file) } else { self.origin(file, name, sought) }
        })
    }
}

impl<'f> Module<'f> {
    fn of(file: &'f AnalyzedFile, places: &Places<'_>) -> Self {
        let facts = &file.facts;
        let located: Vec<_> = facts.imports.iter().map(|import| places.locate(&file.path, import)).collect();
        let mut named = FxHashMap::default();
        let mut globs = Vec::new();
        for (at, import) in facts.imports.iter().enumerate() {
            let elsewhere = located[at].as_ref().is_some_and(|found| found.file != file.path);
            if !elsewhere || import.in_test || import.target.starts_with("mod ") {
                continue;
            }
            match import.target.rsplit("::").next() {
                Some("*") => globs.push(at),
                Some(name) => _ = named.entry(name).or_insert(at),
                None => {}
            }
        }
        let own = facts.symbols.iter().filter(|symbol| symbol.parent.is_none());
        Self { located, defined: own.map(|symbol| symbol.name.as_str()).collect(), named, globs }
    }
}
