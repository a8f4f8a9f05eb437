//! One team's points in a Qdrant shard on this disk. Sync: the engine's calls block.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use qdrant_edge::{
    CountRequest, CreateIndex, Distance, EdgeConfig, EdgeOptimizersConfig, EdgeShard, EdgeSparseVectorParams,
    EdgeVectorParams, FacetRequest, FacetValue, FieldIndexOperations, Filter, Modifier, NamedQuery,
    OperationError, Payload, PayloadFieldSchema, PayloadSchemaType, PointId, PointInsertOperations,
    PointOperations, PointStructPersisted, PointVectorsPersisted, QueryEnum, QueryRequest, ScoredPoint,
    ScoringQuery, SparseVector, UpdateOperation, UpdateVectorsOp, VectorInternal, VectorOperations,
    VectorPersisted, VectorStructPersisted, WalOptions, WithPayloadInterface, WithVector,
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::json;
use types::{SearchFilter, SearchHit};
use uuid::Uuid;

use crate::filter::{
    FOLDERS, INDEXED, LANGUAGE, PATH, REPOSITORY, all, any_of, folders, key, split_prefix, with_ids,
};
use crate::{Candidate, DENSE_WEIGHT, DIMENSIONS, Point, Query, Terms, VectorError, fuse, query_terms};

const DENSE: &str = "dense";
const TERMS: &str = "terms";

/// Hits that each of the two searches brings at least. More bring nothing: past 100 the quality of fused
/// results stays the same.
const CANDIDATES: usize = 100;

/// Points written in one operation of the engine, so that its log's entries stay small.
const BATCH: usize = 256;

/// Kilobytes of vectors below which every vector is compared (about 65,000 vectors, a few milliseconds);
/// above, a graph is built.
const GRAPH_THRESHOLD_KB: usize = 100_000;

/// Bytes of one file of the engine's log, which are allocated at once. A batch takes about 1 MB.
const LOG_FILE_BYTES: usize = 4 << 20;

/// Distinct paths looked through for one prefix.
const MOST_PATHS: usize = 1_000_000;

/// An open shard.
#[derive(Debug)]
pub(crate) struct Shard {
    engine: EdgeShard,
    /// Held while writing: the engine cannot flush and write at once.
    writing: Mutex<()>,
}

impl Shard {
    /// Opens the shard in a folder, or makes it.
    pub(crate) fn open(dir: &Path) -> Result<Self, VectorError> {
        std::fs::create_dir_all(dir)
            .map_err(|source| VectorError::Folder { path: dir.to_owned(), source })?;
        // Files cut off in odd places make the engine panic rather than fail.
        let opened = std::panic::catch_unwind(|| {
            if dir.join("edge_config.json").exists() {
                drop_old_log(dir);
                EdgeShard::load(dir, Some(config()))
            } else {
                EdgeShard::new(dir, config())
            }
        });
        let damaged = |reason: String| VectorError::Damaged { path: dir.to_owned(), reason };
        let engine = opened
            .map_err(|_| damaged("the engine panicked".to_owned()))?
            .map_err(|error| damaged(without_backtrace(error)))?;
        let shard = Self { engine, writing: Mutex::new(()) };
        shard.index_payload()?;
        Ok(shard)
    }

    /// See [`crate::VectorStore::upsert`].
    pub(crate) fn upsert(&self, points: Vec<Point>) -> Result<(), VectorError> {
        let stored = points.into_iter().map(stored).collect::<Result<Vec<_>, _>>()?;
        self.write(|| {
            for batch in stored.chunks(BATCH) {
                let points = PointInsertOperations::PointsList(batch.to_vec());
                self.update(UpdateOperation::PointOperation(PointOperations::UpsertPoints(points)))?;
            }
            Ok(())
        })
    }

    /// See [`crate::VectorStore::set_vectors`].
    pub(crate) fn set_vectors(&self, vectors: Vec<(Uuid, Vec<f32>)>) -> Result<(), VectorError> {
        for (_, vector) in &vectors {
            check(vector)?;
        }
        self.write(|| {
            let ids: Vec<_> = vectors.iter().map(|(id, _)| PointId::Uuid(*id)).collect();
            let there = self
                .engine
                .retrieve(&ids, Some(WithPayloadInterface::Bool(false)), Some(WithVector::Bool(false)))
                .map_err(failed)?;
            let there: FxHashSet<PointId> = there.into_iter().map(|record| record.id).collect();
            let points: Vec<_> = vectors
                .into_iter()
                .map(|(id, vector)| PointVectorsPersisted {
                    id: PointId::Uuid(id),
                    vector: named([(DENSE, VectorPersisted::Dense(vector))]),
                })
                .filter(|point| there.contains(&point.id))
                .collect();
            for batch in points.chunks(BATCH) {
                let operation = UpdateVectorsOp { points: batch.to_vec(), update_filter: None };
                self.update(UpdateOperation::VectorOperation(VectorOperations::UpdateVectors(operation)))?;
            }
            Ok(())
        })
    }

