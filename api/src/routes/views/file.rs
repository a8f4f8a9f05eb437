//! `/api/analyses/:id/file`.

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use services::{Services, views};
use uuid::Uuid;

use super::View;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::routes::Tag;
use crate::routes::analyses::Finding;
use crate::routes::report::shape::described;

pub(crate) struct FileRoute;

described! {
    /// One file as it was analysed, with what was found in it.
    FileView {
        /// Path in the repository.
        path: String,
        /// Its language's id, where it has one.
        language: Option<String>,
        /// All lines.
        lines: u64,
        /// Lines with code.
        code: u64,
        /// Sum of its functions' cognitive complexity.
        complexity: u64,
        /// How hot it is, 0..1.
        heat: f64,
        /// What stands in it.
        text: String,
        /// Whether more stands in it than `text` has.
        truncated: bool,
        /// Its open findings, by line.
        findings: Vec<Finding>,
    }
}

#[OpenApi(tag = "Tag::Views")]
impl FileRoute {
    /// Read a file as it was analysed
    ///
    /// Files that were left out of the analysis have no text here.
    #[oai(path = "/api/analyses/:id/file", method = "get", operation_id = "show_file")]
    async fn show(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// The file's path as the analysis tells it.
        path: Query<String>,
        /// The `ETag` of what is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<View<FileView>, ApiError> {
        let file = views::file(&services, caller.0.team_id, id.0, &path.0).await?;
        View::of(&file, if_none_match.0.as_deref())
    }
}
