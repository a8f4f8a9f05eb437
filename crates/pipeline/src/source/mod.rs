//! Where the code comes from: a repository on another host, or one on this disk.

use std::path::PathBuf;

/// Where the code comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A repository on another host.
    Remote {
        /// Its https address.
        url: String,
        /// A branch, tag or commit; `None` for the host's default branch.
        revision: Option<String>,
        /// The folder of its bare mirror; made when missing, fetched into when it stands.
        mirror: PathBuf,
    },
    /// A repository on this disk.
    Local {
        /// Its folder, or one inside it.
        path: PathBuf,
        /// A branch, tag or commit; `None` for what is checked out.
        revision: Option<String>,
        /// Whether files are taken as they stand on the disk, ignored ones left out, and not from a commit.
        worktree: bool,
    },
}
