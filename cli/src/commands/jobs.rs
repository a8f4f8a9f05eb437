//! `devmentor jobs`: looks at queued work and steers it.

use std::time::{Duration, Instant};

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use types::{JobState, Progress};
use uuid::Uuid;

use super::write_json;
use crate::client::{Client, parse_id, pause, read};
use crate::exit::Failure;
use crate::progress::Display;
use crate::render::jobs;
use crate::terminal::Screen;

/// What `jobs` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List jobs, the newest first.
    List(List),
    /// Show one job.
    Show {
        /// The job's id.
        #[arg(value_parser = parse_id)]
        id: Uuid,
        /// Write it as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Give jobs that failed, died or were cancelled another try.
    Retry {
        /// The jobs' ids.
        #[arg(value_parser = parse_id, required_unless_present = "all")]
        ids: Vec<Uuid>,
        /// Every failed or dead job.
        #[arg(long, conflicts_with = "ids")]
        all: bool,
        /// Write the jobs, or with `--all` their number, as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Stop jobs that wait or run.
    Cancel {
        /// The jobs' ids.
        #[arg(value_parser = parse_id, required = true)]
        ids: Vec<Uuid>,
        /// Write the jobs as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Wait until no job waits or runs.
    Wait {
        /// Give up after so long.
        #[arg(long, value_name = "SECONDS")]
        timeout: Option<u64>,
        /// Show no progress.
        #[arg(long, short)]
        quiet: bool,
    },
    /// Delete ended jobs from the list.
    Delete {
        /// The jobs' ids.
        #[arg(value_parser = parse_id, required = true)]
        ids: Vec<Uuid>,
    },
}

/// What `jobs list` takes.
#[derive(Debug, Default, Args)]
struct List {
    /// Only in these states.
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = states())]
    state: Vec<String>,

    /// Only of this kind: `analyze_repository`, ...
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// Jobs at most [default: 20].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=200))]
    limit: Option<u32>,

    /// Where the list goes on: `next_cursor` of the page before.
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<String>,

    /// Write the list as JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, client: &Client, screen: &mut Screen) -> Result<(), Failure> {
    match &arguments.action {
        None => list(&List::default(), client, screen),
        Some(Action::List(arguments)) => list(arguments, client, screen),
        Some(Action::Show { id, json }) => show(*id, *json, client, screen),
        Some(Action::Retry { all: true, json, .. }) => {
            let answer = client.post("/api/jobs/retry", &json!({}))?;
            if *json {
                return write_json(screen, &answer);
            }
            Ok(screen.line(format!("{} jobs are tried again.", answer["retried"]))?)
        }
        Some(Action::Retry { ids, json, .. }) => {
            steer(ids, "retry", *json, client, screen, |_| "is tried again")
        }
        Some(Action::Cancel { ids, json }) => steer(ids, "cancel", *json, client, screen, |job| {
            if job.state == JobState::Cancelled { "is cancelled" } else { "is being stopped" }
        }),
        Some(Action::Wait { timeout, quiet }) => {
            wait(timeout.map(Duration::from_secs), *quiet, client, screen)
        }
        Some(Action::Delete { ids }) => ids.iter().try_for_each(|id| {
            client.delete(&format!("/api/jobs/{id}"))?;
            Ok(screen.line(format!("{id} is deleted."))?)
        }),
    }
}

fn list(arguments: &List, client: &Client, screen: &mut Screen) -> Result<(), Failure> {
    let mut query = vec![("limit", arguments.limit.unwrap_or(20).to_string())];
    query.extend(arguments.state.iter().map(|state| ("state", state.clone())));
    query.extend(arguments.kind.iter().map(|kind| ("kind", kind.clone())));
    query.extend(arguments.cursor.iter().map(|cursor| ("cursor", cursor.clone())));
    let answer = client.get("/api/jobs", &query)?;
    if arguments.json {
        return write_json(screen, &answer);
    }
    let found: Vec<jobs::Job> = read(answer["items"].clone())?;
    screen.lines(jobs::table(&found, screen.style, screen.columns))?;
    if let Value::String(cursor) = &answer["next_cursor"] {
        screen.line(format!("There are more: --cursor {cursor}"))?;
    }
    Ok(())
}

/// Does the same to each job, and says what became of it. Where one is refused, those before it are told all the same.
fn steer(
    ids: &[Uuid],
    action: &str,
    as_json: bool,
    client: &Client,
    screen: &mut Screen,
    outcome: impl Fn(&jobs::Job) -> &'static str,
) -> Result<(), Failure> {
    let mut steered = Vec::new();
    let result = ids.iter().try_for_each(|id| {
        let answer = client.post(&format!("/api/jobs/{id}/{action}"), &json!({}))?;
        if as_json {
            steered.push(answer);
            return Ok(());
        }
        Ok(screen.line(format!("{id} {}.", outcome(&read(answer)?)))?)
    });
    if as_json {
        write_json(screen, &json!({ "items": steered }))?;
    }
    screen.flush()?;
    result
}

fn states() -> PossibleValuesParser {
    PossibleValuesParser::new(JobState::ALL.map(JobState::as_str))
}

/// How often a service is asked whether it is done.
const ASK_EVERY: Duration = Duration::from_millis(300);

fn wait(timeout: Option<Duration>, quiet: bool, client: &Client, screen: &mut Screen) -> Result<(), Failure> {
    let started = Instant::now();
    let mut display = if quiet { Display::quiet() } else { Display::new() };
    let query = [("state", "queued"), ("state", "running"), ("limit", "100")].map(|(k, v)| (k, v.to_owned()));
    loop {
        let answer = client.get("/api/jobs", &query)?;
        let left: Vec<jobs::Job> = read(answer["items"].clone())?;
        // The list has the newest first; the oldest that runs is the one that is waited for.
        let Some(job) = left.iter().rfind(|job| job.state == JobState::Running).or(left.last()) else {
            break;
        };
        if timeout.is_some_and(|timeout| started.elapsed() >= timeout) {
            return Err(Failure::Failed(format!("{} jobs have not ended in time", left.len())));
        }
        let stage = job.progress.as_ref().map(|progress| progress.stage.as_str()).unwrap_or_default();
        let shown = Progress {
            stage: format!("{} {stage}", job.kind).trim_end().to_owned(),
            ..job.progress.clone().unwrap_or_default()
        };
        display.show(&shown);
        pause(ASK_EVERY);
    }
    drop(display);
    Ok(screen.line("No job waits or runs.")?)
}

fn show(id: Uuid, as_json: bool, client: &Client, screen: &mut Screen) -> Result<(), Failure> {
    let answer = client.get(&format!("/api/jobs/{id}"), &[])?;
    if as_json {
        return write_json(screen, &answer);
    }
    let job: jobs::Job = read(answer)?;
    Ok(screen.lines(jobs::details(&job, screen.style, screen.columns))?)
}
