//! Puts a task together.

use std::fmt::Write;

use types::{Finding, TaskDraft, TaskScore};

use crate::fingerprint;

/// Evidence names at most so many places.
const MAX_PLACES: usize = 12;

/// What a task is about, before it has words and a score.
pub(super) struct Work<'a> {
    /// What makes it the same task in the next analysis: a kind, paths, names. Never lines or numbers.
    pub cause: Vec<&'a str>,
    /// What to do, as a command, naming the place.
    pub title: String,
    /// Why: a few sentences.
    pub why: String,
    /// What was seen: one line each.
    pub evidence: Vec<String>,
    /// How to go about it: one line each.
    pub steps: Vec<String>,
    /// Where to begin: path, first line, last line.
    pub place: Option<(&'a str, Option<(u32, u32)>)>,
    /// The findings that it would end.
    pub findings: Vec<&'a Finding>,
}

impl Work<'_> {
    /// The task with a score.
    pub(super) fn scored(self, score: TaskScore) -> TaskDraft {
        let parts: Vec<&[u8]> =
            std::iter::once("task").chain(self.cause.iter().copied()).map(str::as_bytes).collect();
        let round = |value: f64| (value.clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
        let lines = self.place.and_then(|(_, lines)| lines);
        TaskDraft {
            key: fingerprint::key(&parts),
            description: self.describe(),
            title: self.title,
            path: self.place.map(|(path, _)| path.to_owned()),
            start_line: lines.map(|(first, _)| first),
            end_line: lines.map(|(_, last)| last),
            impact: round(score.impact),
            urgency: round(score.urgency),
            dependencies: round(score.dependencies),
            effort_minutes: score.effort_minutes,
            score: round(score.total()),
            priority: score.priority(),
            quadrant: score.quadrant(),
            findings: self.findings.iter().map(|finding| finding.fingerprint.clone()).collect(),
        }
    }

    /// Why, what was seen and how, as Markdown.
    fn describe(&self) -> String {
        let mut text = self.why.trim().to_owned();
        if !self.evidence.is_empty() {
            text.push_str("\n\n**Seen**\n");
            for line in self.evidence.iter().take(MAX_PLACES) {
                let _ = write!(text, "\n- {}", line.trim());
            }
            if self.evidence.len() > MAX_PLACES {
                let _ = write!(text, "\n- and {} more", self.evidence.len() - MAX_PLACES);
            }
        }
        if !self.steps.is_empty() {
            text.push_str("\n\n**Steps**\n");
            for (step, number) in self.steps.iter().filter(|step| !step.trim().is_empty()).zip(1..) {
                let _ = write!(text, "\n{number}. {}", step.trim());
            }
        }
        text
    }
}

/// A finding as a line of evidence.
pub(super) fn seen(finding: &Finding) -> String {
    format!("`{}:{}` {}", finding.path, finding.start_line, finding.message)
}
