//! What a search is narrowed to, in the engine's terms.

use qdrant_edge::{Condition, FieldCondition, Filter, HasIdCondition, JsonPath, Match, PointId};
use uuid::Uuid;

/// Payload: the chunk's repository, as text.
pub(crate) const REPOSITORY: &str = "repository_id";
/// Payload: the chunk's language.
pub(crate) const LANGUAGE: &str = "language";
/// Payload: the chunk's path.
pub(crate) const PATH: &str = "path";
/// Payload: all folders that the path lies in, `src/` and `src/http/` for `src/http/client.py`.
pub(crate) const FOLDERS: &str = "folders";

/// Every key that is filtered by; each has an index.
pub(crate) const INDEXED: [&str; 4] = [REPOSITORY, LANGUAGE, PATH, FOLDERS];

/// A payload key. None of ours needs quoting.
pub(crate) fn key(name: &str) -> JsonPath {
    JsonPath { first_key: name.to_owned(), rest: Vec::new() }
}

/// The folders that a path lies in, outermost first, each with its `/`.
pub(crate) fn folders(path: &str) -> Vec<&str> {
    path.match_indices('/').map(|(at, _)| &path[..=at]).collect()
}

/// A path prefix as the folder it names in full, and whether it goes on into a name.
pub(crate) fn split_prefix(prefix: &str) -> (&str, bool) {
    let folder = prefix.rfind('/').map_or("", |at| &prefix[..=at]);
    (folder, folder.len() < prefix.len())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_prefixes_meet() {
        assert_eq!(folders("src/http/client.py"), ["src/", "src/http/"]);
        assert_eq!(folders("setup.py"), Vec::<&str>::new());
        assert_eq!(split_prefix("src/http/"), ("src/http/", false));
        assert_eq!(split_prefix("src/ht"), ("src/", true));
        assert_eq!(split_prefix("set"), ("", true));
        assert_eq!(split_prefix(""), ("", false));
    }
}
