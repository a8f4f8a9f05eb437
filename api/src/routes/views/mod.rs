//! What an analysis found, in parts as pages show them; one view per file.

mod clones;
mod comparison;
mod cycles;
mod dependencies;
mod file;
mod functions;
mod graph;
mod groups;
mod hotspots;
mod overview;
pub(crate) mod reply;
mod rules;
mod treemap;
mod trend;

use reply::View;

/// All views.
pub(crate) type Views = (
    overview::OverviewView,
    groups::GroupsView,
    rules::RulesView,
    hotspots::HotspotsView,
    functions::FunctionsView,
    clones::ClonesView,
    cycles::CyclesView,
    dependencies::DependenciesView,
    graph::GraphView,
    treemap::TreemapView,
    comparison::ComparisonView,
    file::FileRoute,
    trend::TrendView,
);

pub(crate) const fn all() -> Views {
    (
        overview::OverviewView,
        groups::GroupsView,
        rules::RulesView,
        hotspots::HotspotsView,
        functions::FunctionsView,
        clones::ClonesView,
        cycles::CyclesView,
        dependencies::DependenciesView,
        graph::GraphView,
        treemap::TreemapView,
        comparison::ComparisonView,
        file::FileRoute,
        trend::TrendView,
    )
}

/// How the document describes the views, for tests.
#[cfg(test)]
pub(crate) mod described {
    pub(crate) use super::clones::ListedClone;
    pub(crate) use super::comparison::Comparison;
    pub(crate) use super::cycles::ImportCycle;
    pub(crate) use super::dependencies::DependencyPage;
    pub(crate) use super::file::FileView;
    pub(crate) use super::graph::ImportGraph;
    pub(crate) use super::groups::FindingGroup;
    pub(crate) use super::overview::Overview;
    pub(crate) use super::treemap::Treemap;
    pub(crate) use super::trend::TrendPoint;
    pub(crate) use crate::routes::report::shape::{Function, Hotspot, RuleText};
}
