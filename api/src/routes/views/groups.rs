//! `/api/analyses/:id/findings/groups`.

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use services::{Services, analyses, views};
use uuid::Uuid;

use super::View;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::routes::report::shape::described;
use crate::routes::{Page, Tag, page};
use crate::words::{Category, FindingsOf, GroupBy, Severity};

pub(crate) struct GroupsView;

described! {
    /// Findings that share something.
    FindingGroup {
        /// A rule's id, a folder (`.` for the root), a severity or a category.
        key: String,
        /// The same for people: a rule's title, otherwise the key.
        title: String,
        /// How many they are.
        findings: u64,
        /// Minutes that their repair will take.
        effort_minutes: u64,
        /// How bad the worst of them is.
        worst: Severity,
    }
}

#[OpenApi(tag = "Tag::Views")]
impl GroupsView {
    /// List an analysis' findings in groups
    ///
    /// The groups with the worst finding first, of these the largest. Filters as in the list of findings.
    #[oai(path = "/api/analyses/:id/findings/groups", method = "get", operation_id = "list_finding_groups")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn list(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// What they are put together by: the rule by default.
        by: Query<Option<GroupBy>>,
        /// Which of them: open (the default), new, fixed, suppressed, all.
        state: Query<Option<FindingsOf>>,
        /// Only these severities.
        severity: Query<Option<Vec<Severity>>>,
        /// Only these categories.
        category: Query<Option<Vec<Category>>>,
        /// Only these rules.
        rule: Query<Option<Vec<String>>>,
        /// Only paths that begin with this.
        path: Query<Option<String>>,
        /// Only files directly in this folder; `.` for the root.
        folder: Query<Option<String>>,
        /// Only test code, or only other code.
        in_test: Query<Option<bool>>,
        /// Only these fingerprints.
        #[oai(validator(max_items = 50))]
        fingerprint: Query<Option<Vec<String>>>,
        /// Items at most.
        limit: Query<Option<u64>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// The `ETag` of what is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<View<Page<FindingGroup>>, ApiError> {
        let filter = analyses::FindingFilter {
            of: state.0.map(Into::into).unwrap_or_default(),
            severities: severity.0.unwrap_or_default().into_iter().map(Into::into).collect(),
            rules: rule.0.unwrap_or_default(),
            categories: category.0.unwrap_or_default().into_iter().map(Into::into).collect(),
            path_prefix: path.0,
            path: None,
            folder: folder.0,
            in_test: in_test.0,
            fingerprints: fingerprint.0.unwrap_or_default(),
        };
        let (by, page) = (by.0.map(Into::into).unwrap_or_default(), page(limit.0, cursor.0));
        let found = views::groups(&services, caller.0.team_id, id.0, by, &filter, &page).await?;
        View::of(&found, if_none_match.0.as_deref())
    }
}
