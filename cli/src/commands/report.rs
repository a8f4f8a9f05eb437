//! `devmentor report`: what is known about a repository.

use clap::Args;
use types::Report;
use uuid::Uuid;

use super::{repositories, write_json};
use crate::client::Client;
use crate::exit::Failure;
use crate::render::report::{self, Shown};
use crate::terminal::Screen;

/// What `report` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The name, address or id of a repository, or the id of an analysis [default: what was analysed last].
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
    let repositories = repositories::all(client)?;
    let Some(what) = what else { return Ok(repositories::analysed_last(&repositories)?.id) };
    match (repositories::called(&repositories, what)?, Uuid::parse_str(what)) {
        (Some(repository), _) => Ok(repository.analysis()?.id),
        (None, Ok(id)) => Ok(id),
        (None, Err(_)) => Err(repositories::unknown(what)),
    }
}
