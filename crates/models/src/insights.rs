//! Insights: what each analysis says that a person can act on.

use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use types::{Insight, InsightKind};

use crate::{bulk, named};

/// One insight of one analysis.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "insights")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is.
    pub team_id: Uuid,
    /// The analysis that says it.
    pub analysis_id: Uuid,
    /// Its place among the analysis's insights, from 0: the most useful first.
    pub position: i32,
    /// Identity from one analysis to the next.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// What it is about.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// A name of `types::Severity`.
    #[sea_orm(column_type = "Text")]
    pub severity: String,
    /// One line.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// A few sentences.
    #[sea_orm(column_type = "Text")]
    pub detail: String,
    /// What to do.
    #[sea_orm(column_type = "Text")]
    pub advice: String,
    /// 0..1.
    pub usefulness: f64,
    /// A list of `types::Evidence`.
    #[sea_orm(column_type = "JsonBinary")]
    pub evidence: Json,
}

/// An insight points at its analysis by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The insight as a value.
    pub fn into_insight(self) -> Result<Insight, DbErr> {
        Ok(Insight {
            severity: named::parse(&self.severity)?,
            evidence: serde_json::from_value(self.evidence)
                .map_err(|error| DbErr::Json(error.to_string()))?,
            key: self.key,
            kind: InsightKind(self.kind),
            title: self.title,
            detail: self.detail,
            advice: self.advice,
            usefulness: self.usefulness,
        })
    }
}

/// Writes the insights of an analysis, in place of those that an earlier attempt may have left.
pub async fn replace(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    analysis_id: Uuid,
    insights: &[Insight],
    mut new_id: impl FnMut() -> Uuid + Send,
) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::AnalysisId.eq(analysis_id))
        .exec(db)
        .await?;
    let mut rows: Vec<[Value; 12]> = Vec::with_capacity(insights.len());
    for (position, insight) in insights.iter().enumerate() {
        let evidence =
            serde_json::to_value(&insight.evidence).map_err(|error| DbErr::Json(error.to_string()))?;
        rows.push([
            new_id().into(),
            team_id.into(),
            analysis_id.into(),
            i32::try_from(position).unwrap_or(i32::MAX).into(),
            insight.key.as_str().into(),
            insight.kind.0.as_str().into(),
            insight.severity.as_str().into(),
            insight.title.as_str().into(),
            insight.detail.as_str().into(),
            insight.advice.as_str().into(),
            insight.usefulness.into(),
            evidence.into(),
        ]);
    }
    let columns = [
        "id",
        "team_id",
        "analysis_id",
        "position",
        "key",
        "kind",
        "severity",
        "title",
        "detail",
        "advice",
        "usefulness",
        "evidence",
    ];
    bulk::insert(db, "insights", columns, "", rows).await
}

/// All insights of an analysis, the most useful first.
pub async fn list(db: &impl ConnectionTrait, team_id: Uuid, analysis_id: Uuid) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::AnalysisId.eq(analysis_id))
        .order_by_asc(Column::Position)
        .all(db)
        .await
}
