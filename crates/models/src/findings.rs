//! Findings: one row per repository and fingerprint, living from one analysis to the next.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Func, SimpleExpr};
use sea_orm::{Condition, ExprTrait, FromQueryResult, QueryOrder, QuerySelect, Select};
use types::{Category, Finding, FindingState, Severity, Suppression};

use crate::{bulk, named};

/// One finding of a repository.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "findings")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is.
    pub team_id: Uuid,
    /// Where it is.
    pub repository_id: Uuid,
    /// Identity from one analysis to the next.
    #[sea_orm(column_type = "Text")]
    pub fingerprint: String,
    /// A name of [`FindingState`].
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// The rule's id.
    #[sea_orm(column_type = "Text")]
    pub rule: String,
    /// A name of [`Category`].
    #[sea_orm(column_type = "Text")]
    pub category: String,
    /// Path in the repository.
    #[sea_orm(column_type = "Text")]
    pub path: String,
    /// First line, from 1.
    pub start_line: i32,
    /// Last line, inclusive.
    pub end_line: i32,
    /// Place in [`Severity::ALL`]: 0 is critical, 4 is info.
    pub severity_rank: i16,
    /// `CWE-89`.
    #[sea_orm(column_type = "Text", nullable)]
    pub cwe: Option<String>,
    /// What is wrong.
    #[sea_orm(column_type = "Text")]
    pub message: String,
    /// Minutes that the repair will take.
    pub effort_minutes: i32,
    /// The function or type around it.
    #[sea_orm(column_type = "Text", nullable)]
    pub symbol: Option<String>,
    /// Whether it stands in test code.
    pub in_test: bool,
    /// Why it is not to be counted.
    #[sea_orm(column_type = "Text", nullable)]
    pub suppression_reason: Option<String>,
    /// Where that was said; present exactly when it is suppressed.
    #[sea_orm(column_type = "Text", nullable)]
    pub suppression_source: Option<String>,
    /// The analysis that saw it first.
    pub first_seen_analysis_id: Uuid,
    /// The analysis that opened it last: the first one, or one that saw it again after it was fixed.
    pub opened_analysis_id: Uuid,
    /// The analysis that saw it last.
    pub last_seen_analysis_id: Uuid,
    /// The analysis that no longer saw it; none while it stands.
    pub fixed_analysis_id: Option<Uuid>,
}

/// A finding points at its repository and analyses by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// A row for a finding that `analysis_id` sees for the first time.
    pub fn new(id: Uuid, team_id: Uuid, repository_id: Uuid, analysis_id: Uuid, finding: &Finding) -> Self {
        let state = if finding.suppression.is_some() { FindingState::Suppressed } else { FindingState::Open };
        let (reason, source) = finding
            .suppression
            .as_ref()
            .map(|suppression| (suppression.reason.clone(), suppression.source.clone()))
            .unzip();
        Self {
            id,
            team_id,
            repository_id,
            fingerprint: finding.fingerprint.clone(),
            state: state.as_str().to_owned(),
            rule: finding.rule.clone(),
            category: finding.category.as_str().to_owned(),
            path: finding.path.clone(),
            start_line: finding.start_line.cast_signed(),
            end_line: finding.end_line.cast_signed(),
            severity_rank: severity_rank(finding.severity),
            cwe: finding.cwe.clone(),
            message: finding.message.clone(),
            effort_minutes: finding.effort_minutes.cast_signed(),
            symbol: finding.symbol.clone(),
            in_test: finding.in_test,
            suppression_reason: reason,
            suppression_source: source,
            first_seen_analysis_id: analysis_id,
            opened_analysis_id: analysis_id,
            last_seen_analysis_id: analysis_id,
            fixed_analysis_id: None,
        }
    }

    /// Where it stands.
    pub fn state(&self) -> Result<FindingState, DbErr> {
        named::parse(&self.state)
    }

    /// The finding as a value.
    pub fn into_finding(self) -> Result<Finding, DbErr> {
        let severity = severity(self.severity_rank)?;
        let suppression = self
            .suppression_source
            .map(|source| Suppression { reason: self.suppression_reason.unwrap_or_default(), source });
        Ok(Finding {
            category: named::parse(&self.category)?,
            rule: self.rule,
            path: self.path,
            start_line: self.start_line.cast_unsigned(),
            end_line: self.end_line.cast_unsigned(),
            severity,
            cwe: self.cwe,
            message: self.message,
            effort_minutes: self.effort_minutes.cast_unsigned(),
            fingerprint: self.fingerprint,
            symbol: self.symbol,
            in_test: self.in_test,
            suppression,
        })
    }
}

/// Which findings of a repository are wanted. Empty lists mean all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only these severities.
    pub severities: Vec<Severity>,
    /// Only these rules.
    pub rules: Vec<String>,
    /// Only these categories.
    pub categories: Vec<Category>,
    /// Only paths that begin with this, capitals respected.
    pub path_prefix: Option<String>,
    /// Only this path.
    pub path: Option<String>,
    /// Only files directly in this folder; `.` for the root.
    pub folder: Option<String>,
    /// Only test code, or only other code.
    pub in_test: Option<bool>,
    /// Only these fingerprints.
    pub fingerprints: Vec<String>,
    /// Only findings that stand like this.
    pub state: Option<FindingState>,
    /// Only findings that this analysis opened.
    pub opened_by: Option<Uuid>,
    /// Only findings that this analysis no longer saw.
    pub fixed_by: Option<Uuid>,
}

