//! A report as text: first what a reader would ask, then where to look further.

use std::collections::BTreeMap;

use types::{Finding, Hotspot, Insight, Rating, Report, Severity, SkipReason, TechnologyKind};

use super::{place, severity, tasks};
use crate::terminal::{Paint, Style, bar, clean, duration, fit_end, minutes, plural, thousands, width, wrap};

/// How much of a report is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Insights at most.
    pub(crate) insights: usize,
    /// Tasks at most.
    pub(crate) tasks: usize,
    /// Languages, stack, findings, hotspots and what was left out as well.
    pub(crate) everything: bool,
}

/// How many of each are shown.
const FINDINGS: usize = 10;
const HOTSPOTS: usize = 5;
const LANGUAGES: usize = 6;
/// Places of one insight.
const EVIDENCE: usize = 3;

/// The report in lines of at most `columns` where that can be.
pub(crate) fn lines(report: &Report, style: Style, columns: usize, shown: Shown) -> Vec<String> {
    let page = Page { report, style, columns };
    let mut sections = vec![page.head(), page.quality()];
    if shown.everything {
        sections.extend([page.languages(), page.stack()]);
    }
    sections.push(page.insights(shown.insights));
    if shown.everything {
        sections.extend([page.findings(), page.hotspots()]);
    }
    sections.push(page.tasks(shown.tasks));
    if shown.everything {
        sections.push(page.foot());
    }
    sections.retain(|section| !section.is_empty());
    sections.join(&String::new())
}

struct Page<'a> {
    report: &'a Report,
    style: Style,
    columns: usize,
}

