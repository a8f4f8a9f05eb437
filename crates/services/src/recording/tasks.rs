//! Which tasks are made, kept, opened again or closed.
//!
//! | the task | its cause is seen | its cause is gone |
//! |---|---|---|
//! | does not stand | made | |
//! | is open | kept, words and score brought up to date | done |
//! | was closed because its cause had gone | opened again | stays |
//! | a person called done | stays, until the cause has gone and come back | stays |
//! | a person rejected | stays | stays |

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use models::tasks::{ClosedReason, Model};
use types::{TaskDraft, TaskStatus};
use uuid::Uuid;

use crate::Result;
use crate::analyses::TaskCounts;
use crate::work::AnalyzeRepository;

/// What is to be written, and what it comes to.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// Rows that are new or differ from what stands.
    pub(super) written: Vec<Model>,
    /// The sums.
    pub(super) counts: TaskCounts,
}

/// Compares the generated tasks that stand with what an analysis proposes; they are the same when their keys
/// are.
pub(super) fn compare(
    known: Vec<Model>,
    drafts: &[TaskDraft],
    job: &AnalyzeRepository,
    now: DateTime<Utc>,
    mut new_id: impl FnMut() -> Uuid,
) -> Result<Change> {
    let mut change = Change::default();
    let mut known: HashMap<String, Model> = known.into_iter().map(|row| (row.key.clone(), row)).collect();
    let mut seen = std::collections::HashSet::new();
    for draft in drafts {
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
    for before in known.into_values().filter(|row| row.cause_present) {
        let mut row = before;
        row.cause_present = false;
        if !row.status()?.is_closed() {
            TaskStatus::Done.as_str().clone_into(&mut row.status);
            row.closed_reason = Some(ClosedReason::CauseGone.as_str().to_owned());
            row.closed_at = Some(now);
            row.updated_at = now;
            row.version += 1;
            change.counts.closed += 1;
        }
        change.written.push(row);
    }
    Ok(change)
}

/// A task whose cause is seen: brought up to date, and opened again if the cause had gone in between.
fn keep(change: &mut Change, before: Model, draft: &TaskDraft, now: DateTime<Utc>) -> Result<()> {
    let proposed = Model::generated(before.id, before.team_id, before.repository_id, draft, before.created_at);
    let mut row = Model {
        status: before.status.clone(),
        closed_reason: before.closed_reason.clone(),
        closed_at: before.closed_at,
        version: before.version,
        updated_at: before.updated_at,
        ..proposed
    };
    let is_back = !before.cause_present && before.status()? == TaskStatus::Done;
    if is_back {
        TaskStatus::Created.as_str().clone_into(&mut row.status);
        row.closed_reason = None;
        row.closed_at = None;
        change.counts.reopened += 1;
    }
    if row != before {
        row.version += 1;
        row.updated_at = now;
        change.counts.updated += u64::from(!is_back && !row.status()?.is_closed());
        change.written.push(row);
    }
    Ok(())
}
