//! All that is known of a commit before anything is concluded from it.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use types::{Category, Dependency, Duplication, Finding, Hotspot, Quality, Skipped, Technology, Totals};

use crate::facts::FunctionFacts;
use crate::graph::Graph;
use crate::history::Commits;
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
}

impl<'a> Whole<'a> {
    /// Puts the parts together.
    pub fn of(parts: Parts<'a>) -> Self {
        let test_words = test_words(parts.files);
        let mut tested = tested(&parts);
        tested.extend(
            parts.files.iter().filter(|file| names_most(file, &test_words)).map(|file| file.path.as_str()),
        );
        Self {
            by_path: parts.files.iter().map(|file| (file.path.as_str(), file)).collect(),
            heat: parts.hotspots.iter().map(|hotspot| (hotspot.path.as_str(), hotspot.score)).collect(),
            tested,
            test_words,
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

    /// Whether a test reaches a file, as far as can be seen without running one: see [`tested`]; or test code has the
    /// names of at least half of its functions.
    pub fn is_tested(&self, path: &str) -> bool {
        self.tested.contains(path)
    }

    /// Whether test code anywhere has the name of a function (`next` of `Parser::next`).
    pub fn is_mentioned(&self, function: &FunctionFacts) -> bool {
        self.test_words.contains(&word(function))
    }

    /// Files with code that is neither a test nor only counted.
    pub fn product(&self) -> impl Iterator<Item = &'a AnalyzedFile> {
        self.parts.files.iter().filter(|file| !file.class.test && file.is_judged())
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

/// Product files that some test reaches: they hold tests, a test file imports them (directly, or over an index that
/// only passes on), one is named after them, or - in Go - stands in their folder.
fn tested<'a>(parts: &Parts<'a>) -> FxHashSet<&'a str> {
    let mut tested: FxHashSet<&str> = FxHashSet::default();
    let mut test_names: FxHashSet<String> = FxHashSet::default();
    let mut test_files: FxHashSet<&str> = FxHashSet::default();
    for file in parts.files {
        if file.class.test {
            test_files.insert(&file.path);
            test_names.insert(subject(&file.path));
        } else if file.facts.functions.iter().any(|function| function.in_test) {
            tested.insert(&file.path);
        }
    }
    // Folders count where a language imports folders.
    let mut folders: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for file in parts.files.iter().filter(|file| !file.class.test) {
        let folder = folder(&file.path);
        folders.entry(if folder.is_empty() { "." } else { folder }).or_default().push(&file.path);
    }
    let mut imports: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for edge in &parts.graph.edges {
        imports.entry(&edge.from).or_default().push(&edge.to);
    }
    let mut reached: Vec<&str> = test_files.iter().copied().collect();
    let mut seen: FxHashSet<&str> = reached.iter().copied().collect();
    while let Some(path) = reached.pop() {
        // A test reaches what it imports; an index reaches what it passes on; a helper of tests what it imports.
        if !test_files.contains(path) && !is_index(path) {
            continue;
        }
        for &to in imports.get(path).into_iter().flatten() {
            let files: &[&str] = folders.get(to).map_or(std::slice::from_ref(&to), Vec::as_slice);
            for &file in files {
                tested.insert(file);
                if seen.insert(file) {
                    reached.push(file);
                }
            }
        }
    }
    let go_folders: FxHashSet<&str> =
        test_files.iter().filter(|path| path.ends_with("_test.go")).map(|path| folder(path)).collect();
    for file in parts.files.iter().filter(|file| !file.class.test) {
        let beside = file.path.ends_with(".go") && go_folders.contains(folder(&file.path));
        if beside || test_names.contains(&subject(&file.path)) {
            tested.insert(&file.path);
        }
    }
    tested
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

/// Whether test code has the names of at least half of a file's functions, and of two.
fn names_most(file: &AnalyzedFile, test_words: &FxHashSet<u32>) -> bool {
    let functions = &file.facts.functions;
    let named = functions.iter().filter(|function| test_words.contains(&word(function))).count();
    named >= 2 && named * 2 >= functions.len()
}

/// The names and values that stand in test code, as their tokens' hashes.
fn test_words(files: &[AnalyzedFile]) -> FxHashSet<u32> {
    let mut words = FxHashSet::default();
    for file in files {
        let spans: Vec<_> =
            file.facts.symbols.iter().filter(|s| s.in_test).map(|s| s.start_line..=s.end_line).collect();
        let in_test = |line: u32| file.class.test || spans.iter().any(|span| span.contains(&line));
        if !file.class.test && spans.is_empty() {
            continue;
        }
        let named =
            file.facts.tokens.iter().filter(|token| token.exact != token.shape && in_test(token.line));
        words.extend(named.map(|token| token.exact));
    }
    words
}

/// The name of what a file is about, in small letters, without the marks of a test.
fn subject(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    let stem = if matches!(stem, "mod" | "index" | "__init__" | "lib" | "main") {
        folder(path).rsplit('/').next().unwrap_or(stem)
    } else {
        stem
    };
    let mut subject = stem.to_lowercase();
    for mark in ["_test", "_spec", "_tests", "tests", "test", "it"] {
        // `it` and `test` are endings of words too, so capitals or underscores must set them apart.
        let capital = stem.len() > mark.len()
            && stem.is_char_boundary(stem.len() - mark.len())
            && stem[stem.len() - mark.len()..].starts_with(char::is_uppercase);
        if let Some(rest) = subject.strip_suffix(mark)
            && (mark.starts_with('_') || capital)
        {
            subject = rest.to_owned();
            break;
        }
    }
    subject.strip_prefix("test_").map_or(subject.clone(), str::to_owned)
}

/// Whether a file by its name passes on what others hold.
pub(crate) fn is_index(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    matches!(name, "__init__.py" | "mod.rs" | "lib.rs") || name.split('.').next() == Some("index")
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
pub(crate) mod scene;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_named_after_their_subject() {
        for (test, product) in [
            ("tests/test_config.py", "src/config.py"),
            ("src/app.test.ts", "src/app.ts"),
            ("src/app.spec.tsx", "src/app.tsx"),
            ("src/test/java/OwnerControllerTests.java", "src/main/java/OwnerController.java"),
            ("src/test/java/OwnerIT.java", "src/main/java/Owner.java"),
            ("pkg/parse_test.go", "pkg/parse.go"),
            ("tests/parser.rs", "src/parser/mod.rs"),
        ] {
            assert_eq!(subject(test), subject(product), "{test}");
        }
        assert_eq!(subject("src/commit.rs"), "commit");
        assert_eq!(subject("src/latest.py"), "latest");
    }
}
