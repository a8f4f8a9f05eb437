//! `/api/repositories`.

use serde_json::json;

use super::{TestApp, report, text};

#[tokio::test]
async fn a_submission_says_where_to_look() {
    let app = TestApp::start().await;
    let reply = app.post("/api/repositories", &json!({ "source": "https://example.org/a/b.git" })).await;
    assert_eq!(reply.status, 202, "{}", reply.body);
    let id = text(&reply.body["analysis"]["id"]);
    assert_eq!(reply.head.header("location"), Some(format!("/api/analyses/{id}").as_str()));
    assert_eq!(reply.body["events"], format!("/api/analyses/{id}/events"));
    assert_eq!(reply.body["analysis"]["state"], "queued");
    assert_eq!(reply.body["job"]["id"], reply.body["analysis"]["job_id"]);
    assert_eq!(reply.body["job"]["kind"], "analyze_repository");
    assert_eq!(reply.body["repository"]["name"], "b");
    assert_eq!(reply.body["existing"], false);

    let again = app.submit("https://example.org/a/b.git").await;
    assert_eq!(again["analysis"]["id"], reply.body["analysis"]["id"]);
    assert_eq!(again["existing"], true);
}

#[tokio::test]
async fn addresses_that_cannot_be_meant_are_refused_at_their_field() {
    let app = TestApp::start().await;
    for (source, code) in [
        ("", "not_a_url"),
        ("not a url", "not_a_url"),
        ("http://example.org/x", "scheme_not_allowed"),
        ("https://me:hunter2@example.org/x", "credentials_in_address"),
        ("/no/such/path", "path_not_found"),
    ] {
        let reply = app.post("/api/repositories", &json!({ "source": source })).await;
        assert_eq!(reply.status, 400, "{source}: {}", reply.body);
        assert_eq!(reply.body["errors"][0]["field"], "source");
        assert_eq!(reply.body["errors"][0]["code"], code);
        assert!(!reply.body.to_string().contains("hunter2"));
    }
}

#[tokio::test]
async fn repositories_are_listed_in_pages_shown_and_deleted() {
    let app = TestApp::start().await;
    for name in ["a", "b", "c"] {
        app.submit(&format!("https://example.org/{name}")).await;
    }
    let first = app.got("/api/repositories?limit=2").await;
    let names = |page: &serde_json::Value| {
        page["items"].as_array().unwrap().iter().map(|item| text(&item["name"])).collect::<Vec<_>>()
    };
    assert_eq!(names(&first), ["c", "b"]);
    let second = app.got(&format!("/api/repositories?limit=2&cursor={}", text(&first["next_cursor"]))).await;
    assert_eq!(names(&second), ["a"]);
    assert!(second["next_cursor"].is_null());

    let id = text(&second["items"][0]["id"]);
    let shown = app.got(&format!("/api/repositories/{id}")).await;
    assert_eq!(shown["source"], "https://example.org/a");
    assert_eq!(shown["active_analyses"].as_array().unwrap().len(), 1);
    let index = app.got(&format!("/api/repositories/{id}/index")).await;
    assert_eq!(index, serde_json::json!({ "chunks": 0, "indexed": 0, "embedded": 0 }));

    let gone = app.delete(&format!("/api/repositories/{id}")).await;
    assert_eq!((gone.status, gone.body), (204, serde_json::Value::Null));
    assert_eq!(app.get(&format!("/api/repositories/{id}")).await.status, 404);
}

#[tokio::test]
async fn a_repository_knows_its_analyses() {
    let app = TestApp::start().await;
    let first = app.analysed("https://example.org/a", report(&[])).await;
    let second = app.analysed("https://example.org/a", report(&[])).await;
    let repositories = app.got("/api/repositories").await;
    assert_eq!(repositories["items"][0]["latest_analysis"]["id"], second.as_str());
    let id = text(&repositories["items"][0]["id"]);
    let analyses = app.got(&format!("/api/repositories/{id}/analyses")).await;
    let ids: Vec<String> =
        analyses["items"].as_array().unwrap().iter().map(|item| text(&item["id"])).collect();
    assert_eq!(ids, [second, first]);
}
