//! How much of anything is too much.

use serde::{Deserialize, Serialize};

/// `[limits]`. A limit that is hit is reported, never silent.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitSettings {
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Items of a page, unless the request asks for less or more.
    pub page_items: u64,
    /// Items of a page at most.
    pub page_items_max: u64,
    /// Bytes of one source file; larger files are skipped.
    pub file_bytes: u64,
    /// Files of one repository; the rest is skipped.
    pub files: usize,
    /// Bytes of a repository's mirror; fetching more ends the analysis with an error.
    pub repository_bytes: u64,
    /// Seconds that fetching a repository may take.
    pub fetch_seconds: u64,
    /// Milliseconds that parsing one file may take.
    pub parse_ms: u64,
    /// Depth of the syntax tree; deeper code is counted, not judged.
    pub nesting_depth: usize,
    /// Commits read for history, the newest first.
    pub history_commits: usize,
    /// Whether a repository may be named by its path on this machine. Only for a service whose every user may
    /// read what the service may read: without it, hosts on private addresses are refused too.
    pub local_paths: bool,
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self {
            body_bytes: 1024 * 1024,
            page_items: 50,
            page_items_max: 200,
            file_bytes: 1024 * 1024,
            files: 50_000,
            repository_bytes: 4 * 1024 * 1024 * 1024,
            fetch_seconds: 1_800,
            parse_ms: 5_000,
            nesting_depth: 1_000,
            history_commits: 10_000,
            local_paths: true,
        }
    }
}
