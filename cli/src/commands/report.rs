//! `devmentor report`: what is known about a repository.

use clap::Args;
use serde::Deserialize;
use types::Report;
use uuid::Uuid;

use super::write_json;
use crate::client::{Client, read};
use crate::exit::Failure;
use crate::render::report::{self, Shown};
use crate::terminal::{Screen, clean};

/// What `report` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The name, address or id of a repository, or the id of an analysis [default: the newest repository].
    #[arg(value_name = "REPOSITORY|ANALYSIS")]
    what: Option<String>,

    /// Show languages, stack, findings and hotspots as well.
    #[arg(long, short)]
    full: bool,

    /// Insights at most.
    #[arg(long, value_name = "N", default_value_t = 5)]
    insights: usize,

    /// Tasks at most.
    #[arg(long, value_name = "N", default_value_t = 5)]
    tasks: usize,

    /// Write the whole report as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Deserialize)]
struct Page {
    items: Vec<Repository>,
    next_cursor: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Repository {
    id: Uuid,
    name: String,
    source: String,
    latest_analysis: Option<Analysis>,
}

#[derive(Debug, Deserialize)]
struct Analysis {
    id: Uuid,
}

pub(crate) fn run(arguments: &Arguments, client: &Client, screen: &mut Screen) -> Result<(), Failure> {
    let analysis = find(client, arguments.what.as_deref())?;
    let path = format!("/api/analyses/{analysis}/report");
    if arguments.json {
        return write_json(screen, &client.get(&path, &[])?);
    }
    let report: Report = client.get_as(&path)?;
    let shown = Shown { insights: arguments.insights, tasks: arguments.tasks, everything: arguments.full };
    Ok(screen.lines(report::lines(&report, screen.style, screen.columns, shown))?)
}

/// The analysis that is meant.
fn find(client: &Client, what: Option<&str>) -> Result<Uuid, Failure> {
    let repository = find_repository(client, |repository| {
        what.is_none_or(|what| {
            repository.name == what || repository.source == what || repository.id.to_string() == what
        })
    })?;
    match (repository, what.and_then(|what| Uuid::parse_str(what).ok())) {
        (Some(repository), _) => repository.latest_analysis.map(|analysis| analysis.id).ok_or_else(|| {
            Failure::Failed(format!(
                "no analysis of {} has succeeded yet; see 'devmentor jobs'",
                clean(&repository.name)
            ))
        }),
        (None, Some(id)) => Ok(id),
        (None, None) => Err(Failure::Failed(match what {
            Some(what) => format!("no repository is called '{what}'"),
            None => "there is no repository yet; begin with 'devmentor submit <url|path>'".to_owned(),
        })),
    }
}

/// The newest repository that is meant.
fn find_repository(
    client: &Client,
    meant: impl Fn(&Repository) -> bool,
) -> Result<Option<Repository>, Failure> {
    let mut query = vec![("limit", "100".to_owned())];
    loop {
        let page: Page = read(client.get("/api/repositories", &query)?)?;
        if let Some(found) = page.items.into_iter().find(&meant) {
            return Ok(Some(found));
        }
        let Some(cursor) = page.next_cursor else { return Ok(None) };
        query.truncate(1);
        query.push(("cursor", cursor));
    }
}

/// The id of the repository that is called so, or has that id or address.
pub(super) fn repository_id(client: &Client, what: &str) -> Result<Uuid, Failure> {
    if let Ok(id) = Uuid::parse_str(what) {
        return Ok(id);
    }
    find_repository(client, |repository| repository.name == what || repository.source == what)?
        .map(|repository| repository.id)
        .ok_or_else(|| Failure::Failed(format!("no repository is called '{what}'")))
}
