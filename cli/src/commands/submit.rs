//! `devmentor submit`: gives a repository to the service, and watches the analysis if asked to.

use std::time::Duration;

use clap::Args;
use serde::Deserialize;
use serde_json::{Value, json};
use types::Progress;
use uuid::Uuid;

use super::source::Given;
use super::write_json;
use crate::client::{Client, pause, read};
use crate::exit::Failure;
use crate::progress::Display;
use crate::terminal::{Paint, Screen, Style, clean, plural, thousands};

/// What `submit` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// An https address, or a path on this disk.
    #[arg(value_name = "URL|PATH")]
    source: String,

    /// A branch, tag or commit [default: the default branch].
    #[arg(long, value_name = "REVISION")]
    rev: Option<String>,

    /// Wait until the analysis has ended, and say how it went.
    #[arg(long)]
    wait: bool,

    /// Write the service's answer as JSON.
    #[arg(long)]
    json: bool,

    /// Show no progress.
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Debug, Deserialize)]
struct Submitted {
    repository: Named,
    analysis: Analysis,
    events: String,
    existing: bool,
}

#[derive(Debug, Deserialize)]
struct Named {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Analysis {
    id: Uuid,
    state: String,
    error: Option<Reason>,
    quality: Option<Quality>,
    counts: Option<Counts>,
}

#[derive(Debug, Deserialize)]
struct Quality {
    score: f64,
    maintainability: String,
    reliability: String,
    security: String,
}

#[derive(Debug, Deserialize)]
struct Counts {
    files: u64,
    insights: u64,
    findings: FindingCounts,
    tasks: TaskCounts,
}

#[derive(Debug, Deserialize)]
struct FindingCounts {
    open: u64,
    new: u64,
    fixed: u64,
}

#[derive(Debug, Deserialize)]
struct TaskCounts {
    created: u64,
    closed: u64,
}

#[derive(Debug, Deserialize)]
struct Reason {
    message: String,
}

pub(crate) fn run(
    arguments: &Arguments,
    client: impl FnOnce() -> Result<Client, Failure>,
    screen: &mut Screen,
) -> Result<(), Failure> {
    let source = for_service(Given::read(&arguments.source)?)?;
    let client = &client()?;
    let body = json!({ "source": source, "revision": arguments.rev });
    let answer = client.post("/api/repositories", &body).map_err(not_taken)?;
    let submitted: Submitted = read(answer.clone())?;
    let name = clean(&submitted.repository.name);
    let id = submitted.analysis.id;
    if !arguments.wait {
        if arguments.json {
            return write_json(screen, &answer);
        }
        let what = if submitted.existing { "is being analysed already" } else { "is queued" };
        screen.line(format!("{name} {what}: analysis {id}"))?;
        screen.line(format!(
            "See how it goes with 'devmentor jobs', and what came of it with 'devmentor report {id}'."
        ))?;
        return Ok(());
    }
    follow(client, &submitted.events, if arguments.quiet { Display::quiet() } else { Display::new() })?;
    let shown = client.get(&format!("/api/analyses/{id}"), &[])?;
    let analysis: Analysis = read(shown.clone())?;
    if arguments.json {
        write_json(screen, &shown)?;
    }
    match analysis.state.as_str() {
        "succeeded" if arguments.json => Ok(()),
        "succeeded" => Ok(screen.lines(summary(&name, &analysis, screen.style))?),
        state => {
            let why = analysis.error.map(|error| format!(": {}", error.message)).unwrap_or_default();
            Err(Failure::Analysis(format!("the analysis of {name} has {state}{why}")))
        }
    }
}

/// How it went, in a few lines.
fn summary(name: &str, analysis: &Analysis, style: Style) -> Vec<String> {
    let mut lines = vec![format!("{} is analysed.", style.paint(Paint::Bold, name))];
    if let Some(quality) = &analysis.quality {
        lines.push(format!(
            "Quality score {} of 100 (maintainability {}, reliability {}, security {}).",
            style.paint(Paint::Bold, format!("{:.0}", quality.score)),
            quality.maintainability,
            quality.reliability,
            quality.security
        ));
    }
    if let Some(counts) = &analysis.counts {
        lines.push(format!(
            "{}: {} ({} new, {} fixed), {}, {} made, {} closed.",
            plural(counts.files, "file", "files"),
            plural(counts.findings.open, "open finding", "open findings"),
            thousands(counts.findings.new),
            thousands(counts.findings.fixed),
            plural(counts.insights, "insight", "insights"),
            plural(counts.tasks.created, "task", "tasks"),
            thousands(counts.tasks.closed),
        ));
    }
    lines.push(format!("Read on with 'devmentor report {name}' and 'devmentor tasks'."));
    lines
}

/// What the service, which runs in another folder, makes of it: a path from the root on, an address as it is.
fn for_service(source: Given) -> Result<String, Failure> {
    Ok(match source {
        Given::Path(path) => path.canonicalize()?.to_string_lossy().into_owned(),
        Given::Address(address) => address,
    })
}

/// Whatever the service finds wrong with what it was given is said of the repository.
fn not_taken(failure: Failure) -> Failure {
    match failure {
        Failure::Usage(text) => Failure::Analysis(text),
        other => other,
    }
}

/// Broken connections in a row before giving up; a service that restarts is back by then.
const TRIES: u32 = 20;

/// Watches the events until the last one, over broken connections.
fn follow(client: &Client, path: &str, mut display: Display) -> Result<(), Failure> {
    let mut after = None;
    let mut broken = 0;
    while broken < TRIES {
        let before = after.clone();
        if watch(client, path, &mut after, &mut display)? {
            return Ok(());
        }
        broken = if after == before { broken + 1 } else { 0 };
        pause(Duration::from_millis(500));
    }
    let text = "the connection breaks again and again; the analysis goes on without us";
    Err(Failure::Unreachable(text.to_owned()))
}

/// Watches one stream from after the event `after` on, and notes what it has seen; says whether the last event was
/// among it. Once something was seen, a service that does not answer is one that may come back.
fn watch(
    client: &Client,
    path: &str,
    after: &mut Option<String>,
    display: &mut Display,
) -> Result<bool, Failure> {
    let events = match client.events(path, after.as_deref()) {
        Err(Failure::Unreachable(_)) if after.is_some() => return Ok(false),
        other => other?,
    };
    for event in events.map_while(Result::ok) {
        if event.kind == "done" {
            return Ok(true);
        }
        if let Some(progress) = progress_of(&event.data) {
            display.show(&progress);
        }
        if !event.id.is_empty() {
            *after = Some(event.id);
        }
    }
    Ok(false)
}

/// The progress in an event's envelope, if it is about that.
fn progress_of(data: &str) -> Option<Progress> {
    let event: Value = serde_json::from_str(data).ok()?;
    if event["type"] != "analysis.progress" {
        return None;
    }
    serde_json::from_value(event["payload"]["progress"].clone())
        .or_else(|_| serde_json::from_value(event["payload"].clone()))
        .ok()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn progress_is_found_in_its_envelope() {
        let progress = json!({"stage": "parse", "done": 1, "total": 2, "message": "x"});
        let event = json!({"type": "analysis.progress", "payload": progress}).to_string();
        assert_eq!(progress_of(&event).unwrap().stage, "parse");
        assert!(progress_of(&json!({"type": "analysis.queued", "payload": {}}).to_string()).is_none());
        assert!(progress_of("").is_none());
    }

    #[test]
    fn the_summary_says_what_came_of_it() {
        let analysis: Analysis = serde_json::from_value(json!({
            "id": Uuid::nil(), "state": "succeeded", "error": null,
            "quality": {"score": 71.6, "maintainability": "B", "reliability": "A", "security": "E"},
            "counts": {"files": 1200, "insights": 7, "findings": {"open": 1, "new": 1, "fixed": 0},
                       "tasks": {"created": 4, "closed": 2}}
        }))
        .unwrap();
        let text = summary("shop", &analysis, Style::plain()).join("\n");
        assert!(
            text.contains("Quality score 72 of 100 (maintainability B, reliability A, security E)."),
            "{text}"
        );
        let counts = "1,200 files: 1 open finding (1 new, 0 fixed), 7 insights, 4 tasks made, 2 closed.";
        assert!(text.contains(counts), "{text}");
    }

    #[test]
    fn paths_become_absolute_and_addresses_stay() {
        assert!(Path::new(&for_service(Given::Path(".".into())).unwrap()).is_absolute());
        let address = "https://example.org/a".to_owned();
        assert_eq!(for_service(Given::Address(address.clone())).unwrap(), address);
    }
}
