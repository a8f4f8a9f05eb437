//! `/api/analyses/:id/rules`.

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path};
use services::{Services, views};
use uuid::Uuid;

use super::View;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::routes::report::shape::RuleText;
use crate::routes::{Page, Tag};

pub(crate) struct RulesView;

#[OpenApi(tag = "Tag::Views")]
impl RulesView {
    /// List the rules that spoke in an analysis
    ///
    /// All of them, by id: what each finds, why that matters, and what to do instead.
    #[oai(path = "/api/analyses/:id/rules", method = "get", operation_id = "list_rules")]
    async fn list(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// The `ETag` of what is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<View<Page<RuleText>>, ApiError> {
        let items = views::rules(&services, caller.0.team_id, id.0).await?;
        View::of(&services::Page { items, next_cursor: None }, if_none_match.0.as_deref())
    }
}
