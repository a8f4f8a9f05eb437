//! What the pages need beside the reports: signing in, single findings, the team's events, counts.

use std::time::Duration;

use futures::StreamExt;
use poem::http::Method;
use poem::{Endpoint, Request};
use serde_json::json;

use super::{TestApp, report, text};

/// A link's code, as `devmentor link` gets it.
async fn code(app: &TestApp) -> String {
    let link = app.post("/api/sessions/links", &json!({})).await.body;
    text(&link["path"]).strip_prefix("/welcome#").unwrap().to_owned()
}

fn from_a_browser(method: Method, path: &str, cookie: &str) -> poem::RequestBuilder {
    Request::builder()
        .method(method)
        .uri_str(path)
        .header("cookie", cookie)
        .header("sec-fetch-site", "same-origin")
}

#[tokio::test]
async fn a_link_signs_a_browser_in_once_until_it_signs_out() {
    let app = TestApp::start().await;
    let code = code(&app).await;
    let sign_in = async || {
        let request = Request::builder().method(Method::POST).uri_str("/api/sessions");
        let body = json!({ "code": code }).to_string();
        app.send(request.content_type("application/json").body(body)).await
    };
    let signed_in = sign_in().await;
    assert_eq!(signed_in.status, 204, "{}", signed_in.body);
    let cookie = signed_in.head.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap().to_owned();
    assert_eq!(sign_in().await.status, 401, "once");

    let me = app.send(from_a_browser(Method::GET, "/api/me", &cookie).finish()).await;
    assert_eq!((me.status, &me.body["mode"]), (200, &json!("embedded")), "{}", me.body);
    let elsewhere = Request::builder().method(Method::DELETE).uri_str("/api/sessions/current");
    let elsewhere = elsewhere.header("cookie", &cookie).header("sec-fetch-site", "cross-site").finish();
    assert_eq!(app.send(elsewhere).await.status, 403, "a page of another site ends nothing");
    let out = from_a_browser(Method::DELETE, "/api/sessions/current", &cookie).finish();
    assert_eq!(app.send(out).await.status, 204);
    assert_eq!(app.send(from_a_browser(Method::GET, "/api/me", &cookie).finish()).await.status, 401);
}

#[tokio::test]
async fn a_finding_becomes_a_task_and_does_not_count_while_somebody_says_so() {
    let app = TestApp::start().await;
    let analysis = app.analysed("https://example.org/a", report(&[("x", "high"), ("y", "low")])).await;
    let open = format!("/api/analyses/{analysis}/findings");
    let id = text(&app.got(&open).await["items"][0]["id"]);
    let path = format!("/api/findings/{id}");
    let before = app.got(&path).await;
    assert_eq!((&before["state"], &before["suppression"]), (&json!("open"), &json!(null)));

    let task = app.post(&format!("{path}/task"), &json!({})).await;
    assert_eq!((task.status, &task.body["source"]), (200, &json!("manual")), "{}", task.body);
    assert_eq!(task.body["findings"], json!([before["fingerprint"]]));
    let repository = app.got(&format!("/api/repositories/{}", text(&task.body["repository_id"]))).await;
    assert_eq!(task.body["repository_name"], repository["name"]);
    let again = app.post(&format!("{path}/task"), &json!({})).await;
    assert_eq!(again.body["id"], task.body["id"], "asked again, the same one");
    let words = text(&before["path"]).to_uppercase();
    let found = app.got(&format!("/api/tasks?query={words}&quadrant={}", text(&task.body["quadrant"]))).await;
    assert!(found["items"].as_array().unwrap().iter().any(|one| one["id"] == task.body["id"]), "{found}");
    assert_eq!(app.got("/api/tasks?query=100%25").await["items"], json!([]), "no wildcard");
    let counts = app.got("/api/tasks/summary").await;
    assert_eq!(counts["items"], json!([{ "status": "created", "tasks": 3 }]));

    let suppression = format!("{path}/suppression");
    let put =
        async |reason: &str| app.with_body(Method::PUT, &suppression, &json!({ "reason": reason })).await;
    assert_eq!(put("  ").await.status, 400);
    assert_eq!(put("a\0b").await.status, 400, "PostgreSQL has no room for it");
    assert_eq!(app.get("/api/tasks?query=a%00b").await.status, 400);
    let suppressed = put("checked by hand").await;
    assert_eq!(suppressed.body["suppression"], json!({ "reason": "checked by hand", "source": "person" }));
    assert_eq!(app.got(&open).await["items"].as_array().unwrap().len(), 1);
    assert_eq!(app.delete(&suppression).await.body["state"], "open");
    assert_eq!(app.delete(&suppression).await.status, 409, "nothing is left to take back");
    let nobodys = "/api/findings/00000000-0000-7000-8000-000000000000";
    assert_eq!(app.get(nobodys).await.status, 404);
}

