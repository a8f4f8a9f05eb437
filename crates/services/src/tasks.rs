//! Tasks: list, show, change the status.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use models::tasks as rows;
use serde::Serialize;
use serde_json::json;
use types::{Channel, NewEvent, Priority, Quadrant, TaskStatus};
use uuid::Uuid;

use crate::{Error, Page, PageRequest, Result, Services, repositories};

/// Work to do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Task {
    /// Its id.
    pub id: Uuid,
    /// The repository it is about.
    pub repository_id: Uuid,
    /// That repository's name.
    pub repository_name: String,
    /// `generated` by an analysis, or `manual`.
    pub source: String,
    /// What to do, as a command, naming the place.
    pub title: String,
    /// Why, and how to go about it; Markdown.
    pub description: String,
    /// Where to begin.
    pub path: Option<String>,
    /// First line there, from 1.
    pub start_line: Option<u32>,
    /// Last line there, inclusive.
    pub end_line: Option<u32>,
    /// How much better things are afterwards, 0..1.
    pub impact: f64,
    /// How much worse things get by waiting, 0..1.
    pub urgency: f64,
    /// How much other work leans on the place, 0..1.
    pub dependencies: f64,
    /// Minutes of work.
    pub effort_minutes: u32,
    /// The weighted sum, 0..1.
    pub score: f64,
    /// From the score.
    pub priority: Priority,
    /// From impact and urgency.
    pub quadrant: Quadrant,
    /// Fingerprints of the findings that it would end.
    pub findings: Vec<String>,
    /// Where it stands.
    pub status: TaskStatus,
    /// `cause_gone` or `person`; none while it is open.
    pub closed_reason: Option<String>,
    /// Raised with every change; what a change of the status must name.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it changed last.
    pub updated_at: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
}

/// Narrows the team's tasks. Empty lists mean all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskFilter {
    /// Only tasks about this repository.
    pub repository_id: Option<Uuid>,
    /// Only these statuses.
    pub statuses: Vec<TaskStatus>,
    /// Only these priorities.
    pub priorities: Vec<Priority>,
    /// Only these quadrants.
    pub quadrants: Vec<Quadrant>,
    /// Only with this in the title or the path, whatever the capitals.
    pub text: Option<String>,
}

/// The statuses of tasks on which something is left to do.
pub const OPEN: [TaskStatus; 6] = [
    TaskStatus::Created,
    TaskStatus::Assigned,
    TaskStatus::InProgress,
    TaskStatus::Review,
    TaskStatus::Testing,
    TaskStatus::Blocked,
];

/// The team's tasks, the highest score first.
pub async fn list(
    services: &Services,
    team_id: Uuid,
    filter: &TaskFilter,
    page: &PageRequest,
) -> Result<Page<Task>> {
    let limit = page.limit(services)?;
    // The score goes as its bits: a number that has been through text may miss its own row.
    let after: Option<(u64, Uuid)> = page.position()?;
    let after = after.map(|(bits, id)| (f64::from_bits(bits), id));
    let found = rows::list(&services.db, team_id, &wanted(filter), after, limit + 1).await?;
    let page = Page::of(found, limit, |row| (row.score.to_bits(), row.id))?;
    let ids = page.items.iter().map(|row| row.repository_id);
    let names = repositories::names(services, team_id, ids).await?;
    page.try_map(|row| Task::of(row, &names))
}

/// How many of these tasks there are, by status; statuses without any are left out.
pub async fn count(
    services: &Services,
    team_id: Uuid,
    filter: &TaskFilter,
) -> Result<Vec<(TaskStatus, u64)>> {
    Ok(rows::count_by_status(&services.db, team_id, &wanted(filter)).await?)
}

fn wanted(filter: &TaskFilter) -> rows::Filter {
    rows::Filter {
        repository_id: filter.repository_id,
        statuses: filter.statuses.clone(),
        priorities: filter.priorities.clone(),
        quadrants: filter.quadrants.clone(),
        text: filter.text.clone(),
    }
}

/// One task.
pub async fn show(services: &Services, team_id: Uuid, id: Uuid) -> Result<Task> {
    let row = rows::find(&services.db, team_id, id).await?.ok_or(Error::not_found("task", id))?;
    let names = repositories::names(services, team_id, [row.repository_id]).await?;
    Task::of(row, &names)
}

/// Sets the status of a task. With `version`, only if nobody has changed it since.
pub async fn set_status(
    services: &Services,
    team_id: Uuid,
    id: Uuid,
    status: TaskStatus,
    version: Option<i32>,
) -> Result<Task> {
    let transaction = models::begin_write(&services.db).await?;
    let task = rows::find_locked(&transaction, team_id, id).await?.ok_or(Error::not_found("task", id))?;
    if version.is_some_and(|version| version != task.version) {
        return Err(Error::VersionMismatch { current: task.version });
    }
    let before = task.status()?;
    if before == status {
        transaction.rollback().await?;
        return show(services, team_id, id).await;
    }
    if !rows::set_status(&transaction, &task, status, services.now()).await? {
        return Err(Error::VersionMismatch { current: task.version + 1 });
    }
    let payload = json!({
        "task_id": id, "repository_id": task.repository_id, "from": before, "to": status, "version": task.version + 1,
    });
    let events = vec![(Channel::Team(team_id), NewEvent::new("task.updated", team_id, payload))];
    let unpublished = services.events.append_in(&transaction, events).await?;
    transaction.commit().await?;
    unpublished.publish();
    show(services, team_id, id).await
}

impl Task {
    fn of(row: rows::Model, names: &HashMap<Uuid, String>) -> Result<Self> {
        Ok(Self {
            status: row.status()?,
            priority: row.priority.parse().map_err(Error::internal)?,
            quadrant: row.quadrant.parse().map_err(Error::internal)?,
            findings: serde_json::from_value(row.findings).map_err(Error::internal)?,
            id: row.id,
            repository_id: row.repository_id,
            repository_name: names.get(&row.repository_id).cloned().unwrap_or_default(),
            source: row.source,
            title: row.title,
            description: row.description,
            path: row.path,
            start_line: row.start_line.map(i32::cast_unsigned),
            end_line: row.end_line.map(i32::cast_unsigned),
            impact: row.impact,
            urgency: row.urgency,
            dependencies: row.dependencies,
            effort_minutes: row.effort_minutes.cast_unsigned(),
            score: row.score,
            closed_reason: row.closed_reason,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            closed_at: row.closed_at,
        })
    }
}
