//! Which chunks are new, moved or gone.

use std::collections::HashMap;

use models::chunks::{Model, Moved};
use types::Chunk;
use uuid::Uuid;

use crate::analyses::ChunkCounts;
use crate::work::AnalyzeRepository;

/// What is to be written, and what it comes to.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// New rows.
    pub(super) added: Vec<Model>,
    /// Rows with a new place.
    pub(super) moved: Vec<Moved>,
    /// Rows that are no longer there.
    pub(super) removed: Vec<Uuid>,
    /// The sums.
    pub(super) counts: ChunkCounts,
}

/// Compares what stands with what an analysis cut. A chunk is the same when its path and content are; of
/// several alike in one file, the first goes with the first. A chunk that only moved keeps its id, so that the
/// index need not be touched.
pub(super) fn compare(
    mut known: Vec<Model>,
    chunks: &[Chunk],
    job: &AnalyzeRepository,
    mut new_id: impl FnMut() -> Uuid,
) -> Change {
    let mut change = Change::default();
    change.counts.total = chunks.len() as u64;
    // The last first, since `pop` takes from the end.
    known.sort_by_key(|row| std::cmp::Reverse(row.start_line));
    let mut chunks: Vec<&Chunk> = chunks.iter().collect();
    chunks.sort_by_key(|chunk| chunk.start_line);
    let mut alike: HashMap<(String, String), Vec<Model>> = HashMap::with_capacity(known.len());
    for row in known {
        alike.entry((row.path.clone(), row.content_hash.clone())).or_default().push(row);
    }
    for chunk in chunks {
        let key = (chunk.path.clone(), chunk.content_hash.clone());
        match alike.get_mut(&key).and_then(Vec::pop) {
            None => change.added.push(Model::new(new_id(), job.team_id, job.repository_id, chunk.clone())),
            Some(row) => {
                let (start_line, end_line) = (chunk.start_line.cast_signed(), chunk.end_line.cast_signed());
                if (row.start_line, row.end_line) != (start_line, end_line) || row.text != chunk.text {
                    change.moved.push(Moved { id: row.id, start_line, end_line, text: chunk.text.clone() });
                }
            }
        }
    }
    change.removed = alike.into_values().flatten().map(|row| row.id).collect();
    change.counts.added = change.added.len() as u64;
    change.counts.moved = change.moved.len() as u64;
    change.counts.removed = change.removed.len() as u64;
    change
}
