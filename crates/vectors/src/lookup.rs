//! Searching a shard: two searches of the engine, fused.

use qdrant_edge::{
    Condition, FacetRequest, FacetValue, Filter, NamedQuery, PointId, QueryEnum, QueryRequest, ScoredPoint,
    ScoringQuery, VectorInternal, WithPayloadInterface, WithVector,
};
use rustc_hash::{FxHashMap, FxHashSet};
use types::{SearchFilter, SearchHit};
use uuid::Uuid;

use crate::convert::{DENSE, TERMS, check, sparse};
use crate::filter::{FOLDERS, LANGUAGE, PATH, REPOSITORY, all, any_of, key, split_prefix, with_ids};
use crate::shard::{Shard, failed};
use crate::{Candidate, DENSE_WEIGHT, Query, Terms, VectorError, fuse, query_terms};

/// Hits that each of the two searches brings at least. More bring nothing: past 100 the quality of fused
/// results stays the same.
const CANDIDATES: usize = 100;

/// Distinct paths looked through for one prefix.
const MOST_PATHS: usize = 1_000_000;

impl Shard {
    /// See [`crate::VectorStore::search`].
    pub(crate) fn search(&self, query: &Query) -> Result<Vec<SearchHit>, VectorError> {
        if let Some(vector) = &query.vector {
            check(vector)?;
        }
        let Some(conditions) = self.conditions(&query.filter)? else { return Ok(Vec::new()) };
        let filter = all(conditions);
        let vector = query.vector.as_deref();
        let terms = query_terms(&query.text);
        let wanted = query.limit.max(CANDIDATES);

        let mut dense = self.nearest_dense(vector, filter.clone(), wanted)?;
        let mut bm25 = self.nearest_terms(&terms, filter, wanted)?;
        let repositories: FxHashMap<Uuid, Uuid> =
            dense.iter().chain(&bm25).filter_map(|point| Some((uuid(point)?, repository(point)?))).collect();

        // What one search brought alone gets its score in the other, too.
        let only_bm25 = missing(&bm25, &dense);
        let only_dense = missing(&dense, &bm25);
        dense.extend(self.nearest_dense(
            vector,
            Some(with_ids(only_bm25.iter().copied())),
            only_bm25.len(),
        )?);
        bm25.extend(self.nearest_terms(
            &terms,
            Some(with_ids(only_dense.iter().copied())),
            only_dense.len(),
        )?);

        let (dense, bm25) = (scores(&dense), scores(&bm25));
        let candidates: Vec<_> = repositories
            .keys()
            .map(|id| Candidate {
                id: *id,
                dense: dense.get(id).copied(),
                bm25: bm25.get(id).copied().unwrap_or_default(),
            })
            .collect();
        let hits = fuse(&candidates, DENSE_WEIGHT).into_iter().take(query.limit);
        Ok(hits
            .map(|(chunk_id, score)| SearchHit {
                chunk_id,
                repository_id: repositories[&chunk_id],
                score: f64::from(score),
            })
            .collect())
    }

    /// The filter's conditions; nothing where no path begins with the prefix, so that nothing can be found.
    fn conditions(&self, filter: &SearchFilter) -> Result<Option<Vec<Condition>>, VectorError> {
        let mut conditions = Vec::new();
        if !filter.repositories.is_empty() {
            conditions.push(any_of(REPOSITORY, filter.repositories.iter().map(Uuid::to_string).collect()));
        }
        if !filter.languages.is_empty() {
            conditions.push(any_of(LANGUAGE, filter.languages.iter().map(ToString::to_string).collect()));
        }
        if let Some(prefix) = filter.path_prefix.as_deref() {
            let (folder, goes_on) = split_prefix(prefix);
            if !folder.is_empty() {
                conditions.push(any_of(FOLDERS, vec![folder.to_owned()]));
            }
            if goes_on {
                let paths = self.paths(prefix, all(conditions.clone()))?;
                if paths.is_empty() {
                    return Ok(None);
                }
                conditions.push(any_of(PATH, paths));
            }
        }
        Ok(Some(conditions))
    }

    /// The distinct paths that begin with a prefix.
    fn paths(&self, prefix: &str, filter: Option<Filter>) -> Result<Vec<String>, VectorError> {
        let request = FacetRequest { key: key(PATH), limit: MOST_PATHS, filter, exact: true };
        let hits = self.engine.facet(request).map_err(failed)?.hits;
        Ok(hits
            .into_iter()
            .filter_map(|hit| match hit.value {
                FacetValue::Keyword(path) if path.starts_with(prefix) => Some(path.clone()),
                _ => None,
            })
            .collect())
    }

    fn nearest_dense(
        &self,
        vector: Option<&[f32]>,
        filter: Option<Filter>,
        limit: usize,
    ) -> Result<Vec<ScoredPoint>, VectorError> {
        let Some(vector) = vector else { return Ok(Vec::new()) };
        self.nearest(VectorInternal::Dense(vector.to_vec()), DENSE, filter, limit)
    }

    fn nearest_terms(
        &self,
        terms: &Terms,
        filter: Option<Filter>,
        limit: usize,
    ) -> Result<Vec<ScoredPoint>, VectorError> {
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        self.nearest(VectorInternal::Sparse(sparse(terms.clone())), TERMS, filter, limit)
    }

    fn nearest(
        &self,
        vector: VectorInternal,
        name: &str,
        filter: Option<Filter>,
        limit: usize,
    ) -> Result<Vec<ScoredPoint>, VectorError> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let request = QueryRequest {
            prefetches: Vec::new(),
            query: Some(ScoringQuery::Vector(QueryEnum::Nearest(NamedQuery::new(vector, name)))),
            filter,
            score_threshold: None,
            limit,
            offset: 0,
            params: None,
            with_vector: WithVector::Bool(false),
            with_payload: WithPayloadInterface::Fields(vec![key(REPOSITORY)]),
        };
        self.engine.query(request).map_err(failed)
    }
}

/// The ids of `points` that `others` lack.
fn missing(points: &[ScoredPoint], others: &[ScoredPoint]) -> Vec<Uuid> {
    let others: FxHashSet<_> = others.iter().map(|point| point.id).collect();
    points.iter().filter(|point| !others.contains(&point.id)).filter_map(uuid).collect()
}

fn scores(points: &[ScoredPoint]) -> FxHashMap<Uuid, f32> {
    points.iter().filter_map(|point| Some((uuid(point)?, point.score))).collect()
}

fn uuid(point: &ScoredPoint) -> Option<Uuid> {
    match point.id {
        PointId::Uuid(id) => Some(id),
        PointId::NumId(_) => None,
    }
}

fn repository(point: &ScoredPoint) -> Option<Uuid> {
    point.payload.as_ref()?.0.get(REPOSITORY)?.as_str()?.parse().ok()
}
