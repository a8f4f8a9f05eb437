//! `/api/tasks`, `/api/jobs` and `/api/search`.

use poem::http::Method;
use serde_json::{Value, json};

use super::{Outcome, Reply, TestApp, report, text};

async fn set_status(app: &TestApp, id: &str, status: &str, if_match: Option<&str>) -> Reply {
    let mut request = app.request(Method::PATCH, &format!("/api/tasks/{id}/status"));
    if let Some(etag) = if_match {
        request = request.header("if-match", etag);
    }
    app.send(request.content_type("application/json").body(json!({ "status": status }).to_string())).await
}

#[tokio::test]
async fn tasks_change_their_status_unless_somebody_was_faster() {
    let app = TestApp::start().await;
    app.analysed("https://example.org/a", report(&[("x", "high"), ("y", "low")])).await;
    let tasks = app.got("/api/tasks").await;
    assert_eq!(tasks["items"].as_array().unwrap().len(), 2);
    let id = text(&tasks["items"][0]["id"]);
    let shown = app.get(&format!("/api/tasks/{id}")).await;
    let etag = shown.head.header("etag").unwrap().to_owned();

    let changed = set_status(&app, &id, "in_progress", Some(&etag)).await;
    assert_eq!((changed.status, &changed.body["status"]), (200, &json!("in_progress")), "{}", changed.body);
    assert_ne!(changed.head.header("etag"), Some(etag.as_str()));
    let late = set_status(&app, &id, "done", Some(&etag)).await;
    assert_eq!(late.status, 412, "{}", late.body);
    assert_eq!(set_status(&app, &id, "done", Some("*")).await.status, 200);
    assert_eq!(set_status(&app, &id, "asleep", None).await.status, 400);

    let count = |body: &Value| body["items"].as_array().unwrap().len();
    for (query, expected) in [
        ("", 1),
        ("?status=all", 2),
        ("?status=done", 1),
        ("?status=done&status=created", 2),
        ("?priority=P0", 0),
        ("?repository=00000000-0000-7000-8000-000000000000", 0),
    ] {
        assert_eq!(count(&app.got(&format!("/api/tasks{query}")).await), expected, "{query}");
    }
}

#[tokio::test]
async fn jobs_are_cancelled_tried_again_and_deleted() {
    let app = TestApp::start().await;
    let submitted = app.submit("https://example.org/a").await;
    let id = text(&submitted["job"]["id"]);
    let path = format!("/api/jobs/{id}");
    assert_eq!(app.get(&path).await.body["max_attempts"], 5);
    assert_eq!(app.delete(&path).await.status, 409, "it has not ended");
    assert_eq!(app.post(&format!("{path}/retry"), &json!({})).await.status, 409);

    let cancelled = app.post(&format!("{path}/cancel"), &json!({})).await;
    assert_eq!((cancelled.status, &cancelled.body["state"]), (200, &json!("cancelled")));
    let analysis = app.got(&format!("/api/analyses/{}", text(&submitted["analysis"]["id"]))).await;
    assert_eq!(analysis["state"], "cancelled");
    assert_eq!(app.post(&format!("{path}/cancel"), &json!({})).await.status, 409);

    let again = app.post(&format!("{path}/retry"), &json!({})).await;
    assert_eq!((again.status, &again.body["state"]), (200, &json!("queued")));
    app.post(&format!("{path}/cancel"), &json!({})).await;
    assert_eq!(app.delete(&path).await.status, 204);
    assert_eq!(app.get(&path).await.status, 404);
}

#[tokio::test]
async fn many_jobs_are_tried_again_at_once() {
    let app = TestApp::start().await;
    for name in ["a", "b"] {
        let submitted = app.submit(&format!("https://example.org/{name}")).await;
        let worker = app.worker(Outcome::Failure("host_unreachable", "no route to example.org"));
        app.events(&text(&submitted["events"]), None).await;
        worker.end().await;
    }
    let failed = app.got("/api/jobs?state=failed&state=dead&kind=analyze_repository").await;
    let failed = failed["items"].as_array().unwrap();
    assert_eq!(failed.len(), 2);
    assert_eq!(failed[0]["error"], "no route to example.org");
    let none = app.post("/api/jobs/retry", &json!({ "kind": ["send_mail"] })).await;
    assert_eq!(none.body, json!({ "retried": 0 }));
    let all = app.post("/api/jobs/retry", &json!({})).await;
    assert_eq!(all.body, json!({ "retried": 2 }));
    assert_eq!(app.got("/api/jobs?state=queued").await["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_search_over_nothing_finds_nothing_and_says_how_it_looked() {
    let app = TestApp::start().await;
    for answer in [
        app.got("/api/search?query=convert%20money&language=python&path=src/&limit=3").await,
        app.post("/api/search", &json!({ "query": "convert money", "limit": 3 })).await.body,
    ] {
        assert_eq!(answer["items"], json!([]), "{answer}");
        assert_eq!(answer["semantic"], false);
        assert!(answer["notice"].as_str().unwrap().contains("words alone"), "{answer}");
    }
}
