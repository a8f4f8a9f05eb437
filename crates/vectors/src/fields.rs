//! The names under which every store keeps a point's parts, and how paths are matched.

/// The vector that holds embeddings.
pub(crate) const DENSE: &str = "dense";
/// The sparse vector that holds BM25 terms.
pub(crate) const TERMS: &str = "terms";

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

/// Points written in one operation, so that the entries of a store's log stay small.
pub(crate) const BATCH: usize = 256;

/// Kilobytes of vectors below which every vector is compared (about 65,000 vectors, a few milliseconds);
/// above, a graph is built.
pub(crate) const GRAPH_THRESHOLD_KB: usize = 100_000;

/// Distinct values of a key that are listed at once.
pub(crate) const MOST_VALUES: usize = 1_000_000;

/// The folders that a path lies in, outermost first, each with its `/`.
pub(crate) fn folders(path: &str) -> Vec<&str> {
    path.match_indices('/').map(|(at, _)| &path[..=at]).collect()
}

/// A path prefix as the folder it names in full, and whether it goes on into a name.
pub(crate) fn split_prefix(prefix: &str) -> (&str, bool) {
    let folder = prefix.rfind('/').map_or("", |at| &prefix[..=at]);
    (folder, folder.len() < prefix.len())
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
