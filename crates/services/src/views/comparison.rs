//! What changed from one analysis to another.

mod earlier;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use models::analyses as rows;
use serde::Serialize;
use types::{Finding, Quality, Report, SourceFile, Totals};
use uuid::Uuid;

use self::earlier::Earlier;
use super::{parsed, reports};
use crate::analyses::{FindingView, seen_by, succeeded};
use crate::page::Window;
use crate::{Error, Page, PageRequest, Result, Services};

/// Of each list at most so many.
const MAX_ITEMS: usize = 100;

/// A file is hotter when it rose by so much of what the hottest has.
const HOTTER_BY: f64 = 0.05;

/// Two analyses of a repository, and what changed from the first to the second.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The earlier one.
    pub base: Side,
    /// The later one.
    pub head: Side,
    /// Findings that only the later one saw.
    pub new_findings: ChangedFindings,
    /// Findings that only the earlier one saw.
    pub fixed_findings: ChangedFindings,
    /// Files that became hotter, by how much.
    pub hotspots_hotter: Vec<HotterFile>,
    /// Functions that became harder to follow, by how much; the first hundred.
    pub functions_worse: Vec<WorseFunction>,
    /// How many such functions there are.
    pub functions_worse_total: u64,
}

/// One of the two.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// Which analysis it is.
    pub analysis_id: Uuid,
    /// The commit that it looked at.
    pub commit: Option<String>,
    /// The branch, where one was named.
    pub branch: Option<String>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// How good the code was.
    pub quality: Quality,
    /// Sums over all files.
    pub totals: Totals,
    /// Share of product code that stands more than once, 0..1.
    pub duplication_ratio: f64,
    /// Open findings.
    pub findings: u64,
}

/// Findings that came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedFindings {
    /// How many.
    pub count: u64,
    /// The worst of them, as the analysis that saw them told.
    pub items: Vec<FindingView>,
    /// Where the next page of them begins; none at the end.
    pub next_cursor: Option<String>,
}

/// Which of the findings that came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangedOf {
    /// Those that only the later analysis saw.
    New,
    /// Those that only the earlier one saw.
    Fixed,
}

/// A file that became hotter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HotterFile {
    /// Path in the repository.
    pub path: String,
    /// How hot it was, 0..1; none for a file that was not among the hotspots.
    pub before: Option<f64>,
    /// How hot it is.
    pub after: f64,
}

/// A function that became harder to follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorseFunction {
    /// Path in the repository.
    pub path: String,
    /// Its name, with the type or class in front.
    pub name: String,
    /// First line now, from 1.
    pub start_line: u32,
    /// Last line now, inclusive.
    pub end_line: u32,
    /// Cognitive complexity before.
    pub cognitive_before: u32,
    /// Cognitive complexity now.
    pub cognitive_after: u32,
    /// Cyclomatic complexity before.
    pub cyclomatic_before: u32,
    /// Cyclomatic complexity now.
    pub cyclomatic_after: u32,
}

/// What changed up to an analysis since another one of the repository: without a name since the one before that
/// succeeded.
pub async fn comparison(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    base: Option<Uuid>,
) -> Result<Comparison> {
    let Compared { base, head, changes, before, after } =
        compared(services, team_id, analysis_id, base, Window::first(MAX_ITEMS)).await?;
    let seen = async |analysis: &rows::Model, Changed { count, page }: Changed| {
        let Page { items, next_cursor } = shown(services, analysis, page).await?;
        Ok::<_, Error>(ChangedFindings { count: count as u64, items, next_cursor })
    };
    Ok(Comparison {
        new_findings: seen(&head, changes.new).await?,
        fixed_findings: seen(&base, changes.fixed).await?,
        hotspots_hotter: changes.hotter,
        functions_worse: changes.worse.first,
        functions_worse_total: changes.worse.total,
        base: side(base, before),
        head: side(head, after),
    })
}

