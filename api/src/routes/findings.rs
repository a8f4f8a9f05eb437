//! `/api/findings`: one finding.

use poem::web::Data;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use services::{Services, findings};
use uuid::Uuid;

use super::Tag;
use super::tasks::Task;
use crate::auth::Authenticated;
use crate::body::Body;
use crate::error::ApiError;
use crate::words::{Category, FindingState, Severity};

pub(crate) struct Findings;

/// One finding, wherever it is.
#[derive(Debug, Object)]
struct FindingDetail {
    /// Its id, the same from one analysis to the next.
    id: Uuid,
    /// Where it is.
    repository_id: Uuid,
    /// Where it stands.
    state: FindingState,
    /// The analysis that saw it first.
    first_seen_analysis_id: Uuid,
    /// The analysis that saw it last.
    last_seen_analysis_id: Uuid,
    /// What is wrong, and where.
    #[oai(flatten)]
    facts: FindingFacts,
}

/// What is wrong, and where.
#[derive(Debug, Object)]
pub(crate) struct FindingFacts {
    /// The rule's id.
    rule: String,
    /// What it harms.
    category: Category,
    /// Path in the repository.
    path: String,
    /// First line, from 1.
    start_line: u32,
    /// Last line, inclusive.
    end_line: u32,
    /// How bad it is.
    severity: Severity,
    /// The weakness' number in the Common Weakness Enumeration: `CWE-89`.
    cwe: Option<String>,
    /// What is wrong here, and what to do.
    message: String,
    /// Minutes that the repair will take.
    effort_minutes: u32,
    /// Identity from one analysis to the next.
    fingerprint: String,
    /// The function or type around it.
    symbol: Option<String>,
    /// Whether it stands in test code.
    in_test: bool,
    /// Why it is not to be counted, where somebody said so.
    suppression: Option<Suppression>,
}

/// Somebody's word that a finding is not to be counted.
#[derive(Debug, Object)]
pub(crate) struct Suppression {
    /// The reason given.
    pub(crate) reason: String,
    /// Where it was said: `comment`, `config`, or by a `person` here.
    pub(crate) source: String,
}

/// Why a finding does not count.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct Reason {
    /// For those who come later; 1 to 500 characters.
    reason: String,
}

#[OpenApi(tag = "Tag::Findings")]
impl Findings {
    /// Show a finding
    #[oai(path = "/api/findings/:id", method = "get", operation_id = "show_finding")]
    async fn show(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The finding's id.
        id: Path<Uuid>,
    ) -> Result<Json<FindingDetail>, ApiError> {
        Ok(Json(findings::show(&services, caller.0.team_id, id.0).await?.into()))
    }

    /// Suppress a finding
    ///
    /// It is left out of lists at once, and out of the score from the next analysis on. 409 when it is fixed.
    #[oai(path = "/api/findings/:id/suppression", method = "put", operation_id = "suppress_finding")]
    async fn suppress(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The finding's id.
        id: Path<Uuid>,
        body: Body<Reason>,
    ) -> Result<Json<FindingDetail>, ApiError> {
        let found = findings::suppress(&services, caller.0.team_id, id.0, &body.0.reason)
            .await
            .map_err(ApiError::from_body)?;
        Ok(Json(found.into()))
    }

    /// Let a finding count again
    ///
    /// 409 where the code itself suppresses it.
    #[oai(path = "/api/findings/:id/suppression", method = "delete", operation_id = "unsuppress_finding")]
    async fn unsuppress(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The finding's id.
        id: Path<Uuid>,
    ) -> Result<Json<FindingDetail>, ApiError> {
        Ok(Json(findings::unsuppress(&services, caller.0.team_id, id.0).await?.into()))
    }

    /// Make a task of a finding
    ///
    /// Asked again, it answers the same task. 409 when the finding is not open.
    #[oai(path = "/api/findings/:id/task", method = "post", operation_id = "make_task_of_finding")]
    async fn make_task(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        /// The finding's id.
        id: Path<Uuid>,
    ) -> Result<Json<Task>, ApiError> {
        Ok(Json(findings::make_task(&services, caller.0.team_id, id.0).await?.into()))
    }
}

impl From<findings::FindingDetail> for FindingDetail {
    fn from(detail: findings::FindingDetail) -> Self {
        Self {
            id: detail.id,
            repository_id: detail.repository_id,
            state: detail.state.into(),
            first_seen_analysis_id: detail.first_seen_analysis_id,
            last_seen_analysis_id: detail.last_seen_analysis_id,
            facts: detail.finding.into(),
        }
    }
}

impl From<types::Finding> for FindingFacts {
    fn from(finding: types::Finding) -> Self {
        Self {
            rule: finding.rule,
            category: finding.category.into(),
            path: finding.path,
            start_line: finding.start_line,
            end_line: finding.end_line,
            severity: finding.severity.into(),
            cwe: finding.cwe,
            message: finding.message,
            effort_minutes: finding.effort_minutes,
            fingerprint: finding.fingerprint,
            symbol: finding.symbol,
            in_test: finding.in_test,
            suppression: finding
                .suppression
                .map(|said| Suppression { reason: said.reason, source: said.source }),
        }
    }
}
