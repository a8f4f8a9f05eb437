//! What an analysis says about one commit of a repository.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Category, Finding, Insight, Language, Severity, TaskDraft};

/// The version of [`Report`] as JSON. Raised when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// What an analysis says about one commit. The same commit gives the same value, `timings_ms` apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA_VERSION`] at the time of writing.
    pub schema_version: u32,
    /// Which repository and commit.
    pub repository: RepositoryInfo,
    /// Sums over all analysed files.
    pub totals: Totals,
    /// Sums per language, the most code first.
    pub languages: Vec<LanguageTotals>,
    /// Frameworks and tools seen.
    pub stack: Vec<Technology>,
    /// The score and letters.
    pub quality: Quality,
    /// Every analysed file, by path; empty in reports of versions that did not list them.
    #[serde(default)]
    pub files: Vec<SourceFile>,
    /// Every function, by path and line.
    pub functions: Vec<Function>,
    /// Open findings, the worst first.
    pub findings: Vec<Finding>,
    /// Findings that somebody suppressed, with the reason; counted nowhere else.
    pub suppressed: Vec<Finding>,
    /// What the rules say whose findings are listed, by id; empty in reports of versions that did not tell.
    #[serde(default)]
    pub rules: Vec<RuleText>,
    /// Repeated code.
    pub duplication: Duplication,
    /// Who imports whom, and what is brought in from outside.
    pub dependencies: Dependencies,
    /// What the commits tell; `None` when history was not read.
    pub history: Option<History>,
    /// Files where complexity meets change, the hottest first; empty when history was not read.
    pub hotspots: Vec<Hotspot>,
    /// Statements to act on, the most useful first.
    pub insights: Vec<Insight>,
    /// Work to do, the highest score first.
    pub tasks: Vec<TaskDraft>,
    /// Files that were not analysed, and why.
    pub skipped: Vec<Skipped>,
    /// Milliseconds per stage. The only part that differs from run to run.
    pub timings_ms: BTreeMap<String, u64>,
}

/// Which repository and commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepositoryInfo {
    /// The last part of its address.
    pub name: String,
    /// Its address, without credentials; `None` for a path on this disk.
    pub url: Option<String>,
    /// The commit's id in hexadecimal; `None` for a work tree without commits.
    pub commit: Option<String>,
    /// The branch, where one was named.
    pub branch: Option<String>,
}

/// Sums of lines. A line with code and a comment counts as code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Files.
    pub files: u64,
    /// All lines.
    pub lines: u64,
    /// Lines with code.
    pub code: u64,
    /// Lines with nothing but a comment.
    pub comments: u64,
    /// Lines with nothing but white space.
    pub blanks: u64,
    /// Functions and methods, lambdas apart.
    pub functions: u64,
}

/// Sums for one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LanguageTotals {
    /// Its id.
    pub language: Language,
    /// Share of all code lines, 0..1.
    pub share: f64,
    /// The sums.
    #[serde(flatten)]
    pub totals: Totals,
}

/// What a technology is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TechnologyKind {
    /// A library that shapes the program: Django, React, Axum.
    Framework,
    /// A database, queue or other service.
    Service,
    /// Builds or packages: Cargo, npm, Maven.
    BuildTool,
    /// Tests.
    TestTool,
    /// Checks style or faults.
    Linter,
    /// Runs on every push.
    Ci,
    /// Containers and deployment.
    Container,
    /// The terms it is given under.
    Licence,
}

/// A framework or tool, with where it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Technology {
    /// Its own name: `Django`, `GitHub Actions`, `Apache-2.0`.
    pub name: String,
    /// What it is for.
    pub kind: TechnologyKind,
    /// The version asked for, where one is written.
    pub version: Option<String>,
    /// The file that shows it.
    pub evidence: String,
}

/// A letter, `A` the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rating {
    /// The best.
    A,
    /// Good.
    B,
    /// Middling.
    C,
    /// Bad.
    D,
    /// The worst.
    E,
}

impl Rating {
    /// The letter.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
        }
    }
}

/// How good the code is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// 0..100, higher is better.
    pub score: f64,
    /// From the debt ratio (SQALE).
    pub maintainability: Rating,
    /// From the worst open reliability finding.
    pub reliability: Rating,
    /// From the worst open security finding.
    pub security: Rating,
    /// Minutes to repair every open finding.
    pub debt_minutes: u64,
    /// Debt over the cost of writing the code anew at 30 minutes a line.
    pub debt_ratio: f64,
}

/// One analysed file, with its sums.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Path in the repository; bytes that are not UTF-8 stand as `\xNN`.
    pub path: String,
    /// Its language's id, where it has one.
    pub language: Option<Language>,
    /// All lines.
    pub lines: u64,
    /// Lines with code.
    pub code: u64,
    /// Sum of its functions' cognitive complexity.
    pub complexity: u64,
    /// 0..1: complexity times decayed changes over that of the hottest file; 0 for tests and where history was not
    /// read.
    pub heat: f64,
    /// The id of its contents in git's object database, in hexadecimal.
    pub blob: String,
}

/// What a rule says about its findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleText {
    /// Its id, `group/name`.
    pub id: String,
    /// The offence in a few words.
    pub title: String,
    /// What it harms.
    pub category: Category,
    /// How bad a finding is, unless it says otherwise itself.
    pub severity: Severity,
    /// The weakness's number in the Common Weakness Enumeration, as `CWE-89`.
    pub cwe: Option<String>,
    /// What it finds; Markdown, as are the next two.
    pub what: String,
    /// Why that matters.
    pub why: String,
    /// What to do instead.
    pub advice: String,
}

