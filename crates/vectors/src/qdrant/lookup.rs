//! Searching a team's collection: two searches of the server in one call, fused here.

use qdrant_client::qdrant::{
    Condition, Filter, Query as ServerQuery, QueryBatchPoints, QueryPoints, VectorInput,
};
use types::{SearchFilter, SearchHit};
use uuid::Uuid;

use super::QdrantStore;
use super::convert::{any_of, point_id, scored, sparse};
use super::link::{Fault, READ_WITHIN};
use crate::fields::{DENSE, FOLDERS, LANGUAGE, PATH, REPOSITORY, TERMS, split_prefix};
use crate::hybrid::{CANDIDATES, Found, Scored};
use crate::{Query, query_terms};

/// A search among the points of a filter.
struct Among {
    filter: Option<Filter>,
    limit: usize,
}

impl QdrantStore {
    /// See [`crate::VectorStore::search`].
    pub(super) async fn look_up(&self, collection: String, query: &Query) -> Result<Vec<SearchHit>, Fault> {
        let Some(conditions) = self.conditions(&collection, &query.filter).await? else {
            return Ok(Vec::new());
        };
        let terms = query_terms(&query.text);
        let dense = query.vector.clone().map(VectorInput::new_dense);
        let bm25 = (!terms.is_empty()).then(|| sparse(terms));
        let all = || Among {
            filter: (!conditions.is_empty()).then(|| Filter::must(conditions.clone())),
            limit: query.limit.max(CANDIDATES),
        };
        let search = async |for_dense: Among, for_bm25: Among| {
            let dense = question(&collection, dense.clone(), DENSE, for_dense);
            let bm25 = question(&collection, bm25.clone(), TERMS, for_bm25);
            self.both(&collection, dense, bm25).await
        };
        let mut found = search(all(), all()).await?;
        // What one search brought alone gets its score in the other, too.
        let these = |ids: Vec<Uuid>| Among {
            limit: ids.len(),
            filter: Some(Filter::must([Condition::has_id(ids.iter().map(point_id))])),
        };
        let rest = search(these(found.without_dense()), these(found.without_bm25())).await?;
        found.dense.extend(rest.dense);
        found.bm25.extend(rest.bm25);
        Ok(found.hits(query.limit))
    }

    /// The filter's conditions; nothing where no path begins with the prefix, so that nothing can be found.
    async fn conditions(
        &self,
        collection: &str,
        filter: &SearchFilter,
    ) -> Result<Option<Vec<Condition>>, Fault> {
        let mut conditions = Vec::new();
        if !filter.repositories.is_empty() {
            conditions
                .push(any_of(REPOSITORY, filter.repositories.iter().map(ToString::to_string).collect()));
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
                let among = (!conditions.is_empty()).then(|| Filter::must(conditions.clone()));
                let mut paths = self.values(collection.to_owned(), PATH, among).await?;
                paths.retain(|path| path.starts_with(prefix));
                if paths.is_empty() {
                    return Ok(None);
                }
                conditions.push(any_of(PATH, paths));
            }
        }
        Ok(Some(conditions))
    }

    /// Asks one or two questions in one call.
    async fn both(
        &self,
        collection: &str,
        dense: Option<QueryPoints>,
        bm25: Option<QueryPoints>,
    ) -> Result<Found, Fault> {
        let asked_dense = dense.is_some();
        let query_points: Vec<_> = dense.into_iter().chain(bm25).collect();
        if query_points.is_empty() {
            return Ok(Found::default());
        }
        let request = QueryBatchPoints {
            collection_name: collection.to_owned(),
            query_points,
            timeout: Some(READ_WITHIN.as_secs()),
            ..QueryBatchPoints::default()
        };
        let answer = self.link.ask(READ_WITHIN, || self.link.client().query_batch(request.clone())).await?;
        let mut answers =
            answer.result.iter().map(|one| one.result.iter().filter_map(scored).collect::<Vec<Scored>>());
        let dense = if asked_dense { answers.next() } else { None };
        Ok(Found { dense: dense.unwrap_or_default(), bm25: answers.next().unwrap_or_default() })
    }
}

/// A question to the server, where there is something to ask.
fn question(collection: &str, vector: Option<VectorInput>, name: &str, among: Among) -> Option<QueryPoints> {
    let vector = vector.filter(|_| among.limit > 0)?;
    Some(QueryPoints {
        collection_name: collection.to_owned(),
        query: Some(ServerQuery::new_nearest(vector)),
        using: Some(name.to_owned()),
        filter: among.filter,
        limit: Some(among.limit as u64),
        with_payload: Some(vec![REPOSITORY].into()),
        with_vectors: Some(false.into()),
        ..QueryPoints::default()
    })
}
