//! What a search is narrowed to, in the engine's terms.

use qdrant_edge::{Condition, FieldCondition, Filter, HasIdCondition, JsonPath, Match, PointId};
use uuid::Uuid;

/// A payload key. None of ours needs quoting.
pub(crate) fn key(name: &str) -> JsonPath {
    JsonPath { first_key: name.to_owned(), rest: Vec::new() }
}

/// Points whose value under the key is one of these.
pub(crate) fn any_of(name: &str, values: Vec<String>) -> Condition {
    Condition::Field(FieldCondition::new_match(key(name), Match::from(values)))
}

/// Points under these ids.
pub(crate) fn with_ids(ids: impl IntoIterator<Item = Uuid>) -> Filter {
    Filter::new_must(Condition::HasId(ids.into_iter().map(PointId::Uuid).collect::<HasIdCondition>()))
}

/// Points that meet all conditions; no filter where there are none.
pub(crate) fn all(conditions: Vec<Condition>) -> Option<Filter> {
    (!conditions.is_empty()).then(|| Filter {
        should: None,
        min_should: None,
        must: Some(conditions),
        must_not: None,
    })
}
