//! Which tasks are made, kept, opened again or closed.
//!
//! | the task | its cause is seen | its cause is gone |
//! |---|---|---|
//! | does not stand | made | |
//! | is open | kept, words and score brought up to date | done |
//! | was closed because its cause had gone | opened again | stays |
//! | a person called done | stays, until the cause has gone and come back | stays |
//! | a person rejected | stays | stays |
//! | a person made of a finding | kept as it stands | done, as if it were generated; opened again with it |
//!
//! An analysis lists its best tasks only, so one that is not listed may still have its cause: see [`is_gone`].

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use models::tasks::{ClosedReason, GENERATED, Model};
use types::{Report, TaskDraft, TaskStatus};
use uuid::Uuid;

use crate::Result;
use crate::analyses::TaskCounts;
use crate::work::AnalyzeRepository;

/// As many tasks as an analysis lists at most.
const FULL_LIST: usize = 200;

/// What is to be written, and what it comes to.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// Rows that are new or differ from what stands.
    pub(super) written: Vec<Model>,
    /// The sums.
    pub(super) counts: TaskCounts,
}

/// Compares the tasks that stand with what an analysis proposes; generated ones are the same when their keys are.
pub(super) fn compare(
    known: Vec<Model>,
    report: &Report,
    job: &AnalyzeRepository,
    now: DateTime<Utc>,
    mut new_id: impl FnMut() -> Uuid,
) -> Result<Change> {
    let mut change = Change::default();
    let (known, manual): (Vec<Model>, Vec<Model>) =
        known.into_iter().partition(|row| row.source == GENERATED);
    follow_findings(&mut change, manual, report, now)?;
    let mut known: HashMap<String, Model> = known.into_iter().map(|row| (row.key.clone(), row)).collect();
    let mut seen = HashSet::new();
    for draft in &report.tasks {
        if !seen.insert(draft.key.as_str()) {
            continue;
        }
        match known.remove(&draft.key) {
            None => {
                change.counts.created += 1;
                change.written.push(Model::generated(new_id(), job.team_id, job.repository_id, draft, now));
            }
            Some(before) => keep(&mut change, before, draft, now)?,
        }
    }
    let listed = Listed::of(report);
    for mut row in known.into_values() {
        if !row.cause_present || !is_gone(&row, &listed) {
            continue;
        }
        close(&mut change, &mut row, now)?;
        change.written.push(row);
    }
    Ok(change)
}

/// A task whose cause is seen: brought up to date, and opened again if the cause had gone in between.
fn keep(change: &mut Change, before: Model, draft: &TaskDraft, now: DateTime<Utc>) -> Result<()> {
    let proposed =
        Model::generated(before.id, before.team_id, before.repository_id, draft, before.created_at);
    let mut row = Model {
        status: before.status.clone(),
        closed_reason: before.closed_reason.clone(),
        closed_at: before.closed_at,
        version: before.version,
        updated_at: before.updated_at,
        ..proposed
    };
    let is_back = is_back(&before)?;
    if is_back {
        reopen(change, &mut row);
    }
    if row != before {
        row.version += 1;
        row.updated_at = now;
        change.counts.updated += u64::from(!is_back && !row.status()?.is_closed());
        change.written.push(row);
    }
    Ok(())
}

/// Tasks that people made of findings, which are done with the last of these, and open again when one is back.
fn follow_findings(
    change: &mut Change,
    manual: Vec<Model>,
    report: &Report,
    now: DateTime<Utc>,
) -> Result<()> {
    let open: HashSet<&str> = report.findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
    for mut row in manual {
        let is_about_findings = fingerprints(&row).next().is_some();
        let is_seen = fingerprints(&row).any(|fingerprint| open.contains(fingerprint));
        if !is_about_findings || is_seen == row.cause_present {
            continue;
        }
        if is_seen {
            if is_back(&row)? {
                reopen(change, &mut row);
                row.version += 1;
                row.updated_at = now;
            }
            row.cause_present = true;
        } else {
            close(change, &mut row, now)?;
        }
        change.written.push(row);
    }
    Ok(())
}

/// The cause has gone: what was still to be done is done.
fn close(change: &mut Change, row: &mut Model, now: DateTime<Utc>) -> Result<()> {
    row.cause_present = false;
    if !row.status()?.is_closed() {
        TaskStatus::Done.as_str().clone_into(&mut row.status);
        row.closed_reason = Some(ClosedReason::CauseGone.as_str().to_owned());
        row.closed_at = Some(now);
        row.updated_at = now;
        row.version += 1;
        change.counts.closed += 1;
    }
    Ok(())
}

/// Whether a task whose cause is seen was done, and its cause had gone since.
fn is_back(row: &Model) -> Result<bool> {
    Ok(!row.cause_present && row.status()? == TaskStatus::Done)
}

/// There is something to be done again. The version is the caller's.
fn reopen(change: &mut Change, row: &mut Model) {
    TaskStatus::Created.as_str().clone_into(&mut row.status);
    row.closed_reason = None;
    row.closed_at = None;
    change.counts.reopened += 1;
}

/// The findings that a task would end.
fn fingerprints(row: &Model) -> impl Iterator<Item = &str> {
    row.findings.as_array().into_iter().flatten().filter_map(serde_json::Value::as_str)
}

/// What an analysis says about tasks that it does not list.
struct Listed<'r> {
    /// Open findings that no listed task would end.
    left_over: HashSet<&'r str>,
    /// The lowest score that is listed, where the list is full.
    cut_at: Option<f64>,
}

impl<'r> Listed<'r> {
    fn of(report: &'r Report) -> Self {
        let mut left_over: HashSet<&str> =
            report.findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
        for draft in &report.tasks {
            for fingerprint in &draft.findings {
                left_over.remove(fingerprint.as_str());
            }
        }
        let is_full = report.tasks.len() >= FULL_LIST;
        let lowest = report.tasks.iter().map(|draft| draft.score).reduce(f64::min);
        Self { left_over, cut_at: lowest.filter(|_| is_full) }
    }
}

/// Whether the cause of a task that is not listed has gone. It has not when one of its findings stands open
/// and no other task took it over, or when the task would have come after the end of a full list.
fn is_gone(row: &Model, listed: &Listed<'_>) -> bool {
    if fingerprints(row).next().is_none() {
        return listed.cut_at.is_none_or(|lowest| row.score > lowest);
    }
    !fingerprints(row).any(|fingerprint| listed.left_over.contains(fingerprint))
}
