//! Forgetting what is kept for a while only.

use crate::{Result, Services};

/// What was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Events past their 24 hours.
    pub events: u64,
    /// Ended jobs past their days.
    pub jobs: u64,
    /// Analyses past their days.
    pub analyses: u64,
    /// Vectors of code that is nowhere any more.
    pub embeddings: u64,
}

/// A vector that nobody uses is kept for so long: code comes back, with a branch or a revert.
const KEEP_UNUSED: chrono::Duration = chrono::Duration::days(1);

/// Takes away what has had its time, and what nobody uses.
pub async fn sweep(services: &Services) -> Result<Forgotten> {
    let now = services.now();
    let events = services.events.trim(now - events::RETENTION).await?;
    let jobs = services.queue.forget(now - services.settings.keep_jobs).await?;
    let analyses = models::analyses::forget(&services.db, now - services.settings.keep_analyses).await?;
    models::sign_in_links::forget(&services.db, now).await?;
    models::sessions::forget(&services.db, now).await?;
    let embeddings = models::embeddings::forget_unused(&services.db, now - KEEP_UNUSED).await?;
    Ok(Forgotten { events, jobs, analyses, embeddings })
}
