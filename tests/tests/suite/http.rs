//! The manners of the HTTP service: who may come in, what is refused, how errors look.

use serde_json::{Value, json};
use testkit::App;

/// Status and problem document of a request made by hand.
fn raw(app: &App, method: &str, path: &str, token: Option<&str>, body: &str) -> (u16, Value, String) {
    let mut request = ureq::http::Request::builder()
        .method(method)
        .uri(format!("{}{path}", app.address()))
        .header("content-type", "application/json")
        // Who is turned away before the body is read loses the connection, and the next question would find it lost.
        .header("connection", "close");
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let mut reply = app.agent().run(request.body(body.to_owned()).unwrap()).unwrap();
    let kind = reply.headers().get("content-type").map_or(String::new(), |v| v.to_str().unwrap().to_owned());
    let text = reply.body_mut().read_to_string().unwrap();
    (reply.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::Null), kind)
}

#[test]
fn nobody_comes_in_without_the_token() {
    let app = App::start();
    for (method, path) in [
        ("GET", "/api/repositories"),
        ("POST", "/api/repositories"),
        ("GET", "/api/jobs"),
        ("GET", "/api/search?query=x"),
    ] {
        for token in [None, Some("wrong"), Some("")] {
            let (status, problem, kind) = raw(&app, method, path, token, "{}");
            assert_eq!(status, 401, "{method} {path} {token:?}: {problem}");
            assert!(kind.starts_with("application/problem+json"), "{kind}");
        }
    }
    for open in ["/health", "/ready", "/api-docs", "/api-docs/openapi.json"] {
        assert_eq!(raw(&app, "GET", open, None, "").0, 200, "{open}");
    }
}

#[test]
fn every_error_is_a_problem_document_that_says_what_to_do() {
    let app = App::start();
    let token = Some(app.token().to_owned());
    let token = token.as_deref();
    let nobody = "00000000-0000-7000-8000-000000000000";
    let cases = [
        ("GET", "/nowhere".to_owned(), "", 404),
        ("GET", format!("/api/analyses/{nobody}"), "", 404),
        ("GET", format!("/api/analyses/{nobody}/events"), "", 404),
        ("GET", format!("/api/repositories/{nobody}"), "", 404),
        ("DELETE", format!("/api/repositories/{nobody}"), "", 404),
        ("GET", format!("/api/tasks/{nobody}"), "", 404),
        ("POST", format!("/api/jobs/{nobody}/cancel"), "", 404),
        ("GET", "/api/analyses/not-an-id".to_owned(), "", 400),
        ("PUT", "/api/repositories".to_owned(), "{}", 405),
        ("POST", "/api/repositories".to_owned(), "{", 400),
        ("POST", "/api/repositories".to_owned(), "{}", 400),
        ("POST", "/api/repositories".to_owned(), r#"{"source": 7}"#, 400),
        (
            "POST",
            "/api/repositories".to_owned(),
            r#"{"source": "https://example.org/x", "colour": "red"}"#,
            400,
        ),
        ("GET", "/api/tasks?limit=0".to_owned(), "", 400),
        ("GET", "/api/tasks?limit=many".to_owned(), "", 400),
        ("GET", "/api/tasks?cursor=nonsense".to_owned(), "", 400),
        ("GET", "/api/search?query=".to_owned(), "", 400),
    ];
    for (method, path, body, expected) in cases {
        let (status, problem, kind) = raw(&app, method, &path, token, body);
        assert_eq!(status, expected, "{method} {path} {body}: {problem}");
        assert!(kind.starts_with("application/problem+json"), "{method} {path}: {kind}");
        for field in ["type", "title", "status", "detail"] {
            assert!(!problem[field].is_null(), "{method} {path}: no {field} in {problem}");
        }
        assert_eq!(problem["status"], expected, "{problem}");
    }
}

#[test]
fn a_huge_body_is_refused_and_the_service_goes_on() {
    let app = App::start();
    let body = json!({ "source": "x".repeat(10 << 20) }).to_string();
    let request = app
        .agent()
        .post(format!("{}/api/repositories", app.address()))
        .header("authorization", format!("Bearer {}", app.token()))
        .header("content-type", "application/json");
    // The service may close the connection while the body is still on its way: that is a refusal too.
    if let Ok(reply) = request.send(body) {
        assert_eq!(reply.status(), 413);
    }
    assert_eq!(app.get("/health").0, 200);
}

#[test]
fn the_document_describes_what_is_served() {
    let app = App::start();
    let document = app.got("/api-docs/openapi.json");
    for path in [
        "/api/repositories",
        "/api/analyses/{id}/events",
        "/api/tasks/{id}/status",
        "/api/jobs/{id}/retry",
        "/api/search",
    ] {
        assert!(document["paths"].get(path).is_some(), "{path} is not described");
    }
    let metrics = app.got("/metrics");
    assert!(metrics.as_str().unwrap().contains("# TYPE"), "{metrics}");
    assert_eq!(app.got("/ready")["status"], "ready");
}
