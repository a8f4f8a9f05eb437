//! What a repository is made of and what it brings in.

use serde::Serialize;
use types::{Dependency, Package};
use uuid::Uuid;

use super::look;
use crate::{PageRequest, Result, Services};

/// Circles that are shown: who has more begins with the largest.
const MAX_CYCLES: usize = 100;

/// Packages and circles, and a page of what comes from outside.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DependencyView {
    /// The repository's own packages.
    pub packages: Vec<Package>,
    /// Groups of files that import each other in a circle, the largest first; the first hundred.
    pub cycles: Vec<Vec<String>>,
    /// How many there are.
    pub cycles_total: u64,
    /// What the manifests bring in from outside: the page's items.
    pub items: Vec<Dependency>,
    /// Where the next page begins; none at the end.
    pub next_cursor: Option<String>,
}

/// What an analysis found of packages.
pub async fn dependencies(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    page: &PageRequest,
) -> Result<DependencyView> {
    let window = page.window(services)?;
    let of = move |report: &types::Report| {
        let dependencies = &report.dependencies;
        let external = window.cut(dependencies.external.iter().cloned())?;
        Ok(DependencyView {
            packages: dependencies.packages.clone(),
            cycles: dependencies.cycles.iter().take(MAX_CYCLES).cloned().collect(),
            cycles_total: dependencies.cycles.len() as u64,
            items: external.items,
            next_cursor: external.next_cursor,
        })
    };
    look(services, team_id, analysis_id, of).await
}
