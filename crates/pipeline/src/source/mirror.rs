//! Bare mirrors of repositories on other hosts.
//!
//! A mirror holds what was fetched so far. Packs come in whole (written aside, then renamed) and references move
//! last, so a fetch that is interrupted leaves the mirror as it was. A lock beside it keeps processes apart.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use git2::{
    AutotagOption, Direction, FetchOptions, Oid, Remote, RemoteCallbacks, RemoteUpdateFlags, Repository,
};
use types::{CancellationToken, Found};

use super::http::Client;
use super::transport::Session;
use super::{Located, address};
use crate::progress::Stage;
use crate::{AnalyzeError, Network, Progress};

/// What the host has, as it says on connecting.
struct Listing {
    /// References and what they point to.
    heads: Vec<(String, Oid)>,
    /// The full name of the branch that `HEAD` means.
    default: Option<String>,
}

/// What is to be fetched, and what it will give.
struct Wanted {
    refspecs: Vec<String>,
    /// Its tip, where the host names it.
    tip: Option<Oid>,
    branch: Option<String>,
}

/// Brings a mirror up to date with a revision, and makes out its commit.
pub(super) fn fetch(
    url: &str,
    revision: Option<&str>,
    mirror: &Path,
    network: &Network,
    progress: &mut dyn Progress,
    cancel: &CancellationToken,
) -> Result<Located, AnalyzeError> {
    address::require(url)?;
    let stage = Stage::begin(progress, "fetch", "asking the host", 0, Found::default());
    let _lock = lock(mirror, network.total_timeout, cancel)?;
    let repository = open(mirror)?;
    clear_leftovers(mirror);

    let client = Client::new(address::host(url), network, cancel)?;
    let (commit, branch) = Session::new(client).run(|| {
        let git = |error| named(mirror, error);
        let mut remote = repository.remote_anonymous(url).map_err(git)?;
        let mut connection = remote.connect_auth(Direction::Fetch, None, None).map_err(git)?;
        let listing = Listing {
            heads: connection
                .list()
                .map_err(git)?
                .iter()
                .map(|head| (head.name().to_owned(), head.oid()))
                .collect(),
            default: connection.default_branch().ok().and_then(|name| name.as_str().ok().map(str::to_owned)),
        };
        let wanted = listing.wanted(revision)?;
        let known = wanted.tip.is_some_and(|tip| complete(&repository, tip))
            || exact(&repository, revision).is_some();
        if !known {
            download(connection.remote(), &wanted.refspecs, &stage, cancel).map_err(git)?;
        }
        let commit = match wanted.tip {
            Some(tip) => peel(&repository, tip, revision)?,
            None => find(&repository, connection.remote(), revision.unwrap_or("HEAD"), &stage, cancel)?,
        };
        Ok((commit, wanted.branch))
    })?;
    tracing::info!(commit = %commit, "fetched");
    Ok(Located { git_dir: mirror.to_owned(), commit: Some(commit), branch, worktree: None })
}

impl Listing {
    /// What to fetch for a revision: one reference where the host has it by name, else every branch and tag, for an
    /// abbreviated or unnamed commit to be looked up in.
    fn wanted(&self, revision: Option<&str>) -> Result<Wanted, AnalyzeError> {
        if self.heads.is_empty() {
            return Err(AnalyzeError::EmptyRepository);
        }
        let name = match revision {
            None | Some("HEAD") => {
                Some(self.default.clone().ok_or_else(|| AnalyzeError::RevisionNotFound("HEAD".to_owned()))?)
            }
            Some(revision) => ["", "refs/heads/", "refs/tags/", "refs/"]
                .into_iter()
                .map(|prefix| format!("{prefix}{revision}"))
                .find(|name| name.starts_with("refs/") && self.tip(name).is_some()),
        };
        Ok(match name {
            Some(name) => Wanted {
                refspecs: vec![format!("+{name}:{name}")],
                tip: self.tip(&name),
                branch: name.strip_prefix("refs/heads/").map(str::to_owned),
            },
            None => Wanted {
                refspecs: vec![
                    "+refs/heads/*:refs/heads/*".to_owned(),
                    "+refs/tags/*:refs/tags/*".to_owned(),
                ],
                tip: None,
                branch: None,
            },
        })
    }

    fn tip(&self, name: &str) -> Option<Oid> {
        self.heads.iter().find(|(head, _)| head == name).map(|&(_, oid)| oid)
    }
}

