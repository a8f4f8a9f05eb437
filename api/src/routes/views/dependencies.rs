//! `/api/analyses/:id/dependencies`.

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use services::{Services, views};
use uuid::Uuid;

use super::View;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::routes::report::shape::{Dependency, Package, described};
use crate::routes::{Tag, page};

pub(crate) struct DependenciesView;

described! {
    /// The repository's own packages, and a page of what comes from outside.
    DependencyPage {
        /// The repository's own packages.
        packages: Vec<Package>,
        /// What the manifests bring in from outside.
        items: Vec<Dependency>,
        /// To be given as `cursor` for the next page of `items`; null at the end.
        next_cursor: Option<String>,
    }
}

#[OpenApi(tag = "Tag::Views")]
impl DependenciesView {
    /// Show an analysis' packages
    ///
    /// The repository's own, and what the manifests bring in, page by page.
    #[oai(path = "/api/analyses/:id/dependencies", method = "get", operation_id = "list_dependencies")]
    async fn show(
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
    ) -> Result<View<DependencyPage>, ApiError> {
        let page = page(limit.0, cursor.0);
        let found = views::dependencies(&services, caller.0.team_id, id.0, &page).await?;
        View::of(&found, if_none_match.0.as_deref())
    }
}
