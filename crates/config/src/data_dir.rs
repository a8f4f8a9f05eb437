//! The data directory, owned by one process at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::DataSettings;

/// The data directory while this process owns it; dropping it lets the next process in.
///
/// The lock is the operating system's own, so it is gone when the process is, however it ended.
#[derive(Debug)]
pub struct DataDir {
    path: PathBuf,
    _lock: File,
}

/// Why a data directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataDirError {
    /// Another process uses it.
    #[error(
        "the data directory {} is already in use by another DevMentor process; stop that one, or choose another \
         with --data-dir",
        path.display()
    )]
    InUse {
        /// The directory.
        path: PathBuf,
    },
    /// It cannot be written.
    #[error("cannot write to the data directory {}: {cause}; choose another with --data-dir", path.display())]
    NotWritable {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The disk is full.
    #[error("the disk of the data directory {} is full; make room, or choose another with --data-dir", path.display())]
    Full {
        /// The directory.
        path: PathBuf,
    },
}

/// Written when the directory is opened: enough to notice a full disk before work is accepted.
const PROBE_BYTES: usize = 64 * 1024;

impl DataDir {
    /// Creates the directory (mode 0700) where it is missing, locks it, and tries to write.
    pub fn open(settings: &DataSettings) -> Result<Self, DataDirError> {
        let path = &settings.dir;
        let refused = |cause| not_writable(path, cause);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(refused)?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(settings.lock_file())
            .map_err(refused)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(DataDirError::InUse { path: path.clone() }),
            Err(TryLockError::Error(cause)) => return Err(not_writable(path, cause)),
        }
        probe(path).map_err(refused)?;
        Ok(Self { path: path.clone(), _lock: lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Writes a file that only its owner may read (mode 0600), whole or not at all.
pub fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    let mut file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&new)?;
    // A file that was left behind keeps its old mode.
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, path)
}

fn probe(dir: &Path) -> io::Result<()> {
    let path = dir.join("probe");
    let written = write_private(&path, &[0; PROBE_BYTES]);
    let removed = fs::remove_file(&path);
    written.and(removed)
}

fn not_writable(path: &Path, cause: io::Error) -> DataDirError {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            DataDirError::Full { path: path.to_owned() }
        }
        _ => DataDirError::NotWritable { path: path.to_owned(), cause },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(dir: &Path) -> DataSettings {
        DataSettings { dir: dir.to_owned(), ..DataSettings::default() }
    }

    #[test]
    fn opens_once_at_a_time_and_for_its_owner_alone() {
        let parent = tempfile::tempdir().unwrap();
        let settings = settings(&parent.path().join("a/b"));
        let first = DataDir::open(&settings).unwrap();
        let mode = fs::metadata(first.path()).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o700);
        let error = DataDir::open(&settings).unwrap_err();
        assert!(matches!(error, DataDirError::InUse { .. }));
        assert!(error.to_string().contains("a/b is already in use"), "{error}");
        drop(first);
        DataDir::open(&settings).unwrap();
    }

    #[test]
    fn a_file_in_its_place_is_named() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("file");
        fs::write(&path, "").unwrap();
        let error = DataDir::open(&settings(&path)).unwrap_err().to_string();
        assert!(error.contains("file: "), "{error}");
    }

    #[test]
    fn a_full_disk_is_said_to_be_full() {
        let full = not_writable(Path::new("/d"), io::ErrorKind::StorageFull.into());
        assert!(full.to_string().contains("is full"), "{full}");
        let read_only = not_writable(Path::new("/d"), io::ErrorKind::ReadOnlyFilesystem.into());
        assert!(read_only.to_string().starts_with("cannot write to the data directory /d"), "{read_only}");
    }

    #[test]
    fn private_files_stay_private() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        write_private(&path, b"one").unwrap();
        write_private(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
