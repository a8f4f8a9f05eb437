//! `/api/analyses/:id/graph`.

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

pub(crate) struct GraphView;

described! {
    /// The imports among what stands in a folder, and those from it and to it.
    ImportGraph {
        /// The folder that is shown: the one that was asked for, or the first below it with more than one thing in
        /// it; empty for the root.
        folder: String,
        /// What stands in it, then what is elsewhere; of each the one with the most imports first. 60 at most.
        nodes: Vec<GraphNode>,
        /// Imports between them, the most first.
        edges: Vec<GraphEdge>,
        /// Nodes beyond those.
        left_out: u64,
    }

    /// A file, or a folder with all below it.
    GraphNode {
        /// Its path from the root. Outside the shown folder it is the first folder, or file, that is not on the way to
        /// it.
        path: String,
        /// What it is.
        kind: NodeKind,
        /// Files in it; 0 outside.
        files: u64,
        /// Lines with code; 0 outside.
        code: u64,
        /// Whether files in it import each other, or others, in a circle.
        in_cycle: bool,
    }

    /// Imports from one node to another.
    GraphEdge {
        /// The importing node's path.
        from: String,
        /// The imported node's path.
        to: String,
        /// How many imports between files it stands for.
        imports: u64,
        /// Whether one of them is part of a circle.
        in_cycle: bool,
    }
}

#[OpenApi(tag = "Tag::Views")]
impl GraphView {
    /// Show who imports whom, one level at a time
    ///
    /// Each folder right below the one that is asked for stands for all its files.
    #[oai(path = "/api/analyses/:id/graph", method = "get", operation_id = "show_graph")]
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
    ) -> Result<View<ImportGraph>, ApiError> {
        let graph = views::graph(&services, caller.0.team_id, id.0, folder.0.unwrap_or_default()).await?;
        View::of(&graph, if_none_match.0.as_deref())
    }
}
