//! `/api/analyses/:id/functions`.

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use services::{Services, views};
use uuid::Uuid;

use super::View;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::routes::report::shape::Function;
use crate::routes::{Page, Tag, page};
use crate::words::{FunctionSort, Order};

pub(crate) struct FunctionsView;

#[OpenApi(tag = "Tag::Views")]
impl FunctionsView {
    /// List an analysis' functions
    ///
    /// By any measure; alike ones by path and line.
    #[oai(path = "/api/analyses/:id/functions", method = "get", operation_id = "list_functions")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn list(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// By what they are ordered: cognitive complexity by default.
        sort: Query<Option<FunctionSort>>,
        /// Which end comes first. Without it what wants attention does: names from A, a low maintainability index, the
        /// largest of all else.
        order: Query<Option<Order>>,
        /// Only paths that begin with this.
        path: Query<Option<String>>,
        /// Only test code, or only other code.
        in_test: Query<Option<bool>>,
        /// Items at most.
        limit: Query<Option<u64>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// The `ETag` of what is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<View<Page<Function>>, ApiError> {
        let filter = views::FunctionFilter {
            sort: sort.0.map(Into::into).unwrap_or_default(),
            order: order.0.map(Into::into),
            path_prefix: path.0,
            in_test: in_test.0,
        };
        let page = page(limit.0, cursor.0);
        let found = views::functions(&services, caller.0.team_id, id.0, filter, &page).await?;
        View::of(&found, if_none_match.0.as_deref())
    }
}
