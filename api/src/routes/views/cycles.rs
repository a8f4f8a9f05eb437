//! `/api/analyses/:id/cycles`.

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

pub(crate) struct CyclesView;

described! {
    /// Files that import each other in a circle.
    ImportCycle {
        /// Their paths; of many, the first fifty.
        files: Vec<String>,
        /// How many files there are.
        files_total: u64,
    }
}

#[OpenApi(tag = "Tag::Views")]
impl CyclesView {
    /// List an analysis' import cycles
    ///
    /// Groups of files that import each other in a circle, the largest first.
    #[oai(path = "/api/analyses/:id/cycles", method = "get", operation_id = "list_cycles")]
    async fn list(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// Items at most.
        limit: Query<Option<u64>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// The `ETag` of what is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<View<Page<ImportCycle>>, ApiError> {
        let page = page(limit.0, cursor.0);
        let found = views::cycles(&services, caller.0.team_id, id.0, &page).await?;
        View::of(&found, if_none_match.0.as_deref())
    }
}
