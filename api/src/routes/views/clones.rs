//! `/api/analyses/:id/clones`.

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use services::{Services, views};
use uuid::Uuid;

use super::View;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::routes::report::shape::{ClonePlace, described};
use crate::routes::{Page, Tag, page};

pub(crate) struct ClonesView;

described! {
    /// The same code in several places.
    ListedClone {
        /// `identical`, or `renamed`: the same shape with other names.
        kind: String,
        /// Tokens in each place.
        tokens: u32,
        /// Lines in the longest place.
        lines: u32,
        /// Where it stands; the first twenty places.
        places: Vec<ClonePlace>,
        /// How many places there are.
        places_total: u64,
    }
}

#[OpenApi(tag = "Tag::Views")]
impl ClonesView {
    /// List an analysis' clones
    ///
    /// The same code in several places, the largest first.
    #[oai(path = "/api/analyses/:id/clones", method = "get", operation_id = "list_clones")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn list(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// Only clones with a place whose path begins with this.
        path: Query<Option<String>>,
        /// Items at most.
        limit: Query<Option<u64>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// The `ETag` of what is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<View<Page<ListedClone>>, ApiError> {
        let page = page(limit.0, cursor.0);
        let found = views::clones(&services, caller.0.team_id, id.0, path.0, &page).await?;
        View::of(&found, if_none_match.0.as_deref())
    }
}
