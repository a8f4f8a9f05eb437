//! Searching a shard: two searches of the engine, fused.

use qdrant_edge::{
    Condition, FacetRequest, FacetValue, Filter, NamedQuery, PointId, QueryEnum, QueryRequest, ScoredPoint,
    ScoringQuery, VectorInternal, WithPayloadInterface, WithVector,
};
use types::{SearchFilter, SearchHit};
use uuid::Uuid;

use super::convert::sparse;
use super::filter::{all, any_of, key, with_ids};
use super::shard::{Shard, failed};
use crate::fields::{DENSE, FOLDERS, LANGUAGE, MOST_VALUES, PATH, REPOSITORY, TERMS, split_prefix};
use crate::hybrid::{CANDIDATES, Found, Scored};
use crate::store::check;
use crate::{Query, Terms, VectorError, query_terms};

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

        let mut found = Found {
            dense: self.nearest_dense(vector, filter.clone(), wanted)?,
            bm25: self.nearest_terms(&terms, filter, wanted)?,
        };
        // What one search brought alone gets its score in the other, too.
        let (no_dense, no_bm25) = (found.without_dense(), found.without_bm25());
        found.dense.extend(self.nearest_dense(
            vector,
            Some(with_ids(no_dense.iter().copied())),
            no_dense.len(),
        )?);
        found.bm25.extend(self.nearest_terms(
            &terms,
            Some(with_ids(no_bm25.iter().copied())),
            no_bm25.len(),
        )?);
        Ok(found.hits(query.limit))
    }

    /// See [`crate::VectorStore::repositories`].
    pub(crate) fn repositories(&self) -> Result<Vec<Uuid>, VectorError> {
        let values = self.values(REPOSITORY, None)?;
        Ok(values.iter().filter_map(|id| id.parse().ok()).collect())
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
                let mut paths = self.values(PATH, all(conditions.clone()))?;
                paths.retain(|path| path.starts_with(prefix));
                if paths.is_empty() {
                    return Ok(None);
                }
                conditions.push(any_of(PATH, paths));
            }
        }
        Ok(Some(conditions))
    }

    /// The distinct values under a key.
    fn values(&self, name: &str, filter: Option<Filter>) -> Result<Vec<String>, VectorError> {
        let request = FacetRequest { key: key(name), limit: MOST_VALUES, filter, exact: true };
        let hits = self.engine.facet(request).map_err(failed)?.hits;
        Ok(hits
            .into_iter()
            .filter_map(|hit| match hit.value {
                FacetValue::Keyword(value) => Some(value.clone()),
                _ => None,
            })
            .collect())
    }

    fn nearest_dense(
        &self,
        vector: Option<&[f32]>,
        filter: Option<Filter>,
        limit: usize,
    ) -> Result<Vec<Scored>, VectorError> {
        let Some(vector) = vector else { return Ok(Vec::new()) };
        self.nearest(VectorInternal::Dense(vector.to_vec()), DENSE, filter, limit)
    }

    fn nearest_terms(
        &self,
        terms: &Terms,
        filter: Option<Filter>,
        limit: usize,
    ) -> Result<Vec<Scored>, VectorError> {
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
    ) -> Result<Vec<Scored>, VectorError> {
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
        Ok(self.engine.query(request).map_err(failed)?.iter().filter_map(scored).collect())
    }
}

/// A hit of the engine; none where it is no point of ours.
fn scored(point: &ScoredPoint) -> Option<Scored> {
    let PointId::Uuid(id) = point.id else { return None };
    let repository_id = point.payload.as_ref()?.0.get(REPOSITORY)?.as_str()?.parse().ok()?;
    Some(Scored { id, repository_id, score: point.score })
}
