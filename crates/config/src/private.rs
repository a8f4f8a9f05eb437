//! Files that hold secrets or source text: for their owner alone.

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Writes a file that only its owner may read (mode 0600), whole or not at all.
pub fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    let mut file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&new)?;
    // A file that was left behind keeps its old mode.
    set_mode(&new, 0o600)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, path)
}

/// Makes the file where it is missing, readable by its owner alone: for others to open and fill.
pub fn create_private(path: &Path) -> io::Result<()> {
    OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
    make_private(path)
}

/// Takes a file's readers and writers away, its owner apart (mode 0600). A file that others cannot use already
/// stays as it is: it may be on a disk where modes cannot be set.
pub fn make_private(path: &Path) -> io::Result<()> {
    let others = fs::metadata(path)?.permissions().mode() & 0o077;
    if others == 0 { Ok(()) } else { set_mode(path, 0o600) }
}

/// Whether a file or folder belongs to the user that this process runs as.
pub fn is_ours(file: &Metadata) -> bool {
    file.uid() == rustix::process::geteuid().as_raw()
}

pub(crate) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn private_files_stay_private() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        write_private(&path, b"one").unwrap();
        write_private(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(mode(&path), 0o600);
        set_mode(&path, 0o644).unwrap();
        make_private(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn files_for_others_to_fill_keep_what_they_hold() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("database");
        create_private(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
        fs::write(&path, "rows").unwrap();
        set_mode(&path, 0o644).unwrap();
        create_private(&path).unwrap();
        assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o600, b"rows".to_vec()));
    }

    #[test]
    fn what_this_process_makes_is_its_own() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(is_ours(&file.path().metadata().unwrap()));
        if std::os::unix::fs::chown(file.path(), Some(12_345), None).is_ok() {
            assert!(!is_ours(&file.path().metadata().unwrap()));
        } else {
            println!("skipped: files cannot be given away here");
        }
    }
}
