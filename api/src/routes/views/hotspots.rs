//! `/api/analyses/:id/hotspots`.

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use services::{Services, views};
use uuid::Uuid;

use super::View;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::routes::report::shape::Hotspot;
use crate::routes::{Page, Tag, page};

pub(crate) struct HotspotsView;

#[OpenApi(tag = "Tag::Views")]
impl HotspotsView {
    /// List an analysis' hotspots
    ///
    /// Files where complexity meets change, the hottest first; at most a hundred are told.
    #[oai(path = "/api/analyses/:id/hotspots", method = "get", operation_id = "list_hotspots")]
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
    ) -> Result<View<Page<Hotspot>>, ApiError> {
        let page = page(limit.0, cursor.0);
        let found = views::hotspots(&services, caller.0.team_id, id.0, &page).await?;
        View::of(&found, if_none_match.0.as_deref())
    }
}
