//! The files that embedding needs, as `models/onnx/manifest.toml` names them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::LoadError;

/// The manifest that was compiled in: what is trusted does not stand beside what is checked.
#[expect(clippy::expect_used, reason = "the text is compiled in and read by a test")]
pub(crate) static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../models/onnx/manifest.toml")).expect("the manifest is valid TOML")
});

/// All files.
#[derive(Debug, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) model: ModelEntry,
    pub(crate) tokenizer: FileEntry,
    /// ONNX Runtime by platform, `linux-x86_64`.
    pub(crate) runtime: BTreeMap<String, FileEntry>,
}

/// The model's file, and the name that goes with its vectors.
#[derive(Debug, Deserialize)]
pub(crate) struct ModelEntry {
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) file: FileEntry,
}

/// A file and its checksum. Where it comes from concerns only the script that fetches it.
#[derive(Debug, Deserialize)]
pub(crate) struct FileEntry {
    pub(crate) name: String,
    /// SHA-256, 64 hexadecimal digits.
    pub(crate) sha256: String,
}

impl Manifest {
    /// ONNX Runtime for the platform that this program was built for.
    pub(crate) fn runtime_here(&self) -> Option<&FileEntry> {
        self.runtime.get(&format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH))
    }
}

impl FileEntry {
    /// Where the file stands in a folder.
    pub(crate) fn path_in(&self, dir: &Path) -> PathBuf {
        dir.join(&self.name)
    }

    /// An error where the file is not there; its content is not looked at.
    pub(crate) fn exists(&self, dir: &Path) -> Result<(), LoadError> {
        let path = self.path_in(dir);
        if path.exists() { Ok(()) } else { Err(LoadError::Missing { path }) }
    }

    /// The file's bytes, once they are known to be the right ones.
    pub(crate) fn read(&self, dir: &Path) -> Result<Vec<u8>, LoadError> {
        let path = self.path_in(dir);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(LoadError::Missing { path }),
            Err(source) => return Err(LoadError::Unreadable { path, source }),
        };
        let found = sha256(&bytes);
        if found == self.sha256 {
            Ok(bytes)
        } else {
            Err(LoadError::Corrupted { path, expected: self.sha256.clone(), found })
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_names_a_checksum_for_every_file() {
        let manifest = &*MANIFEST;
        for file in [&manifest.model.file, &manifest.tokenizer].into_iter().chain(manifest.runtime.values()) {
            assert_eq!(file.sha256.len(), 64, "{}", file.name);
        }
        assert!(manifest.runtime.contains_key("linux-x86_64"));
    }

    #[test]
    fn only_the_right_bytes_are_read() {
        let dir = tempfile::tempdir().unwrap();
        let entry = FileEntry { name: "some.bin".to_owned(), sha256: sha256(b"right") };

        let error = entry.read(dir.path()).unwrap_err();
        assert!(matches!(error, LoadError::Missing { .. }));
        assert!(error.to_string().contains("fetch.py"), "{error}");

        std::fs::write(dir.path().join("some.bin"), "wrong").unwrap();
        let error = entry.read(dir.path()).unwrap_err();
        assert!(matches!(error, LoadError::Corrupted { .. }));
        assert!(error.to_string().contains("delete it"), "{error}");

        std::fs::write(dir.path().join("some.bin"), "right").unwrap();
        assert_eq!(entry.read(dir.path()).unwrap(), b"right");
    }
}
