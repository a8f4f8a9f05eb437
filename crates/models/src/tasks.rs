//! Tasks: one row per repository and cause, or per task that a person wrote.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, ExprTrait, QueryOrder, QuerySelect};
use types::{Priority, Quadrant, TaskDraft, TaskStatus};

use crate::{bulk, named, text};

/// `source` of a task that an analysis proposed.
pub const GENERATED: &str = "generated";

/// A task that a person asked for.
pub const MANUAL: &str = "manual";

/// Why a task is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClosedReason {
    /// The last analysis no longer saw what it was about.
    CauseGone,
    /// A person said so.
    Person,
}

impl ClosedReason {
    /// The name used in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CauseGone => "cause_gone",
            Self::Person => "person",
        }
    }
}

/// One task.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tasks")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is.
    pub team_id: Uuid,
    /// The repository it is about.
    pub repository_id: Uuid,
    /// Identity of the cause from one analysis to the next.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// [`GENERATED`], or [`MANUAL`].
    #[sea_orm(column_type = "Text")]
    pub source: String,
    /// What to do.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// Why and how; Markdown.
    #[sea_orm(column_type = "Text")]
    pub description: String,
    /// Where to begin.
    #[sea_orm(column_type = "Text", nullable)]
    pub path: Option<String>,
    /// First line there, from 1.
    pub start_line: Option<i32>,
    /// Last line there, inclusive.
    pub end_line: Option<i32>,
    /// 0..1.
    pub impact: f64,
    /// 0..1.
    pub urgency: f64,
    /// 0..1.
    pub dependencies: f64,
    /// Minutes of work.
    pub effort_minutes: i32,
    /// 0..1; the order of the list, highest first.
    pub score: f64,
    /// A name of [`Priority`].
    #[sea_orm(column_type = "Text")]
    pub priority: String,
    /// A name of `types::Quadrant`.
    #[sea_orm(column_type = "Text")]
    pub quadrant: String,
    /// Fingerprints of the findings that it would end: a list of strings.
    #[sea_orm(column_type = "JsonBinary")]
    pub findings: Json,
    /// A name of [`TaskStatus`].
    #[sea_orm(column_type = "Text")]
    pub status: String,
    /// A name of [`ClosedReason`]; none while it is open.
    #[sea_orm(column_type = "Text", nullable)]
    pub closed_reason: Option<String>,
    /// Whether the last analysis saw the cause.
    pub cause_present: bool,
    /// Raised with every change: what `If-Match` compares.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it changed last.
    pub updated_at: DateTime<Utc>,
    /// When it was closed; none while it is open.
    pub closed_at: Option<DateTime<Utc>>,
}

/// A task points at its repository by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// A row for a cause that is seen for the first time.
    pub fn generated(
        id: Uuid,
        team_id: Uuid,
        repository_id: Uuid,
        draft: &TaskDraft,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            team_id,
            repository_id,
            key: draft.key.clone(),
            source: GENERATED.to_owned(),
            title: draft.title.clone(),
            description: draft.description.clone(),
            path: draft.path.clone(),
            start_line: draft.start_line.map(u32::cast_signed),
            end_line: draft.end_line.map(u32::cast_signed),
            impact: draft.impact,
            urgency: draft.urgency,
            dependencies: draft.dependencies,
            effort_minutes: draft.effort_minutes.cast_signed(),
            score: draft.score,
            priority: draft.priority.as_str().to_owned(),
            quadrant: draft.quadrant.as_str().to_owned(),
            findings: Json::from(draft.findings.clone()),
            status: TaskStatus::Created.as_str().to_owned(),
            closed_reason: None,
            cause_present: true,
            version: 1,
            created_at: now,
            updated_at: now,
            closed_at: None,
        }
    }

    /// A row for what a person wants to be done.
    pub fn manual(
        id: Uuid,
        team_id: Uuid,
        repository_id: Uuid,
        draft: &TaskDraft,
        now: DateTime<Utc>,
    ) -> Self {
        Self { source: MANUAL.to_owned(), ..Self::generated(id, team_id, repository_id, draft, now) }
    }

    /// Where it stands.
    pub fn status(&self) -> Result<TaskStatus, DbErr> {
        named::parse(&self.status)
    }
}

/// Which tasks of a team are wanted. Empty lists mean all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
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

/// The task of a repository with this key.
pub async fn find_by_key(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    key: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .filter(Column::Key.eq(key))
        .one(db)
        .await
}

/// The tasks of a repository, open and closed, whoever made them. Nobody else changes them until the transaction ends.
pub async fn load(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .lock_exclusive()
        .all(db)
        .await
}

/// One task of a team.
pub async fn find(db: &impl ConnectionTrait, team_id: Uuid, id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(Column::TeamId.eq(team_id)).one(db).await
}

