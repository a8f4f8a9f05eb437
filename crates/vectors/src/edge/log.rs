//! The engine's log, kept short.

use std::path::{Path, PathBuf};

/// Removes the engine's closed log files but the newest. It neither replays nor trims them, and the newest
/// carries the numbering on.
pub(crate) fn drop_old_log(dir: &Path) {
    let Ok(entries) = std::fs::read_dir(dir.join("wal")) else { return };
    let mut closed: Vec<(u64, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let start = entry.file_name().to_str()?.strip_prefix("closed-")?.parse().ok()?;
            Some((start, entry.path()))
        })
        .collect();
    closed.sort_unstable();
    closed.pop();
    for (_, path) in closed {
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!(file = %path.display(), %error, "an old log file of the index cannot be removed");
        }
    }
}
