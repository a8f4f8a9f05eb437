//! From nothing to insights, tasks and a search hit: what `make demo` does, step by step.

use serde_json::json;
use testkit::{App, AppBuilder, FixtureRepository, id};

#[test]
fn a_new_user_gets_insights_tasks_and_hits() {
    let shop = FixtureRepository::shop();
    let app = App::start();

    let output = app.command(&["submit", &shop.address(), "--wait"]).ok();
    assert!(output.out.contains("score") || output.err.contains("score"), "{output:?}");

    let repositories = app.items("/api/repositories");
    assert_eq!(repositories.len(), 1);
    let analyses = app.items(&format!("/api/repositories/{}/analyses", id(&repositories[0])));
    let analysis = id(&analyses[0]);
    assert_eq!(analyses[0]["state"], "succeeded");

    let report = app.got(&format!("/api/analyses/{analysis}/report"));
    assert_eq!(report["repository"]["commit"], analyses[0]["commit"]);
    let insights = app.items(&format!("/api/analyses/{analysis}/insights"));
    assert!(insights.len() >= 5, "{insights:?}");
    let findings = app.items(&format!("/api/analyses/{analysis}/findings?severity=critical"));
    assert!(findings.iter().any(|f| f["rule"] == "security/sql-injection"), "{findings:?}");
    assert!(findings.iter().all(|f| f["severity"] == "critical"), "{findings:?}");

    let tasks = app.items("/api/tasks");
    assert_eq!(tasks.len(), report["tasks"].as_array().unwrap().len());
    let (status, task) =
        app.patch(&format!("/api/tasks/{}/status", id(&tasks[0])), &json!({ "status": "in_progress" }));
    assert_eq!((status, &task["status"]), (200, &json!("in_progress")), "{task}");

    app.run_pending_jobs();
    let hits = app.command(&["search", "convert money between currencies", "--json"]).ok().json();
    assert_eq!(hits["items"][0]["path"], "shop/prices.py", "{hits}");
    assert_eq!(hits["items"][0]["symbol"], "convert_currency");
    assert!(hits["items"][0]["text"].as_str().unwrap().contains("def convert_currency"), "{hits}");

    let (code, _) = app.stop();
    assert_eq!(code, Some(0), "a service that is asked to stop ends well");
}

#[test]
fn an_analysis_can_be_watched_and_read_again_from_any_place() {
    let repository = FixtureRepository::large(60);
    let app = App::start();
    let submitted = app.submit(&repository.address());
    let analysis = id(&submitted["analysis"]);

    let live = app.events(analysis, None);
    assert_eq!(live.last().unwrap().1, "done");
    assert!(live.iter().any(|(_, kind, _)| kind == "analysis.progress"), "{live:?}");
    assert!(live.is_sorted_by_key(|(id, ..)| number(id)), "ids rise: {live:?}");

    let again = app.events(analysis, None);
    assert_eq!(again, live, "a replay tells the same story");
    let middle = live.len() / 2;
    let rest = app.events(analysis, Some(&live[middle].0));
    assert_eq!(rest, live[middle + 1..], "from where one left off");
}

/// Ids are numbers joined by `-`.
fn number(id: &str) -> Vec<u64> {
    id.split('-').filter_map(|part| part.parse().ok()).collect()
}

#[test]
fn a_submission_answers_at_once_and_says_where_to_look() {
    let repository = FixtureRepository::large(400);
    let app = App::start();
    let mut reply = app
        .agent()
        .post(format!("{}/api/repositories", app.address()))
        .header("authorization", format!("Bearer {}", app.token()))
        .send_json(json!({ "source": repository.address() }))
        .unwrap();
    assert_eq!(reply.status(), 202);
    let location = reply.headers()["location"].to_str().unwrap().to_owned();
    let body: serde_json::Value = reply.body_mut().read_json().unwrap();
    assert_eq!(location, format!("/api/analyses/{}", id(&body["analysis"])));
    assert!(body["events"].as_str().unwrap().ends_with("/events"), "{body}");
    assert!(matches!(body["analysis"]["state"].as_str(), Some("queued" | "running")), "{body}");
}

#[test]
fn two_submissions_at_once_share_one_analysis() {
    let shop = FixtureRepository::shop();
    // Nobody works yet, so the analysis cannot end before the last submission comes.
    let app = AppBuilder::default().running("api").start();
    let address = shop.address();
    let answers: Vec<_> = std::thread::scope(|scope| {
        let calls: Vec<_> = (0..4).map(|_| scope.spawn(|| app.submit(&address))).collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    for answer in &answers {
        assert_eq!(answer["analysis"]["id"], answers[0]["analysis"]["id"], "{answers:?}");
    }
    let (_, builder) = app.stop();
    let app = builder.running("up").start();
    app.wait_for_analysis(id(&answers[0]["analysis"]));
    let jobs = app.run_pending_jobs();
    assert_eq!(jobs.iter().filter(|job| job["kind"] == "analyze_repository").count(), 1, "{jobs:?}");
}

#[test]
fn a_running_analysis_can_be_cancelled() {
    let repository = FixtureRepository::large(3000);
    let app = App::start();
    let submitted = app.submit(&repository.address());
    let (status, _) = app.post(&format!("/api/jobs/{}/cancel", id(&submitted["job"])), &json!({}));
    assert!(matches!(status, 200 | 202), "{status}");
    let analysis = app.wait_for_analysis(id(&submitted["analysis"]));
    assert_eq!(analysis["state"], "cancelled", "{analysis}");
    let jobs = app.run_pending_jobs();
    assert!(jobs.iter().any(|job| job["state"] == "cancelled"), "{jobs:?}");
    // And it can be had after all.
    app.analyse(&repository.address());
}

#[test]
fn a_deleted_repository_leaves_nothing() {
    let shop = FixtureRepository::shop();
    let app = App::start();
    app.analyse(&shop.address());
    app.run_pending_jobs();
    let repository = app.items("/api/repositories").remove(0);
    assert_eq!(app.delete(&format!("/api/repositories/{}", id(&repository))).0, 204);
    assert_eq!(app.items("/api/repositories").len(), 0);
    assert_eq!(app.items("/api/tasks").len(), 0);
    assert_eq!(app.items("/api/search?query=currency").len(), 0);
}