impl Page<'_> {
    fn head(&self) -> Vec<String> {
        let repository = &self.report.repository;
        let mut title = self.style.paint(Paint::Bold, clean(&repository.name));
        if let Some(branch) = &repository.branch {
            title += &format!("  {}", clean(branch));
        }
        match &repository.commit {
            Some(commit) => title += &format!(" @ {}", clean(commit).chars().take(10).collect::<String>()),
            None => title += "  work tree as it stands",
        }
        let totals = &self.report.totals;
        let sums = format!(
            "{}, {} of code, {} of comments, {}",
            plural(totals.files, "file", "files"),
            plural(totals.code, "line", "lines"),
            thousands(totals.comments),
            plural(totals.functions, "function", "functions"),
        );
        let sums = wrap(&sums, self.columns).into_iter().map(|line| self.style.paint(Paint::Dim, line));
        std::iter::once(title).chain(sums).collect()
    }

    fn quality(&self) -> Vec<String> {
        let quality = &self.report.quality;
        let score = self.style.paint(Paint::Bold, format!("{:.0}", quality.score));
        let letters = [
            ("Maintainability", quality.maintainability),
            ("Reliability", quality.reliability),
            ("Security", quality.security),
        ]
        .map(|(name, rating)| format!("{name} {}", self.rating(rating)));
        let debt = if quality.debt_minutes == 0 {
            "No repairs are due.".to_owned()
        } else {
            let percent = quality.debt_ratio * 100.0;
            let percent = if percent < 0.1 { "less than 0.1".to_owned() } else { format!("{percent:.1}") };
            let debt = minutes(quality.debt_minutes);
            format!(
                "Repairing everything found takes about {debt}: {percent} % of what writing the code anew would."
            )
        };
        let heading = format!("{} {score} of 100", self.heading("Quality"));
        let in_one = format!("{heading}  {}", letters.join("   "));
        let mut lines = if width(&in_one) <= self.columns {
            vec![in_one]
        } else {
            std::iter::once(heading).chain(letters.iter().map(|letter| format!("        {letter}"))).collect()
        };
        lines.extend(wrap(&debt, self.columns - 8).into_iter().map(|line| format!("        {line}")));
        lines
    }

    fn languages(&self) -> Vec<String> {
        // Prose has lines, and no code.
        let languages: Vec<_> = self.report.languages.iter().filter(|l| l.totals.code > 0).collect();
        let name_width =
            languages.iter().take(LANGUAGES).map(|l| width(l.language.as_str())).max().unwrap_or(0);
        // What stands beside the bar takes up to 45 columns and the name.
        let bar_width = self.columns.saturating_sub(45 + name_width).clamp(4, 30);
        let mut lines = vec![self.heading("Languages")];
        for language in languages.iter().take(LANGUAGES) {
            let name = clean(language.language.as_str());
            lines.push(format!(
                "  {name:<name_width$}  {} {:>5.1} %  {}",
                self.style.paint(Paint::Blue, bar(language.share, bar_width)),
                language.share * 100.0,
                self.style.paint(
                    Paint::Dim,
                    format!(
                        "{} in {}",
                        plural(language.totals.code, "line", "lines"),
                        plural(language.totals.files, "file", "files")
                    )
                ),
            ));
        }
        if languages.len() > LANGUAGES {
            let names: Vec<String> =
                languages[LANGUAGES..].iter().map(|l| clean(l.language.as_str())).collect();
            lines.extend(self.indented(&format!("also {}", names.join(", "))));
        }
        if languages.is_empty() { Vec::new() } else { lines }
    }

    fn stack(&self) -> Vec<String> {
        let mut by_kind: BTreeMap<TechnologyKind, Vec<String>> = BTreeMap::new();
        for technology in &self.report.stack {
            let name = match &technology.version {
                Some(version) => format!("{} {}", clean(&technology.name), clean(version)),
                None => clean(&technology.name),
            };
            let names = by_kind.entry(technology.kind).or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if by_kind.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![self.heading("Stack")];
        for (kind, names) in by_kind {
            lines.extend(self.labelled(&format!("  {:<11}", technology(kind)), &names.join(", ")));
        }
        lines
    }

    fn insights(&self, most: usize) -> Vec<String> {
        let insights = &self.report.insights;
        if most == 0 {
            return Vec::new();
        }
        if insights.is_empty() {
            return vec![self.heading("What matters most"), "  Nothing stands out.".to_owned()];
        }
        let mut lines = vec![self.heading("What matters most")];
        for (at, insight) in insights.iter().take(most).enumerate() {
            lines.extend(self.insight(at + 1, insight));
        }
        if insights.len() > most {
            lines.push(self.style.paint(Paint::Dim, format!("  and {} more", insights.len() - most)));
        }
        lines
    }

    fn insight(&self, number: usize, insight: &Insight) -> Vec<String> {
        let title = wrap(&clean(&insight.title), self.columns - 14);
        let mut lines = Vec::new();
        for (at, line) in title.into_iter().enumerate() {
            let lead = if at == 0 {
                format!("  {number}. {} ", severity(self.style, insight.severity))
            } else {
                " ".repeat(14)
            };
            lines.push(format!("{lead}{}", self.style.paint(Paint::Bold, line)));
        }
        lines.extend(self.labelled("     why   ", &clean(&insight.detail)));
        let places: Vec<String> = insight
            .evidence
            .iter()
            .filter_map(|evidence| evidence.path.as_deref().map(|path| place(path, evidence.start_line)))
            .fold(Vec::new(), |mut places, place| {
                if !places.contains(&place) {
                    places.push(place);
                }
                places
            });
        if !places.is_empty() {
            // Evidence itself may be a choice, so what is left out is not counted.
            let others = if places.len() > EVIDENCE { " and others" } else { "" };
            let text = places.into_iter().take(EVIDENCE).collect::<Vec<_>>().join(", ") + others;
            lines.extend(self.labelled("     where ", &text));
        }
        lines.extend(self.labelled("     do    ", &clean(&insight.advice)));
        lines
    }

    fn findings(&self) -> Vec<String> {
        let findings = &self.report.findings;
        if findings.is_empty() {
            return vec![format!("{} none open", self.heading("Findings"))];
        }
        let counts: Vec<String> = Severity::ALL
            .iter()
            .filter_map(|severity| {
                let count = findings.iter().filter(|finding| finding.severity == *severity).count() as u64;
                (count > 0).then(|| format!("{} {severity}", thousands(count)))
            })
            .collect();
        let mut lines = vec![format!(
            "{} {} open: {}",
            self.heading("Findings"),
            thousands(findings.len() as u64),
            counts.join(", ")
        )];
        for finding in findings.iter().take(FINDINGS) {
            lines.extend(self.finding(finding));
        }
        if findings.len() > FINDINGS {
            let more = format!(
                "  and {} more; --format json lists all",
                thousands((findings.len() - FINDINGS) as u64)
            );
            lines.push(self.style.paint(Paint::Dim, more));
        }
        lines
    }

    fn finding(&self, finding: &Finding) -> Vec<String> {
        let where_ = place(&finding.path, Some(finding.start_line));
        let rule = clean(&finding.rule);
        let indent = " ".repeat(11);
        let lead = format!("  {} ", severity(self.style, finding.severity));
        let room = self.columns.saturating_sub(11);
        let beside = width(&where_) + 2 + width(&rule) <= room;
        let where_ = self.style.paint(Paint::Cyan, fit_end(&where_, room));
        let rule = self.style.paint(Paint::Dim, rule);
        let mut lines = if beside {
            vec![format!("{lead}{where_}  {rule}")]
        } else {
            vec![format!("{lead}{where_}"), format!("{indent}{rule}")]
        };
        lines.extend(
            wrap(&clean(&finding.message), self.columns - 11)
                .into_iter()
                .map(|line| format!("{indent}{line}")),
        );
        lines
    }

    fn hotspots(&self) -> Vec<String> {
        let hotspots = &self.report.hotspots;
        if hotspots.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![format!(
            "{} {}",
            self.heading("Hotspots"),
            self.style.paint(Paint::Dim, "complex code that changes often")
        )];
        let facts: Vec<String> = hotspots.iter().take(HOTSPOTS).map(hot).collect();
        // Bar and facts stand beside the path where there is room for it, else below.
        let taken = 2 + 2 + 10 + 1 + facts.iter().map(|text| width(text)).max().unwrap_or(0);
        let beside = self.columns >= taken + 24;
        let room = self.columns.saturating_sub(if beside { taken } else { 2 });
        let paths: Vec<String> =
            hotspots.iter().take(HOTSPOTS).map(|h| fit_end(&clean(&h.path), room)).collect();
        let path_width = paths.iter().map(|path| width(path)).max().unwrap_or(0);
        for ((hotspot, path), facts) in hotspots.iter().zip(&paths).zip(facts) {
            let bar = self.style.paint(Paint::Yellow, bar(hotspot.score, 10));
            let facts = self.style.paint(Paint::Dim, facts);
            let pad = " ".repeat(path_width - width(path));
            let path = self.style.paint(Paint::Cyan, path);
            if beside {
                lines.push(format!("  {path}{pad}  {bar} {facts}"));
            } else {
                lines.extend([format!("  {path}"), format!("    {bar} {facts}")]);
            }
        }
        lines
    }

    fn tasks(&self, most: usize) -> Vec<String> {
        let all = &self.report.tasks;
        if most == 0 {
            return Vec::new();
        }
        let mut lines = vec![self.heading("First tasks")];
        let rows: Vec<tasks::Row> = all.iter().take(most).map(tasks::Row::from).collect();
        if rows.is_empty() {
            lines.push("  Nothing to do.".to_owned());
            return lines;
        }
        lines.extend(
            tasks::list(&rows, self.style, self.columns - 2).into_iter().map(|line| format!("  {line}")),
        );
        if all.len() > most {
            lines.push(self.style.paint(Paint::Dim, format!("  and {} more", all.len() - most)));
        }
        lines
    }

    /// What was measured over the whole, what was left out, and how long it took.
    fn foot(&self) -> Vec<String> {
        let report = self.report;
        let mut facts =
            vec![format!("{:.1} % of the code stands more than once", report.duplication.ratio * 100.0)];
        match report.dependencies.cycles.len() as u64 {
            0 => facts.push("no files import each other in a circle".to_owned()),
            cycles => {
                facts
                    .push(format!("{} of files that import each other", plural(cycles, "circle", "circles")));
            }
        }
        if let Some(history) = &report.history {
            facts.push(format!(
                "{} by {}",
                plural(history.commits, "commit", "commits"),
                plural(history.authors, "person", "people")
            ));
        }
        if !report.suppressed.is_empty() {
            facts.push(format!(
                "{} suppressed",
                plural(report.suppressed.len() as u64, "finding", "findings")
            ));
        }
        let mut lines = self.labelled("Also      ", &facts.join("; "));
        let mut reasons: BTreeMap<SkipReason, u64> = BTreeMap::new();
        for skipped in &report.skipped {
            *reasons.entry(skipped.reason).or_default() += 1;
        }
        if !reasons.is_empty() {
            let reasons: Vec<String> = reasons
                .iter()
                .map(|(reason, count)| format!("{} {}", thousands(*count), skip(*reason)))
                .collect();
            lines.extend(self.labelled("Left out  ", &reasons.join(", ")));
        }
        let total =
            report.timings_ms.get("total").copied().unwrap_or_else(|| report.timings_ms.values().sum());
        lines.push(self.style.paint(Paint::Dim, format!("Analysed in {}.", duration(total))));
        lines
    }

    fn heading(&self, text: &str) -> String {
        self.style.paint(Paint::Bold, text)
    }

    /// A label, and beside it a text that wraps into its own column.
    fn labelled(&self, label: &str, text: &str) -> Vec<String> {
        let indent = " ".repeat(width(label));
        wrap(text, self.columns.saturating_sub(width(label)))
            .into_iter()
            .enumerate()
            .map(|(at, line)| {
                let lead = if at == 0 { self.style.paint(Paint::Dim, label) } else { indent.clone() };
                format!("{lead}{line}")
            })
            .collect()
    }

    fn indented(&self, text: &str) -> Vec<String> {
        wrap(text, self.columns - 2)
            .into_iter()
            .map(|line| format!("  {}", self.style.paint(Paint::Dim, line)))
            .collect()
    }

    fn rating(&self, rating: Rating) -> String {
        let (word, paint) = match rating {
            Rating::A => ("very good", Paint::Green),
            Rating::B => ("good", Paint::Green),
            Rating::C => ("middling", Paint::Yellow),
            Rating::D => ("bad", Paint::Red),
            Rating::E => ("very bad", Paint::Red),
        };
        self.style.paint(paint, format!("{} ({word})", rating.as_str()))
    }
}

