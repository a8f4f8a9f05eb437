//! `devmentor tasks`: what there is to do.

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde::Deserialize;
use types::{Priority, TaskStatus};

use super::{repositories, write_json};
use crate::client::{Client, read};
use crate::exit::Failure;
use crate::render::tasks;
use crate::terminal::{Paint, Screen};

/// What `tasks` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only of this repository: its name, address or id.
    #[arg(long, value_name = "REPOSITORY")]
    repo: Option<String>,

    /// Only in this state [default: open].
    #[arg(long, value_name = "STATUS", value_parser = statuses())]
    status: Option<String>,

    /// Only of this priority.
    #[arg(long, value_name = "PRIORITY", value_parser = PossibleValuesParser::new(Priority::ALL.map(Priority::as_str)))]
    priority: Option<String>,

    /// Tasks at most.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=200))]
    limit: u32,

    /// Write the tasks as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Deserialize)]
struct Page {
    items: Vec<Task>,
    next_cursor: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Task {
    title: String,
    path: Option<String>,
    start_line: Option<u32>,
    effort_minutes: u32,
    priority: Priority,
}

pub(crate) fn run(arguments: &Arguments, client: &Client, screen: &mut Screen) -> Result<(), Failure> {
    let mut query = vec![("limit", arguments.limit.to_string())];
    if let Some(repository) = &arguments.repo {
        query.push(("repository", repositories::id_of(client, repository)?.to_string()));
    }
    query.extend(arguments.status.iter().map(|status| ("status", status.clone())));
    query.extend(arguments.priority.iter().map(|priority| ("priority", priority.clone())));
    let answer = client.get("/api/tasks", &query)?;
    if arguments.json {
        return write_json(screen, &answer);
    }
    let page: Page = read(answer)?;
    let rows: Vec<tasks::Row> = page.items.into_iter().map(row).collect();
    if rows.is_empty() {
        screen.line("Nothing to do.")?;
        return Ok(());
    }
    screen.lines(tasks::list(&rows, screen.style, screen.columns))?;
    if page.next_cursor.is_some() {
        let more = format!("There are more; --limit {} shows them.", (arguments.limit * 5).min(200));
        screen.line(screen.style.paint(Paint::Dim, more))?;
    }
    Ok(())
}

/// One state, or a word for several: what is left to do, or everything.
fn statuses() -> PossibleValuesParser {
    PossibleValuesParser::new(["open", "all"].into_iter().chain(TaskStatus::ALL.map(TaskStatus::as_str)))
}

fn row(task: Task) -> tasks::Row {
    tasks::Row {
        priority: task.priority,
        effort_minutes: task.effort_minutes,
        title: task.title,
        path: task.path,
        start_line: task.start_line,
    }
}
