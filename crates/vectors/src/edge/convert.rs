//! Points in the engine's terms.

use qdrant_edge::{
    Payload, PointId, PointStructPersisted, SparseVector, VectorPersisted, VectorStructPersisted,
};
use serde_json::json;

use crate::fields::{DENSE, FOLDERS, LANGUAGE, PATH, REPOSITORY, TERMS, folders};
use crate::store::check;
use crate::{Point, Terms, VectorError};

/// A point as the engine keeps it.
pub(crate) fn stored(point: Point) -> Result<PointStructPersisted, VectorError> {
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

/// Vectors under their names.
pub(crate) fn named<const N: usize>(vectors: [(&str, VectorPersisted); N]) -> VectorStructPersisted {
    VectorStructPersisted::Named(
        vectors.into_iter().map(|(name, vector)| (name.to_owned(), vector)).collect(),
    )
}

/// Terms as a sparse vector.
pub(crate) fn sparse(terms: Terms) -> SparseVector {
    SparseVector { indices: terms.ids, values: terms.weights }
}
