//! `/api/analyses/:id/overview`.

use std::collections::BTreeMap;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path};
use services::{Services, views};
use uuid::Uuid;

use super::View;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::routes::Tag;
use crate::routes::report::shape::{LanguageTotals, Quality, RepositoryInfo, Technology, Totals, described};

pub(crate) struct OverviewView;

described! {
    /// A report without its long lists, with their lengths.
    Overview {
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
        /// How many findings there are.
        findings: FindingTotals,
        /// Repeated code.
        duplication: DuplicationTotals,
        /// What the commits tell; null when they were not read.
        history: Option<HistoryTotals>,
        /// How long the other lists are.
        counts: ListLengths,
        /// Files that were not analysed, by why.
        skipped: Vec<SkippedTotal>,
        /// Milliseconds per stage.
        timings_ms: BTreeMap<String, u64>,
    }

    /// Findings as the analysis saw them.
    FindingTotals {
        /// Open ones.
        open: u64,
        /// Those that somebody suppressed.
        suppressed: u64,
        /// Open ones per severity.
        by_severity: SeverityTotals,
        /// Open ones per category.
        by_category: CategoryTotals,
    }

    /// Findings per severity.
    SeverityTotals {
        /// Those that hurt now.
        critical: u64,
        /// Those that are likely to hurt.
        high: u64,
        /// A real cost, or a fault in rare cases.
        medium: u64,
        /// A small cost to readers.
        low: u64,
        /// Worth knowing.
        info: u64,
    }

    /// Findings per category.
    CategoryTotals {
        /// Someone can make the program do what it must not.
        security: u64,
        /// The program may do the wrong thing or stop.
        reliability: u64,
        /// People will find it hard to read or change.
        maintainability: u64,
    }

    /// Repeated code, in numbers.
    DuplicationTotals {
        /// Lines of product code that stand in at least one clone.
        lines: u64,
        /// The same over all lines that were compared, 0..1.
        ratio: f64,
        /// Clones, those beyond the list included.
        clones: u64,
    }

    /// What the commits tell, in numbers.
    HistoryTotals {
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
    }

    /// How long the lists are that have views of their own.
    ListLengths {
        /// Files where complexity meets change.
        hotspots: u64,
        /// Functions and methods.
        functions: u64,
        /// Imports between files.
        edges: u64,
        /// Circles of files that import each other.
        cycles: u64,
        /// The repository's own packages.
        packages: u64,
        /// Packages from outside.
        external: u64,
        /// Statements to act on.
        insights: u64,
        /// Tasks that the analysis proposes.
        tasks: u64,
        /// Files that were not analysed.
        skipped: u64,
    }

    /// Files that were not analysed for one reason.
    SkippedTotal {
        /// Why: see `Skipped`.
        reason: String,
        /// How many.
        files: u64,
    }
}

#[OpenApi(tag = "Tag::Views")]
impl OverviewView {
    /// Show an analysis at a glance
    ///
    /// Everything in its report but the long lists.
    #[oai(path = "/api/analyses/:id/overview", method = "get", operation_id = "show_overview")]
    async fn show(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// The `ETag` of what is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<View<Overview>, ApiError> {
        let overview = views::overview(&services, caller.0.team_id, id.0).await?;
        View::of(&overview, if_none_match.0.as_deref())
    }
}