/// The same, and nobody else changes it until the transaction ends.
pub async fn find_locked(db: &impl ConnectionTrait, team_id: Uuid, id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(Column::TeamId.eq(team_id)).lock_exclusive().one(db).await
}

/// The team's tasks, the highest score first, after a score and id.
pub async fn list(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    filter: &Filter,
    after: Option<(f64, Uuid)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(condition(team_id, filter));
    if let Some((score, id)) = after {
        let same_score = Column::Score.eq(score).and(Column::Id.gt(id));
        query = query.filter(Column::Score.lt(score).or(same_score));
    }
    query.order_by_desc(Column::Score).order_by_asc(Column::Id).limit(limit).all(db).await
}

/// How many of these tasks there are, by status.
pub async fn count_by_status(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    filter: &Filter,
) -> Result<Vec<(TaskStatus, u64)>, DbErr> {
    let counts: Vec<(String, i64)> = Entity::find()
        .filter(condition(team_id, filter))
        .select_only()
        .column(Column::Status)
        .column_as(Column::Id.count(), "tasks")
        .group_by(Column::Status)
        .into_tuple()
        .all(db)
        .await?;
    counts.into_iter().map(|(status, tasks)| Ok((named::parse(&status)?, tasks.unsigned_abs()))).collect()
}

fn condition(team_id: Uuid, filter: &Filter) -> Condition {
    let mut all = Condition::all().add(Column::TeamId.eq(team_id));
    if let Some(repository_id) = filter.repository_id {
        all = all.add(Column::RepositoryId.eq(repository_id));
    }
    if !filter.statuses.is_empty() {
        all = all.add(Column::Status.is_in(filter.statuses.iter().map(|status| status.as_str())));
    }
    if !filter.priorities.is_empty() {
        all = all.add(Column::Priority.is_in(filter.priorities.iter().map(|priority| priority.as_str())));
    }
    if !filter.quadrants.is_empty() {
        all = all.add(Column::Quadrant.is_in(filter.quadrants.iter().map(|quadrant| quadrant.as_str())));
    }
    if let Some(wanted) = text::given(filter.text.as_deref()) {
        all = all.add(
            Condition::any().add(text::holds(Column::Title, wanted)).add(text::holds(Column::Path, wanted)),
        );
    }
    all
}

/// Sets the status of a task that still has this version. Answers false when it has not.
pub async fn set_status(
    db: &impl ConnectionTrait,
    task: &Model,
    status: TaskStatus,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let closed = status.is_closed();
    let result = Entity::update_many()
        .col_expr(Column::Status, Expr::value(status.as_str()))
        .col_expr(
            Column::ClosedReason,
            Expr::value(closed.then_some(ClosedReason::Person.as_str().to_owned())),
        )
        .col_expr(Column::ClosedAt, Expr::value(closed.then_some(now)))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .col_expr(Column::Version, Expr::value(task.version + 1))
        .filter(Column::TeamId.eq(task.team_id))
        .filter(Column::Id.eq(task.id))
        .filter(Column::Version.eq(task.version))
        .exec(db)
        .await?;
    Ok(result.rows_affected > 0)
}

/// Writes tasks, new ones and changed ones alike, by repository and key.
pub async fn upsert_many(db: &impl ConnectionTrait, tasks: Vec<Model>) -> Result<(), DbErr> {
    let columns = [
        "id",
        "team_id",
        "repository_id",
        "key",
        "source",
        "title",
        "description",
        "path",
        "start_line",
        "end_line",
        "impact",
        "urgency",
        "dependencies",
        "effort_minutes",
        "score",
        "priority",
        "quadrant",
        "findings",
        "status",
        "closed_reason",
        "cause_present",
        "version",
        "created_at",
        "updated_at",
        "closed_at",
    ];
    let rows: Vec<[Value; 25]> = tasks
        .into_iter()
        .map(|row| {
            [
                row.id.into(),
                row.team_id.into(),
                row.repository_id.into(),
                row.key.into(),
                row.source.into(),
                row.title.into(),
                row.description.into(),
                row.path.into(),
                row.start_line.into(),
                row.end_line.into(),
                row.impact.into(),
                row.urgency.into(),
                row.dependencies.into(),
                row.effort_minutes.into(),
                row.score.into(),
                row.priority.into(),
                row.quadrant.into(),
                row.findings.into(),
                row.status.into(),
                row.closed_reason.into(),
                row.cause_present.into(),
                row.version.into(),
                row.created_at.into(),
                row.updated_at.into(),
                row.closed_at.into(),
            ]
        })
        .collect();
    let on_conflict = format!("ON CONFLICT (repository_id, key) DO UPDATE SET {}", {
        let changing = columns.iter().filter(|column| {
            !["id", "team_id", "repository_id", "key", "source", "created_at"].contains(column)
        });
        changing.map(|column| format!("{column} = excluded.{column}")).collect::<Vec<_>>().join(", ")
    });
    bulk::insert(db, "tasks", columns, &on_conflict, rows).await
}
