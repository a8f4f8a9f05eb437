//! Jobs as a table, and one job with all that is known of it.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use types::{JobState, Progress};
use uuid::Uuid;

use crate::terminal::{Column, Paint, Style, Table, clean, wrap};

/// A job as the service tells it.
#[derive(Debug, Deserialize)]
pub(crate) struct Job {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) state: JobState,
    pub(crate) priority: String,
    pub(crate) attempt: u32,
    pub(crate) max_attempts: u32,
    pub(crate) progress: Option<Progress>,
    pub(crate) error: Option<String>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) started_at: Option<DateTime<Utc>>,
    pub(crate) finished_at: Option<DateTime<Utc>>,
}

/// The jobs in lines of at most `columns`.
pub(crate) fn table(jobs: &[Job], style: Style, columns: usize) -> Vec<String> {
    if jobs.is_empty() {
        return vec!["No jobs.".to_owned()];
    }
    let mut table = Table::new(vec![
        Column { name: "ID", grows: 0 },
        Column { name: "KIND", grows: 0 },
        Column { name: "STATE", grows: 0 },
        Column { name: "TRY", grows: 0 },
        Column { name: "HOW FAR", grows: 1 },
    ]);
    for job in jobs {
        table.row(vec![
            job.id.to_string(),
            clean(&job.kind),
            state(job.state, style),
            format!("{}/{}", job.attempt, job.max_attempts),
            how_far(job),
        ]);
    }
    table.lines(columns)
}

/// One job, a line per fact.
pub(crate) fn details(job: &Job, style: Style, columns: usize) -> Vec<String> {
    let time = |time: Option<DateTime<Utc>>| {
        time.map_or("-".to_owned(), |time| time.format("%F %T UTC").to_string())
    };
    let facts = [
        ("Job", job.id.to_string()),
        ("Kind", clean(&job.kind)),
        ("State", state(job.state, style)),
        ("Priority", clean(&job.priority)),
        ("Try", format!("{} of {}", job.attempt, job.max_attempts)),
        ("Queued", time(Some(job.created_at))),
        ("Started", time(job.started_at)),
        ("Ended", time(job.finished_at)),
        ("Progress", job.progress.as_ref().map(progress).unwrap_or_default()),
    ];
    let mut lines: Vec<String> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name:<9} {value}"))
        .collect();
    if let Some(error) = &job.error {
        let error = wrap(&clean(error), columns.saturating_sub(10));
        lines.extend(error.into_iter().enumerate().map(|(at, line)| {
            let name = if at == 0 { "Error" } else { "" };
            format!("{name:<9} {line}")
        }));
    }
    lines
}

fn how_far(job: &Job) -> String {
    match (&job.error, &job.progress) {
        (Some(error), _) if job.state != JobState::Succeeded => clean(error),
        (_, Some(there)) if !job.state.is_final() => progress(there),
        _ => String::new(),
    }
}

fn progress(progress: &Progress) -> String {
    let stage = clean(&progress.stage);
    if progress.total > 0 { format!("{stage} {}/{}", progress.done, progress.total) } else { stage }
}

fn state(state: JobState, style: Style) -> String {
    let paint = match state {
        JobState::Succeeded => Paint::Green,
        JobState::Running => Paint::Blue,
        JobState::Failed | JobState::Dead => Paint::Red,
        JobState::Queued | JobState::Cancelled => Paint::Dim,
    };
    style.paint(paint, state.as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn job(state: &str, error: Option<&str>) -> Job {
        serde_json::from_value(json!({
            "id": "01900000-0000-7000-8000-000000000001", "kind": "analyze_repository", "state": state,
            "priority": "interactive", "attempt": 1, "max_attempts": 5,
            "progress": {"stage": "parse", "done": 3, "total": 9, "message": ""},
            "error": error, "created_at": "2026-01-02T03:04:05Z", "started_at": null, "finished_at": null
        }))
        .unwrap()
    }

    #[test]
    fn a_running_job_says_how_far_and_a_dead_one_why() {
        let lines =
            table(&[job("running", None), job("dead", Some("no\x1b[31m route"))], Style::plain(), 100);
        assert!(lines[1].ends_with("running  1/5  parse 3/9"), "{lines:?}");
        assert!(lines[2].contains("dead") && lines[2].contains("no\\u{1b}[31m"), "{lines:?}");
        assert_eq!(table(&[], Style::plain(), 80), ["No jobs."]);
    }

    #[test]
    fn details_tell_everything() {
        let text = details(&job("dead", Some("it broke")), Style::plain(), 80).join("\n");
        for expected in [
            "Kind      analyze_repository",
            "Try       1 of 5",
            "Queued    2026-01-02 03:04:05 UTC",
            "Error     it broke",
        ] {
            assert!(text.contains(expected), "{text}");
        }
    }
}
