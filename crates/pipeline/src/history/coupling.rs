//! Files that change together: shared commits over the mean of both files' commits (Gall, Hajek, Jazayeri 1998; the
//! measure as in A. Tornhill, Your Code as a Crime Scene, 2015).

use rustc_hash::FxHashMap;
use types::Coupling;

use crate::AnalyzedFile;

/// Fewer shared commits may be chance.
const MIN_SHARED: u32 = 5;
/// Weaker pairs are not worth telling.
const MIN_DEGREE: f64 = 0.3;
/// A commit with more files says nothing about pairs.
const MAX_CHANGESET: usize = 30;

/// Two files by number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    left: u32,
    right: u32,
    shared: u32,
    degree: f64,
}

impl Pair {
    pub(super) fn named(self, files: &[AnalyzedFile]) -> Coupling {
        Coupling {
            left: files[self.left as usize].path.clone(),
            right: files[self.right as usize].path.clone(),
            shared: self.shared,
            degree: self.degree,
        }
    }
}

/// The pairs among so many files, the strongest first. Each changeset stands in order.
pub(super) fn find<'c>(changesets: impl Iterator<Item = &'c [u32]>, files: usize) -> Vec<Pair> {
    let mut commits = vec![0u32; files];
    let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for changeset in changesets.filter(|changeset| changeset.len() <= MAX_CHANGESET) {
        for (at, &left) in changeset.iter().enumerate() {
            commits[left as usize] += 1;
            for &right in &changeset[at + 1..] {
                *shared.entry((left, right)).or_insert(0) += 1;
            }
        }
    }
    let mut pairs: Vec<Pair> = shared
        .into_iter()
        .filter(|&(_, shared)| shared >= MIN_SHARED)
        .map(|((left, right), shared)| {
            let mean = f64::from(commits[left as usize] + commits[right as usize]) / 2.0;
            Pair { left, right, shared, degree: f64::from(shared) / mean }
        })
        .filter(|pair| pair.degree >= MIN_DEGREE)
        .collect();
    pairs.sort_by(|a, b| {
        let strength = |pair: &Pair| pair.degree * f64::from(pair.shared);
        strength(b).total_cmp(&strength(a)).then((a.left, a.right).cmp(&(b.left, b.right)))
    });
    pairs
}