#[tokio::test]
async fn the_team_hears_what_happens_from_now_on() {
    let app = TestApp::start().await;
    app.submit("https://example.org/before").await;
    let stream = app.app.get_response(app.request(Method::GET, "/api/events").finish()).await;
    assert_eq!(stream.status().as_u16(), 200);
    let submitted = app.submit("https://example.org/after").await;
    app.delete(&format!("/api/repositories/{}", text(&submitted["repository"]["id"]))).await;
    let (mut parts, mut told) = (stream.into_body().into_bytes_stream(), String::new());
    while !told.contains("repository.deleted") {
        let part = tokio::time::timeout(Duration::from_secs(30), parts.next()).await;
        told.push_str(&String::from_utf8_lossy(&part.expect(&told).unwrap().unwrap()));
    }
    let kinds: Vec<&str> =
        told.lines().filter_map(|line| line.strip_prefix("event:")).map(str::trim).collect();
    assert_eq!(kinds[..2], ["open", "analysis.queued"], "{told}");
    app.stop.cancel();
    assert!(parts.next().await.is_none(), "the stream ends with the service");
}

#[tokio::test]
async fn an_address_is_checked_as_it_is_typed() {
    let app = TestApp::start().await;
    let check =
        async |source: &str| app.post("/api/repositories/check", &json!({ "source": source })).await.body;
    let known = app.submit("https://github.com/a/b").await;
    let checked = check("https://github.com/a/b.git").await;
    assert_eq!(checked["known_repository_id"], known["repository"]["id"], "{checked}");
    assert_eq!((&checked["name"], &checked["source_kind"]), (&json!("b"), &json!("remote")));
    let refused = check("ssh://github.com/a/b").await;
    assert!(refused["problem"].as_str().unwrap().contains("https://"), "{refused}");

    let jobs = app.got("/api/jobs/summary").await;
    assert_eq!(
        (&jobs["items"][0]["state"], &jobs["items"][0]["jobs"]),
        (&json!("queued"), &json!(1)),
        "{jobs}"
    );
    let job = async || app.got("/api/jobs").await["items"][0].clone();
    assert_eq!(job().await["repository_name"], "b");
    assert_eq!(
        app.delete(&format!("/api/repositories/{}", text(&known["repository"]["id"]))).await.status,
        204
    );
    assert_eq!(job().await["repository_name"], json!(null), "deleted");
}

#[tokio::test]
async fn pages_are_for_people_and_problems_for_programs() {
    let app = TestApp::start().await;
    let page = Request::builder().uri_str("/repositories/1").header("accept", "text/html").finish();
    let page = app.send(page).await;
    // Built or not: an answer for a person, under the pages' own policy.
    assert_eq!(page.head.content_type(), Some("text/html; charset=utf-8"));
    let policy = page.head.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{policy}");
    for path in ["/nowhere", "/assets/gone.js", "/api/nowhere"] {
        let request = Request::builder().uri_str(path).header("accept", "*/*").finish();
        let reply = app.send(request).await;
        assert_eq!(
            (reply.status, reply.head.content_type()),
            (404, Some("application/problem+json")),
            "{path}"
        );
    }
}
