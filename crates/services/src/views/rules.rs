//! What the rules say that spoke in an analysis.

use types::RuleText;
use uuid::Uuid;

use super::look;
use crate::{Result, Services};

/// The texts of the rules whose findings an analysis lists, by id.
pub async fn rules(services: &Services, team_id: Uuid, analysis_id: Uuid) -> Result<Vec<RuleText>> {
    look(services, team_id, analysis_id, |report| Ok(report.rules.clone())).await
}
