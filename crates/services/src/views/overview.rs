//! Everything that an analysis says, but for its long lists.

use std::collections::BTreeMap;

use models::overviews;
use serde::{Deserialize, Serialize};
use types::{
    Category, LanguageTotals, Quality, Report, RepositoryInfo, Severity, SkipReason, Technology, Totals,
};
use uuid::Uuid;

use super::{look, reports};
use crate::{Error, Result, Services};

/// A report without its long lists, with their lengths.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overview {
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
    /// How many findings there are.
    pub findings: FindingTotals,
    /// Repeated code.
    pub duplication: DuplicationTotals,
    /// What the commits tell; none when they were not read.
    pub history: Option<HistoryTotals>,
    /// How long the other lists are.
    pub counts: Sums,
    /// Files that were not analysed, by why.
    pub skipped: Vec<SkippedTotal>,
    /// Milliseconds per stage.
    pub timings_ms: BTreeMap<String, u64>,
}

/// Findings as the analysis saw them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingTotals {
    /// Open ones.
    pub open: u64,
    /// Those that somebody suppressed.
    pub suppressed: u64,
    /// Open ones per severity, all severities named.
    pub by_severity: BTreeMap<Severity, u64>,
    /// Open ones per category, all categories named.
    pub by_category: BTreeMap<Category, u64>,
}

/// Repeated code, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DuplicationTotals {
    /// Lines of product code that stand in at least one clone.
    pub lines: u64,
    /// The same over all lines that were compared, 0..1.
    pub ratio: f64,
    /// Clones, those beyond the list included.
    pub clones: u64,
}

/// What the commits tell, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryTotals {
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
}

/// How long the lists are that have views of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Files where complexity meets change.
    pub hotspots: u64,
    /// Functions and methods.
    pub functions: u64,
    /// Imports between files.
    pub edges: u64,
    /// Circles of files that import each other.
    pub cycles: u64,
    /// The repository's own packages.
    pub packages: u64,
    /// Packages from outside.
    pub external: u64,
    /// Statements to act on.
    pub insights: u64,
    /// Tasks that the analysis proposes.
    pub tasks: u64,
    /// Files that were not analysed.
    pub skipped: u64,
}

/// Files that were not analysed for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedTotal {
    /// Why.
    pub reason: SkipReason,
    /// How many.
    pub files: u64,
}

/// An analysis at a glance. Its report is read ahead: whoever looks here opens one of its lists next.
pub async fn overview(services: &Services, team_id: Uuid, analysis_id: Uuid) -> Result<Overview> {
    crate::analyses::succeeded(services, team_id, analysis_id).await?;
    let kept = overviews::find(&services.db, team_id, analysis_id).await?;
    // Older programs kept none, or one that says less.
    match kept.map(serde_json::from_value) {
        Some(Ok(overview)) => {
            reports::read_ahead(services, team_id, analysis_id);
            Ok(overview)
        }
        _ => look(services, team_id, analysis_id, |report| Ok(of(report))).await,
    }
}

/// The overview of a report, to be kept beside it.
pub(crate) fn packed(report: &Report) -> Result<serde_json::Value> {
    serde_json::to_value(of(report)).map_err(Error::internal)
}

fn of(report: &Report) -> Overview {
    let (duplication, dependencies) = (&report.duplication, &report.dependencies);
    let mut skipped: BTreeMap<SkipReason, u64> = BTreeMap::new();
    for file in &report.skipped {
        *skipped.entry(file.reason).or_default() += 1;
    }
    Overview {
        repository: report.repository.clone(),
        totals: report.totals,
        languages: report.languages.clone(),
        stack: report.stack.clone(),
        quality: report.quality,
        findings: findings(report),
        duplication: DuplicationTotals {
            lines: duplication.duplicated_lines,
            ratio: duplication.ratio,
            clones: duplication.clones.len() as u64 + duplication.clones_left_out,
        },
        history: report.history.as_ref().map(|history| HistoryTotals {
            commits: history.commits,
            authors: history.authors,
            first_commit: history.first_commit.clone(),
            last_commit: history.last_commit.clone(),
            bus_factor: history.bus_factor,
            truncated: history.truncated,
        }),
        counts: Sums {
            hotspots: report.hotspots.len() as u64,
            functions: report.functions.len() as u64,
            edges: dependencies.edges.len() as u64,
            cycles: dependencies.cycles.len() as u64,
            packages: dependencies.packages.len() as u64,
            external: dependencies.external.len() as u64,
            insights: report.insights.len() as u64,
            tasks: report.tasks.len() as u64,
            skipped: report.skipped.len() as u64,
        },
        skipped: skipped.into_iter().map(|(reason, files)| SkippedTotal { reason, files }).collect(),
        timings_ms: report.timings_ms.clone(),
    }
}

fn findings(report: &Report) -> FindingTotals {
    let categories = [Category::Security, Category::Reliability, Category::Maintainability];
    let mut totals = FindingTotals {
        open: report.findings.len() as u64,
        suppressed: report.suppressed.len() as u64,
        by_severity: Severity::ALL.iter().map(|severity| (*severity, 0)).collect(),
        by_category: categories.iter().map(|category| (*category, 0)).collect(),
    };
    for finding in &report.findings {
        *totals.by_severity.entry(finding.severity).or_default() += 1;
        *totals.by_category.entry(finding.category).or_default() += 1;
    }
    totals
}

#[cfg(test)]
mod tests {
    use types::{Finding, Skipped};

    use super::*;
    use crate::testing::{TestServices, finding, report};

    #[tokio::test]
    async fn what_is_kept_says_what_the_report_says() {
        let test = TestServices::start().await;
        let (services, team) = (&test.services, test.team_id);
        let (job, _) = test.analysed(report(&["a", "b"]), Vec::new()).await;
        let kept = overview(services, team, job.analysis_id).await.unwrap();
        assert_eq!(kept, of(&report(&["a", "b"])));
        let less = serde_json::json!({ "quality": kept.quality });
        let less = overviews::Model { analysis_id: job.analysis_id, team_id: team, body: less };
        overviews::upsert(&services.db, less).await.unwrap();
        assert_eq!(overview(services, team, job.analysis_id).await.unwrap(), kept, "from an older program");
    }

    #[test]
    fn lists_become_numbers() {
        let mut report = report(&["a", "b"]);
        report.findings.push(Finding { severity: Severity::Low, ..finding("c") });
        report.duplication.clones_left_out = 7;
        let skipped = |path: &str, reason| Skipped { path: path.to_owned(), reason };
        report.skipped = vec![
            skipped("x", SkipReason::Binary),
            skipped("y", SkipReason::TooLarge),
            skipped("z", SkipReason::Binary),
        ];
        let overview = of(&report);
        assert_eq!((overview.findings.open, overview.findings.suppressed), (3, 0));
        assert_eq!(overview.findings.by_severity[&Severity::High], 2);
        assert_eq!(overview.findings.by_severity[&Severity::Low], 1);
        assert_eq!(overview.findings.by_severity[&Severity::Critical], 0);
        assert_eq!(overview.findings.by_category[&Category::Reliability], 3);
        assert_eq!(overview.duplication.clones, 7);
        assert_eq!((overview.counts.tasks, overview.counts.skipped), (2, 3));
        let skipped: Vec<_> = overview.skipped.iter().map(|total| (total.reason, total.files)).collect();
        assert_eq!(skipped, [(SkipReason::TooLarge, 1), (SkipReason::Binary, 2)]);
    }
}
