//! `/api/tasks`.

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::{Json, Response};
use poem_openapi::{Enum, Object, OpenApi};
use services::{Services, tasks};
use uuid::Uuid;

use super::{Page, Tag, page};
use crate::auth::Authenticated;
use crate::body::Body;
use crate::error::ApiError;
use crate::words::{Priority, Quadrant, TaskStatus};

pub(crate) struct Tasks;

/// Work to do.
#[derive(Debug, Object)]
pub(crate) struct Task {
    /// Its id.
    id: Uuid,
    /// The repository it is about.
    repository_id: Uuid,
    /// That repository's name.
    repository_name: String,
    /// `generated` by an analysis, or `manual`.
    source: String,
    /// What to do, naming the place.
    title: String,
    /// Why, and how to go about it; Markdown.
    description: String,
    /// Where to begin.
    path: Option<String>,
    /// First line there, from 1.
    start_line: Option<u32>,
    /// Last line there, inclusive.
    end_line: Option<u32>,
    /// How much better things are afterwards, 0..1.
    impact: f64,
    /// How much worse things get by waiting, 0..1.
    urgency: f64,
    /// How much other work leans on the place, 0..1.
    dependencies: f64,
    /// Minutes of work.
    effort_minutes: u32,
    /// 0.4 impact + 0.3 urgency + 0.2 (1 / effort) + 0.1 dependencies, 0..1.
    score: f64,
    /// When to do it, from the score.
    priority: Priority,
    /// From impact and urgency.
    quadrant: Quadrant,
    /// Fingerprints of the findings that it would end.
    findings: Vec<String>,
    /// Where it stands.
    status: TaskStatus,
    /// `cause_gone` or `person`; null while it is open.
    closed_reason: Option<String>,
    /// Raised with every change; the number in its `ETag`.
    version: i32,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it changed last.
    updated_at: DateTime<Utc>,
    /// When it was closed.
    closed_at: Option<DateTime<Utc>>,
}

/// How many tasks there are, by status.
#[derive(Debug, Object)]
struct TaskSummary {
    /// The statuses that some have.
    items: Vec<StatusCount>,
}

/// How many tasks have a status.
#[derive(Debug, Object)]
struct StatusCount {
    /// The status.
    status: TaskStatus,
    /// How many.
    tasks: u64,
}

/// Which statuses are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum WantedStatus {
    /// Everything on which something is left to do; the default.
    Open,
    /// Open or closed.
    All,
    /// Made, nobody has it.
    Created,
    /// Somebody has it.
    Assigned,
    /// Being worked on.
    InProgress,
    /// Waiting for a reader.
    Review,
    /// Being tried.
    Testing,
    /// Finished, or its cause is gone.
    Done,
    /// Waiting for something else.
    Blocked,
    /// Will not be done.
    Rejected,
}

/// A change of a task's status.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct StatusChange {
    /// The new status.
    status: TaskStatus,
}

#[OpenApi(tag = "Tag::Tasks")]
impl Tasks {
    /// List tasks
    ///
    /// The highest score first. Filters that are given several times take any of their values.
    #[oai(path = "/api/tasks", method = "get", operation_id = "list_tasks")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn list(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// Only tasks about this repository.
        repository: Query<Option<Uuid>>,
        /// Only these statuses; `open` unless given.
        status: Query<Option<Vec<WantedStatus>>>,
        /// Only these priorities.
        priority: Query<Option<Vec<Priority>>>,
        /// Only these quadrants.
        quadrant: Query<Option<Vec<Quadrant>>>,
        /// Only with this in the title or the path, whatever the capitals.
        #[oai(validator(max_length = 200))]
        query: Query<Option<String>>,
        /// Items at most.
        limit: Query<Option<u64>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<Task>>, ApiError> {
        let filter = tasks::TaskFilter {
            repository_id: repository.0,
            statuses: statuses(status.0.as_deref().unwrap_or(&[WantedStatus::Open])),
            priorities: priority.0.unwrap_or_default().into_iter().map(Into::into).collect(),
            quadrants: quadrant.0.unwrap_or_default().into_iter().map(Into::into).collect(),
            text: query.0,
        };
        let page = page(limit.0, cursor.0);
        Ok(Json(Page::of(tasks::list(&services, caller.0.team_id, &filter, &page).await?)))
    }

    /// Count tasks
    ///
    /// By status, the open and the closed ones.
    #[oai(path = "/api/tasks/summary", method = "get", operation_id = "count_tasks")]
    async fn summary(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// Only tasks about this repository.
        repository: Query<Option<Uuid>>,
        /// Only these priorities.
        priority: Query<Option<Vec<Priority>>>,
        /// Only these quadrants.
        quadrant: Query<Option<Vec<Quadrant>>>,
        /// Only with this in the title or the path, whatever the capitals.
        #[oai(validator(max_length = 200))]
        query: Query<Option<String>>,
    ) -> Result<Json<TaskSummary>, ApiError> {
        let filter = tasks::TaskFilter {
            repository_id: repository.0,
            statuses: Vec::new(),
            priorities: priority.0.unwrap_or_default().into_iter().map(Into::into).collect(),
            quadrants: quadrant.0.unwrap_or_default().into_iter().map(Into::into).collect(),
            text: query.0,
        };
        let counts = tasks::count(&services, caller.0.team_id, &filter).await?;
        let count = |(status, tasks): (types::TaskStatus, u64)| StatusCount { status: status.into(), tasks };
        Ok(Json(TaskSummary { items: counts.into_iter().map(count).collect() }))
    }