/// One function or method, with its measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Function {
    /// Path in the repository.
    pub path: String,
    /// Its name, with the type or class in front: `Parser::next`, `Parser.next`.
    pub name: String,
    /// First line, from 1.
    pub start_line: u32,
    /// Last line, inclusive.
    pub end_line: u32,
    /// Decisions + 1 (McCabe 1976).
    pub cyclomatic: u32,
    /// Cognitive complexity (SonarSource).
    pub cognitive: u32,
    /// Declared parameters, the receiver apart.
    pub parameters: u32,
    /// The deepest nesting of control structures.
    pub nesting: u32,
    /// Halstead volume, `N log2 n`.
    pub halstead_volume: f64,
    /// Maintainability index, 0..100, higher is better.
    pub maintainability_index: f64,
    /// Lines with code.
    pub code_lines: u32,
    /// Whether it stands in test code.
    pub in_test: bool,
}

/// Repeated code over the whole repository.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Duplication {
    /// Lines of product code, tests apart, that stand in at least one clone.
    pub duplicated_lines: u64,
    /// `duplicated_lines` over all lines of product code that were compared, 0..1.
    pub ratio: f64,
    /// The clones, the largest first.
    pub clones: Vec<CloneClass>,
    /// Clones found beyond those listed.
    pub clones_left_out: u64,
}

/// How alike the places of a clone are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloneKind {
    /// The same tokens.
    Identical,
    /// The same shape, with other names or values.
    Renamed,
}

/// A clone class: the same code in several places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloneClass {
    /// How alike they are.
    pub kind: CloneKind,
    /// Tokens in each place.
    pub tokens: u32,
    /// Lines in the longest place.
    pub lines: u32,
    /// Where it stands: at least two.
    pub places: Vec<ClonePlace>,
}

/// One place of a clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClonePlace {
    /// Path in the repository.
    pub path: String,
    /// First line, from 1.
    pub start_line: u32,
    /// Last line, inclusive.
    pub end_line: u32,
}

/// Who imports whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependencies {
    /// Imports between files of the repository.
    pub edges: Vec<ImportEdge>,
    /// Groups of files that import each other in a circle, the largest first.
    pub cycles: Vec<Vec<String>>,
    /// The repository's own packages: crates, modules, npm packages.
    pub packages: Vec<Package>,
    /// What the manifests bring in from outside.
    pub external: Vec<Dependency>,
}

/// One file imports another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ImportEdge {
    /// The importing file.
    pub from: String,
    /// The imported file; the folder, where a language imports folders (Go packages, Java's `a.b.*`).
    pub to: String,
}

/// A package of the repository itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its manifest's path.
    pub manifest: String,
    /// `cargo`, `pypi`, `npm`, `go`, `maven`.
    pub ecosystem: String,
}

/// A package from outside, as a manifest asks for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Dependency {
    /// Its name.
    pub name: String,
    /// The version asked for, as written.
    pub requirement: Option<String>,
    /// `cargo`, `pypi`, `npm`, `go`, `maven`.
    pub ecosystem: String,
    /// The manifest that asks.
    pub manifest: String,
    /// Whether only tests, examples or builds need it.
    pub dev: bool,
}

/// What the commits tell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// Commits read.
    pub commits: u64,
    /// People who wrote them.
    pub authors: u64,
    /// The first commit read, RFC 3339.
    pub first_commit: Option<String>,
    /// The last commit, RFC 3339.
    pub last_commit: Option<String>,
    /// The smallest number of people who made more than half of the decayed changes.
    pub bus_factor: u32,
    /// Whether older commits exist that were not read.
    pub truncated: bool,
    /// Files that change together, the strongest first.
    pub coupling: Vec<Coupling>,
}

/// Two files that change together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coupling {
    /// One file, the first by name.
    pub left: String,
    /// The other.
    pub right: String,
    /// Commits that changed both.
    pub shared: u32,
    /// Shared commits over the mean of both files' commits, 0..1.
    pub degree: f64,
}

/// A file where complexity meets change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hotspot {
    /// Path in the repository.
    pub path: String,
    /// 0..1, normalised over the repository.
    pub score: f64,
    /// Sum of its functions' cognitive complexity.
    pub complexity: u64,
    /// Lines with code.
    pub code: u64,
    /// Commits that changed it.
    pub changes: u32,
    /// The same, each halved per 180 days of age.
    pub decayed_changes: f64,
    /// People who changed it.
    pub authors: u32,
    /// The smallest number of people who made more than half of its decayed changes.
    pub bus_factor: u32,
}

/// Why a file was not analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Larger than the limit.
    TooLarge,
    /// Holds NUL bytes, or an encoding that is not text.
    Binary,
    /// Not UTF-8.
    NotUtf8,
    /// Made for machines to read.
    Minified,
    /// Written by a program.
    Generated,
    /// A copy of somebody else's code.
    Vendored,
    /// A symbolic link.
    Symlink,
    /// Another repository inside this one.
    Submodule,
    /// A pointer to a file kept elsewhere (Git LFS).
    LfsPointer,
    /// Took longer to parse than the limit.
    ParseTimeout,
    /// Nested deeper than the limit; its lines are counted, its code is not judged.
    TooDeep,
    /// Beyond the limit on files.
    TooManyFiles,
    /// Could not be read.
    Unreadable,
    /// Left out by the repository's own `.devmentor.toml`.
    Excluded,
    /// The analysis broke off in it: a fault of ours.
    Failed,
}

/// A file that was not analysed, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skipped {
    /// Path in the repository; bytes that are not UTF-8 stand as `\xNN`.
    pub path: String,
    /// Why.
    pub reason: SkipReason,
}
