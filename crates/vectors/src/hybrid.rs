//! What a store's two searches brought, made one answer. The same for every store.

use rustc_hash::{FxHashMap, FxHashSet};
use types::SearchHit;
use uuid::Uuid;

use crate::{Candidate, DENSE_WEIGHT, fuse};

/// Hits that each of the two searches brings at least. More bring nothing: past 100 the quality of fused
/// results stays the same.
pub(crate) const CANDIDATES: usize = 100;

/// A point that a search brought.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scored {
    pub(crate) id: Uuid,
    pub(crate) repository_id: Uuid,
    pub(crate) score: f32,
}

/// What the two searches brought, the best first.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) dense: Vec<Scored>,
    pub(crate) bm25: Vec<Scored>,
}

impl Found {
    /// What BM25 brought alone: it needs its score in the dense search, too.
    pub(crate) fn without_dense(&self) -> Vec<Uuid> {
        missing(&self.bm25, &self.dense)
    }

    /// What the dense search brought alone: it needs its BM25 score, too.
    pub(crate) fn without_bm25(&self) -> Vec<Uuid> {
        missing(&self.dense, &self.bm25)
    }

    /// The best hits of both together.
    pub(crate) fn hits(&self, limit: usize) -> Vec<SearchHit> {
        let repositories: FxHashMap<Uuid, Uuid> =
            self.dense.iter().chain(&self.bm25).map(|point| (point.id, point.repository_id)).collect();
        let (dense, bm25) = (scores(&self.dense), scores(&self.bm25));
        let candidates: Vec<_> = repositories
            .keys()
            .map(|id| Candidate {
                id: *id,
                dense: dense.get(id).copied(),
                bm25: bm25.get(id).copied().unwrap_or_default(),
            })
            .collect();
        let hits = fuse(&candidates, DENSE_WEIGHT).into_iter().take(limit);
        hits.map(|(chunk_id, score)| SearchHit {
            chunk_id,
            repository_id: repositories[&chunk_id],
            score: f64::from(score),
        })
        .collect()
    }
}

/// The ids of `points` that `others` lack.
fn missing(points: &[Scored], others: &[Scored]) -> Vec<Uuid> {
    let others: FxHashSet<_> = others.iter().map(|point| point.id).collect();
    points.iter().map(|point| point.id).filter(|id| !others.contains(id)).collect()
}

fn scores(points: &[Scored]) -> FxHashMap<Uuid, f32> {
    points.iter().map(|point| (point.id, point.score)).collect()
}
