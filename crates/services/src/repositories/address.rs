//! What people type to name a repository, made into one form.

use std::path::{Path, PathBuf};

use serde::Serialize;
use url::Url;

use crate::Error;

/// Longer addresses are no addresses.
const MAX_CHARS: usize = 2_000;

/// Hosts that serve the same repository with and without `.git`, and whose addresses go on behind the
/// repository's name when copied from a browser.
const FORGES: [&str; 2] = ["github.com", "bitbucket.org"];

/// How a repository is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// Over https.
    Remote,
    /// On the service's own disk.
    Local,
}

impl SourceKind {
    /// The name used in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Remote => "remote",
            Self::Local => "local",
        }
    }

    pub(crate) fn parse(name: &str) -> Result<Self, Error> {
        match name {
            "remote" => Ok(Self::Remote),
            "local" => Ok(Self::Local),
            other => Err(Error::internal(format!("'{other}' is no kind of source"))),
        }
    }
}

/// Why an address is refused. No variant repeats the address: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Neither an address nor a path.
    #[error("this is not the address of a repository; give one like https://github.com/owner/name")]
    NotAUrl,
    /// Another way than https.
    #[error("addresses with '{scheme}' are not fetched from; give one that begins with https://")]
    SchemeNotAllowed {
        /// What the address begins with.
        scheme: String,
    },
    /// A user name, password or token in the address.
    #[error("the address holds a user name or password; leave it out, for addresses are kept and shown")]
    CredentialsInAddress,
    /// A query or fragment: the address of a page, not of a repository.
    #[error("the address has a '?' or '#' in it; give the repository's own address")]
    NotARepositoryAddress,
    /// A path, where only addresses are taken.
    #[error("paths on the service's machine are not allowed here; give an address that begins with https://")]
    LocalPathsNotAllowed,
    /// A path that means something else to the service.
    #[error("the path must be absolute")]
    PathNotAbsolute,
    /// A path to nothing.
    #[error("there is no such path on the service's machine")]
    PathNotFound,
    /// A path to something else.
    #[error("this is not a git repository: it has neither a .git nor the files of a bare repository")]
    NotARepository,
    /// A path that cannot be written down.
    #[error("the path is not UTF-8")]
    PathNotUtf8,
}

impl AddressError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAUrl => "not_a_url",
            Self::SchemeNotAllowed { .. } => "scheme_not_allowed",
            Self::CredentialsInAddress => "credentials_in_address",
            Self::NotARepositoryAddress => "not_a_repository_address",
            Self::LocalPathsNotAllowed => "local_paths_not_allowed",
            Self::PathNotAbsolute => "path_not_absolute",
            Self::PathNotFound => "path_not_found",
            Self::NotARepository => "not_a_repository",
            Self::PathNotUtf8 => "path_not_utf8",
        }
    }
}

/// An address in the one form that is kept: equal repositories have equal sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) kind: SourceKind,
    pub(crate) source: String,
    pub(crate) name: String,
}

/// Reads what somebody typed. Looks at the disk for paths, never at the network.
pub(crate) fn parse(typed: &str, local_paths: bool) -> Result<Address, AddressError> {
    let typed = typed.trim();
    if typed.is_empty() || typed.len() > MAX_CHARS || typed.contains(|c: char| c.is_control()) {
        return Err(AddressError::NotAUrl);
    }
    if let Some((scheme, _)) = typed.split_once("://") {
        return remote(typed, scheme);
    }
    if typed.starts_with(['/', '.', '~']) {
        return if local_paths { local(Path::new(typed)) } else { Err(AddressError::LocalPathsNotAllowed) };
    }
    if let Some((before, _)) = typed.split_once(':') {
        // `git@host:path` means ssh; `ext::command` would run a command.
        let scheme = if before.contains('@') { "ssh" } else { before };
        return Err(AddressError::SchemeNotAllowed { scheme: scheme.to_owned() });
    }
    Err(AddressError::NotAUrl)
}

fn remote(typed: &str, scheme: &str) -> Result<Address, AddressError> {
    if !scheme.eq_ignore_ascii_case("https") {
        return Err(AddressError::SchemeNotAllowed { scheme: scheme.to_ascii_lowercase() });
    }
    let url = Url::parse(typed).map_err(|_| AddressError::NotAUrl)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::CredentialsInAddress);
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(AddressError::NotARepositoryAddress);
    }
    let host = url.host_str().ok_or(AddressError::NotAUrl)?;
    let is_forge = FORGES.contains(&host);
    let mut parts: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    if is_forge {
        if parts.len() < 2 {
            return Err(AddressError::NotARepositoryAddress);
        }
        parts.truncate(2);
        parts[1] = parts[1].strip_suffix(".git").unwrap_or(parts[1]);
    }
    let last = *parts.last().ok_or(AddressError::NotARepositoryAddress)?;
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Ok(Address {
        kind: SourceKind::Remote,
        source: format!("https://{host}{port}/{}", parts.join("/")),
        name: without_git(last),
    })
}

