//! Questions put to the searchable memory, and what comes back.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Language;

/// Narrows a search. Empty means everything of the team.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchFilter {
    /// Only these repositories.
    pub repositories: Vec<Uuid>,
    /// Only these languages.
    pub languages: Vec<Language>,
    /// Only paths that begin with this.
    pub path_prefix: Option<String>,
}

/// One chunk that answers a search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SearchHit {
    /// The chunk's id.
    pub chunk_id: Uuid,
    /// Its repository.
    pub repository_id: Uuid,
    /// 0..1, higher is better.
    pub score: f64,
}
