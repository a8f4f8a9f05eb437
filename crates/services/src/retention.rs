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
    /// Contents of files that no analysis lists any more.
    pub contents: u64,
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
    let before = now - services.settings.keep_analyses;
    let analyses = models::analyses::forget(&services.db, before).await?;
    // An analysis that lists what is unused since then ended before, so it is forgotten by now.
    let contents = models::file_contents::forget_unused(&services.db, before).await?;
    models::sign_in_links::forget(&services.db, now).await?;
    models::sessions::forget(&services.db, now).await?;
    let embeddings = models::embeddings::forget_unused(&services.db, now - KEEP_UNUSED).await?;
    Ok(Forgotten { events, jobs, analyses, contents, embeddings })
}
