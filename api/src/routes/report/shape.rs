//! How the document describes a report. The types here are never made: a report goes out as it was written down, and a
//! test holds them against the real thing.

use std::collections::BTreeMap;

use crate::routes::analyses::Insight;
use crate::routes::findings::Suppression;
use crate::words::{Category, Priority, Quadrant, Rating, Severity};

/// Declares objects that are only described, never made: their bytes are written elsewhere.
macro_rules! described {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$meta])*
            #[derive(Debug, poem_openapi::Object)]
            #[oai(deny_unknown_fields)]
            pub(crate) struct $name { $($(#[$field_meta])* $field: $type,)* }
        )*
    };
}
pub(crate) use described;

described! {
    /// What an analysis says about one commit.
    Report {
        /// Raised when a field changes its meaning or goes.
        schema_version: u32,
        /// Which repository and commit.
        repository: RepositoryInfo,
        /// Sums over all analysed files.
        totals: Totals,
        /// Sums per language, the most code first.
        languages: Vec<LanguageTotals>,
        /// Frameworks and tools seen.
        stack: Vec<Technology>,
        /// The score and letters.
        quality: Quality,
        /// Every analysed file, by path.
        files: Vec<SourceFile>,
        /// Every function, by path and line.
        functions: Vec<Function>,
        /// Open findings, the worst first.
        findings: Vec<ReportedFinding>,
        /// Findings that somebody suppressed.
        suppressed: Vec<ReportedFinding>,
        /// What the rules say whose findings are listed, by id.
        rules: Vec<RuleText>,
        /// Repeated code.
        duplication: Duplication,
        /// Who imports whom, and what is brought in from outside.
        dependencies: Dependencies,
        /// What the commits tell; null when they were not read.
        history: Option<History>,
        /// Files where complexity meets change, the hottest first.
        hotspots: Vec<Hotspot>,
        /// Statements to act on, the most useful first.
        insights: Vec<Insight>,
        /// Work to do, the highest score first.
        tasks: Vec<ProposedTask>,
        /// Files that were not analysed, and why.
        skipped: Vec<Skipped>,
        /// Milliseconds per stage.
        timings_ms: BTreeMap<String, u64>,
    }

    /// Which repository and commit.
    RepositoryInfo {
        /// The last part of its address.
        name: String,
        /// Its address; null for a path.
        url: Option<String>,
        /// The commit's id; null for a work tree without commits.
        commit: Option<String>,
        /// The branch, where one was named.
        branch: Option<String>,
    }

    /// Sums of lines. A line with code and a comment counts as code.
    Totals {
        /// Files.
        files: u64,
        /// All lines.
        lines: u64,
        /// Lines with code.
        code: u64,
        /// Lines with nothing but a comment.
        comments: u64,
        /// Lines with nothing but white space.
        blanks: u64,
        /// Functions and methods.
        functions: u64,
    }

    /// Sums for one language.
    LanguageTotals {
        /// Its id.
        language: String,
        /// Share of all code lines, 0..1.
        share: f64,
        /// Files.
        files: u64,
        /// All lines.
        lines: u64,
        /// Lines with code.
        code: u64,
        /// Lines with nothing but a comment.
        comments: u64,
        /// Lines with nothing but white space.
        blanks: u64,
        /// Functions and methods.
        functions: u64,
    }

    /// A framework or tool, with where it was seen.
    Technology {
        /// Its own name.
        name: String,
        /// What it is for: `framework`, `service`, `build_tool`, `test_tool`, `linter`, `ci`, `container`, `licence`.
        kind: String,
        /// The version asked for, where one is written.
        version: Option<String>,
        /// The file that shows it.
        evidence: String,
    }

    /// How good the code is.
    Quality {
        /// 0..100, higher is better.
        score: f64,
        /// From the debt ratio (SQALE).
        maintainability: Rating,
        /// From the worst open reliability finding.
        reliability: Rating,
        /// From the worst open security finding.
        security: Rating,
        /// Minutes to repair every open finding.
        debt_minutes: u64,
        /// Debt over the cost of writing the code anew.
        debt_ratio: f64,
    }

    /// One analysed file, with its sums.
    SourceFile {
        /// Path in the repository; bytes that are not UTF-8 stand as `\xNN`.
        path: String,
        /// Its language's id, where it has one.
        language: Option<String>,
        /// All lines.
        lines: u64,
        /// Lines with code.
        code: u64,
        /// Sum of its functions' cognitive complexity.
        complexity: u64,
        /// 0..1: complexity times decayed changes over that of the hottest file.
        heat: f64,
        /// The id of its contents in git's object database.
        blob: String,
    }

    /// What a rule says about its findings.
    RuleText {
        /// Its id.
        id: String,
        /// The offence in a few words.
        title: String,
        /// What it harms.
        category: Category,
        /// How bad a finding is, unless it says otherwise itself.
        severity: Severity,
        /// The weakness' number in the Common Weakness Enumeration.
        cwe: Option<String>,
        /// What it finds; Markdown, as are the next two.
        what: String,
        /// Why that matters.
        why: String,
        /// What to do instead.
        advice: String,
    }

    /// One function or method, with its measures.
    Function {
        /// Path in the repository.
        path: String,
        /// Its name, with the type or class in front.
        name: String,
        /// First line, from 1.
        start_line: u32,
        /// Last line, inclusive.
        end_line: u32,
        /// Decisions + 1 (McCabe).
        cyclomatic: u32,
        /// Cognitive complexity (SonarSource).
        cognitive: u32,
        /// Declared parameters.
        parameters: u32,
        /// The deepest nesting of control structures.
        nesting: u32,
        /// Halstead volume.
        halstead_volume: f64,
        /// 0..100, higher is better.
        maintainability_index: f64,
        /// Lines with code.
        code_lines: u32,
        /// Whether it stands in test code.
        in_test: bool,
    }

    /// One fault at one place.
    ReportedFinding {
        /// The rule's id.
        rule: String,
        /// What it harms.
        category: Category,
        /// Path in the repository.
        path: String,
        /// First line, from 1.
        start_line: u32,
        /// Last line, inclusive.
        end_line: u32,
        /// How bad it is.
        severity: Severity,
        /// The weakness' number in the Common Weakness Enumeration.
        cwe: Option<String>,
        /// What is wrong here, and what to do.
        message: String,
        /// Minutes that the repair will take.
        effort_minutes: u32,
        /// Identity from one analysis to the next.
        fingerprint: String,
        /// The function or type around it.
        symbol: Option<String>,
        /// Whether it stands in test code.
        in_test: bool,
        /// Why it is not to be counted.
        suppression: Option<Suppression>,
    }

    /// Repeated code over the whole repository.
    Duplication {
        /// Lines that stand in at least one clone.
        duplicated_lines: u64,
        /// The same over all code lines of the files compared, 0..1.
        ratio: f64,
        /// The clones, the largest first.
        clones: Vec<Clone>,
        /// Clones found beyond those listed.
        clones_left_out: u64,
    }

    /// The same code in several places.
    Clone {
        /// `identical`, or `renamed`: the same shape with other names.
        kind: String,
        /// Tokens in each place.
        tokens: u32,
        /// Lines in the longest place.
        lines: u32,
        /// Where it stands.
        places: Vec<ClonePlace>,
    }

    /// One place of a clone.
    ClonePlace {
        /// Path in the repository.
        path: String,
        /// First line, from 1.
        start_line: u32,
        /// Last line, inclusive.
        end_line: u32,
    }

    /// Who imports whom.
    Dependencies {
        /// Imports between files of the repository.
        edges: Vec<ImportEdge>,
        /// Groups of files that import each other in a circle, the largest first.
        cycles: Vec<Vec<String>>,
        /// The repository's own packages.
        packages: Vec<Package>,
        /// What the manifests bring in from outside.
        external: Vec<Dependency>,
    }

    /// One file imports another.
    ImportEdge {
        /// The importing file.
        from: String,
        /// The imported file.
        to: String,
    }

    /// A package of the repository itself.
    Package {
        /// Its name.
        name: String,
        /// Its manifest's path.
        manifest: String,
        /// `cargo`, `pypi`, `npm`, `go`, `maven`.
        ecosystem: String,
    }

    /// A package from outside, as a manifest asks for it.
    Dependency {
        /// Its name.
        name: String,
        /// The version asked for, as written.
        requirement: Option<String>,
        /// `cargo`, `pypi`, `npm`, `go`, `maven`.
        ecosystem: String,
        /// The manifest that asks.
        manifest: String,
        /// Whether only tests, examples or builds need it.
        dev: bool,
    }

    /// What the commits tell.
    History {
        /// Commits read.
        commits: u64,
        /// People who wrote them.
        authors: u64,
        /// The first commit read.
        first_commit: Option<String>,
        /// The last commit.
        last_commit: Option<String>,
        /// The smallest number of people who made more than half of the decayed changes.
        bus_factor: u32,
        /// Whether older commits exist that were not read.
        truncated: bool,
        /// Files that change together, the strongest first.
        coupling: Vec<Coupling>,
    }

    /// Two files that change together.
    Coupling {
        /// One file.
        left: String,
        /// The other.
        right: String,
        /// Commits that changed both.
        shared: u32,
        /// Shared commits over the mean of both files' commits, 0..1.
        degree: f64,
    }

    /// A file where complexity meets change.
    Hotspot {
        /// Path in the repository.
        path: String,
        /// 0..1, normalised over the repository.
        score: f64,
        /// Sum of its functions' cognitive complexity.
        complexity: u64,
        /// Lines with code.
        code: u64,
        /// Commits that changed it.
        changes: u32,
        /// The same, each halved per 180 days of age.
        decayed_changes: f64,
        /// People who changed it.
        authors: u32,
        /// The smallest number of people who made more than half of its decayed changes.
        bus_factor: u32,
    }

    /// Work that the analysis proposes.
    ProposedTask {
        /// Identity of its cause from one analysis to the next.
        key: String,
        /// What to do, naming the place.
        title: String,
        /// Why, and how to go about it; Markdown.
        description: String,
        /// Where to begin.
        path: Option<String>,
        /// First line there, from 1.
        start_line: Option<u32>,
        /// Last line there, inclusive.
        end_line: Option<u32>,
        /// 0..1.
        impact: f64,
        /// 0..1.
        urgency: f64,
        /// 0..1.
        dependencies: f64,
        /// Minutes of work.
        effort_minutes: u32,
        /// The weighted sum, 0..1.
        score: f64,
        /// When to do it.
        priority: Priority,
        /// From impact and urgency.
        quadrant: Quadrant,
        /// Fingerprints of the findings that it would end.
        findings: Vec<String>,
    }

    /// A file that was not analysed, and why.
    Skipped {
        /// Path in the repository.
        path: String,
        /// `too_large`, `binary`, `not_utf8`, `minified`, `generated`, `vendored`, `symlink`, `submodule`,
        /// `lfs_pointer`, `parse_timeout`, `too_deep`, `too_many_files`, `unreadable`.
        reason: String,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schema;

    /// A report in which no list is empty and no value is missing.
    fn full() -> serde_json::Value {
        let totals = json!({"files": 1, "lines": 1, "code": 1, "comments": 0, "blanks": 0, "functions": 1});
        let mut language = totals.clone();
        language["language"] = json!("rust");
        language["share"] = json!(1.0);
        let finding = json!({
            "rule": "security/x", "category": "security", "path": "a.rs", "start_line": 1, "end_line": 1,
            "severity": "high", "cwe": "CWE-89", "message": "m", "effort_minutes": 5, "fingerprint": "f",
            "symbol": "s", "in_test": false, "suppression": {"reason": "r", "source": "comment"}
        });
        let place = json!({"path": "a.rs", "start_line": 1, "end_line": 2});
        json!({
            "schema_version": 1,
            "repository": {"name": "n", "url": "https://example.org/n", "commit": "c", "branch": "b"},
            "totals": totals, "languages": [language],
            "stack": [{"name": "Cargo", "kind": "build_tool", "version": "1", "evidence": "Cargo.toml"}],
            "quality": {"score": 1.0, "maintainability": "A", "reliability": "B", "security": "C",
                        "debt_minutes": 1, "debt_ratio": 0.1},
            "files": [{"path": "a.rs", "language": "rust", "lines": 9, "code": 8, "complexity": 7, "heat": 0.5,
                       "blob": "b"}],
            "rules": [{"id": "security/x", "title": "t", "category": "security", "severity": "high",
                       "cwe": "CWE-89", "what": "w", "why": "y", "advice": "a"}],
            "functions": [{"path": "a.rs", "name": "f", "start_line": 1, "end_line": 2, "cyclomatic": 1,
                           "cognitive": 0, "parameters": 0, "nesting": 0, "halstead_volume": 1.5,
                           "maintainability_index": 99.5, "code_lines": 2, "in_test": false}],
            "findings": [finding.clone()], "suppressed": [finding],
            "duplication": {"duplicated_lines": 1, "ratio": 0.5, "clones_left_out": 0,
                            "clones": [{"kind": "renamed", "tokens": 50, "lines": 5, "places": [place.clone(), place]}]},
            "dependencies": {"edges": [{"from": "a", "to": "b"}], "cycles": [["a", "b"]],
                             "packages": [{"name": "n", "manifest": "Cargo.toml", "ecosystem": "cargo"}],
                             "external": [{"name": "n", "requirement": "1", "ecosystem": "cargo",
                                           "manifest": "Cargo.toml", "dev": false}]},
            "history": {"commits": 1, "authors": 1, "first_commit": "2026-01-01T00:00:00Z",
                        "last_commit": "2026-01-01T00:00:00Z", "bus_factor": 1, "truncated": false,
                        "coupling": [{"left": "a", "right": "b", "shared": 5, "degree": 0.5}]},
            "hotspots": [{"path": "a.rs", "score": 1.0, "complexity": 1, "code": 1, "changes": 1,
                          "decayed_changes": 0.5, "authors": 1, "bus_factor": 1}],
            "insights": [{"key": "k", "kind": "hotspot", "severity": "low", "title": "t", "detail": "d",
                          "advice": "a", "usefulness": 0.5,
                          "evidence": [{"path": "a.rs", "start_line": 1, "end_line": 1, "fingerprint": "f", "fact": "x"}]}],
            "tasks": [{"key": "k", "title": "t", "description": "d", "path": "a.rs", "start_line": 1, "end_line": 1,
                       "impact": 0.5, "urgency": 0.5, "dependencies": 0.5, "effort_minutes": 5, "score": 0.5,
                       "priority": "P1", "quadrant": "do_first", "findings": ["f"]}],
            "skipped": [{"path": "x", "reason": "binary"}],
            "timings_ms": {"total": 1}
        })
    }

    #[test]
    fn the_document_describes_the_report_as_it_is() {
        // Through the real type and back: a field that it lacks would be lost, one that it has more would show.
        let report: types::Report = serde_json::from_value(full()).unwrap();
        let written = serde_json::to_value(&report).unwrap();
        assert_eq!(written, full(), "the example has every field of the report");
        assert_eq!(schema::faults::<Report>(&written), []);
    }
}
