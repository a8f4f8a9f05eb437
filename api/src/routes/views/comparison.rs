//! `/api/analyses/:id/comparison`.

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use services::{Services, views};
use uuid::Uuid;

use super::View;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::routes::analyses::Finding;
use crate::routes::report::shape::{Quality, Totals, described};
use crate::routes::{Page, Tag, page};
use crate::words::ChangedOf;

pub(crate) struct ComparisonView;

described! {
    /// Two analyses of a repository, and what changed from the first to the second.
    Comparison {
        /// The earlier one.
        base: ComparedAnalysis,
        /// The later one.
        head: ComparedAnalysis,
        /// Findings that only the later one saw.
        new_findings: ChangedFindings,
        /// Findings that only the earlier one saw.
        fixed_findings: ChangedFindings,
        /// Files that became hotter, by how much.
        hotspots_hotter: Vec<HotterFile>,
        /// Functions that became harder to follow, by how much; 100 at most.
        functions_worse: Vec<WorseFunction>,
        /// How many such functions there are.
        functions_worse_total: u64,
    }

    /// One of two analyses that are compared.
    ComparedAnalysis {
        /// Which it is.
        analysis_id: Uuid,
        /// The commit that it looked at.
        commit: Option<String>,
        /// The branch, where one was named.
        branch: Option<String>,
        /// When it ended.
        finished_at: Option<DateTime<Utc>>,
        /// How good the code was.
        quality: Quality,
        /// Sums over all files.
        totals: Totals,
        /// Share of product code that stands more than once, 0..1.
        duplication_ratio: f64,
        /// Open findings.
        findings: u64,
    }

    /// Findings that came or went.
    ChangedFindings {
        /// How many.
        count: u64,
        /// The worst of them, 100 at most, as the analysis that saw them told.
        items: Vec<Finding>,
        /// Where the next page of them begins; null at the end.
        next_cursor: Option<String>,
    }

    /// A file that became hotter.
    HotterFile {
        /// Path in the repository.
        path: String,
        /// How hot it was, 0..1; null for a file that was not among the hotspots.
        before: Option<f64>,
        /// How hot it is.
        after: f64,
    }

    /// A function that became harder to follow.
    WorseFunction {
        /// Path in the repository.
        path: String,
        /// Its name, with the type or class in front.
        name: String,
        /// First line now, from 1.
        start_line: u32,
        /// Last line now, inclusive.
        end_line: u32,
        /// Cognitive complexity before.
        cognitive_before: u32,
        /// Cognitive complexity now.
        cognitive_after: u32,
        /// Cyclomatic complexity before.
        cyclomatic_before: u32,
        /// Cyclomatic complexity now.
        cyclomatic_after: u32,
    }
}

#[OpenApi(tag = "Tag::Views")]
impl ComparisonView {
    /// Show what changed since an earlier analysis
    ///
    /// Of the same repository; without a name, since the one before that succeeded.
    #[oai(path = "/api/analyses/:id/comparison", method = "get", operation_id = "show_comparison")]
    async fn show(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// The earlier analysis' id.
        base: Query<Option<Uuid>>,
        /// The `ETag` of what is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<View<Comparison>, ApiError> {
        let comparison = views::comparison(&services, caller.0.team_id, id.0, base.0).await?;
        View::of(&comparison, if_none_match.0.as_deref())
    }

    /// List the findings that came or went since an earlier analysis
    ///
    /// The worst first, as the analysis that saw them told.
    #[oai(
        path = "/api/analyses/:id/comparison/findings",
        method = "get",
        operation_id = "list_changed_findings"
    )]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn findings(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// The earlier analysis' id.
        base: Query<Option<Uuid>>,
        /// Which of them.
        of: Query<ChangedOf>,
        /// Items at most.
        limit: Query<Option<u64>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// The `ETag` of what is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<View<Page<Finding>>, ApiError> {
        let page = page(limit.0, cursor.0);
        let team = caller.0.team_id;
        let found = views::changed_findings(&services, team, id.0, base.0, of.0.into(), &page).await?;
        View::of(&found, if_none_match.0.as_deref())
    }
}
