//! `/api/repositories/:id/trend`.

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use services::{Services, views};
use uuid::Uuid;

use super::View;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::routes::report::shape::described;
use crate::routes::{Page, Tag, page};
use crate::words::Rating;

pub(crate) struct TrendView;

described! {
    /// One analysis that has succeeded, in a few numbers.
    TrendPoint {
        /// Which it is.
        analysis_id: Uuid,
        /// The commit that it looked at.
        commit: Option<String>,
        /// The branch, where one was named.
        branch: Option<String>,
        /// When it ended.
        finished_at: Option<DateTime<Utc>>,
        /// 0..100, higher is better.
        score: f64,
        /// From the debt ratio.
        maintainability: Rating,
        /// From the worst open reliability finding.
        reliability: Rating,
        /// From the worst open security finding.
        security: Rating,
        /// Minutes to repair every open finding.
        debt_minutes: u64,
        /// Lines that were read.
        lines: u64,
        /// Open findings.
        findings: u64,
    }
}

#[OpenApi(tag = "Tag::Views")]
impl TrendView {
    /// Show how a repository went
    ///
    /// Its last analyses that have succeeded, the oldest of the page first; the next page is older.
    #[oai(path = "/api/repositories/:id/trend", method = "get", operation_id = "show_trend")]
    async fn show(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The repository's id.
        id: Path<Uuid>,
        /// Items at most.
        limit: Query<Option<u64>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// The `ETag` of what is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<View<Page<TrendPoint>>, ApiError> {
        let found = views::trend(&services, caller.0.team_id, id.0, &page(limit.0, cursor.0)).await?;
        View::of(&found, if_none_match.0.as_deref())
    }
}