/// The findings that came or went between the two, the worst first.
pub async fn changed_findings(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    base: Option<Uuid>,
    of: ChangedOf,
    page: &PageRequest,
) -> Result<Page<FindingView>> {
    let window = page.window(services)?;
    let Compared { base, head, changes, .. } = compared(services, team_id, analysis_id, base, window).await?;
    match of {
        ChangedOf::New => shown(services, &head, changes.new.page).await,
        ChangedOf::Fixed => shown(services, &base, changes.fixed.page).await,
    }
}

async fn shown(
    services: &Services,
    analysis: &rows::Model,
    page: Page<Finding>,
) -> Result<Page<FindingView>> {
    let items = seen_by(services, analysis, page.items.iter().collect()).await?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// Two analyses, and what differs between them.
struct Compared {
    base: rows::Model,
    head: rows::Model,
    changes: Changes,
    before: Figures,
    after: Figures,
}

/// `window` is which of the findings that came and went are wanted.
async fn compared(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    base: Option<Uuid>,
    window: Window,
) -> Result<Compared> {
    let head = succeeded(services, team_id, analysis_id).await?;
    let base = match base {
        Some(base) => named(services, &head, base).await?,
        None => before(services, &head).await?,
    };
    let (json, is) =
        tokio::try_join!(reports::json(services, team_id, base.id), parsed(services, team_id, head.id))?;
    let comparing = tokio::task::spawn_blocking(move || {
        let was = Earlier::read(&json)?;
        let (before, after) = (was.figures(), Figures::of(&is));
        Ok::<_, Error>((Changes::of(&was, &is, window)?, before, after))
    });
    let (changes, before, after) = comparing.await.map_err(Error::internal)??;
    Ok(Compared { base, head, changes, before, after })
}

/// The analysis that was named as the earlier one.
async fn named(services: &Services, head: &rows::Model, base: Uuid) -> Result<rows::Model> {
    let base = succeeded(services, head.team_id, base).await?;
    if base.repository_id != head.repository_id {
        return Err(Error::invalid("base", "names an analysis of another repository"));
    }
    Ok(base)
}

/// The analysis before another one.
async fn before(services: &Services, head: &rows::Model) -> Result<rows::Model> {
    let before =
        rows::list_succeeded(&services.db, head.team_id, head.repository_id, Some(head.id), 1).await?;
    before.into_iter().next().ok_or_else(|| {
        Error::Conflict(
            "it is the repository's first analysis, so there is none to compare it with".to_owned(),
        )
    })
}

fn side(analysis: rows::Model, figures: Figures) -> Side {
    Side {
        analysis_id: analysis.id,
        commit: analysis.commit_sha,
        branch: analysis.branch,
        finished_at: analysis.finished_at,
        quality: figures.quality,
        totals: figures.totals,
        duplication_ratio: figures.duplication_ratio,
        findings: figures.findings as u64,
    }
}

/// What is told of each side.
#[derive(Debug)]
struct Figures {
    quality: Quality,
    totals: Totals,
    duplication_ratio: f64,
    findings: usize,
}

impl Figures {
    fn of(report: &Report) -> Self {
        Self {
            quality: report.quality,
            totals: report.totals,
            duplication_ratio: report.duplication.ratio,
            findings: report.findings.len(),
        }
    }
}

/// What differs between two reports.
#[derive(Debug, PartialEq)]
struct Changes {
    /// Findings of the later one alone.
    new: Changed,
    /// Findings of the earlier one alone.
    fixed: Changed,
    hotter: Vec<HotterFile>,
    worse: Worse,
}

/// Findings of one report alone.
#[derive(Debug, PartialEq)]
struct Changed {
    count: usize,
    /// Those that are wanted, in the order of lists.
    page: Page<Finding>,
}

/// Functions that became harder to follow.
#[derive(Debug, PartialEq)]
struct Worse {
    total: u64,
    /// Those by most.
    first: Vec<WorseFunction>,
}

impl Changes {
    fn of(was: &Earlier<'_>, is: &Report, window: Window) -> Result<Self> {
        Ok(Self {
            new: new(was, is, window)?,
            fixed: fixed(was, is, window)?,
            hotter: hotter(was, is),
            worse: worse(was, is),
        })
    }
}

/// Findings that stood in the earlier report neither open nor suppressed.
fn new(was: &Earlier<'_>, is: &Report, window: Window) -> Result<Changed> {
    let seen: HashSet<&str> = was.fingerprints().collect();
    let is_new = |finding: &&Finding| !seen.contains(finding.fingerprint.as_str());
    let new: Vec<&Finding> = is.findings.iter().filter(is_new).collect();
    Ok(Changed { count: new.len(), page: window.cut(new.into_iter().cloned())? })
}

/// Findings of the earlier report that stand in the later one neither open nor suppressed.
fn fixed(was: &Earlier<'_>, is: &Report, window: Window) -> Result<Changed> {
    let seen: HashSet<&str> =
        is.findings.iter().chain(&is.suppressed).map(|finding| finding.fingerprint.as_str()).collect();
    let mut fixed = was.findings_but(&seen)?;
    reports::put_in_order(&mut fixed);
    Ok(Changed { count: fixed.len(), page: window.cut(fixed.into_iter())? })
}

fn hotter(was: &Earlier<'_>, is: &Report) -> Vec<HotterFile> {
    let before: HashMap<&str, f64> =
        was.hotspots.iter().map(|hotspot| (hotspot.path.as_str(), hotspot.score)).collect();
    let rise = |file: &HotterFile| file.after - file.before.unwrap_or(0.0);
    let mut hotter: Vec<HotterFile> = is
        .hotspots
        .iter()
        .map(|hotspot| HotterFile {
            path: hotspot.path.clone(),
            before: before.get(hotspot.path.as_str()).copied(),
            after: hotspot.score,
        })
        .filter(|file| rise(file) >= HOTTER_BY)
        .collect();
    hotter.sort_by(|a, b| rise(b).total_cmp(&rise(a)).then_with(|| a.path.cmp(&b.path)));
    hotter.truncate(MAX_ITEMS);
    hotter
}

/// Functions are the same when path and name are; of several alike in one file the first goes with the first. Only
/// files that changed are looked at: few of many, mostly.
fn worse(was: &Earlier<'_>, is: &Report) -> Worse {
    let unchanged = unchanged(&was.files, &is.files);
    let before: HashMap<Key<'_>, _> =
        numbered(&was.functions, |function| (&function.path, &function.name), &unchanged).collect();
    let mut worse: Vec<WorseFunction> =
        numbered(&is.functions, |function| (&function.path, &function.name), &unchanged)
            .filter_map(|(key, function)| {
                let before = before.get(&key)?;
                (function.cognitive > before.cognitive).then(|| WorseFunction {
                    path: function.path.clone(),
                    name: function.name.clone(),
                    start_line: function.start_line,
                    end_line: function.end_line,
                    cognitive_before: before.cognitive,
                    cognitive_after: function.cognitive,
                    cyclomatic_before: before.cyclomatic,
                    cyclomatic_after: function.cyclomatic,
                })
            })
            .collect();
    // Stable: of those alike, by path and line.
    worse.sort_by_key(|function| std::cmp::Reverse(function.cognitive_after - function.cognitive_before));
    let total = worse.len() as u64;
    worse.truncate(MAX_ITEMS);
    Worse { total, first: worse }
}

/// Paths of the files that are in both, with the same contents.
fn unchanged<'f>(was: &'f [SourceFile], is: &[SourceFile]) -> HashSet<&'f str> {
    let now: HashMap<&str, &str> = is.iter().map(|file| (file.path.as_str(), file.blob.as_str())).collect();
    let stands = |file: &&SourceFile| now.get(file.path.as_str()) == Some(&file.blob.as_str());
    was.iter().filter(stands).map(|file| file.path.as_str()).collect()
}