/// A finding's place in the order of [`list`]: severity rank, path, first line, id.
pub type Position = (i16, String, i32, Uuid);

/// All findings of a repository, whatever their state.
pub async fn load(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
) -> Result<Vec<Model>, DbErr> {
    of_repository(team_id, repository_id).all(db).await
}

/// The repository's findings with these fingerprints, in no order.
pub async fn find_many(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    fingerprints: impl IntoIterator<Item = &str>,
) -> Result<Vec<Model>, DbErr> {
    of_repository(team_id, repository_id).filter(Column::Fingerprint.is_in(fingerprints)).all(db).await
}

/// The repository's findings, the worst first, after a position.
pub async fn list(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    filter: &Filter,
    after: Option<Position>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = of_repository(team_id, repository_id).filter(condition(filter));
    if let Some((rank, path, line, id)) = after {
        let here: [SimpleExpr; 4] = [
            Expr::col(Column::SeverityRank),
            Expr::col(Column::Path),
            Expr::col(Column::StartLine),
            Expr::col(Column::Id),
        ];
        let there: [SimpleExpr; 4] =
            [Expr::value(rank), Expr::value(path), Expr::value(line), Expr::value(id)];
        query = query.filter(Expr::tuple(here).gt(Expr::tuple(there)));
    }
    query
        .order_by_asc(Column::SeverityRank)
        .order_by_asc(Column::Path)
        .order_by_asc(Column::StartLine)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// Writes findings, new ones and changed ones alike. A row that stands keeps its id and the analysis that
/// saw it first.
pub async fn upsert_many(db: &impl ConnectionTrait, findings: Vec<Model>) -> Result<(), DbErr> {
    let columns = [
        "id",
        "team_id",
        "repository_id",
        "fingerprint",
        "state",
        "rule",
        "category",
        "path",
        "start_line",
        "end_line",
        "severity_rank",
        "cwe",
        "message",
        "effort_minutes",
        "symbol",
        "in_test",
        "suppression_reason",
        "suppression_source",
        "first_seen_analysis_id",
        "opened_analysis_id",
        "last_seen_analysis_id",
        "fixed_analysis_id",
    ];
    let rows: Vec<[Value; 22]> = findings
        .into_iter()
        .map(|row| {
            [
                row.id.into(),
                row.team_id.into(),
                row.repository_id.into(),
                row.fingerprint.into(),
                row.state.into(),
                row.rule.into(),
                row.category.into(),
                row.path.into(),
                row.start_line.into(),
                row.end_line.into(),
                row.severity_rank.into(),
                row.cwe.into(),
                row.message.into(),
                row.effort_minutes.into(),
                row.symbol.into(),
                row.in_test.into(),
                row.suppression_reason.into(),
                row.suppression_source.into(),
                row.first_seen_analysis_id.into(),
                row.opened_analysis_id.into(),
                row.last_seen_analysis_id.into(),
                row.fixed_analysis_id.into(),
            ]
        })
        .collect();
    let on_conflict = format!("ON CONFLICT (repository_id, fingerprint) DO UPDATE SET {}", {
        let changing = columns.iter().filter(|column| {
            !["id", "team_id", "repository_id", "fingerprint", "first_seen_analysis_id"].contains(column)
        });
        changing.map(|column| format!("{column} = excluded.{column}")).collect::<Vec<_>>().join(", ")
    });
    bulk::insert(db, "findings", columns, &on_conflict, rows).await
}

/// One finding of a team.
pub async fn find(db: &impl ConnectionTrait, team_id: Uuid, id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(Column::TeamId.eq(team_id)).one(db).await
}

/// Says that a finding of a team does not count, and why, or that it stands open.
pub async fn set_suppression(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    id: Uuid,
    suppression: Option<&Suppression>,
) -> Result<(), DbErr> {
    let state = if suppression.is_some() { FindingState::Suppressed } else { FindingState::Open };
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::SuppressionReason, Expr::value(suppression.map(|said| said.reason.clone())))
        .col_expr(Column::SuppressionSource, Expr::value(suppression.map(|said| said.source.clone())))
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::Id.eq(id))
        // An analysis may have come first.
        .filter(Column::State.ne(FindingState::Fixed.as_str()))
        .exec(db)
        .await?;
    Ok(())
}

/// Notes that an analysis has seen every finding that is not fixed.
pub async fn mark_seen(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    analysis_id: Uuid,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::LastSeenAnalysisId, Expr::value(analysis_id))
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .filter(Column::State.ne(FindingState::Fixed.as_str()))
        .exec(db)
        .await?;
    Ok(())
}

