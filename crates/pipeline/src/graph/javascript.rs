//! JavaScript and TypeScript: relative paths, the names that the compiler is told, the `@/` and `~/` short cuts, and
//! packages of the repository by name.

use rustc_hash::{FxHashMap, FxHashSet};
use types::Package;

use super::aliases::Aliases;
use super::paths::{around, below, folder, join, normalise};

/// Endings that an import may leave out, in the order they are tried.
const ENDINGS: &[&str] = &["ts", "tsx", "d.ts", "js", "jsx", "mjs", "cjs", "mts", "cts"];

/// The modules of the repository.
pub(super) struct Modules<'f> {
    files: FxHashSet<&'f str>,
    /// Folders of each npm package, by its name.
    packages: FxHashMap<&'f str, Vec<&'f str>>,
    aliases: &'f Aliases,
}

impl<'f> Modules<'f> {
    pub(super) fn of(files: FxHashSet<&'f str>, packages: &'f [Package], aliases: &'f Aliases) -> Self {
        let mut folders: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for package in packages.iter().filter(|package| package.ecosystem == "npm") {
            folders.entry(&package.name).or_default().push(folder(&package.manifest));
        }
        Self { files, packages: folders, aliases }
    }

    /// The file that an import names.
    pub(super) fn resolve(&self, from: &str, target: &str) -> Option<String> {
        let target = target.split(['?', '#']).next().filter(|target| !target.is_empty())?;
        if target.starts_with('.') {
            return self.file(&normalise(folder(from), target)?);
        }
        if let Some(path) = self.aliases.meant(from, target).find_map(|path| self.file(&path)) {
            return Some(path);
        }
        if let Some(rest) = target.strip_prefix("@/").or_else(|| target.strip_prefix("~/")) {
            return around(folder(from))
                .flat_map(|home| [join(home, &format!("src/{rest}")), join(home, rest)])
                .find_map(|path| self.file(&path));
        }
        around(target).find_map(|name| {
            let rest = below(name, target).unwrap_or_default();
            self.packages.get(name)?.iter().find_map(|home| {
                ["src", "", "lib"].iter().find_map(|base| self.file(&join(&join(home, base), rest)))
            })
        })
    }

    /// The file for a path with or without its ending, or the index of a folder.
    fn file(&self, path: &str) -> Option<String> {
        let known = |path: String| self.files.contains(path.as_str()).then_some(path);
        let written =
            path.rsplit_once('.').filter(|(_, ending)| matches!(*ending, "js" | "jsx" | "mjs" | "cjs"));
        known(path.to_owned())
            .or_else(|| ENDINGS.iter().find_map(|ending| known(format!("{path}.{ending}"))))
            // TypeScript names the file that it will be compiled to.
            .or_else(|| {
                written
                    .and_then(|(stem, _)| ENDINGS.iter().find_map(|ending| known(format!("{stem}.{ending}"))))
            })
            .or_else(|| ENDINGS.iter().find_map(|ending| known(join(path, &format!("index.{ending}")))))
    }
}