    /// See [`crate::VectorStore::delete`].
    pub(crate) fn delete(&self, ids: &[Uuid]) -> Result<(), VectorError> {
        let ids = ids.iter().copied().map(PointId::Uuid).collect();
        self.write(|| self.update(UpdateOperation::PointOperation(PointOperations::DeletePoints { ids })))
    }

    /// See [`crate::VectorStore::delete_repository`].
    pub(crate) fn delete_repository(&self, repository_id: Uuid) -> Result<(), VectorError> {
        let filter = Filter::new_must(any_of(REPOSITORY, vec![repository_id.to_string()]));
        self.write(|| {
            self.update(UpdateOperation::PointOperation(PointOperations::DeletePointsByFilter(filter)))
        })
    }

    /// See [`crate::VectorStore::count`].
    pub(crate) fn count(&self) -> Result<u64, VectorError> {
        self.engine
            .count(CountRequest { filter: None, exact: true })
            .map(|count| count as u64)
            .map_err(failed)
    }

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
    fn conditions(&self, filter: &SearchFilter) -> Result<Option<Vec<qdrant_edge::Condition>>, VectorError> {
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
                FacetValue::Keyword(path) if path.starts_with(prefix) => Some(path.to_string()),
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

    /// Runs a write to the end: the log and the segments are on the disk when it returns. The engine does
    /// not replay its log when it opens, so what is not flushed would be gone.
    fn write(&self, operation: impl FnOnce() -> Result<(), VectorError>) -> Result<(), VectorError> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        operation()?;
        self.engine.flush();
        if self.engine.optimize().map_err(failed)? {
            self.engine.flush();
        }
        Ok(())
    }

    fn update(&self, operation: UpdateOperation) -> Result<(), VectorError> {
        self.engine.update(operation).map_err(failed)
    }

    /// Gives every key that is filtered by its index, where it has none yet.
    fn index_payload(&self) -> Result<(), VectorError> {
        let indexed = self.engine.info().payload_schema;
        let wanting: Vec<_> =
            INDEXED.into_iter().map(key).filter(|name| !indexed.contains_key(name)).collect();
        if wanting.is_empty() {
            return Ok(());
        }
        self.write(|| {
            for field_name in wanting {
                let field_schema = Some(PayloadFieldSchema::FieldType(PayloadSchemaType::Keyword));
                let index = FieldIndexOperations::CreateIndex(CreateIndex { field_name, field_schema });
                self.update(UpdateOperation::FieldIndexOperation(index))?;
            }
            Ok(())
        })
    }
}

fn config() -> EdgeConfig {
    let optimizers = EdgeOptimizersConfig {
        indexing_threshold: Some(GRAPH_THRESHOLD_KB),
        ..EdgeOptimizersConfig::default()
    };
    EdgeConfig::builder()
        .vector(DENSE, EdgeVectorParams::builder(DIMENSIONS, Distance::Cosine).build())
        .sparse_vector(TERMS, EdgeSparseVectorParams::builder().modifier(Modifier::Idf).build())
        .optimizers(optimizers)
        .wal_options(WalOptions { segment_capacity: LOG_FILE_BYTES, ..WalOptions::default() })
        .build()
}

/// Removes the engine's closed log files but the newest. It neither replays nor trims them, and the newest
/// carries the numbering on.
fn drop_old_log(dir: &Path) {
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

fn stored(point: Point) -> Result<PointStructPersisted, VectorError> {
    let payload = json!({
        REPOSITORY: point.repository_id.to_string(),
        LANGUAGE: point.language.as_str(),
        FOLDERS: folders(&point.path),
        PATH: point.path,
    });
    let terms = VectorPersisted::Sparse(sparse(point.terms));
    let vector = match point.vector {
        Some(vector) => {
            check(&vector)?;
            named([(TERMS, terms), (DENSE, VectorPersisted::Dense(vector))])
        }
        None => named([(TERMS, terms)]),
    };
    let payload = payload.as_object().cloned().map(Payload);
    Ok(PointStructPersisted { id: PointId::Uuid(point.id), vector, payload })
}

fn named<const N: usize>(vectors: [(&str, VectorPersisted); N]) -> VectorStructPersisted {
    VectorStructPersisted::Named(
        vectors.into_iter().map(|(name, vector)| (name.to_owned(), vector)).collect(),
    )
}

fn sparse(terms: Terms) -> SparseVector {
    SparseVector { indices: terms.ids, values: terms.weights }
}

fn check(vector: &[f32]) -> Result<(), VectorError> {
    if vector.len() == DIMENSIONS && vector.iter().all(|number| number.is_finite()) {
        Ok(())
    } else {
        Err(VectorError::BadVector { found: vector.len() })
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

fn failed(error: OperationError) -> VectorError {
    VectorError::Engine(without_backtrace(error))
}

/// The engine's error as one line; some carry a backtrace in their fields.
fn without_backtrace(error: OperationError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
