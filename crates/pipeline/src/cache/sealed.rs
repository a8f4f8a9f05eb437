//! Files that are either whole or not there.
//!
//! Layout: the context (32 bytes, what the contents were made under), the contents, BLAKE3 of both (32 bytes).

use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// How much is gathered before it is hashed and written, in bytes.
const BUFFER: usize = 256 * 1024;

/// A BLAKE3 hash.
pub(super) type Hash = [u8; 32];

/// The contents of a sealed file with where they begin and end, where it is whole and was made under `context`.
pub(super) struct Sealed {
    bytes: Vec<u8>,
}

impl Sealed {
    /// Reads a file.
    pub(super) fn read(path: &Path, context: &Hash) -> Option<Self> {
        let bytes = fs::read(path).ok()?;
        let body = bytes.len().checked_sub(32)?;
        let whole = bytes.len() >= 64
            && bytes[..32] == context[..]
            && blake3::hash(&bytes[..body]).as_bytes()[..] == bytes[body..];
        if !whole {
            tracing::debug!("a cache file is of another version or broken and is not used");
            return None;
        }
        Some(Self { bytes })
    }

    /// The contents.
    pub(super) fn contents(&self) -> &[u8] {
        &self.bytes[32..self.bytes.len() - 32]
    }
}

/// Writes a file in place of what stood there. `write` gives its contents.
pub(super) fn write(
    path: &Path,
    context: &Hash,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // Drawn, not counted: in containers that share a volume, processes have the same ids.
    let aside = path.with_extension(format!("{:016x}.new", RandomState::new().build_hasher().finish()));
    let result = (|| {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        // Hashed behind the buffer: BLAKE3 is fast on large pieces only.
        let hashing = Hashing { to: File::create(&aside)?, hash: blake3::Hasher::new() };
        let mut buffered = BufWriter::with_capacity(BUFFER, hashing);
        buffered.write_all(context)?;
        write(&mut buffered)?;
        let Hashing { mut to, hash } = buffered.into_inner().map_err(io::IntoInnerError::into_error)?;
        to.write_all(hash.finalize().as_bytes())?;
        fs::rename(&aside, path)
    })();
    if result.is_err() {
        let _ = fs::remove_file(&aside);
    }
    result
}

struct Hashing {
    to: File,
    hash: blake3::Hasher,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_and_foreign_files_count_as_missing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/x.bin");
        let context = [7; 32];
        write(&path, &context, |to| to.write_all(b"what was kept")).unwrap();
        assert_eq!(Sealed::read(&path, &context).unwrap().contents(), b"what was kept");
        assert!(Sealed::read(&path, &[8; 32]).is_none());
        let whole = fs::read(&path).unwrap();
        for cut in [0, 31, 63, whole.len() - 1] {
            fs::write(&path, &whole[..cut]).unwrap();
            assert!(Sealed::read(&path, &context).is_none(), "{cut}");
        }
        let mut flipped = whole.clone();
        flipped[40] ^= 1;
        fs::write(&path, &flipped).unwrap();
        assert!(Sealed::read(&path, &context).is_none());
        assert_eq!(fs::read_dir(folder.path().join("deep")).unwrap().count(), 1);
    }
}
