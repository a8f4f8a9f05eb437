//! Points, filters and hits in the server's terms.

use std::collections::HashMap;

use qdrant_client::qdrant::facet_value::Variant;
use qdrant_client::qdrant::r#match::MatchValue;
use qdrant_client::qdrant::point_id::PointIdOptions;
use qdrant_client::qdrant::{
    Condition, FacetHit, NamedVectors, PointId, PointStruct, PointVectors, ScoredPoint, SparseVector, Value,
    Vector, VectorInput,
};
use uuid::Uuid;

use crate::fields::{DENSE, FOLDERS, LANGUAGE, PATH, REPOSITORY, TERMS, folders};
use crate::hybrid::Scored;
use crate::store::check;
use crate::{Point, Terms, VectorError};

/// A point as the server keeps it.
pub(super) fn stored(point: Point) -> Result<PointStruct, VectorError> {
    let folders: Vec<String> = folders(&point.path).into_iter().map(str::to_owned).collect();
    let payload = HashMap::from([
        (REPOSITORY.to_owned(), Value::from(point.repository_id.to_string())),
        (LANGUAGE.to_owned(), Value::from(point.language.as_str())),
        (FOLDERS.to_owned(), Value::from(folders)),
        (PATH.to_owned(), Value::from(point.path)),
    ]);
    let terms = SparseVector { indices: point.terms.ids, values: point.terms.weights };
    let mut vectors = HashMap::from([(TERMS.to_owned(), Vector::from(terms))]);
    if let Some(vector) = point.vector {
        check(&vector)?;
        vectors.insert(DENSE.to_owned(), Vector::from(vector));
    }
    let vectors = NamedVectors { vectors };
    Ok(PointStruct { id: Some(point_id(&point.id)), payload, vectors: Some(vectors.into()) })
}

/// A point's embedding alone.
pub(super) fn embedding(id: &Uuid, vector: Vec<f32>) -> PointVectors {
    let vectors = NamedVectors { vectors: HashMap::from([(DENSE.to_owned(), Vector::from(vector))]) };
    PointVectors { id: Some(point_id(id)), vectors: Some(vectors.into()) }
}

/// A question's terms.
pub(super) fn sparse(terms: Terms) -> VectorInput {
    VectorInput::new_sparse(terms.ids, terms.weights)
}

/// Points whose value under the key is one of these.
pub(super) fn any_of(key: &str, values: Vec<String>) -> Condition {
    Condition::matches(key, MatchValue::from(values))
}

/// An id in the server's terms.
pub(super) fn point_id(id: &Uuid) -> PointId {
    PointId::from(id.to_string())
}

/// An id that the server told; none where it is none of ours.
pub(super) fn id_of(id: Option<&PointId>) -> Option<Uuid> {
    match id?.point_id_options.as_ref()? {
        PointIdOptions::Uuid(id) => id.parse().ok(),
        PointIdOptions::Num(_) => None,
    }
}

/// A hit of the server; none where it is no point of ours.
pub(super) fn scored(point: &ScoredPoint) -> Option<Scored> {
    let id = id_of(point.id.as_ref())?;
    let repository_id = point.payload.get(REPOSITORY)?.as_str()?.parse().ok()?;
    Some(Scored { id, repository_id, score: point.score })
}

/// The text of a value that a point has; the server also tells of values whose points have gone.
pub(super) fn keyword(hit: FacetHit) -> Option<String> {
    if hit.count == 0 {
        return None;
    }
    match hit.value?.variant? {
        Variant::StringValue(value) => Some(value),
        _ => None,
    }
}