    /// Show a task
    ///
    /// Its `ETag` is what a change may name in `If-Match`.
    #[oai(path = "/api/tasks/:id", method = "get", operation_id = "show_task")]
    async fn show(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The task's id.
        id: Path<Uuid>,
    ) -> Result<Response<Json<Task>>, ApiError> {
        Ok(tagged(tasks::show(&services, caller.0.team_id, id.0).await?))
    }

    /// Change a task's status
    ///
    /// With `If-Match`, only if nobody has changed the task since; else 412, and the task is left alone.
    #[oai(path = "/api/tasks/:id/status", method = "patch", operation_id = "set_task_status")]
    async fn set_status(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The task's id.
        id: Path<Uuid>,
        /// The `ETag` of the task as it is known.
        #[oai(name = "if-match")]
        if_match: Header<Option<String>>,
        body: Body<StatusChange>,
    ) -> Result<Response<Json<Task>>, ApiError> {
        let version = if_match.0.as_deref().map(version_of).transpose()?.flatten();
        let status = body.0.status.into();
        let task = tasks::set_status(&services, caller.0.team_id, id.0, status, version)
            .await
            .map_err(ApiError::from_body)?;
        Ok(tagged(task))
    }
}

/// A task with its version as its tag.
fn tagged(task: tasks::Task) -> Response<Json<Task>> {
    let tag = format!("\"{}\"", task.version);
    Response::new(Json(Task::from(task))).header("etag", tag)
}

/// The version that an `If-Match` names; none for `*`, which any version fits. A weak tag is as good as a strong one:
/// proxies that pack replies make tags weak, and this one stands for the task and not for bytes.
fn version_of(header: &str) -> Result<Option<i32>, ApiError> {
    let tag = header.trim();
    if tag == "*" {
        return Ok(None);
    }
    let number = tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"').parse();
    number.map(Some).map_err(|_| ApiError::parameter("if-match", "is not the ETag of a task"))
}

fn statuses(wanted: &[WantedStatus]) -> Vec<types::TaskStatus> {
    use types::TaskStatus as Status;
    if wanted.contains(&WantedStatus::All) {
        // None given means all.
        return Vec::new();
    }
    wanted
        .iter()
        .flat_map(|wanted| match wanted {
            WantedStatus::Open => tasks::OPEN.to_vec(),
            WantedStatus::All => Vec::new(),
            WantedStatus::Created => vec![Status::Created],
            WantedStatus::Assigned => vec![Status::Assigned],
            WantedStatus::InProgress => vec![Status::InProgress],
            WantedStatus::Review => vec![Status::Review],
            WantedStatus::Testing => vec![Status::Testing],
            WantedStatus::Done => vec![Status::Done],
            WantedStatus::Blocked => vec![Status::Blocked],
            WantedStatus::Rejected => vec![Status::Rejected],
        })
        .collect()
}

impl From<tasks::Task> for Task {
    fn from(task: tasks::Task) -> Self {
        Self {
            id: task.id,
            repository_id: task.repository_id,
            repository_name: task.repository_name,
            source: task.source,
            title: task.title,
            description: task.description,
            path: task.path,
            start_line: task.start_line,
            end_line: task.end_line,
            impact: task.impact,
            urgency: task.urgency,
            dependencies: task.dependencies,
            effort_minutes: task.effort_minutes,
            score: task.score,
            priority: task.priority.into(),
            quadrant: task.quadrant.into(),
            findings: task.findings,
            status: task.status.into(),
            closed_reason: task.closed_reason,
            version: task.version,
            created_at: task.created_at,
            updated_at: task.updated_at,
            closed_at: task.closed_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_they_are_written() {
        assert_eq!(version_of("\"3\"").unwrap(), Some(3));
        assert_eq!(version_of("3").unwrap(), Some(3));
        assert_eq!(version_of("W/\"3\"").unwrap(), Some(3));
        assert_eq!(version_of("*").unwrap(), None);
        assert!(version_of("\"x\"").is_err());
    }

    #[test]
    fn open_is_everything_that_is_not_closed() {
        assert!(statuses(&[WantedStatus::Open]).iter().all(|status| !status.is_closed()));
        assert_eq!(statuses(&[WantedStatus::Done, WantedStatus::All]), []);
        assert_eq!(statuses(&[WantedStatus::Done]), [types::TaskStatus::Done]);
    }
}
