//! The data directory, owned by one process at a time, or by several where nothing in it is one process's own.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::private::set_mode;
use crate::{DataSettings, is_ours, write_private};

/// The data directory while this process uses it; dropping it lets the next process in.
///
/// Where rows and vectors are on servers, processes may use it together, but not beside one that keeps them here. The lock is the operating system's own, so it is gone when the process is, however it ended.
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

/// The sticky bit: the folder is many people's, like `/tmp`, and must stay so.
const SHARED: u32 = 0o1000;

/// Written when the directory is opened: enough to notice a full disk before work is accepted.
const PROBE_BYTES: usize = 64 * 1024;

impl DataDir {
    /// Creates the directory where it is missing, closes it to others (mode 0700) where it is ours and not shared
    /// on purpose, locks it, and tries to write.
    pub fn open(settings: &DataSettings) -> Result<Self, DataDirError> {
        let path = &settings.dir;
        let refused = |cause| not_writable(path, cause);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(refused)?;
        let found = fs::metadata(path).map_err(refused)?;
        if is_ours(&found) && found.mode() & SHARED == 0 {
            set_mode(path, 0o700).map_err(refused)?;
        }
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(settings.lock_file())
            .map_err(refused)?;
        match if settings.is_shared() { lock.try_lock_shared() } else { lock.try_lock() } {
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

fn probe(dir: &Path) -> io::Result<()> {
    // Several may probe at once, on several machines.
    let path = dir.join(format!("probe-{:016x}", RandomState::new().build_hasher().finish()));
    let written = write_private(&path, &vec![0; PROBE_BYTES]);
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
    use std::os::unix::fs::PermissionsExt;

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
    fn processes_share_a_directory_where_rows_and_vectors_are_elsewhere() {
        let parent = tempfile::tempdir().unwrap();
        let alone = settings(parent.path());
        let shared = DataSettings {
            database_url: Some("postgres://db/x".into()),
            qdrant_url: Some("http://qdrant:6334".into()),
            ..alone.clone()
        };
        let half = DataSettings { qdrant_url: None, ..shared.clone() };
        let first = DataDir::open(&shared).unwrap();
        let second = DataDir::open(&shared).unwrap();
        for own in [&alone, &half] {
            assert!(matches!(DataDir::open(own).unwrap_err(), DataDirError::InUse { .. }));
        }
        drop((first, second));
        let _owner = DataDir::open(&half).unwrap();
        assert!(matches!(DataDir::open(&shared).unwrap_err(), DataDirError::InUse { .. }));
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
    fn a_directory_that_stood_open_is_closed_to_others() {
        let dir = tempfile::tempdir().unwrap();
        let opened_with = |mode| {
            fs::set_permissions(dir.path(), fs::Permissions::from_mode(mode)).unwrap();
            DataDir::open(&settings(dir.path())).unwrap();
            fs::metadata(dir.path()).unwrap().permissions().mode() & 0o7777
        };
        assert_eq!(opened_with(0o755), 0o700);
        assert_eq!(opened_with(0o1777), 0o1777, "what is everybody's stays so");
    }
}
