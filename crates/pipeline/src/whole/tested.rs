//! Which product files some test reaches, as far as can be seen without running one.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Parts, word};
use crate::AnalyzedFile;
use crate::{graph, languages};

/// Product files that some test reaches: they hold tests, a test file imports them (directly, or over an index that
/// only passes on), one is named after them, stands in their folder (Go), or beside them and calls them by their
/// addresses (Python); or test code has the names of at least half of their functions.
pub(super) fn files<'a>(parts: &Parts<'a>, words: &FxHashSet<u32>) -> FxHashSet<&'a str> {
    let tests = Tests::of(parts.files);
    let mut tested = reached(parts, &tests);
    let seen = |file: &&AnalyzedFile| holds_tests(file) || tests.are_beside(file) || names_most(file, words);
    tested.extend(parts.files.iter().filter(seen).map(|file| file.path.as_str()));
    tested
}

/// The test files of a repository.
struct Tests<'a> {
    paths: FxHashSet<&'a str>,
    /// What they are named after.
    subjects: FxHashSet<String>,
    /// Folders with tests in Go.
    go_folders: FxHashSet<&'a str>,
    /// Folders whose tests call what is beside them over a web framework's client: `self.client.get("/orders/")`.
    client_folders: FxHashSet<&'a str>,
}

impl<'a> Tests<'a> {
    fn of(files: &'a [AnalyzedFile]) -> Self {
        let paths: FxHashSet<&str> =
            files.iter().filter(|file| file.class.test).map(|file| file.path.as_str()).collect();
        Self {
            subjects: paths.iter().map(|path| subject(path)).collect(),
            go_folders: paths
                .iter()
                .filter(|path| path.ends_with("_test.go"))
                .map(|path| folder(path))
                .collect(),
            client_folders: files.iter().filter_map(client_folder).collect(),
            paths,
        }
    }

    /// Whether one is named after a product file, or stands beside it where that says as much.
    fn are_beside(&self, file: &AnalyzedFile) -> bool {
        !file.class.test
            && (self.subjects.contains(&subject(&file.path))
                || file.path.ends_with(".go") && self.go_folders.contains(folder(&file.path))
                || file.path.ends_with(".py") && self.client_folders.contains(folder(&file.path)))
    }
}

/// The folder that a Python test file is about, where the test uses a web framework's client.
fn client_folder(file: &AnalyzedFile) -> Option<&str> {
    let client = [b"self".as_slice(), b".", b"client"].map(languages::hash);
    let uses_client = || {
        let tokens = &file.facts.tokens;
        tokens.windows(3).any(|run| run.iter().zip(client).all(|(token, wanted)| token.exact == wanted))
    };
    if !file.class.test || !file.path.ends_with(".py") || !uses_client() {
        return None;
    }
    let home = folder(&file.path);
    match home.rsplit_once('/').unwrap_or(("", home)) {
        (around, "tests" | "test") => Some(around),
        _ => Some(home),
    }
}

/// Whether a product file has its tests in itself.
fn holds_tests(file: &AnalyzedFile) -> bool {
    !file.class.test && file.facts.functions.iter().any(|function| function.in_test)
}

/// What tests import: a test file all that it names, an index what it passes on, a Rust module the modules in it.
fn reached<'a>(parts: &Parts<'a>, tests: &Tests<'a>) -> FxHashSet<&'a str> {
    let folders = files_of_folders(parts.files);
    let mut imports: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for edge in &parts.graph.edges {
        imports.entry(&edge.from).or_default().push(&edge.to);
    }
    let own = parts.files.iter().filter(|file| holds_tests(file)).map(|file| file.path.as_str());
    let mut open: Vec<&str> = tests.paths.iter().copied().chain(own.filter(|path| !is_root(path))).collect();
    let mut tested: FxHashSet<&str> = FxHashSet::default();
    while let Some(path) = open.pop() {
        let passes_all = tests.paths.contains(path) || is_index(path);
        for to in imports.get(path).into_iter().flatten() {
            if !passes_all && !graph::is_submodule(path, to) {
                continue;
            }
            let files = folders.get(to).map_or(std::slice::from_ref(to), Vec::as_slice);
            open.extend(files.iter().filter(|file| tested.insert(**file)));
        }
    }
    tested
}

/// Product files by their folder, for languages that import folders.
fn files_of_folders(files: &[AnalyzedFile]) -> FxHashMap<&str, Vec<&str>> {
    let mut folders: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for file in files.iter().filter(|file| !file.class.test) {
        let folder = folder(&file.path);
        folders.entry(if folder.is_empty() { "." } else { folder }).or_default().push(&file.path);
    }
    folders
}

/// Whether test code has the names of at least half of a file's functions, and of two.
fn names_most(file: &AnalyzedFile, test_words: &FxHashSet<u32>) -> bool {
    let functions = &file.facts.functions;
    let named = functions.iter().filter(|function| test_words.contains(&word(function))).count();
    named >= 2 && named * 2 >= functions.len()
}

/// The names and values that stand in test code, as their tokens' hashes.
pub(super) fn words(files: &[AnalyzedFile]) -> FxHashSet<u32> {
    let mut words = FxHashSet::default();
    for file in files {
        let spans = if file.class.test { vec![(0, u32::MAX)] } else { file.facts.test_spans() };
        for (first, last) in spans {
            let tokens = &file.facts.tokens;
            let from = tokens.partition_point(|token| token.line < first);
            let in_test = tokens[from..].iter().take_while(|token| token.line <= last);
            let named = in_test.filter(|token| token.exact != token.shape);
            words.extend(named.map(|token| token.exact));
        }
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
pub(super) fn is_index(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    matches!(name, "__init__.py" | "mod.rs" | "lib.rs") || name.split('.').next() == Some("index")
}

/// Whether all modules of a crate are inside a file: a test in it says nothing of them.
fn is_root(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("lib.rs" | "main.rs"))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

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
