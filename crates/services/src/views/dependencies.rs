//! What a repository is made of and what it brings in.

use serde::Serialize;
use types::{Dependency, Package};
use uuid::Uuid;

use super::look;
use crate::{PageRequest, Result, Services};

/// The repository's own packages, and a page of what comes from outside.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DependencyView {
    /// The repository's own packages.
    pub packages: Vec<Package>,
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
            items: external.items,
            next_cursor: external.next_cursor,
        })
    };
    look(services, team_id, analysis_id, of).await
}