/// Downloads what the refspecs name and the mirror lacks.
fn download(
    remote: &mut Remote<'_>,
    refspecs: &[String],
    stage: &Stage<'_>,
    cancel: &CancellationToken,
) -> Result<(), git2::Error> {
    let mut callbacks = RemoteCallbacks::new();
    callbacks.transfer_progress(|received| {
        stage.set(received.received_objects() as u64, received.total_objects() as u64, "receiving objects");
        !cancel.is_cancelled()
    });
    callbacks.sideband_progress(|_| !cancel.is_cancelled());
    let mut options = FetchOptions::new();
    options.remote_callbacks(callbacks).download_tags(AutotagOption::None).update_fetchhead(false);
    remote.download(refspecs, Some(&mut options))?;
    remote.update_tips(None, RemoteUpdateFlags::empty(), AutotagOption::None, None)
}

/// Looks up a commit that the host has no name for. A full id that no branch leads to is asked for by itself, which
/// some hosts allow.
fn find(
    repository: &Repository,
    remote: &mut Remote<'_>,
    revision: &str,
    stage: &Stage<'_>,
    cancel: &CancellationToken,
) -> Result<Oid, AnalyzeError> {
    let looks_like_id = (4..=40).contains(&revision.len()) && revision.bytes().all(|b| b.is_ascii_hexdigit());
    let missing = || AnalyzeError::RevisionNotFound(revision.to_owned());
    if !looks_like_id {
        return Err(missing());
    }
    let look = || repository.revparse_single(revision).and_then(|object| object.peel_to_commit());
    if let Ok(commit) = look() {
        return Ok(commit.id());
    }
    if revision.len() == 40 {
        let refspec = format!("+{revision}:refs/devmentor/{revision}");
        if download(remote, &[refspec], stage, cancel).is_err() {
            return Err(if cancel.is_cancelled() { AnalyzeError::Cancelled } else { missing() });
        }
    }
    look().map(|commit| commit.id()).map_err(|_| missing())
}

/// A full commit id that the mirror holds already.
fn exact(repository: &Repository, revision: Option<&str>) -> Option<Oid> {
    let revision = revision.filter(|revision| revision.len() == 40)?;
    let oid = Oid::from_str(revision).ok()?;
    complete(repository, oid).then_some(oid)
}

/// Whether the mirror holds an object. Packs come in whole, so it then holds all that the object leads to.
fn complete(repository: &Repository, oid: Oid) -> bool {
    repository.odb().is_ok_and(|odb| odb.exists(oid))
}

/// The commit that a reference's tip - perhaps an annotated tag - leads to.
fn peel(repository: &Repository, tip: Oid, revision: Option<&str>) -> Result<Oid, AnalyzeError> {
    let missing = |_| AnalyzeError::RevisionNotFound(revision.unwrap_or("HEAD").to_owned());
    let object = repository.find_object(tip, None).map_err(missing)?;
    Ok(object.peel_to_commit().map_err(missing)?.id())
}

/// Opens a mirror, made when missing and made anew when it is broken: everything in it can be fetched again.
fn open(mirror: &Path) -> Result<Repository, AnalyzeError> {
    if mirror.exists() {
        match Repository::open_bare(mirror) {
            Ok(repository) => return Ok(repository),
            Err(error) => {
                tracing::warn!(%error, "the mirror is broken and is fetched anew");
                fs::remove_dir_all(mirror).map_err(|error| AnalyzeError::io(mirror, error))?;
            }
        }
    }
    Repository::init_bare(mirror).map_err(|error| named(mirror, error))
}

/// Removes packs that were half written when a process died. Only the holder of the lock may.
fn clear_leftovers(mirror: &Path) {
    let Ok(entries) = fs::read_dir(mirror.join("objects/pack")) else { return };
    for entry in entries.flatten() {
        if !entry.file_name().as_encoded_bytes().starts_with(b"pack-") {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Waits for the mirror's lock. It goes when the file is closed, so also when the process dies.
#[expect(
    clippy::disallowed_methods,
    reason = "another process holds the lock; the system has no wait with a limit"
)]
fn lock(mirror: &Path, limit: Duration, cancel: &CancellationToken) -> Result<File, AnalyzeError> {
    let mut name = mirror.as_os_str().to_owned();
    name.push(".lock");
    let path = PathBuf::from(name);
    let failed = |error: io::Error| AnalyzeError::io(&path, error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
            Err(TryLockError::WouldBlock) if cancel.is_cancelled() => return Err(AnalyzeError::Cancelled),
            Err(TryLockError::WouldBlock) if started.elapsed() > limit => {
                return Err(AnalyzeError::MirrorBusy);
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// Gives an error of libgit2 at a path its proper name. It tells disk errors by their message alone.
fn named(path: &Path, error: git2::Error) -> AnalyzeError {
    let message = error.message().to_lowercase();
    if message.contains("no space left") || message.contains("quota exceeded") {
        AnalyzeError::DiskFull(path.to_owned())
    } else if message.contains("permission denied") || message.contains("read-only file system") {
        AnalyzeError::PermissionDenied(path.to_owned())
    } else if error.code() == git2::ErrorCode::User {
        AnalyzeError::Cancelled
    } else {
        AnalyzeError::Git(error)
    }
}
