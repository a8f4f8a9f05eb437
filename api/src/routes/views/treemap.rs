//! `/api/analyses/:id/treemap`.

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use services::{Services, views};
use uuid::Uuid;

use super::View;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::routes::Tag;
use crate::routes::report::shape::described;
use crate::words::NodeKind;

pub(crate) struct TreemapView;

described! {
    /// What stands in a folder, the most code first.
    Treemap {
        /// The folder that is shown: the one that was asked for, or the first below it with more than one thing in
        /// it; empty for the root.
        folder: String,
        /// What stands in it. 400 at most.
        items: Vec<TreemapItem>,
        /// What is beyond those.
        left_out: TreemapRest,
    }

    /// A file, or a folder with all below it.
    TreemapItem {
        /// Its path from the root.
        path: String,
        /// What it is: `folder` or `file`.
        kind: NodeKind,
        /// A file's language, where it has one; of a folder the one with the most code.
        language: Option<String>,
        /// Files in it.
        files: u64,
        /// All lines.
        lines: u64,
        /// Lines with code.
        code: u64,
        /// Sum of its functions' cognitive complexity.
        complexity: u64,
        /// How hot its hottest file is, 0..1.
        heat: f64,
        /// Open findings.
        findings: u64,
    }

    /// Sums over what is not listed.
    TreemapRest {
        /// Files and folders of this level.
        items: u64,
        /// Files in them.
        files: u64,
        /// All lines.
        lines: u64,
        /// Lines with code.
        code: u64,
    }
}

#[OpenApi(tag = "Tag::Views")]
impl TreemapView {
    /// Show a folder's contents by size and heat
    #[oai(path = "/api/analyses/:id/treemap", method = "get", operation_id = "show_treemap")]
    async fn show(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The analysis' id.
        id: Path<Uuid>,
        /// A folder's path from the root; the root by default.
        folder: Query<Option<String>>,
        /// The `ETag` of what is at hand already.
        #[oai(name = "if-none-match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<View<Treemap>, ApiError> {
        let treemap = views::treemap(&services, caller.0.team_id, id.0, folder.0.unwrap_or_default()).await?;
        View::of(&treemap, if_none_match.0.as_deref())
    }
}
