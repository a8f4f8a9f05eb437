//! Who may come in, what is refused, how errors look.

use poem::Request;
use poem::http::Method;
use serde_json::json;

use super::TestApp;

const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

#[tokio::test]
async fn nobody_comes_in_without_a_token() {
    let app = TestApp::start().await;
    for path in ["/api/repositories", "/api/tasks", "/api/jobs", "/api/search?query=x"] {
        for token in [None, Some("Bearer "), Some("Bearer dm_wrong"), Some("Basic b3duZXI6eA==")] {
            let mut request = Request::builder().uri_str(path);
            if let Some(token) = token {
                request = request.header("authorization", token);
            }
            let reply = app.send(request.finish()).await;
            assert_eq!(reply.status, 401, "{path} {token:?}: {}", reply.body);
            assert_eq!(reply.head.header("www-authenticate"), Some("Bearer realm=\"devmentor\""));
            assert_eq!(reply.body["type"], "urn:devmentor:problem:unauthorized");
        }
    }
    for path in ["/health", "/ready", "/metrics", "/api-docs", "/api-docs/openapi.json"] {
        let reply = app.send(Request::builder().uri_str(path).finish()).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
    }
}

#[tokio::test]
async fn every_refusal_is_a_problem_that_says_what_to_do() {
    let app = TestApp::start().await;
    for (method, path, body, status, kind) in [
        (Method::GET, "/nowhere".to_owned(), None, 404, "no-such-route"),
        (Method::GET, "/api/nowhere".to_owned(), None, 404, "no-such-route"),
        (Method::PUT, "/api/repositories".to_owned(), Some("{}"), 405, "method-not-allowed"),
        (Method::POST, "/metrics".to_owned(), Some("{}"), 405, "method-not-allowed"),
        (Method::GET, "/api/repositories/seven".to_owned(), None, 400, "invalid-parameter"),
        (Method::GET, format!("/api/repositories/{NOBODY}"), None, 404, "not-found"),
        (Method::DELETE, format!("/api/repositories/{NOBODY}"), None, 404, "not-found"),
        (Method::GET, format!("/api/repositories/{NOBODY}/analyses"), None, 404, "not-found"),
        (Method::GET, format!("/api/analyses/{NOBODY}"), None, 404, "not-found"),
        (Method::GET, format!("/api/analyses/{NOBODY}/report"), None, 404, "not-found"),
        (Method::GET, format!("/api/analyses/{NOBODY}/findings"), None, 404, "not-found"),
        (Method::GET, format!("/api/analyses/{NOBODY}/insights"), None, 404, "not-found"),
        (Method::GET, format!("/api/analyses/{NOBODY}/events"), None, 404, "not-found"),
        (Method::GET, format!("/api/tasks/{NOBODY}"), None, 404, "not-found"),
        (Method::GET, format!("/api/jobs/{NOBODY}"), None, 404, "not-found"),
        (Method::POST, format!("/api/jobs/{NOBODY}/cancel"), None, 404, "not-found"),
        (Method::POST, format!("/api/jobs/{NOBODY}/retry"), None, 404, "not-found"),
        (Method::DELETE, format!("/api/jobs/{NOBODY}"), None, 404, "not-found"),
        (Method::GET, "/api/tasks?limit=0".to_owned(), None, 400, "invalid-parameter"),
        (Method::GET, "/api/tasks?limit=many".to_owned(), None, 400, "invalid-parameter"),
        (Method::GET, "/api/tasks?limit=100000".to_owned(), None, 400, "invalid-parameter"),
        (Method::GET, "/api/tasks?cursor=nonsense".to_owned(), None, 400, "invalid-parameter"),
        (Method::GET, "/api/tasks?status=sleepy".to_owned(), None, 400, "invalid-parameter"),
        (Method::GET, "/api/tasks?colour=red".to_owned(), None, 400, "invalid-parameter"),
        (Method::GET, format!("/api/tasks/{NOBODY}?limit=1"), None, 400, "invalid-parameter"),
        (Method::POST, "/api/repositories?wait=1".to_owned(), Some("{}"), 400, "invalid-parameter"),
        (Method::GET, "/api/search".to_owned(), None, 400, "invalid-parameter"),
        (Method::GET, "/api/search?query=".to_owned(), None, 400, "invalid-parameter"),
        (Method::GET, "/api/search?query=x&limit=1000".to_owned(), None, 400, "invalid-parameter"),
        (Method::POST, "/api/search".to_owned(), Some(r#"{"query": ""}"#), 400, "invalid-body"),
        (Method::POST, "/api/repositories".to_owned(), Some(""), 400, "malformed-body"),
        (Method::POST, "/api/repositories".to_owned(), Some("{"), 400, "malformed-body"),
        (Method::POST, "/api/repositories".to_owned(), Some("[]"), 400, "invalid-body"),
        (Method::POST, "/api/repositories".to_owned(), Some(r#"{"source": 7}"#), 400, "invalid-body"),
        (Method::POST, "/api/jobs/retry".to_owned(), Some(r#"{"state": ["asleep"]}"#), 400, "invalid-body"),
    ] {
        let mut request = app.request(method.clone(), &path);
        if body.is_some() {
            request = request.content_type("application/json");
        }
        let reply = app.send(request.body(body.unwrap_or_default())).await;
        assert_eq!(reply.status, status, "{method} {path}: {}", reply.body);
        assert_eq!(reply.head.content_type(), Some("application/problem+json"), "{method} {path}");
        assert_eq!(
            reply.body["type"],
            format!("urn:devmentor:problem:{kind}"),
            "{method} {path}: {}",
            reply.body
        );
        assert_eq!(reply.body["request_id"], reply.head.header("x-request-id").unwrap());
        let detail = reply.body["detail"].as_str().unwrap();
        assert!(detail.len() > 10 && detail.ends_with('.'), "{method} {path}: {detail}");
        assert!(!detail.contains("poem") && !detail.contains("integer_"), "{detail}");
    }
}

#[tokio::test]
async fn a_query_with_a_slip_of_the_pen_is_not_taken_for_none() {
    let app = TestApp::start().await;
    let known = "known are repository, status, priority, quadrant, query, limit, cursor.";
    for (query, name) in [("?statsu=done", "statsu"), ("?limit=1&st%61tu=done", "statu")] {
        let reply = app.get(&format!("/api/tasks{query}")).await;
        let detail = format!("The parameter '{name}' is not known here; {known}");
        assert_eq!((reply.status, reply.body["detail"].as_str()), (400, Some(detail.as_str())));
    }
    assert_eq!(app.get("/health?at=noon").await.status, 200, "probes may ask as they like");
}

#[tokio::test]
async fn a_405_says_what_is_allowed() {
    let app = TestApp::start().await;
    let reply = app.send(app.request(Method::PUT, &format!("/api/jobs/{NOBODY}")).finish()).await;
    assert_eq!(reply.head.header("allow"), Some("DELETE, GET"));
}

#[tokio::test]
async fn all_faults_of_a_body_are_named_at_once() {
    let app = TestApp::start().await;
    let body = json!({ "sorce": "https://example.org/x", "revision": 7, "colour": "red" });
    let reply = app.post("/api/repositories", &body).await;
    let faults: Vec<String> = reply.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| format!("{}: {}", fault["field"].as_str().unwrap(), fault["detail"].as_str().unwrap()))
        .collect();
    let expected = [
        "source: is missing",
        "sorce: is not a known field; did you mean 'source'?",
        "revision: 7 is not a string",
        "colour: is not a known field; known are source, revision",
    ];
    for fault in expected {
        assert!(faults.iter().any(|found| found == fault), "{fault} is not among {faults:?}");
    }
    assert_eq!(faults.len(), expected.len());
}

#[tokio::test]
async fn bodies_have_a_size_and_a_type() {
    let app = TestApp::start_with(|settings| settings.limits.body_bytes = 1_000).await;
    let big = json!({ "source": "x".repeat(2_000) }).to_string();
    let post = |kind: &str| app.request(Method::POST, "/api/repositories").content_type(kind);

    let told = post("application/json").header("content-length", big.len()).body(big.clone());
    assert_eq!(app.send(told).await.status, 413);
    let untold = post("application/json").body(big.clone());
    assert_eq!(app.send(untold).await.status, 413);
    // Nothing of this body ever comes: the answer must not wait for it.
    let (_held_open, body) = tokio::io::duplex(16);
    let waiting = post("application/json")
        .header("content-length", 10_000_000)
        .header("expect", "100-continue")
        .body(poem::Body::from_async_read(body));
    assert_eq!(app.send(waiting).await.status, 413);

    let form = post("application/x-www-form-urlencoded").body("source=x");
    assert_eq!(app.send(form).await.status, 415);
    let none = app.request(Method::POST, "/api/repositories").body("{}");
    assert_eq!(app.send(none).await.status, 415);
}

#[tokio::test]
async fn pages_of_other_origins_come_in_only_when_they_are_named() {
    let preflight = || {
        Request::builder()
            .method(Method::OPTIONS)
            .uri_str("/api/tasks")
            .header("origin", "https://ui.example.org")
            .header("access-control-request-method", "GET")
            .finish()
    };
    let closed = TestApp::start().await.send(preflight()).await;
    assert_eq!(closed.head.header("access-control-allow-origin"), None);

    let named = |settings: &mut config::Settings| {
        settings.server.cors_origins = vec!["https://ui.example.org".to_owned()];
    };
    let app = TestApp::start_with(named).await;
    let open = app.send(preflight()).await;
    assert_eq!(open.head.header("access-control-allow-origin"), Some("https://ui.example.org"));
    let stranger =
        Request::builder().uri_str("/health").header("origin", "https://evil.example.org").finish();
    assert_eq!(app.send(stranger).await.head.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn readiness_names_its_parts_and_metrics_count() {
    let app = TestApp::start().await;
    let ready = app.got("/ready").await;
    assert_eq!(ready["status"], "ready");
    let names: Vec<&str> =
        ready["components"].as_array().unwrap().iter().map(|part| part["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["database", "queue", "events", "vectors", "embedding"]);
    app.get(&format!("/api/tasks/{NOBODY}")).await;
    app.get("/a/path/of/a/scanner").await;
    let metrics = app.got("/metrics").await;
    let metrics = metrics.as_str().unwrap();
    assert!(metrics.contains("route=\"/api/tasks/{id}\""), "{metrics}");
    assert!(metrics.contains("route=\"unknown\"") && !metrics.contains("scanner"), "{metrics}");
}