/// A function's path and name, and how many of the same stand before it.
type Key<'f> = (&'f str, &'f str, u32);

/// Each function of the files that changed.
fn numbered<'f, F>(
    functions: &'f [F],
    name: impl Fn(&'f F) -> (&'f str, &'f str),
    unchanged: &HashSet<&str>,
) -> impl Iterator<Item = (Key<'f>, &'f F)> {
    let mut seen: HashMap<(&str, &str), u32> = HashMap::new();
    functions
        .iter()
        .map(move |function| (name(function), function))
        .filter(|((path, _), _)| !unchanged.contains(path))
        .map(move |((path, name), function)| {
            let number = seen.entry((path, name)).or_default();
            *number += 1;
            ((path, name, *number), function)
        })
}

#[cfg(test)]
mod tests {
    use types::{Function, Hotspot};

    use super::*;
    use crate::testing::{finding, function, report, source_file};

    fn hotspot(path: &str, score: f64) -> Hotspot {
        Hotspot {
            path: path.to_owned(),
            score,
            complexity: 1,
            code: 1,
            changes: 1,
            decayed_changes: 1.0,
            authors: 1,
            bus_factor: 1,
        }
    }

    fn changes(was: &Report, is: &Report) -> Changes {
        let json = serde_json::to_vec(was).unwrap();
        Changes::of(&Earlier::read(&json).unwrap(), is, Window::first(MAX_ITEMS)).unwrap()
    }

