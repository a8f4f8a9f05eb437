//! Which methods a path knows, for the `Allow` header of a 405. Read from the OpenAPI document.

use serde_json::Value;

/// Paths of the document with their methods.
#[derive(Debug, Default)]
pub(crate) struct Methods(Vec<(Vec<String>, String)>);

impl Methods {
    /// Reads the document's `paths`.
    pub(crate) fn read(document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object);
        let methods = |operations: &Value| {
            let names: Vec<String> =
                operations.as_object().into_iter().flat_map(|map| map.keys()).map(|m| m.to_uppercase()).collect();
            names.join(", ")
        };
        Self(
            paths
                .into_iter()
                .flatten()
                .map(|(path, operations)| (path.split('/').map(str::to_owned).collect(), methods(operations)))
                .collect(),
        )
    }

    /// The methods of the path, as `Allow` wants them.
    pub(crate) fn of(&self, path: &str) -> Option<&str> {
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |template: &[String]| {
            template.len() == parts.len()
                && template.iter().zip(&parts).all(|(wanted, given)| wanted.starts_with('{') || wanted == given)
        };
        // Paths without a variable come first: `/jobs/retry` is not the job `retry`.
        let variables = |template: &[String]| template.iter().filter(|part| part.starts_with('{')).count();
        self.0
            .iter()
            .filter(|(template, _)| fits(template))
            .min_by_key(|(template, _)| variables(template))
            .map(|(_, methods)| methods.as_str())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn paths_are_found_with_and_without_variables() {
        let methods = Methods::read(&json!({"paths": {
            "/jobs": {"get": {}},
            "/jobs/{id}": {"get": {}, "delete": {}},
            "/jobs/retry": {"post": {}},
        }}));
        assert_eq!(methods.of("/jobs"), Some("GET"));
        assert_eq!(methods.of("/jobs/7"), Some("DELETE, GET"));
        assert_eq!(methods.of("/jobs/retry"), Some("POST"));
        assert_eq!(methods.of("/jobs/7/x"), None);
    }
}
