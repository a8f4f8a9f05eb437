//! The OpenAPI document, and the service that it describes.

use poem_openapi::OpenApiService;

use crate::problem::Kind;
use crate::routes::analyses::Analyses;
use crate::routes::events::Events;
use crate::routes::findings::Findings;
use crate::routes::health::Health;
use crate::routes::jobs::Jobs;
use crate::routes::repositories::Repositories;
use crate::routes::search::Search;
use crate::routes::sessions::Sessions;
use crate::routes::tasks::Tasks;
use crate::routes::views::{self, Views};

/// All resources.
type Resources = (Repositories, Analyses, Views, Findings, Tasks, Search, Jobs, Events, Sessions, Health);

/// The OpenAPI 3.0 document as JSON, as served at `/api-docs/openapi.json`.
pub fn document() -> String {
    service().spec()
}

/// The service behind the document.
pub(crate) fn service() -> OpenApiService<Resources, ()> {
    let resources =
        (Repositories, Analyses, views::all(), Findings, Tasks, Search, Jobs, Events, Sessions, Health);
    OpenApiService::new(resources, "DevMentor", types::VERSION).description(description())
}

/// The part of it that a worker has too.
pub(crate) fn probes() -> OpenApiService<Health, ()> {
    OpenApiService::new(Health, "DevMentor worker", types::VERSION)
}

fn description() -> String {
    let kinds: String = Kind::ALL
        .iter()
        .map(|kind| format!("| `{}` | {} | {} |\n", kind.uri(), kind.status().as_u16(), kind.title()))
        .collect();
    format!(
        "Give it a git repository; get findings, insights, tasks and a searchable memory.\n\n\
         Every request under `/api/` needs `Authorization: Bearer <token>`, or the cookie of a signed-in browser. Every reply carries `x-request-id`; send \
         your own to find a request in the log. Lists answer `{{ items, next_cursor }}`.\n\n\
         Errors are RFC 9457 problems (`application/problem+json`):\n\n| type | status | title |\n|---|---|---|\n{kinds}"
    )
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_pages_know_the_document_as_it_is() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/openapi.json");
        let now: Value = serde_json::from_str(&document()).unwrap();
        if std::env::var_os("UPDATE_OPENAPI").is_some() {
            let text = serde_json::to_string_pretty(&now).unwrap();
            std::fs::write(file, text + "\n").unwrap();
        }
        let known: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let advice = "web/openapi.json is stale: run 'make web-api', and mend what does not compile";
        assert!(known == now, "{advice}");
    }

    #[test]
    fn everything_in_the_document_is_described() {
        let document: Value = serde_json::from_str(&document()).unwrap();
        let mut missing = Vec::new();
        for (path, operations) in document["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                if operation["summary"].as_str().is_none_or(str::is_empty) {
                    missing.push(format!("{method} {path}"));
                }
                for parameter in operation["parameters"].as_array().into_iter().flatten() {
                    if parameter["description"].as_str().is_none_or(str::is_empty) {
                        missing.push(format!("{method} {path} {}", parameter["name"]));
                    }
                }
                for (status, reply) in operation["responses"].as_object().unwrap() {
                    let plain = path.starts_with("/health") || status == "200";
                    if !plain && reply["description"].as_str().is_none_or(str::is_empty) {
                        missing.push(format!("{method} {path} {status}"));
                    }
                }
            }
        }
        for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
            if schema["description"].as_str().is_none_or(str::is_empty) {
                missing.push(name.clone());
            }
            for (field, property) in schema["properties"].as_object().into_iter().flatten() {
                if property["description"].as_str().is_none_or(str::is_empty) {
                    missing.push(format!("{name}.{field}"));
                }
            }
        }
        assert_eq!(missing, Vec::<String>::new());
    }

    #[test]
    fn every_path_that_clients_expect_is_there() {
        let document: Value = serde_json::from_str(&document()).unwrap();
        for (path, method) in [
            ("/api/repositories", "post"),
            ("/api/repositories", "get"),
            ("/api/repositories/{id}", "get"),
            ("/api/repositories/{id}", "delete"),
            ("/api/repositories/{id}/analyses", "get"),
            ("/api/analyses/{id}", "get"),
            ("/api/analyses/{id}/report", "get"),
            ("/api/analyses/{id}/findings", "get"),
            ("/api/analyses/{id}/insights", "get"),
            ("/api/analyses/{id}/events", "get"),
            ("/api/analyses/{id}/overview", "get"),
            ("/api/analyses/{id}/hotspots", "get"),
            ("/api/analyses/{id}/functions", "get"),
            ("/api/analyses/{id}/clones", "get"),
            ("/api/analyses/{id}/dependencies", "get"),
            ("/api/analyses/{id}/graph", "get"),
            ("/api/analyses/{id}/treemap", "get"),
            ("/api/analyses/{id}/rules", "get"),
            ("/api/analyses/{id}/file", "get"),
            ("/api/analyses/{id}/findings/groups", "get"),
            ("/api/analyses/{id}/comparison", "get"),
            ("/api/analyses/{id}/comparison/findings", "get"),
            ("/api/repositories/{id}/trend", "get"),
            ("/api/tasks", "get"),
            ("/api/tasks/{id}", "get"),
            ("/api/tasks/{id}/status", "patch"),
            ("/api/jobs", "get"),
            ("/api/jobs/{id}", "get"),
            ("/api/jobs/{id}", "delete"),
            ("/api/jobs/{id}/cancel", "post"),
            ("/api/jobs/{id}/retry", "post"),
            ("/api/jobs/retry", "post"),
            ("/api/search", "get"),
            ("/api/search", "post"),
            ("/health", "get"),
            ("/ready", "get"),
        ] {
            assert!(document["paths"][path][method].is_object(), "{method} {path}");
        }
    }
}
