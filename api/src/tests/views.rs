//! The views of a report: their shapes, what they refuse, and that they are read once.

use poem::http::Method;
use poem_openapi::types::Type;
use serde_json::{Value, json};
use types::Report;

use super::{TestApp, report, text, text_of};
use crate::routes::Page;
use crate::routes::views::described;
use crate::schema;

/// Every view of an analysis that needs no more than its id.
const VIEWS: [&str; 12] = [
    "overview",
    "hotspots",
    "functions",
    "clones",
    "cycles",
    "dependencies",
    "graph",
    "treemap",
    "rules",
    "findings/groups",
    "comparison",
    "file?path=src/a.py",
];

/// A report of a small repository, in which no view is empty.
fn repository(findings: &[(&str, &str)]) -> Report {
    let mut value = serde_json::to_value(report(findings)).unwrap();
    // What stands in the files is another thing in each analysis.
    let number = findings.len();
    let file = |path: &str, code: u64, heat: f64| {
        json!({"path": path, "language": "python", "lines": code + 2, "code": code, "complexity": 3, "heat": heat,
               "blob": format!("blob {number} of {path}")})
    };
    let function = |path: &str, name: &str, cognitive: u64| {
        json!({"path": path, "name": name, "start_line": 1, "end_line": 9, "cyclomatic": 2, "cognitive": cognitive,
               "parameters": 1, "nesting": 1, "halstead_volume": 10.5, "maintainability_index": 60.5,
               "code_lines": 8, "in_test": false})
    };
    value["files"] =
        json!([file("lib/b.py", 20, 0.0), file("src/a.py", 30, 1.0), file("src/<b>.py", 5, 0.1)]);
    value["functions"] = json!([function("lib/b.py", "b", 1), function("src/a.py", "a", number as u64)]);
    value["rules"] = json!([{"id": "security/a", "title": "A fault", "category": "security", "severity": "high",
                             "cwe": "CWE-1", "what": "what", "why": "why", "advice": "advice"}]);
    let place = |path: &str| json!({"path": path, "start_line": 1, "end_line": 9});
    value["duplication"] = json!({"duplicated_lines": 9, "ratio": 0.1, "clones_left_out": 1, "clones": [
        {"kind": "renamed", "tokens": 60, "lines": 9, "places": [place("lib/b.py"), place("src/a.py")]}]});
    value["dependencies"] = json!({
        "edges": [{"from": "src/a.py", "to": "lib/b.py"}, {"from": "lib/b.py", "to": "src/a.py"}],
        "cycles": [["lib/b.py", "src/a.py"]],
        "packages": [{"name": "n", "manifest": "pyproject.toml", "ecosystem": "pypi"}],
        "external": [{"name": "x", "requirement": "1", "ecosystem": "pypi", "manifest": "pyproject.toml", "dev": false},
                     {"name": "y", "requirement": null, "ecosystem": "pypi", "manifest": "pyproject.toml", "dev": true}]});
    value["history"] = json!({"commits": 3, "authors": 2, "first_commit": "2026-01-01T00:00:00Z",
        "last_commit": "2026-02-01T00:00:00Z", "bus_factor": 1, "truncated": false, "coupling": []});
    let heat = 0.2 * number as f64;
    value["hotspots"] = json!([{"path": "src/a.py", "score": heat, "complexity": 3, "code": 30, "changes": 4,
                                "decayed_changes": 1.5, "authors": 2, "bus_factor": 1}]);
    value["skipped"] = json!([{"path": "logo.png", "reason": "binary"}]);
    serde_json::from_value(value).unwrap()
}

/// The repository analysed twice; gives its id and those of its analyses.
async fn twice(app: &TestApp) -> (String, String, String) {
    let source = "https://example.org/shop";
    let first = app.analysed(source, repository(&[("a", "high")])).await;
    let second = app.analysed(source, repository(&[("b", "low"), ("c", "critical")])).await;
    let analysis = app.got(&format!("/api/analyses/{second}")).await;
    (text(&analysis["repository_id"]), first, second)
}

fn fits<T: Type>(name: &str, value: &Value) {
    assert_eq!(schema::faults::<T>(value), [], "{name}: {value}");
}