/// Notes that an analysis no longer saw these findings of its team.
pub async fn mark_fixed(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    ids: &[Uuid],
    analysis_id: Uuid,
) -> Result<(), DbErr> {
    let head = "UPDATE findings SET state = $1, fixed_analysis_id = $2 WHERE team_id = $3 AND id IN";
    let first = [FindingState::Fixed.as_str().into(), analysis_id.into(), team_id.into()];
    bulk::for_ids(db, head, &first, ids).await
}

/// What [`count`] puts findings together by, beside their severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedBy {
    /// The rule.
    Rule,
    /// The path.
    Path,
    /// The category.
    Category,
}

/// Findings of one severity that share something else.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Counted {
    /// What they share.
    pub shared: String,
    /// Place in [`Severity::ALL`].
    pub severity_rank: i16,
    /// How many they are.
    pub findings: i64,
    /// Minutes that their repair will take.
    pub effort_minutes: i64,
}

impl Counted {
    /// How bad they are.
    pub fn severity(&self) -> Result<Severity, DbErr> {
        severity(self.severity_rank)
    }
}

/// Counts the repository's findings by what they share, in no order.
pub async fn count(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    filter: &Filter,
    by: SharedBy,
) -> Result<Vec<Counted>, DbErr> {
    let shared = match by {
        SharedBy::Rule => Column::Rule,
        SharedBy::Path => Column::Path,
        SharedBy::Category => Column::Category,
    };
    of_repository(team_id, repository_id)
        .filter(condition(filter))
        .select_only()
        .column_as(shared, "shared")
        .column(Column::SeverityRank)
        .column_as(Column::Id.count(), "findings")
        .column_as(Column::EffortMinutes.sum(), "effort_minutes")
        // The severity first: rows are then read in the order of an index, which is that of the table.
        .group_by(Column::SeverityRank)
        .group_by(shared)
        .into_model()
        .all(db)
        .await
}

/// The severity at a place in [`Severity::ALL`].
fn severity(rank: i16) -> Result<Severity, DbErr> {
    let place = usize::try_from(rank).unwrap_or(usize::MAX);
    Severity::ALL.get(place).copied().ok_or_else(|| DbErr::Type(format!("no severity has rank {rank}")))
}

/// A severity's place in [`Severity::ALL`].
pub fn severity_rank(severity: Severity) -> i16 {
    match severity {
        Severity::Critical => 0,
        Severity::High => 1,
        Severity::Medium => 2,
        Severity::Low => 3,
        Severity::Info => 4,
    }
}

fn of_repository(team_id: Uuid, repository_id: Uuid) -> Select<Entity> {
    Entity::find().filter(Column::TeamId.eq(team_id)).filter(Column::RepositoryId.eq(repository_id))
}

fn condition(filter: &Filter) -> Condition {
    let mut all = Condition::all();
    if !filter.severities.is_empty() {
        all = all.add(Column::SeverityRank.is_in(filter.severities.iter().map(|&s| severity_rank(s))));
    }
    if !filter.rules.is_empty() {
        all = all.add(Column::Rule.is_in(filter.rules.iter().map(String::as_str)));
    }
    if !filter.categories.is_empty() {
        all = all.add(Column::Category.is_in(filter.categories.iter().map(|category| category.as_str())));
    }
    if let Some(prefix) = filter.path_prefix.as_deref().filter(|prefix| !prefix.is_empty()) {
        all = all.add(starts_with(Column::Path, prefix));
    }
    if let Some(path) = &filter.path {
        all = all.add(Column::Path.eq(path.as_str()));
    }
    if let Some(folder) = &filter.folder {
        let prefix = if folder == "." { String::new() } else { format!("{folder}/") };
        all = all.add(starts_with(Column::Path, &prefix)).add(is_last_part(&prefix));
    }
    if let Some(in_test) = filter.in_test {
        all = all.add(Column::InTest.eq(in_test));
    }
    if !filter.fingerprints.is_empty() {
        all = all.add(Column::Fingerprint.is_in(filter.fingerprints.iter().map(String::as_str)));
    }
    if let Some(state) = filter.state {
        all = all.add(Column::State.eq(state.as_str()));
    }
    if let Some(analysis_id) = filter.opened_by {
        all = all.add(Column::OpenedAnalysisId.eq(analysis_id));
    }
    if let Some(analysis_id) = filter.fixed_by {
        all = all.add(Column::FixedAnalysisId.eq(analysis_id));
    }
    all
}

/// Whether there is no further folder in a path behind its prefix.
fn is_last_part(prefix: &str) -> SimpleExpr {
    let begin = i32::try_from(prefix.chars().count() + 1).unwrap_or(i32::MAX);
    Expr::expr(Func::cust("substr").arg(Expr::col(Column::Path)).arg(begin)).not_like("%/%")
}

/// `LIKE` would ignore capitals on SQLite and read `_` and `%` in a path as wildcards.
fn starts_with(column: Column, prefix: &str) -> SimpleExpr {
    let length = i32::try_from(prefix.chars().count()).unwrap_or(i32::MAX);
    let start = Func::cust("substr").arg(Expr::col(column)).arg(1).arg(length);
    Expr::expr(start).eq(prefix)
}
