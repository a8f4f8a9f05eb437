//! The paths that the service knows, read from the OpenAPI document: for the `Allow` header of a 405, and as the
//! label under which requests are counted and logged.

use serde_json::Value;

/// The document's paths.
#[derive(Debug, Default)]
pub(crate) struct Paths(Vec<KnownPath>);

/// One path.
#[derive(Debug)]
pub(crate) struct KnownPath {
    /// As the document writes it: `/api/jobs/{id}`.
    pub(crate) template: String,
    /// Its methods as `Allow` wants them: `DELETE, GET`.
    pub(crate) methods: String,
}

impl Paths {
    /// Reads the document's `paths`; `more` are those outside of it, all of them for `GET`.
    pub(crate) fn read(document: &Value, more: &[&str]) -> Self {
        let described = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        let described = described
            .map(|(path, operations)| KnownPath { template: path.clone(), methods: methods(operations) });
        let more =
            more.iter().map(|path| KnownPath { template: (*path).to_owned(), methods: "GET".to_owned() });
        Self(described.chain(more).collect())
    }

    /// The path that a request means. One without variables comes first: `/jobs/retry` is not the job `retry`.
    pub(crate) fn find(&self, path: &str) -> Option<&KnownPath> {
        self.0.iter().filter(|known| known.fits(path)).min_by_key(|known| known.template.matches('{').count())
    }
}

impl KnownPath {
    fn fits(&self, path: &str) -> bool {
        let (mut wanted, mut given) = (self.template.split('/'), path.split('/'));
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return true,
                (Some(wanted), Some(given)) if wanted == given || wanted.starts_with('{') => {}
                _ => return false,
            }
        }
    }
}

fn methods(operations: &Value) -> String {
    let names = operations.as_object().into_iter().flat_map(|map| map.keys());
    let mut names: Vec<String> = names.map(|name| name.to_uppercase()).collect();
    names.sort();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn paths_are_found_with_and_without_variables() {
        let document = json!({"paths": {
            "/jobs": {"get": {}},
            "/jobs/{id}": {"get": {}, "delete": {}},
            "/jobs/retry": {"post": {}},
        }});
        let paths = Paths::read(&document, &["/metrics"]);
        for (path, template, methods) in [
            ("/jobs", "/jobs", "GET"),
            ("/jobs/7", "/jobs/{id}", "DELETE, GET"),
            ("/jobs/retry", "/jobs/retry", "POST"),
            ("/metrics", "/metrics", "GET"),
        ] {
            let found = paths.find(path).unwrap();
            assert_eq!((found.template.as_str(), found.methods.as_str()), (template, methods), "{path}");
        }
        for path in ["/jobs/7/x", "/", "", "/metrics/"] {
            assert!(paths.find(path).is_none(), "{path}");
        }
    }
}