#[tokio::test]
async fn the_document_describes_every_view_as_it_is() {
    let app = TestApp::start().await;
    let (repository, first, second) = twice(&app).await;
    let at = async |view: &str| app.got(&format!("/api/analyses/{second}/{view}")).await;
    fits::<described::Overview>("overview", &at("overview").await);
    fits::<Page<described::Hotspot>>("hotspots", &at("hotspots").await);
    fits::<Page<described::Function>>("functions", &at("functions").await);
    fits::<Page<described::ListedClone>>("clones", &at("clones").await);
    fits::<Page<described::ImportCycle>>("cycles", &at("cycles").await);
    fits::<described::DependencyPage>("dependencies", &at("dependencies").await);
    fits::<described::ImportGraph>("graph", &at("graph").await);
    fits::<described::Treemap>("treemap", &at("treemap").await);
    fits::<Page<described::RuleText>>("rules", &at("rules").await);
    fits::<described::Comparison>("comparison", &at("comparison").await);
    fits::<described::FileView>("file", &at("file?path=src/a.py").await);
    for by in ["rule", "folder", "severity", "category"] {
        let groups = at(&format!("findings/groups?by={by}")).await;
        assert!(!groups["items"].as_array().unwrap().is_empty(), "{by}");
        fits::<Page<described::FindingGroup>>(by, &groups);
    }
    let trend = app.got(&format!("/api/repositories/{repository}/trend")).await;
    fits::<Page<described::TrendPoint>>("trend", &trend);
    let points: Vec<_> =
        trend["items"].as_array().unwrap().iter().map(|point| &point["analysis_id"]).collect();
    assert_eq!(points, [&json!(first), &json!(second)], "the oldest first");
    let last = app.got(&format!("/api/repositories/{repository}/trend?limit=1")).await;
    assert_eq!(last["items"][0]["analysis_id"], json!(second));
    let cursor = text(&last["next_cursor"]);
    let older = app.got(&format!("/api/repositories/{repository}/trend?limit=1&cursor={cursor}")).await;
    assert_eq!((&older["items"][0]["analysis_id"], &older["next_cursor"]), (&json!(first), &Value::Null));
}

#[tokio::test]
async fn a_view_is_read_once() {
    let app = TestApp::start().await;
    let (repository, _, second) = twice(&app).await;
    let views = VIEWS.iter().map(|view| format!("/api/analyses/{second}/{view}"));
    for path in views.chain([format!("/api/repositories/{repository}/trend")]) {
        let reply = app.get(&path).await;
        assert_eq!(reply.head.header("cache-control"), Some("private, no-cache"), "{path}");
        let etag = reply.head.header("etag").unwrap().to_owned();
        let same = app.send(app.request(Method::GET, &path).header("if-none-match", &etag).finish()).await;
        assert_eq!((same.status, same.body), (304, Value::Null), "{path}");
        let other = app.send(app.request(Method::GET, &path).header("if-none-match", "\"x\"").finish()).await;
        assert_eq!((other.status, other.body), (200, reply.body), "{path}");
    }
}

#[tokio::test]
async fn only_who_may_sees_a_view_and_only_of_a_report() {
    let app = TestApp::start().await;
    let early = app.submit("https://example.org/early").await;
    let early = text(&early["analysis"]["id"]);
    let nobody = "00000000-0000-7000-8000-000000000000";
    for view in VIEWS {
        let path = format!("/api/analyses/{early}/{view}");
        let reply = app.get(&path).await;
        assert_eq!(reply.status, 409, "{path}: {}", reply.body);
        assert!(text(&reply.body["detail"]).contains("not finished"), "{}", reply.body);
        assert_eq!(app.get(&format!("/api/analyses/{nobody}/{view}")).await.status, 404, "{view}");
        assert_eq!(app.send(poem::Request::builder().uri_str(&path).finish()).await.status, 401, "{view}");
    }
    assert_eq!(app.get(&format!("/api/repositories/{nobody}/trend")).await.status, 404);
    let first = app.analysed("https://example.org/a", repository(&[])).await;
    let reply = app.get(&format!("/api/analyses/{first}/comparison")).await;
    assert_eq!(reply.status, 409, "{}", reply.body);
    assert!(text(&reply.body["detail"]).contains("first analysis"), "{}", reply.body);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let app = TestApp::start().await;
    let (_, _, second) = twice(&app).await;
    let other = app.analysed("https://example.org/other", repository(&[])).await;
    for (view, status, named) in [
        ("graph?folder=nowhere", 400, "folder"),
        ("graph?folder=src/../lib", 400, "folder"),
        ("treemap?folder=..", 400, "folder"),
        ("treemap?folder=/etc", 400, "folder"),
        ("treemap?folder=src/a.py", 400, "folder"),
        ("functions?limit=1000000", 400, "limit"),
        ("functions?limit=0", 400, "limit"),
        ("functions?sort=colour", 400, "sort"),
        ("functions?cursor=5b5d", 400, "cursor"),
        ("hotspots?cursor=zz", 400, "cursor"),
        ("findings/groups?by=moon", 400, "by"),
        ("comparison?base=yesterday", 400, "base"),
        (&format!("comparison?base={other}"), 400, "base"),
        ("overview?folder=src", 400, "folder"),
        ("file", 400, "path"),
        ("file?path=logo.png", 404, "binary"),
        ("file?path=src/%3Ci%3E.py", 404, "with that path"),
        ("file?path=../../etc/passwd", 404, "with that path"),
        ("file?path=src/a.py%00", 400, "path"),
    ] {
        let reply = app.get(&format!("/api/analyses/{second}/{view}")).await;
        assert_eq!(reply.status, status, "{view}: {}", reply.body);
        let detail = text(&reply.body["detail"]);
        assert!(detail.contains(named) && detail.ends_with('.'), "{view}: {detail}");
    }
}