/// What makes a file hot.
fn hot(hotspot: &Hotspot) -> String {
    format!(
        "complexity {}, {} by {}",
        thousands(hotspot.complexity),
        plural(hotspot.changes.into(), "change", "changes"),
        plural(hotspot.authors.into(), "person", "people")
    )
}

const fn technology(kind: TechnologyKind) -> &'static str {
    match kind {
        TechnologyKind::Framework => "built on",
        TechnologyKind::Service => "talks to",
        TechnologyKind::BuildTool => "built with",
        TechnologyKind::TestTool => "tested by",
        TechnologyKind::Linter => "checked by",
        TechnologyKind::Ci => "runs on",
        TechnologyKind::Container => "shipped by",
        TechnologyKind::Licence => "licence",
    }
}

const fn skip(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::TooLarge => "too large",
        SkipReason::Binary => "binary",
        SkipReason::NotUtf8 => "not UTF-8",
        SkipReason::Minified => "minified",
        SkipReason::Generated => "generated",
        SkipReason::Vendored => "vendored",
        SkipReason::Symlink => "symbolic links",
        SkipReason::Submodule => "submodules",
        SkipReason::LfsPointer => "kept in Git LFS",
        SkipReason::ParseTimeout => "too slow to parse",
        SkipReason::TooDeep => "nested too deep",
        SkipReason::TooManyFiles => "beyond the limit on files",
        SkipReason::Unreadable => "unreadable",
        SkipReason::Excluded => "excluded by .devmentor.toml",
        SkipReason::Failed => "broken off by a fault of ours",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FULL: Shown = Shown { insights: 5, tasks: 8, everything: true };

    fn report() -> Report {
        serde_json::from_value(json!({
            "schema_version": 1,
            "repository": {"name": "shop", "url": null, "commit": "0123456789abcdef", "branch": "main"},
            "totals": {"files": 12, "lines": 2000, "code": 1500, "comments": 200, "blanks": 300, "functions": 80},
            "languages": [{"language": "python", "share": 1.0, "files": 12, "lines": 2000, "code": 1500,
                           "comments": 200, "blanks": 300, "functions": 80}],
            "stack": [{"name": "Flask", "kind": "framework", "version": "3.0", "evidence": "pyproject.toml"}],
            "quality": {"score": 71.6, "maintainability": "B", "reliability": "A", "security": "E",
                        "debt_minutes": 1700, "debt_ratio": 0.0631},
            "functions": [],
            "findings": [{"rule": "security/sql-injection", "category": "security", "path": "a\u{1b}[31m.py",
                          "start_line": 7, "end_line": 7, "severity": "critical", "cwe": "CWE-89",
                          "message": "A query is put together from a request's value.\nBind it instead.",
                          "effort_minutes": 30, "fingerprint": "f", "symbol": null, "in_test": false}],
            "suppressed": [],
            "duplication": {"duplicated_lines": 30, "ratio": 0.02, "clones": [], "clones_left_out": 0},
            "dependencies": {"edges": [], "cycles": [["a", "b"]], "packages": [], "external": []},
            "history": null,
            "hotspots": [{"path": "app.py", "score": 1.0, "complexity": 90, "code": 400, "changes": 31,
                          "decayed_changes": 12.5, "authors": 1, "bus_factor": 1}],
            "insights": [{"key": "k", "kind": "security-flow", "severity": "critical",
                          "title": "Requests reach SQL in a.py", "detail": "why it matters here", "advice": "bind values",
                          "usefulness": 0.9,
                          "evidence": [{"path": "a.py", "start_line": 7, "fact": "x"}, {"path": "a.py", "start_line": 7, "fact": "y"}]}],
            "tasks": [{"key": "t", "title": "Bind the values of the query in a.py", "description": "d", "path": "a.py",
                       "start_line": 7, "end_line": 7, "impact": 1.0, "urgency": 1.0, "dependencies": 0.1,
                       "effort_minutes": 30, "score": 0.9, "priority": "P0", "quadrant": "do_first", "findings": ["f"]}],
            "skipped": [{"path": "x.png", "reason": "binary"}, {"path": "y.png", "reason": "binary"}],
            "timings_ms": {"parse": 100, "total": 2340}
        }))
        .unwrap()
    }

    #[test]
    fn a_report_says_what_a_reader_would_ask() {
        let text = lines(&report(), Style::plain(), 100, FULL).join("\n");
        for expected in [
            "shop  main @ 0123456789\n12 files, 1,500 lines of code, 200 of comments, 80 functions",
            "Quality 72 of 100  Maintainability B (good)   Reliability A (very good)   Security E (very bad)",
            "        Repairing everything found takes about 3 d 4 h: 6.3 % of what writing the code anew would.",
            "  python  ██████████████████████████████ 100.0 %  1,500 lines in 12 files",
            "  built on   Flask 3.0",
            "  1. critical Requests reach SQL in a.py\n     why   why it matters here\n     where a.py:7\n     do    bind values",
            "Findings 1 open: 1 critical",
            "  critical a\\u{1b}[31m.py:7  security/sql-injection\n           A query is put together from a request's value.\\nBind it instead.",
            "  app.py  ██████████ complexity 90, 31 changes by 1 person",
            "First tasks\n  P0  30 min  Bind the values of the query  a.py:7",
            "Also      2.0 % of the code stands more than once; 1 circle of files that import each other",
            "Left out  2 binary",
            "Analysed in 2.3 s.",
        ] {
            assert!(text.contains(expected), "{text}\n--- lacks ---\n{expected}");
        }
    }

    #[test]
    fn a_brief_one_leaves_out_what_is_only_there_to_look_up() {
        let text = lines(&report(), Style::plain(), 100, Shown { everything: false, ..FULL }).join("\n");
        assert!(
            text.contains("Quality 72") && text.contains("What matters most") && text.contains("First tasks")
        );
        assert!(!text.contains("Findings") && !text.contains("Hotspots") && !text.contains("Languages"));
    }

    #[test]
    fn no_line_is_wider_than_the_screen_and_no_control_character_is_left() {
        let mut report = report();
        report.insights[0].detail = "word ".repeat(80);
        report.insights[0].title = "long-".repeat(40);
        report.findings[0].path = format!("{}/x.py", "deep".repeat(40));
        report.hotspots[0].path = "p/".repeat(80);
        report.tasks[0].title = "do this ".repeat(20);
        report.tasks[0].path = Some("a/place/is/never/broken.py".to_owned());
        for columns in [60, 80, 100, 120] {
            for line in lines(&report, Style::plain(), columns, FULL) {
                assert!(width(&line) <= columns, "{columns}: {} {line}", width(&line));
                assert!(!line.chars().any(char::is_control), "{line:?}");
            }
        }
    }

    #[test]
    fn nothing_found_is_said() {
        let mut report = report();
        report.findings.clear();
        report.insights.clear();
        report.tasks.clear();
        report.quality.debt_minutes = 0;
        let text = lines(&report, Style::plain(), 80, FULL).join("\n");
        for expected in ["No repairs are due.", "Nothing stands out.", "none open", "Nothing to do."] {
            assert!(text.contains(expected), "{text}");
        }
    }
}
