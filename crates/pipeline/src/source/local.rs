//! Repositories on this disk.

use std::ffi::OsStr;
use std::path::Path;

use git2::{ErrorCode, Repository, RepositoryOpenFlags};

use super::{Located, display_path};
use crate::AnalyzeError;

/// Opens the repository around a path and makes out a revision.
pub(super) fn locate(path: &Path, revision: Option<&str>, worktree: bool) -> Result<Located, AnalyzeError> {
    let repository = open(path)?;
    let folder = if worktree {
        let folder = repository.workdir().ok_or_else(|| AnalyzeError::NoWorkTree(path.to_owned()))?;
        Some(folder.to_owned())
    } else {
        None
    };
    let (commit, branch) = match resolve(&repository, revision) {
        // A folder may be looked at before its first commit.
        Err(AnalyzeError::EmptyRepository) if worktree => (None, None),
        other => other.map(|(commit, branch)| (Some(commit), branch))?,
    };
    Ok(Located { git_dir: repository.path().to_owned(), commit, branch, worktree: folder })
}

/// The name of the folder that holds the repository.
pub(super) fn name(path: &Path) -> String {
    let root = open(path).ok().map(|repository| {
        let folder = repository.workdir().unwrap_or_else(|| repository.path()).to_owned();
        folder.canonicalize().unwrap_or(folder)
    });
    let root = root.as_deref().unwrap_or(path);
    let name = root.file_name().unwrap_or(OsStr::new("repository"));
    let name = display_path(name.as_encoded_bytes());
    name.strip_suffix(".git").filter(|name| !name.is_empty()).unwrap_or(&name).to_owned()
}

fn open(path: &Path) -> Result<Repository, AnalyzeError> {
    Repository::open_ext(path, RepositoryOpenFlags::empty(), std::iter::empty::<&OsStr>()).map_err(|error| {
        match error.code() {
            ErrorCode::NotFound => AnalyzeError::NotARepository(path.to_owned()),
            _ if error.message().to_lowercase().contains("permission denied") => {
                AnalyzeError::PermissionDenied(path.to_owned())
            }
            _ => AnalyzeError::Git(error),
        }
    })
}

/// The commit that a revision means, and the branch where it names one. `None` is what is checked out.
fn resolve(
    repository: &Repository,
    revision: Option<&str>,
) -> Result<(git2::Oid, Option<String>), AnalyzeError> {
    let Some(revision) = revision else {
        let head = match repository.head() {
            Ok(head) => head,
            Err(error) if error.code() == ErrorCode::UnbornBranch => {
                return Err(AnalyzeError::EmptyRepository);
            }
            Err(error) => return Err(error.into()),
        };
        let branch = head.is_branch().then(|| head.shorthand().ok().map(str::to_owned)).flatten();
        return Ok((head.peel_to_commit()?.id(), branch));
    };
    let (object, reference) = repository
        .revparse_ext(revision)
        .or_else(|_| repository.revparse_ext(&format!("origin/{revision}")))
        .map_err(|_| {
            let nothing = repository.references().is_ok_and(|references| references.count() == 0);
            if nothing {
                AnalyzeError::EmptyRepository
            } else {
                AnalyzeError::RevisionNotFound(revision.to_owned())
            }
        })?;
    let commit = object.peel_to_commit().map_err(|_| AnalyzeError::RevisionNotFound(revision.to_owned()))?;
    let branch = reference
        .filter(|reference| reference.is_branch() || reference.is_remote())
        .and_then(|reference| reference.shorthand().ok().map(str::to_owned))
        .map(|name| name.strip_prefix("origin/").map_or(name.clone(), str::to_owned));
    Ok((commit.id(), branch))
}
