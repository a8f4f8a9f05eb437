//! The paths that the service knows, read from the OpenAPI document: for the `Allow` header of a 405, for what a
//! parameter may be, and as the label under which requests are counted and logged.

use std::collections::BTreeMap;

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
    /// What each parameter may be, as in `must be ..`: `a whole number`, `one of open, all`.
    pub(crate) parameters: BTreeMap<String, String>,
    /// The names that a query may have, by method.
    pub(crate) queries: BTreeMap<String, Vec<String>>,
}

impl Paths {
    /// Reads the document's `paths`; `more` are those outside of it, all of them for `GET`.
    pub(crate) fn read(document: &Value, more: &[&str]) -> Self {
        let described = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        let described = described.map(|(path, operations)| KnownPath {
            template: path.clone(),
            methods: methods(operations),
            parameters: parameters(document, operations),
            queries: queries(operations),
        });
        let more = more.iter().map(|path| KnownPath {
            template: (*path).to_owned(),
            methods: "GET".to_owned(),
            parameters: BTreeMap::new(),
            queries: BTreeMap::new(),
        });
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

fn queries(operations: &Value) -> BTreeMap<String, Vec<String>> {
    let operations = operations.as_object().into_iter().flatten();
    operations
        .map(|(method, operation)| {
            let all = operation["parameters"].as_array().into_iter().flatten();
            let queries = all.filter(|parameter| parameter["in"] == "query");
            let names = queries.filter_map(|parameter| parameter["name"].as_str()).map(str::to_owned);
            (method.to_uppercase(), names.collect())
        })
        .collect()
}

fn parameters(document: &Value, operations: &Value) -> BTreeMap<String, String> {
    let operations = operations.as_object().into_iter().flat_map(|map| map.values());
    operations
        .filter_map(|operation| operation["parameters"].as_array())
        .flatten()
        .filter_map(|parameter| {
            let name = parameter["name"].as_str()?.to_owned();
            Some((name, wanted(document, &parameter["schema"])))
        })
        .collect()
}

/// What a value of the schema is, in words.
fn wanted(document: &Value, schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#')).unwrap_or(&Value::Null);
        return wanted(document, target);
    }
    if let Some(values) = schema["enum"].as_array() {
        let names: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
        return format!("one of {}", names.join(", "));
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("array"), _) => wanted(document, &schema["items"]),
        (Some("integer"), _) => "a whole number".to_owned(),
        (Some("boolean"), _) => "true or false".to_owned(),
        (_, Some("uuid")) => "a UUID".to_owned(),
        _ => "a text".to_owned(),
    }
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

    #[test]
    fn queries_belong_to_a_method() {
        let parameter = |name: &str, place: &str| json!({"name": name, "in": place});
        let document = json!({"paths": {"/jobs/{id}": {
            "get": {"parameters": [parameter("id", "path"), parameter("limit", "query")]},
            "delete": {"parameters": [parameter("id", "path")]},
        }}});
        let paths = Paths::read(&document, &["/metrics"]);
        let queries = |path: &str, method: &str| paths.find(path).unwrap().queries.get(method).cloned();
        assert_eq!(queries("/jobs/7", "GET"), Some(vec!["limit".to_owned()]));
        assert_eq!(queries("/jobs/7", "DELETE"), Some(Vec::new()));
        assert_eq!(queries("/jobs/7", "PUT"), None);
        assert_eq!(queries("/metrics", "GET"), None);
    }

    #[test]
    fn parameters_say_what_they_may_be() {
        let schema = |schema: Value| json!({"name": "p", "schema": schema});
        let document = |parameter: Value| {
            json!({
                "paths": {"/x": {"get": {"parameters": [parameter]}}},
                "components": {"schemas": {"Colour": {"type": "string", "enum": ["red", "green"]}}}
            })
        };
        for (given, expected) in [
            (json!({"$ref": "#/components/schemas/Colour"}), "one of red, green"),
            (json!({"type": "array", "items": {"$ref": "#/components/schemas/Colour"}}), "one of red, green"),
            (json!({"type": "integer", "format": "uint64"}), "a whole number"),
            (json!({"type": "string", "format": "uuid"}), "a UUID"),
            (json!({"type": "boolean"}), "true or false"),
            (json!({"type": "string"}), "a text"),
        ] {
            let paths = Paths::read(&document(schema(given)), &[]);
            assert_eq!(paths.find("/x").unwrap().parameters["p"], expected);
        }
    }
}
