//! Forgetting what is kept for a while only.

use crate::{Result, Services};

/// What was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forgotten {
    /// Events past their 24 hours.
    pub events: u64,
    /// Ended jobs past their days.
    pub jobs: u64,
}

/// Takes away events and ended jobs whose time is over.
pub async fn sweep(services: &Services) -> Result<Forgotten> {
    let now = services.now();
    let events = services.events.trim(now - events::RETENTION).await?;
    let jobs = services.queue.forget(now - services.settings.keep_jobs).await?;
    Ok(Forgotten { events, jobs })
}
