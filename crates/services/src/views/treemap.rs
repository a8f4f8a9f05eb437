//! A folder's contents by size and heat.

use std::collections::HashMap;

use serde::Serialize;
use types::{Report, SourceFile};
use uuid::Uuid;

use super::level::{Entry, Level, NodeKind};
use super::look;
use crate::{Result, Services};

/// More rectangles nobody tells apart.
const MAX_ITEMS: usize = 400;

/// What stands in a folder, the most code first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Treemap {
    /// The folder that is shown: the one that was asked for, or the first below it with more than one thing in it;
    /// empty for the root.
    pub folder: String,
    /// What stands in it.
    pub items: Vec<TreemapItem>,
    /// What is beyond those.
    pub left_out: LeftOut,
}

/// A file, or a folder with all below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TreemapItem {
    /// Its path from the root.
    pub path: String,
    /// What it is.
    pub kind: NodeKind,
    /// A file's language, where it has one; of a folder the one with the most code.
    pub language: Option<String>,
    /// Files in it.
    pub files: u64,
    /// All lines.
    pub lines: u64,
    /// Lines with code.
    pub code: u64,
    /// Sum of its functions' cognitive complexity.
    pub complexity: u64,
    /// How hot its hottest file is, 0..1.
    pub heat: f64,
    /// Open findings.
    pub findings: u64,
}

/// Sums over what is not listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Files and folders of this level.
    pub items: u64,
    /// Files in them.
    pub files: u64,
    /// All lines.
    pub lines: u64,
    /// Lines with code.
    pub code: u64,
}

/// What stands in a folder; empty for the root.
pub async fn treemap(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    folder: String,
) -> Result<Treemap> {
    look(services, team_id, analysis_id, move |report| of(report, &folder)).await
}

fn of(report: &Report, folder: &str) -> Result<Treemap> {
    let level = Level::below(&report.files, folder)?;
    let mut findings: HashMap<&str, u64> = HashMap::new();
    for finding in &report.findings {
        *findings.entry(finding.path.as_str()).or_default() += 1;
    }
    let mut items: Vec<TreemapItem> = level.entries.values().map(|entry| item(entry, &findings)).collect();
    items.sort_by(|a, b| (b.code, b.lines, &a.path).cmp(&(a.code, a.lines, &b.path)));
    let mut left_out = LeftOut::default();
    for item in items.drain(items.len().min(MAX_ITEMS)..) {
        left_out.items += 1;
        left_out.files += item.files;
        left_out.lines += item.lines;
        left_out.code += item.code;
    }
    Ok(Treemap { folder: level.folder.to_owned(), items, left_out })
}

fn item(entry: &Entry<'_>, findings: &HashMap<&str, u64>) -> TreemapItem {
    TreemapItem {
        path: entry.path.to_owned(),
        kind: entry.kind,
        language: language(&entry.files),
        files: entry.files.len() as u64,
        lines: entry.sum(|file| file.lines),
        code: entry.sum(|file| file.code),
        complexity: entry.sum(|file| file.complexity),
        heat: entry.files.iter().map(|file| file.heat).fold(0.0, f64::max),
        findings: entry.sum(|file| findings.get(file.path.as_str()).copied().unwrap_or(0)),
    }
}

/// The language with the most code; of those with none, the one with the most lines.
fn language(files: &[&SourceFile]) -> Option<String> {
    let mut sums: HashMap<&str, (u64, u64)> = HashMap::new();
    for file in files {
        if let Some(language) = &file.language {
            let (code, lines) = sums.entry(language.as_str()).or_default();
            *code += file.code;
            *lines += file.lines;
        }
    }
    let most = sums.into_iter().max_by_key(|&(language, sums)| (sums, std::cmp::Reverse(language)));
    most.map(|(language, _)| language.to_owned())
}

#[cfg(test)]
mod tests {
    use types::{Finding, Language};

    use super::*;
    use crate::testing::{finding, report, source_file};

    fn sample() -> Report {
        let file = |path: &str, language, code, heat| SourceFile {
            language: Some(Language::new(language)),
            code,
            lines: code + 10,
            complexity: code / 10,
            heat,
            ..source_file(path)
        };
        let mut report = report(&[]);
        report.files = vec![
            file("a/x.rs", "rust", 100, 0.2),
            file("a/y.py", "python", 150, 0.9),
            file("a/z.rs", "rust", 80, 0.0),
            file("b.md", "markdown", 0, 0.0),
        ];
        let at = |name: &str, path: &str| Finding { path: path.to_owned(), ..finding(name) };
        report.findings = vec![at("1", "a/x.rs"), at("2", "a/x.rs"), at("3", "a/y.py")];
        report
    }

    #[test]
    fn a_folder_is_as_large_as_its_files_and_as_hot_as_the_hottest() {
        let root = of(&sample(), "").unwrap();
        assert_eq!(root.items.len(), 2);
        let folder = &root.items[0];
        assert_eq!((folder.path.as_str(), folder.kind, folder.files), ("a", NodeKind::Folder, 3));
        assert_eq!((folder.code, folder.lines, folder.complexity, folder.findings), (330, 360, 33, 3));
        assert!((folder.heat - 0.9).abs() < f64::EPSILON);
        assert_eq!(folder.language.as_deref(), Some("rust"), "180 lines of two files, against 150 of one");
        let below = of(&sample(), "a").unwrap();
        let items: Vec<_> = below.items.iter().map(|item| (item.path.as_str(), item.findings)).collect();
        assert_eq!(items, [("a/y.py", 1), ("a/x.rs", 2), ("a/z.rs", 0)]);
        assert_eq!(below.left_out, LeftOut::default());
    }

    #[test]
    fn what_is_too_much_is_summed() {
        let mut report = report(&[]);
        report.files = (0..MAX_ITEMS as u64 + 3)
            .map(|number| SourceFile { code: number, lines: number, ..source_file(&format!("f{number}.rs")) })
            .collect();
        let treemap = of(&report, "").unwrap();
        assert_eq!(treemap.items.len(), MAX_ITEMS);
        assert_eq!(treemap.left_out, LeftOut { items: 3, files: 3, lines: 3, code: 3 });
    }
}
