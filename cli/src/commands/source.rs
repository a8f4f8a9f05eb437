//! What people name as a repository: an address, or a path on this disk.

use std::path::{Path, PathBuf};

use crate::exit::Failure;

/// A repository as somebody named it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// On this disk, as written; something is there.
    Path(PathBuf),
    /// On another host, as written.
    Address(String),
}

impl Given {
    /// Tells paths from addresses. A path to nothing is refused.
    pub(super) fn read(text: &str) -> Result<Self, Failure> {
        let path = Path::new(text);
        // A folder named `https:` must not take the place of the address.
        if text.contains("://") {
            return Ok(Self::Address(text.to_owned()));
        }
        if path.exists() {
            return Ok(Self::Path(path.to_owned()));
        }
        if is_ssh(text) {
            return Ok(Self::Address(text.to_owned()));
        }
        Err(Failure::Analysis(format!(
            "the path '{text}' does not exist; give the path of a repository, or an address that begins with https://"
        )))
    }
}

/// Whether it is `user@host:path`, as ssh writes addresses.
fn is_ssh(text: &str) -> bool {
    text.split_once(':').is_some_and(|(host, _)| host.contains('@') && !host.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths_are_told_apart() {
        for (text, address) in [
            ("https://example.org/a/b", true),
            ("ssh://git@example.org/a", true),
            ("git@example.org:a/b.git", true),
            (".", false),
            ("/", false),
            ("src/commands", false),
        ] {
            let expected =
                if address { Given::Address(text.to_owned()) } else { Given::Path(PathBuf::from(text)) };
            assert_eq!(Given::read(text).unwrap(), expected);
        }
    }

    #[test]
    fn a_path_to_nothing_is_named() {
        for text in ["./nope", "/no/such/path", "nonsense", "C:folder", "./git@host:path"] {
            let failure = Given::read(text).unwrap_err();
            assert_eq!(failure.outcome().0, 4);
            assert!(
                failure.outcome().1.unwrap().contains(&format!("'{text}' does not exist")),
                "{failure:?}"
            );
        }
    }
}