fn local(path: &Path) -> Result<Address, AddressError> {
    if !path.is_absolute() {
        return Err(AddressError::PathNotAbsolute);
    }
    let path = path.canonicalize().map_err(|_| AddressError::PathNotFound)?;
    let root = repository_root(&path).ok_or(AddressError::NotARepository)?;
    let source = root.to_str().ok_or(AddressError::PathNotUtf8)?.to_owned();
    let name = root.file_name().and_then(|name| name.to_str()).map_or_else(|| source.clone(), without_git);
    Ok(Address { kind: SourceKind::Local, source, name })
}

/// The folder that holds `.git`, or the bare repository itself.
fn repository_root(path: &Path) -> Option<PathBuf> {
    if path.file_name().is_some_and(|name| name == ".git") {
        return path.parent().map(Path::to_owned);
    }
    let is_bare = path.join("HEAD").is_file() && path.join("objects").is_dir() && path.join("refs").is_dir();
    (path.join(".git").exists() || is_bare).then(|| path.to_owned())
}

fn without_git(name: &str) -> String {
    name.strip_suffix(".git").filter(|name| !name.is_empty()).unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_take_one_form() {
        for (typed, source, name) in [
            ("https://github.com/owner/name", "https://github.com/owner/name", "name"),
            ("  https://GitHub.com/owner/name.git/ ", "https://github.com/owner/name", "name"),
            ("HTTPS://github.com:443/owner//name", "https://github.com/owner/name", "name"),
            ("https://github.com/owner/name/tree/main/src", "https://github.com/owner/name", "name"),
            ("https://git.example.org:8443/a/b/c.git", "https://git.example.org:8443/a/b/c.git", "c"),
            ("https://git.example.org/c", "https://git.example.org/c", "c"),
            ("https://[::1]:8443/a", "https://[::1]:8443/a", "a"),
        ] {
            let address = parse(typed, false).unwrap();
            assert_eq!((address.source.as_str(), address.name.as_str()), (source, name), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_fetched_is_refused_with_the_reason() {
        let scheme = |scheme: &str| AddressError::SchemeNotAllowed { scheme: scheme.to_owned() };
        for (typed, error) in [
            ("", AddressError::NotAUrl),
            ("   ", AddressError::NotAUrl),
            ("not a url", AddressError::NotAUrl),
            ("github.com/owner/name", AddressError::NotAUrl),
            ("https://", AddressError::NotAUrl),
            ("https://exa mple.org/a", AddressError::NotAUrl),
            ("https://example.org/a\nb", AddressError::NotAUrl),
            ("http://example.org/a", scheme("http")),
            ("ssh://git@example.org/a", scheme("ssh")),
            ("git@example.org:owner/name.git", scheme("ssh")),
            ("file:///etc", scheme("file")),
            ("ext::sh -c id", scheme("ext")),
            ("https://me:secret@example.org/a", AddressError::CredentialsInAddress),
            ("https://token@example.org/a", AddressError::CredentialsInAddress),
            ("https://example.org/a?b=c", AddressError::NotARepositoryAddress),
            ("https://example.org/a#readme", AddressError::NotARepositoryAddress),
            ("https://example.org/", AddressError::NotARepositoryAddress),
            ("https://github.com/owner", AddressError::NotARepositoryAddress),
            ("/etc", AddressError::LocalPathsNotAllowed),
            ("./here", AddressError::LocalPathsNotAllowed),
        ] {
            assert_eq!(parse(typed, false).unwrap_err(), error, "{typed}");
        }
        assert_eq!(
            parse(&format!("https://example.org/{}", "a".repeat(3_000)), false),
            Err(AddressError::NotAUrl)
        );
    }

    #[test]
    fn paths_must_lead_to_a_repository() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let clone = root.join("a clone");
        std::fs::create_dir_all(clone.join(".git")).unwrap();
        let bare = root.join("bare.git");
        for part in ["objects", "refs"] {
            std::fs::create_dir_all(bare.join(part)).unwrap();
        }
        std::fs::write(bare.join("HEAD"), "ref: refs/heads/main").unwrap();

        let parse = |path: &Path| parse(path.to_str().unwrap(), true);
        let address = parse(&clone).unwrap();
        assert_eq!((address.kind, address.name.as_str()), (SourceKind::Local, "a clone"));
        assert_eq!(parse(&clone.join(".git")).unwrap(), address);
        assert_eq!(parse(&clone.join("../a clone/")).unwrap(), address);
        assert_eq!(parse(&bare).unwrap().name, "bare");
        assert_eq!(parse(&root), Err(AddressError::NotARepository));
        assert_eq!(parse(&root.join("missing")), Err(AddressError::PathNotFound));
        assert_eq!(parse(Path::new("./relative")), Err(AddressError::PathNotAbsolute));
    }
}
