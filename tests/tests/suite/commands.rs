//! The client's commands: whom they trust, and how they end.

use testkit::{App, AppBuilder, FixtureRepository, devmentor, id};

#[test]
fn a_word_that_is_none_is_refused_with_those_that_are() {
    for (arguments, known) in [
        (["tasks", "--status", "bogus"].as_slice(), "open, all, created, assigned, in_progress"),
        (&["tasks", "--priority", "P9"], "P0, P1, P2, P3"),
        (&["jobs", "list", "--state", "foo"], "queued, running, succeeded, failed, dead, cancelled"),
    ] {
        let output = devmentor(arguments);
        assert_eq!(output.code, Some(2), "{output:?}");
        assert!(output.err.contains(known), "{output:?}");
    }
}

#[test]
fn every_word_that_is_listed_is_taken() {
    let app = App::start();
    for status in [
        "open",
        "all",
        "created",
        "assigned",
        "in_progress",
        "review",
        "testing",
        "done",
        "blocked",
        "rejected",
    ] {
        app.command(&["tasks", "--status", status, "--priority", "P0"]).ok();
    }
    app.command(&["jobs", "list", "--state", "queued,running,succeeded,failed,dead,cancelled"]).ok();
    let refused = app.command(&["jobs", "list", "--cursor", "nonsense"]);
    assert_eq!(refused.code, Some(2), "what the service finds wrong is a wrong command line: {refused:?}");
}

#[test]
fn what_is_no_repository_ends_alike_with_a_service_and_without() {
    for command in ["analyze", "submit"] {
        let output = devmentor([command, "./nope"]);
        assert_eq!(output.code, Some(4), "{output:?}");
        assert!(output.err.contains("'./nope' does not exist"), "{output:?}");
    }
    let folder = tempfile::TempDir::new().unwrap();
    let app = App::start();
    for source in ["ftp://example.org/x.git", "git@example.org:x/y.git", folder.path().to_str().unwrap()] {
        for command in ["analyze", "submit"] {
            let output = app.command(&[command, source]);
            assert_eq!(output.code, Some(4), "{command} {source}: {output:?}");
        }
    }
}

#[test]
fn jobs_that_are_steered_are_shown_as_json_too() {
    let shop = FixtureRepository::shop();
    let app = AppBuilder::default().running("api").start();
    let submitted = app.command(&["submit", &shop.address(), "--json"]).ok().json();
    let job = id(&submitted["job"]);

    let cancelled = app.command(&["jobs", "cancel", job, "--json"]).ok().json();
    assert_eq!((id(&cancelled["items"][0]), &cancelled["items"][0]["state"]), (job, &"cancelled".into()));
    let again = app.command(&["jobs", "cancel", job, "--json"]);
    assert_eq!((again.code, &again.json()["items"]), (Some(1), &serde_json::json!([])), "it has ended");

    let retried = app.command(&["jobs", "retry", job, "--json"]).ok().json();
    assert_eq!(retried["items"][0]["state"], "queued");
    assert_eq!(app.command(&["jobs", "retry", "--all", "--json"]).ok().json()["retried"], 0);
}

#[test]
fn the_token_in_the_environment_is_for_the_address_in_the_environment() {
    // A service that is found by its data directory is asked with the token of that directory.
    let app = AppBuilder::default().with("DEVMENTOR_TOKEN", "for another service").start();
    app.command(&["jobs"]).ok();
}

#[test]
fn without_a_name_the_report_is_of_what_was_analysed_last() {
    let (first, second) = (FixtureRepository::shop(), FixtureRepository::large(3));
    let app = App::start();
    app.analyse(&first.address());
    let newest = app.analyse(&second.address());
    let commit = |output: testkit::Output| output.ok().json()["repository"]["commit"].clone();
    assert_eq!(commit(app.command(&["report", "--json"])), newest["commit"]);
    let again = app.analyse(&first.address());
    assert_ne!(again["commit"], newest["commit"]);
    assert_eq!(commit(app.command(&["report", "--json"])), again["commit"]);
    assert_eq!(commit(app.command(&["report", "--json", &second.address()])), newest["commit"]);
}
