//! One team's points in a Qdrant shard on this disk. Sync: the engine's calls block.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use qdrant_edge::{
    CountRequest, CreateIndex, Distance, EdgeConfig, EdgeOptimizersConfig, EdgeShard, EdgeSparseVectorParams,
    EdgeVectorParams, FieldIndexOperations, Filter, Modifier, OperationError, PayloadFieldSchema,
    PayloadSchemaType, PointId, PointInsertOperations, PointOperations, PointVectorsPersisted,
    UpdateOperation, UpdateVectorsOp, VectorOperations, VectorPersisted, WalOptions, WithPayloadInterface,
    WithVector,
};
use rustc_hash::FxHashSet;
use uuid::Uuid;

use super::convert::{named, stored};
use super::filter::{any_of, key};
use super::log::drop_old_log;
use crate::fields::{BATCH, DENSE, GRAPH_THRESHOLD_KB, INDEXED, REPOSITORY, TERMS};
use crate::store::check;
use crate::{DIMENSIONS, Point, VectorError};

/// Bytes of one file of the engine's log, which are allocated at once. A batch takes about 1 MB.
const LOG_FILE_BYTES: usize = 4 << 20;

/// An open shard.
#[derive(Debug)]
pub(crate) struct Shard {
    pub(crate) engine: EdgeShard,
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

/// The engine's failure.
pub(crate) fn failed(error: OperationError) -> VectorError {
    VectorError::Engine(without_backtrace(error))
}

/// The engine's error as one line; some carry a backtrace in their fields.
fn without_backtrace(error: OperationError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
