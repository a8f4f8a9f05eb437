//! All that is known of a commit before anything is concluded from it.

#[cfg(test)]
pub(crate) mod scene;
mod tested;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use types::{Category, Dependency, Duplication, Finding, Hotspot, Quality, Skipped, Technology, Totals};

use crate::detect::is_migration;
use crate::facts::FunctionFacts;
use crate::graph::Graph;
use crate::history::Commits;
use crate::insights::Shared;
use crate::rules::{self, Check};
use crate::{AnalyzedFile, languages};

/// What the stages gave.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// Analysed files, by path.
    pub files: &'a [AnalyzedFile],
    /// Every path of the commit, analysed or not.
    pub paths: &'a [String],
    /// Open findings.
    pub findings: &'a [Finding],
    pub totals: &'a Totals,
    pub stack: &'a [Technology],
    pub quality: &'a Quality,
    pub duplication: &'a Duplication,
    pub graph: &'a Graph,
    /// What the manifests bring in from outside.
    pub external: &'a [Dependency],
    /// `None` when history was not read.
    pub commits: Option<&'a Commits>,
    /// The hottest first.
    pub hotspots: &'a [Hotspot],
    pub skipped: &'a [Skipped],
}

/// The parts, with what several conclusions ask of them.
pub struct Whole<'a> {
    pub parts: Parts<'a>,
    by_path: FxHashMap<&'a str, &'a AnalyzedFile>,
    heat: FxHashMap<&'a str, f64>,
    tested: FxHashSet<&'a str>,
    /// Hashes of the names and values in test code.
    test_words: FxHashSet<u32>,
    shared_code: OnceLock<Vec<Shared<'a>>>,
}

impl<'a> Whole<'a> {
    /// Puts the parts together.
    pub fn of(parts: Parts<'a>) -> Self {
        let test_words = tested::words(parts.files);
        Self {
            by_path: parts.files.iter().map(|file| (file.path.as_str(), file)).collect(),
            heat: parts.hotspots.iter().map(|hotspot| (hotspot.path.as_str(), hotspot.score)).collect(),
            tested: tested::files(&parts, &test_words),
            test_words,
            shared_code: OnceLock::new(),
            parts,
        }
    }

    /// The analysed file with this path.
    pub fn file(&self, path: &str) -> Option<&'a AnalyzedFile> {
        self.by_path.get(path).copied()
    }

    /// How hot a file is, 0..1; 0 without history.
    pub fn heat(&self, path: &str) -> f64 {
        self.heat.get(path).copied().unwrap_or(0.0)
    }

    /// How much other code leans on a file, 0..1: `n / (n + 5)` for `n` importing files.
    pub fn reach(&self, path: &str) -> f64 {
        let importers = f64::from(self.parts.graph.importers(path));
        importers / (importers + 5.0)
    }

    /// Whether a test reaches a file, as far as can be seen without running one: see [`tested`].
    pub fn is_tested(&self, path: &str) -> bool {
        self.tested.contains(path)
    }

    /// Whether a file only passes on what others hold, by its name and what is in it.
    pub(crate) fn is_index(&self, path: &str) -> bool {
        tested::is_index(path) && self.file(path).is_some_and(|file| file.facts.functions.is_empty())
    }

    /// Whether test code anywhere has the name of a function (`next` of `Parser::next`).
    pub fn is_mentioned(&self, function: &FunctionFacts) -> bool {
        self.test_words.contains(&word(function))
    }

    /// The clones of product code by the files that share them, those that save most first.
    pub(crate) fn shared_code(&self) -> &[Shared<'a>] {
        self.shared_code.get_or_init(|| Shared::all(self))
    }

    /// Files with code that people work on: neither tests, nor only counted, nor steps of a data base's past.
    pub fn product(&self) -> impl Iterator<Item = &'a AnalyzedFile> {
        let is_product =
            |file: &&AnalyzedFile| !file.class.test && file.is_judged() && !is_migration(&file.path);
        self.parts.files.iter().filter(is_product)
    }

    /// Functions outside tests, with their file; those whose complexity another one contains are left out.
    pub fn functions(&self) -> impl Iterator<Item = (&'a AnalyzedFile, &'a FunctionFacts)> {
        self.product().flat_map(|file| {
            file.facts
                .functions
                .iter()
                .filter(|function| !function.in_test && !function.nested)
                .map(move |function| (file, function))
        })
    }

    /// Whether there is any test code.
    pub fn has_tests(&self) -> bool {
        self.parts.files.iter().any(|file| {
            file.is_judged()
                && (file.class.test && !file.facts.functions.is_empty()
                    || file.facts.functions.iter().any(|function| function.in_test))
        })
    }
}

/// Whether the finding judges a function as a whole and says which; such findings are mended per function.
pub(crate) fn is_about_a_function(found: &Finding) -> bool {
    found.symbol.is_some() && judges_functions(found)
}

/// Whether the finding judges a function as a whole, named or not.
pub(crate) fn judges_functions(found: &Finding) -> bool {
    found.category == Category::Maintainability
        && rules::by_id(&found.rule)
            .is_some_and(|rule| rule.checks.iter().any(|check| matches!(check, Check::Function(_))))
}

/// The hash of a function's own name: `next` of `Parser::next`.
fn word(function: &FunctionFacts) -> u32 {
    let name = function.name.rsplit([':', '.']).next().unwrap_or(&function.name);
    languages::hash(name.as_bytes())
}