#[tokio::test]
async fn views_say_what_the_report_says() {
    let app = TestApp::start().await;
    let (_, first, second) = twice(&app).await;
    let at = async |view: &str| app.got(&format!("/api/analyses/{second}/{view}")).await;
    let overview = at("overview").await;
    assert_eq!(overview["findings"]["by_severity"]["critical"], 1);
    assert_eq!(overview["duplication"], json!({"lines": 9, "ratio": 0.1, "clones": 2}));
    assert_eq!(overview["skipped"], json!([{"reason": "binary", "files": 1}]));

    let functions = at("functions?limit=1").await;
    assert_eq!(functions["items"][0]["name"], "a");
    let rest = at(&format!("functions?limit=1&cursor={}", text(&functions["next_cursor"]))).await;
    assert_eq!((&rest["items"][0]["name"], &rest["next_cursor"]), (&json!("b"), &Value::Null));
    assert_eq!(at("functions?path=lib/").await["items"].as_array().unwrap().len(), 1);
    assert_eq!(at("clones?path=web/").await["items"], json!([]));
    assert_eq!(at("cycles").await["items"], json!([{"files": ["lib/b.py", "src/a.py"], "files_total": 2}]));
    assert_eq!(at("dependencies?limit=1").await["items"][0]["name"], "x");

    let graph = at("graph").await;
    assert_eq!(graph["edges"][0]["in_cycle"], true);
    assert_eq!(
        at("graph?folder=src").await["nodes"][1],
        json!({"path": "src/<b>.py", "kind": "file", "files": 1,
        "code": 5, "in_cycle": false})
    );
    let treemap = at("treemap?folder=src/").await;
    assert_eq!((&treemap["folder"], treemap["items"].as_array().unwrap().len()), (&json!("src"), 2));

    let groups = at("findings/groups?by=severity").await;
    assert_eq!(
        groups["items"][0],
        json!({"key": "critical", "title": "critical", "findings": 1,
        "effort_minutes": 10, "worst": "critical"})
    );
    assert_eq!(at("findings/groups?severity=low").await["items"][0]["key"], "security/b");
    // The rows follow the last analysis; the one before is counted out of its report.
    let before = app.got(&format!("/api/analyses/{first}/findings/groups")).await;
    assert_eq!(
        before["items"],
        json!([{"key": "security/a", "title": "A fault", "findings": 1,
        "effort_minutes": 10, "worst": "high"}])
    );

    let comparison = at("comparison").await;
    assert_eq!(comparison["base"]["analysis_id"], json!(first));
    assert_eq!(
        (&comparison["new_findings"]["count"], &comparison["fixed_findings"]["count"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(comparison["new_findings"]["items"][0]["fingerprint"], "c", "the worst first");
    assert_eq!(comparison["fixed_findings"]["items"][0]["fingerprint"], "a");
    assert_eq!(comparison["functions_worse"][0]["cognitive_after"], 2);
    assert_eq!(comparison["hotspots_hotter"], json!([{"path": "src/a.py", "before": 0.2, "after": 0.4}]));
    assert_eq!(at(&format!("comparison?base={first}")).await, comparison);
    for of in ["new", "fixed"] {
        let all = &comparison[format!("{of}_findings")];
        let mut listed = Vec::new();
        let mut page = at(&format!("comparison/findings?of={of}&limit=1")).await;
        while let Some(cursor) = page["next_cursor"].as_str() {
            listed.extend(page["items"].as_array().unwrap().clone());
            page = at(&format!("comparison/findings?of={of}&limit=1&cursor={cursor}")).await;
        }
        listed.extend(page["items"].as_array().unwrap().clone());
        assert_eq!(&json!(listed), &all["items"], "{of}");
        assert_eq!(json!(listed.len()), all["count"], "{of}");
    }
    assert_eq!(at(&format!("comparison?base={second}")).await["new_findings"]["count"], 0);

    let file = app.got(&format!("/api/analyses/{first}/file?path=src/a.py")).await;
    assert_eq!(file["text"], String::from_utf8(text_of("src/a.py")).unwrap());
    assert_eq!((&file["truncated"], &file["findings"][0]["fingerprint"]), (&json!(false), &json!("a")));
    let file = at("file?path=src/%3Cb%3E.py").await;
    assert_eq!((&file["path"], &file["findings"]), (&json!("src/<b>.py"), &json!([])));
}
