//! What the pages show of an analysis: each view is a pure function over its parsed report.

mod clones;
mod comparison;
mod cycles;
mod dependencies;
mod file;
mod functions;
mod graph;
mod groups;
mod hotspots;
mod level;
pub(crate) mod overview;
mod reports;
mod rules;
mod treemap;
mod trend;

use types::Report;
use uuid::Uuid;

pub use clones::{CloneView, clones};
pub use comparison::{
    ChangedFindings, ChangedOf, Comparison, HotterFile, Side, WorseFunction, changed_findings, comparison,
};
pub use cycles::{CycleView, cycles};
pub use dependencies::{DependencyView, dependencies};
pub use file::{FileView, file};
pub use functions::{FunctionFilter, Order, Sort, functions};
pub use graph::{GraphEdge, GraphNode, ImportGraph, graph};
pub use groups::{Group, GroupBy, groups};
pub use hotspots::hotspots;
pub use level::NodeKind;
pub use overview::{DuplicationTotals, FindingTotals, HistoryTotals, Overview, SkippedTotal, Sums, overview};
pub(crate) use reports::{Reports, parsed};
pub use rules::rules;
pub use treemap::{LeftOut, Treemap, TreemapItem, treemap};
pub use trend::{TrendPoint, trend};

use crate::{Error, Result, Services};

/// Looks at the report of an analysis that has succeeded; on a blocking thread, since lists may be long.
async fn look<T: Send + 'static>(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    view: impl FnOnce(&Report) -> Result<T> + Send + 'static,
) -> Result<T> {
    crate::analyses::succeeded(services, team_id, analysis_id).await?;
    let report = parsed(services, team_id, analysis_id).await?;
    tokio::task::spawn_blocking(move || view(&report)).await.map_err(Error::internal)?
}
