//! Where the code comes from: a repository on another host, or one on this disk.
//!
//! Everything is read from git's object database: no work tree is written, so there are no hooks to run and no
//! symbolic links or paths to escape through. [`Source::open`] gives a [`Snapshot`].

mod address;
mod contents;
mod http;
mod libgit2;
mod local;
mod mirror;
mod path;
mod snapshot;
mod transport;
mod worktree;

pub use address::{InvalidAddress, check_address};
pub use contents::Contents;
pub use path::display_path;
pub use snapshot::{Entry, EntryKind, Snapshot};

use std::path::PathBuf;

use git2::Oid;
use types::CancellationToken;

use crate::{AnalyzeError, Options, Progress};

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

/// A repository with a revision made out.
#[derive(Debug)]
pub(crate) struct Located {
    /// The git folder that holds its objects.
    pub(crate) git_dir: PathBuf,
    /// The commit; `None` for a work tree without commits.
    pub(crate) commit: Option<Oid>,
    /// The branch, where one is named or checked out.
    pub(crate) branch: Option<String>,
    /// The folder to read files from, where they are not taken from the commit.
    pub(crate) worktree: Option<PathBuf>,
}

impl Source {
    /// Fetches what is missing, makes out the revision and lists its files.
    pub fn open(
        &self,
        options: &Options,
        progress: &mut dyn Progress,
        cancel: &CancellationToken,
    ) -> Result<Snapshot, AnalyzeError> {
        libgit2::set_up();
        let located = match self {
            Self::Remote { url, revision, mirror } => {
                mirror::fetch(url, revision.as_deref(), mirror, &options.network, progress, cancel)?
            }
            Self::Local { path, revision, worktree } => local::locate(path, revision.as_deref(), *worktree)?,
        };
        Snapshot::of(located, &options.limits)
    }

    /// The last part of its address or path, without `.git`.
    pub fn name(&self) -> String {
        match self {
            Self::Remote { url, .. } => {
                let last = url.trim_end_matches('/').rsplit('/').next().unwrap_or(url);
                last.strip_suffix(".git").unwrap_or(last).to_owned()
            }
            Self::Local { path, .. } => local::name(path),
        }
    }

    /// Its address; `None` for a path on this disk.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::Remote { url, .. } => Some(url),
            Self::Local { .. } => None,
        }
    }
}