    #[test]
    fn findings_come_and_go_and_suppressed_ones_do_neither() {
        let (mut was, mut is) = (report(&["a", "b", "c"]), report(&["b", "d", "e"]));
        is.suppressed.push(finding("c"));
        was.suppressed.push(finding("e"));
        let changes = changes(&was, &is);
        let told = |Changed { page, .. }: &Changed| {
            page.items.iter().map(|finding| finding.fingerprint.clone()).collect::<Vec<_>>()
        };
        assert_eq!((told(&changes.new), told(&changes.fixed)), (vec!["d".to_owned()], vec!["a".to_owned()]));
        let same = self::changes(&was, &was);
        assert_eq!((same.new.count, same.fixed.count), (0, 0));
    }

    #[test]
    fn files_are_hotter_when_they_rose_enough() {
        let (mut was, mut is) = (report(&[]), report(&[]));
        was.hotspots = vec![hotspot("a", 1.0), hotspot("b", 0.5), hotspot("c", 0.3)];
        is.hotspots = vec![hotspot("b", 1.0), hotspot("a", 0.9), hotspot("new", 0.6), hotspot("c", 0.34)];
        let hotter = changes(&was, &is).hotter;
        let told: Vec<_> = hotter.iter().map(|file| (file.path.as_str(), file.before)).collect();
        assert_eq!(told, [("new", None), ("b", Some(0.5))]);
    }

    #[test]
    fn functions_are_matched_by_path_name_and_order() {
        let with = |functions: &[(&str, &str, u32)]| {
            let mut report = report(&[]);
            report.functions = functions
                .iter()
                .map(|(path, name, cognitive)| Function { cognitive: *cognitive, ..function(path, name) })
                .collect();
            report
        };
        let was = with(&[("a", "f", 5), ("a", "g", 5), ("a", "g", 9), ("b", "f", 1)]);
        let is = with(&[("a", "f", 4), ("a", "g", 6), ("a", "g", 20), ("a", "new", 50), ("b", "f", 1)]);
        let worse = changes(&was, &is).worse.first;
        let told: Vec<_> = worse
            .iter()
            .map(|function| (function.name.as_str(), function.cognitive_before, function.cognitive_after))
            .collect();
        assert_eq!(told, [("g", 9, 20), ("g", 5, 6)]);
    }

    #[test]
    fn files_with_the_same_contents_are_not_looked_at() {
        let file = |path: &str, blob: &str| SourceFile { blob: blob.to_owned(), ..source_file(path) };
        let (mut was, mut is) = (report(&[]), report(&[]));
        was.files = vec![file("same", "1"), file("changed", "2"), file("gone", "3")];
        is.files = vec![file("same", "1"), file("changed", "4"), file("new", "3")];
        assert_eq!(unchanged(&was.files, &is.files), HashSet::from(["same"]));
        let functions = |cognitive| {
            ["same", "changed"].map(|path| Function { cognitive, ..function(path, "f") }).to_vec()
        };
        (was.functions, is.functions) = (functions(1), functions(2));
        let worse = changes(&was, &is).worse.first;
        assert_eq!(worse.iter().map(|function| function.path.as_str()).collect::<Vec<_>>(), ["changed"]);
    }
}
