//! A repository made up for a test.

use git2::Oid;
use types::{
    Category, CloneClass, CloneKind, ClonePlace, Dependency, Duplication, Finding, Hotspot, Language,
    Quality, Rating, Severity, Skipped, Technology, Totals,
};

use super::{Parts, Whole};
use crate::AnalyzedFile;
use crate::facts::{CloneToken, FileClass, FileFacts, FunctionFacts, Import};
use crate::graph;
use crate::history::Commits;

/// All that a [`Whole`] is made of, owned.
pub(crate) struct Scene {
    pub files: Vec<AnalyzedFile>,
    pub findings: Vec<Finding>,
    pub stack: Vec<Technology>,
    pub duplication: Duplication,
    pub external: Vec<Dependency>,
    pub commits: Option<Commits>,
    pub hotspots: Vec<Hotspot>,
    pub skipped: Vec<Skipped>,
}

impl Scene {
    pub(crate) fn empty() -> Self {
        Self {
            files: Vec::new(),
            findings: Vec::new(),
            stack: Vec::new(),
            duplication: Duplication::default(),
            external: Vec::new(),
            commits: None,
            hotspots: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// Adds a Python file with functions of so much cognitive complexity, and imports.
    pub(crate) fn file(mut self, path: &str, code: u64, functions: &[(&str, u32)], imports: &[&str]) -> Self {
        let test = path.contains("test");
        let functions: Vec<FunctionFacts> = functions
            .iter()
            .zip(0..)
            .map(|(&(name, cognitive), at)| FunctionFacts {
                name: name.to_owned(),
                start_line: at * 20 + 1,
                end_line: at * 20 + 19,
                cyclomatic: cognitive / 2 + 1,
                cyclomatic_modified: cognitive / 2 + 1,
                cognitive,
                parameters: 2,
                nesting: 2,
                halstead_volume: 100.0,
                halstead_difficulty: 2.0,
                maintainability_index: 60.0,
                code_lines: 18,
                in_test: test,
                public: true,
                nested: false,
            })
            .collect();
        let imports = imports
            .iter()
            .map(|&target| Import {
                target: target.to_owned(),
                names: Vec::new(),
                line: 1,
                in_test: false,
                deferred: false,
            })
            .collect();
        let totals =
            Totals { files: 1, lines: code, code, functions: functions.len() as u64, ..Totals::default() };
        self.files.push(AnalyzedFile {
            path: path.to_owned(),
            blob: Oid::ZERO_SHA1,
            class: FileClass { language: Some(0), test },
            language: Some(Language::new("python")),
            facts: FileFacts { totals, functions, imports, tokens: one_a_line(code), ..FileFacts::default() },
        });
        self
    }

    /// Adds a finding.
    pub(crate) fn finding(
        mut self,
        rule: &str,
        severity: Severity,
        path: &str,
        line: u32,
        symbol: &str,
    ) -> Self {
        self.findings.push(Finding {
            rule: rule.to_owned(),
            category: match rule.split('/').next() {
                Some("security") => Category::Security,
                Some("reliability") => Category::Reliability,
                _ => Category::Maintainability,
            },
            path: path.to_owned(),
            start_line: line,
            end_line: line,
            severity,
            cwe: None,
            message: "Something is wrong here.".to_owned(),
            effort_minutes: 20,
            fingerprint: format!("{rule}{path}{line}"),
            symbol: (!symbol.is_empty()).then(|| symbol.to_owned()),
            in_test: path.contains("test"),
            suppression: None,
        });
        self
    }

    /// Adds a clone of so many lines.
    pub(crate) fn clone_of(mut self, lines: u32, paths: &[&str]) -> Self {
        let places =
            paths.iter().map(|&path| ClonePlace { path: path.to_owned(), start_line: 1, end_line: lines });
        self.duplication.clones.push(CloneClass {
            kind: CloneKind::Identical,
            tokens: lines * 8,
            lines,
            places: places.collect(),
        });
        self
    }

    /// Asks something of the whole.
    pub(crate) fn ask<T>(&self, question: impl Fn(&Whole<'_>) -> T) -> T {
        let mut files = self.files.clone();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
        let graph = graph::build(&files, &[], &graph::Aliases::default(), &types::CancellationToken::new());
        let totals =
            Totals { code: files.iter().map(|file| file.facts.totals.code).sum(), ..Totals::default() };
        let quality = Quality {
            score: 80.0,
            maintainability: Rating::A,
            reliability: Rating::A,
            security: Rating::A,
            debt_minutes: 0,
            debt_ratio: 0.0,
        };
        question(&Whole::of(Parts {
            files: &files,
            paths: &paths,
            findings: &self.findings,
            totals: &totals,
            stack: &self.stack,
            quality: &quality,
            duplication: &self.duplication,
            graph: &graph,
            external: &self.external,
            commits: self.commits.as_ref(),
            hotspots: &self.hotspots,
            skipped: &self.skipped,
        }))
    }
}

/// A token on each line.
fn one_a_line(lines: u64) -> Vec<CloneToken> {
    (1..=lines as u32).map(|line| CloneToken { exact: line, shape: line, line }).collect()
}
