//! `/api/analyses`, the streams apart.

use poem::http::Method;
use serde_json::{Value, json};

use super::{Outcome, TestApp, report, text};

#[tokio::test]
async fn an_analysis_has_results_once_it_succeeded() {
    let app = TestApp::start().await;
    let submitted = app.submit("https://example.org/early").await;
    let early = text(&submitted["analysis"]["id"]);
    for part in ["report", "findings", "insights"] {
        let reply = app.get(&format!("/api/analyses/{early}/{part}")).await;
        assert_eq!(reply.status, 409, "{}", reply.body);
    }
    let id = app.analysed("https://example.org/a", report(&[("x", "high")])).await;
    let analysis = app.got(&format!("/api/analyses/{id}")).await;
    assert_eq!(analysis["state"], "succeeded");
    assert_eq!(analysis["commit"], "c0ffee");
    assert_eq!(analysis["quality"]["score"], 80.0);
    assert_eq!(analysis["quality"]["security"], "C");
    assert_eq!(analysis["counts"]["findings"]["open"], 1);
    let insights = app.got(&format!("/api/analyses/{id}/insights")).await;
    assert_eq!(insights["items"][0]["kind"], "security-flow");
    assert_eq!(insights["items"][0]["evidence"], json!([{"path": "src/a.py", "fact": "x"}]));
}

#[tokio::test]
async fn a_failed_analysis_says_why() {
    let app = TestApp::start().await;
    let submitted = app.submit("https://example.org/a").await;
    let worker = app.worker(Outcome::Failure("empty_repository", "the repository has no commits yet"));
    let id = text(&submitted["analysis"]["id"]);
    let events = app.events(&format!("/api/analyses/{id}/events"), None).await;
    worker.end().await;
    assert_eq!(events.last().unwrap().data["state"], "failed");
    let analysis = app.got(&format!("/api/analyses/{id}")).await;
    assert_eq!(analysis["error"]["code"], "empty_repository");
    assert_eq!(analysis["error"]["message"], "the repository has no commits yet");
}

#[tokio::test]
async fn a_report_is_read_once_and_packed_for_those_who_take_it() {
    let app = TestApp::start().await;
    let wanted = report(&[("x", "high")]);
    let id = app.analysed("https://example.org/a", wanted.clone()).await;
    let path = format!("/api/analyses/{id}/report");
    let reply = app.get(&path).await;
    assert_eq!(reply.body, serde_json::to_value(&wanted).unwrap());
    let etag = reply.head.header("etag").unwrap().to_owned();

    let same = app.send(app.request(Method::GET, &path).header("if-none-match", &etag).finish()).await;
    assert_eq!((same.status, same.body), (304, Value::Null));
    assert_eq!(same.head.header("etag"), Some(etag.as_str()));
    let other = app.send(app.request(Method::GET, &path).header("if-none-match", "\"x\"").finish()).await;
    assert_eq!(other.status, 200);

    let packed =
        app.send(app.request(Method::GET, &path).header("accept-encoding", "gzip, br").finish()).await;
    assert_eq!(packed.head.header("content-encoding"), Some("gzip"));
    assert_eq!(packed.head.header("vary"), Some("accept-encoding, authorization"));
}

#[tokio::test]
async fn findings_are_narrowed_and_paged() {
    let app = TestApp::start().await;
    let found = [("a", "low"), ("b", "critical"), ("c", "high"), ("d", "high")];
    let id = app.analysed("https://example.org/a", report(&found)).await;
    let names = |body: &Value| -> Vec<String> {
        body["items"].as_array().unwrap().iter().map(|item| text(&item["fingerprint"])).collect()
    };
    let path = format!("/api/analyses/{id}/findings");
    assert_eq!(names(&app.got(&path).await), ["b", "c", "d", "a"], "the worst first");
    for (query, expected) in [
        ("severity=high", ["c", "d"].as_slice()),
        ("severity=critical&severity=low", &["b", "a"]),
        ("rule=security/a", &["a"]),
        ("path=src/d", &["d"]),
        ("category=reliability", &[]),
        ("in_test=true", &[]),
        ("state=fixed", &[]),
        ("state=new", &["b", "c", "d", "a"]),
    ] {
        assert_eq!(names(&app.got(&format!("{path}?{query}")).await), expected, "{query}");
    }
    let first = app.got(&format!("{path}?limit=3")).await;
    let rest = app.got(&format!("{path}?limit=3&cursor={}", text(&first["next_cursor"]))).await;
    assert_eq!((names(&first).len(), names(&rest)), (3, vec!["a".to_owned()]));

    let later = app.analysed("https://example.org/a", report(&[("b", "critical"), ("e", "low")])).await;
    let path = format!("/api/analyses/{later}/findings");
    assert_eq!(names(&app.got(&format!("{path}?state=new")).await), ["e"]);
    assert_eq!(names(&app.got(&format!("{path}?state=fixed")).await), ["c", "d", "a"]);
}
