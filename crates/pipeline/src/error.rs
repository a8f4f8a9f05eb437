//! Why a repository could not be analysed at all. What is wrong in one file is in the report instead.

use std::io;
use std::path::PathBuf;

/// Why a repository could not be analysed. The message says what to do, and holds no credentials.
#[derive(Debug, thiserror::Error)]
pub enum AnalyzeError {
    /// The address is no https URL.
    #[error("'{url}' cannot be fetched: {reason}. Give an address like https://host/owner/name")]
    InvalidUrl {
        /// The address, without credentials.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The path holds no git repository.
    #[error("{} is not a git repository. Give the path of a clone, or run `git init` and commit there first", .0.display())]
    NotARepository(PathBuf),
    /// The repository has no folder of files beside it.
    #[error("{} is a bare repository: it has no files on the disk to look at. Leave out --worktree", .0.display())]
    NoWorkTree(PathBuf),
    /// There is no commit to look at.
    #[error(
        "the repository has no commits yet. Commit something, or analyse the folder as it stands with --worktree"
    )]
    EmptyRepository,
    /// Nothing in it can be parsed.
    #[error("no file in a supported language was found ({supported}); {files} other files were seen")]
    NoSupportedLanguage {
        /// Files that were looked at.
        files: usize,
        /// The languages that can be parsed.
        supported: String,
    },
    /// No branch, tag or commit has that name.
    #[error(
        "there is no branch, tag or commit '{0}' in the repository. Check its spelling, or push it first"
    )]
    RevisionNotFound(String),
    /// The host wants to know who asks.
    #[error(
        "{host} asks for a login, or keeps this repository private. Only public repositories can be fetched; clone it yourself and give the path"
    )]
    LoginRequired {
        /// Who was asked.
        host: String,
    },
    /// The host does not know the repository.
    #[error("{host} has no such repository, or it is private. Check the address")]
    RepositoryNotFound {
        /// Who was asked.
        host: String,
    },
    /// The host did not answer, or fell silent.
    #[error("{host} could not be reached: {reason}. Check the address and the network, then try again")]
    HostUnreachable {
        /// Who was asked.
        host: String,
        /// What was seen.
        reason: String,
    },
    /// The host's certificate is not to be trusted.
    #[error(
        "{host} could not prove who it is: {reason}. If it uses a private authority, name its certificate in DEVMENTOR_CA_FILE"
    )]
    UntrustedCertificate {
        /// Who was asked.
        host: String,
        /// What was seen.
        reason: String,
    },
    /// The host stands on an address that may not be reached from here.
    #[error("{host} is on a private network, which this installation does not fetch from")]
    AddressRefused {
        /// Who was asked.
        host: String,
    },
    /// The host answered what no git server should.
    #[error("{host} did not answer like a git server: {reason}")]
    BadResponse {
        /// Who was asked.
        host: String,
        /// What was seen.
        reason: String,
    },
    /// The repository is larger than the limit.
    #[error("the repository is larger than the limit of {limit_bytes} bytes")]
    TooLarge {
        /// The limit.
        limit_bytes: u64,
    },
    /// The commit holds more files and folders than are listed.
    #[error("the commit holds more than {limit} files and folders, which is the limit")]
    TooManyEntries {
        /// The limit.
        limit: usize,
    },
    /// Another process has been fetching the same mirror for too long.
    #[error("another process is fetching the same repository. Try again when it is done")]
    MirrorBusy,
    /// No space is left for the mirror or the cache.
    #[error("no space is left on the disk that holds {}. Free some, then try again", .0.display())]
    DiskFull(PathBuf),
    /// The mirror or the cache may not be written, or the repository not read.
    #[error("{} may not be read or written. Mend its permissions", .0.display())]
    PermissionDenied(PathBuf),
    /// `.devmentor.toml` in the repository cannot be understood.
    #[error(".devmentor.toml cannot be understood: {0}")]
    InvalidConfig(String),
    /// Somebody asked to stop.
    #[error("the analysis was cancelled")]
    Cancelled,
    /// Git failed in a way that has no name of its own.
    #[error("git failed: {0}")]
    Git(#[from] git2::Error),
    /// The disk failed in a way that has no name of its own.
    #[error("{}: {source}", path.display())]
    Io {
        /// What was read or written.
        path: PathBuf,
        /// What was seen.
        source: io::Error,
    },
}

impl AnalyzeError {
    /// A stable name for programs: `repository_not_found`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InvalidUrl { .. } => "invalid_url",
            Self::NotARepository(_) => "not_a_repository",
            Self::NoWorkTree(_) => "no_work_tree",
            Self::EmptyRepository => "empty_repository",
            Self::NoSupportedLanguage { .. } => "no_supported_language",
            Self::RevisionNotFound(_) => "revision_not_found",
            Self::LoginRequired { .. } => "login_required",
            Self::RepositoryNotFound { .. } => "repository_not_found",
            Self::HostUnreachable { .. } => "host_unreachable",
            Self::UntrustedCertificate { .. } => "untrusted_certificate",
            Self::AddressRefused { .. } => "address_refused",
            Self::BadResponse { .. } => "bad_response",
            Self::TooLarge { .. } => "repository_too_large",
            Self::TooManyEntries { .. } => "too_many_entries",
            Self::MirrorBusy => "mirror_busy",
            Self::DiskFull(_) => "disk_full",
            Self::PermissionDenied(_) => "permission_denied",
            Self::InvalidConfig(_) => "invalid_config",
            Self::Cancelled => "cancelled",
            Self::Git(_) => "git_failed",
            Self::Io { .. } => "io_failed",
        }
    }

    /// Whether the same call may well succeed later, without anybody changing anything.
    pub const fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::HostUnreachable { .. } | Self::BadResponse { .. } | Self::MirrorBusy | Self::Io { .. }
        )
    }

    /// Gives an I/O error at a path its proper name.
    pub(crate) fn io(path: impl Into<PathBuf>, source: io::Error) -> Self {
        let path = path.into();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull(path),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::PermissionDenied(path)
            }
            _ => Self::Io { path, source },
        }
    }
}
