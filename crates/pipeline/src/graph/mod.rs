//! Who imports whom: imports resolved to files of the repository, one file per language, and the circles in them.
//!
//! Nothing is guessed: an import that cannot be found in the repository is somebody else's package.

mod aliases;
mod components;
mod cycles;
mod go;
mod java;
mod javascript;
mod paths;
mod python;
mod rust;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use types::{CancellationToken, ImportEdge, Package};

use crate::AnalyzedFile;
pub use aliases::{Aliases, wants};
pub(crate) use components::components;

/// Imports between files of the repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// Every import once, by path. Where a language imports folders (Go packages, Java's `a.b.*`), `to` is the
    /// folder, `.` for the root.
    pub edges: Vec<ImportEdge>,
    /// Files that import each other in a circle, the largest group first.
    ///
    /// An edge from a module to one inside it or back does not make a circle: Rust's `mod` and `super`, and Python's
    /// `__init__`, are how packages are put together. Neither does an import that only tests need, nor one that
    /// the file can be loaded without: in a function's body, or for the type checker.
    pub cycles: Vec<Vec<String>>,
    /// What needs each of the edges.
    needs: Vec<Need>,
    /// How many files import a file, tests apart.
    importers: FxHashMap<String, u32>,
}

impl Graph {
    /// How many files import this one, test code apart.
    pub fn importers(&self, path: &str) -> u32 {
        self.importers.get(path).copied().unwrap_or(0)
    }

    /// Whether an import is needed by test code only.
    pub fn is_test_edge(&self, edge: &ImportEdge) -> bool {
        self.edges.binary_search(edge).is_ok_and(|at| !self.needs[at].product)
    }

    /// The shortest circle within one of the `cycles`: its files in the order in which they import each other.
    pub fn shortest_circle(&self, group: &[String]) -> Vec<String> {
        cycles::shortest(group, self.binding_edges())
    }

    /// Edges that may make a circle.
    fn binding_edges(&self) -> impl Iterator<Item = &ImportEdge> {
        let binding = |(edge, need): &(&ImportEdge, &Need)| need.at_once && !is_family(&edge.from, &edge.to);
        self.edges.iter().zip(&self.needs).filter(binding).map(|(edge, _)| edge)
    }
}

/// Resolves the imports of files, which stand ordered by path. `packages` are the repository's own, `aliases` what its
/// scripts call their files. When asked to stop, the graph is of no use.
pub fn build(
    files: &[AnalyzedFile],
    packages: &[Package],
    aliases: &Aliases,
    cancel: &CancellationToken,
) -> Graph {
    let mut graph = Graph::default();
    (graph.edges, graph.needs) =
        needs(files, &Resolvers::of(files, packages, aliases), cancel).into_iter().unzip();
    for (edge, _) in graph.edges.iter().zip(&graph.needs).filter(|(_, need)| need.product) {
        match graph.importers.get_mut(&edge.to) {
            Some(importers) => *importers += 1,
            None => _ = graph.importers.insert(edge.to.clone(), 1),
        }
    }
    graph.cycles = cycles::find(graph.binding_edges());
    graph
}

/// Every edge, with what needs it, by path.
fn needs(
    files: &[AnalyzedFile],
    resolvers: &Resolvers<'_>,
    cancel: &CancellationToken,
) -> Vec<(ImportEdge, Need)> {
    let of_file = |file: &AnalyzedFile| {
        let mut edges: BTreeMap<String, Need> = BTreeMap::new();
        for (at, import) in file.facts.imports.iter().enumerate() {
            if cancel.is_cancelled() {
                break;
            }
            let product = !(file.class.test || import.in_test);
            for to in resolvers.resolve(file, at).into_iter().filter(|to| *to != file.path) {
                let need = edges.entry(to).or_default();
                need.product |= product;
                need.at_once |= product && !import.deferred;
            }
        }
        edges.into_iter().map(|(to, need)| (ImportEdge { from: file.path.clone(), to }, need)).collect()
    };
    let mut all: Vec<_> = files.par_iter().flat_map_iter::<_, Vec<_>>(of_file).collect();
    // Nearly in order already: files stand by the bytes of their paths.
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    all
}

/// What needs an edge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Need {
    /// Product code does.
    product: bool,
    /// Product code does, as soon as it is loaded.
    at_once: bool,
}

/// All that resolves imports, made once per repository.
struct Resolvers<'f> {
    rust: rust::Crates<'f>,
    python: python::Modules<'f>,
    javascript: javascript::Modules<'f>,
    go: go::Packages<'f>,
    java: java::Classes<'f>,
}

impl<'f> Resolvers<'f> {
    fn of(files: &'f [AnalyzedFile], packages: &'f [Package], aliases: &'f Aliases) -> Self {
        let paths: FxHashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        Self {
            rust: rust::Crates::of(files, packages),
            python: python::Modules::of(files),
            javascript: javascript::Modules::of(paths, packages, aliases),
            go: go::Packages::of(files, packages),
            java: java::Classes::of(files),
        }
    }

    /// Paths of the files, or folders, that one of a file's imports brings in.
    fn resolve(&self, file: &AnalyzedFile, at: usize) -> Vec<String> {
        let import = &file.facts.imports[at];
        match language(file) {
            "rust" => self.rust.resolve(&file.path, at),
            "python" => self.python.resolve(&file.path, import),
            "javascript" | "typescript" | "tsx" => {
                self.javascript.resolve(&file.path, &import.target).into_iter().collect()
            }
            "go" => self.go.resolve(&import.target).into_iter().collect(),
            "java" => self.java.resolve(&import.target).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// The id of a file's language, empty where it has none.
fn language(file: &AnalyzedFile) -> &str {
    file.language.as_ref().map_or("", types::Language::as_str)
}

/// Whether a file is a Rust module inside that of another file.
pub fn is_submodule(outer: &str, inner: &str) -> bool {
    outer.ends_with(".rs") && rust::is_inside(outer, inner)
}

/// Whether one of two modules holds the other.
fn is_family(left: &str, right: &str) -> bool {
    let holds = |outer: &str, inner: &str| match outer.rsplit_once('.') {
        Some((_, "rs")) => rust::is_inside(outer, inner),
        Some((_, "py")) => {
            paths::name(outer) == "__init__.py"
                && (paths::folder(outer).is_empty()
                    || inner.starts_with(&format!("{}/", paths::folder(outer))))
        }
        _ => false,
    };
    holds(left, right) || holds(right, left)
}

#[cfg(test)]
mod tests;
