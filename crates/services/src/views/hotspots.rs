//! Files where complexity meets change.

use types::Hotspot;
use uuid::Uuid;

use super::look;
use crate::{Page, PageRequest, Result, Services};

/// The hotspots of an analysis, the hottest first.
pub async fn hotspots(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    page: &PageRequest,
) -> Result<Page<Hotspot>> {
    let window = page.window(services)?;
    look(services, team_id, analysis_id, move |report| window.cut(report.hotspots.iter().cloned())).await
}
