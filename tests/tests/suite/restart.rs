//! Nothing is lost, and nothing done twice, when the process dies.

use testkit::{App, AppBuilder, FixtureRepository, eventually, id};

#[test]
fn killed_in_the_middle_the_analysis_finishes_once() {
    let repository = FixtureRepository::large(1500);
    // What is watched here is the analysis; embedding 60,000 functions would take the rest of the hour.
    let app = AppBuilder::default().with("DEVMENTOR_EMBEDDING_ENABLED", "false").start();
    let submitted = app.submit(&repository.address());
    let analysis = id(&submitted["analysis"]).to_owned();
    eventually("the analysis to be at work", || {
        let job = app.got(&format!("/api/jobs/{}", id(&submitted["job"])));
        (job["state"] == "running").then_some(())
    });

    let app = app.kill().start();
    let finished = app.wait_for_analysis(&analysis);
    assert_eq!(finished["state"], "succeeded", "{finished}");

    let jobs = app.run_pending_jobs();
    let analyses: Vec<_> = jobs.iter().filter(|j| j["kind"] == "analyze_repository").collect();
    assert_eq!(analyses.len(), 1, "{jobs:?}");
    assert_eq!(analyses[0]["state"], "succeeded");
    assert_eq!(analyses[0]["attempt"], 2, "every try is counted: {}", analyses[0]);
    let events = app.events(&analysis, None);
    assert_eq!(events.iter().filter(|(_, kind, _)| kind == "analysis.succeeded").count(), 1, "{events:?}");
    let findings = app.items(&format!("/api/analyses/{analysis}/findings?limit=100"));
    let mut fingerprints: Vec<_> = findings.iter().map(|f| f["fingerprint"].as_str().unwrap()).collect();
    let all = fingerprints.len();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), all, "no finding doubled");
}

#[test]
fn queued_work_survives_a_stop() {
    let repository = FixtureRepository::large(1500);
    let shop = FixtureRepository::shop();
    let app = App::start();
    let first = app.submit(&repository.address());
    let second = app.submit(&shop.address());
    let (code, builder) = app.stop();
    assert_eq!(code, Some(0));

    let app = builder.start();
    for submitted in [first, second] {
        let analysis = app.wait_for_analysis(id(&submitted["analysis"]));
        assert_eq!(analysis["state"], "succeeded", "{analysis}");
    }
}

#[test]
fn what_an_api_alone_accepts_is_done_by_a_worker_that_comes_later() {
    let shop = FixtureRepository::shop();
    // Clients find it, it stops when asked, and its token stays good: it starts as `up` does.
    let app = AppBuilder::default().running("api").start();
    let token = app.token().to_owned();
    let submitted = app.command(&["submit", &shop.address(), "--json"]).ok().json();
    assert_eq!(app.items("/api/jobs")[0]["state"], "queued");
    let (code, builder) = app.stop();
    assert_eq!(code, Some(0));
    assert!(!builder.data().join("runtime.json").exists(), "nobody is sent to a service that has ended");

    let app = builder.running("up").start();
    assert_eq!(app.token(), token);
    let analysis = app.wait_for_analysis(id(&submitted["analysis"]));
    assert_eq!(analysis["state"], "succeeded", "{analysis}");
}

#[test]
fn a_second_process_on_the_same_data_is_refused_and_the_first_unharmed() {
    let app = AppBuilder::embedded().start();
    let output = app.command(&["up", "--listen", "127.0.0.1:0"]);
    assert_ne!(output.code, Some(0));
    assert!(output.err.contains("in use"), "{}", output.err);
    assert_eq!(app.get("/health").0, 200);
}
