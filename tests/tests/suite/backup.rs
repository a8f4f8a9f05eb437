//! What is saved as docs/operations.md says comes back whole in another place.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use testkit::servers::Postgres;
use testkit::{App, AppBuilder, FixtureRepository, eventually, id};

/// Everything that a person sees of what was learnt.
fn seen(app: &App) -> Vec<Value> {
    let repositories = app.items("/api/repositories");
    let mut seen = Vec::new();
    for repository in &repositories {
        let analysis = id(&repository["latest_analysis"]).to_owned();
        seen.push(app.got(&format!("/api/analyses/{analysis}/report")));
        for list in ["findings", "insights"] {
            seen.extend(app.items(&format!("/api/analyses/{analysis}/{list}")));
        }
    }
    seen.extend(repositories);
    seen.extend(app.items("/api/tasks?status=all"));
    let jobs = app.items("/api/jobs").into_iter();
    seen.extend(jobs.filter(|job| job["kind"] == "analyze_repository"));
    seen
}

/// The memory is searchable, perhaps after it was built again.
fn assert_found(app: &App) {
    let hits = || app.items("/api/search?query=convert%20currency");
    let first = eventually("something to be found", || hits().into_iter().next());
    assert_eq!(first["symbol"], "convert_currency");
}

/// A service that has learnt something, and what is seen of it.
fn learnt(builder: AppBuilder) -> (App, Vec<Value>) {
    let app = builder.with("DEVMENTOR_EMBEDDING_ENABLED", "false").start();
    app.analyse(&FixtureRepository::shop().address());
    app.run_pending_jobs();
    assert_found(&app);
    let seen = seen(&app);
    assert!(seen.len() > 10, "{seen:?}");
    (app, seen)
}

/// The same is seen in the new place, and found again.
fn assert_whole(app: &App, seen_before: &[Value]) {
    app.run_pending_jobs();
    assert_eq!(seen(app), seen_before);
    assert_found(app);
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_copy_of_the_sqlite_database_is_the_whole_of_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let copied = folder.path().join("data");
    fs::create_dir(&copied).unwrap();
    let (app, seen) = learnt(AppBuilder::embedded());

    // Python's own module says what the program `sqlite3` would.
    let copy = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('VACUUM INTO ?', [sys.argv[2]])";
    let file = |data: &Path| data.join("devmentor.db");
    run(Command::new("python3").args(["-c", copy]).arg(file(app.builder().data())).arg(file(&copied)));
    fs::copy(app.builder().data().join("owner.token"), copied.join("owner.token")).unwrap();
    let token = app.token().to_owned();
    drop(app);

    let restored = AppBuilder::on(&copied).with("DEVMENTOR_EMBEDDING_ENABLED", "false").start();
    assert_eq!(restored.token(), token);
    assert_whole(&restored, &seen);
}

#[test]
fn a_dump_of_postgresql_is_the_whole_of_it() {
    let Some(postgres) = Postgres::start() else { return };
    let folder = tempfile::TempDir::new().unwrap();
    let dump = folder.path().join("devmentor.dump");
    let (app, seen) = learnt(AppBuilder::default().with("DATABASE_URL", &postgres.url()));

    let program = |name: &str| Command::new(postgres.programs().join(name));
    run(program("pg_dump").args(["--format=custom", "--file"]).arg(&dump).arg(postgres.url()));
    let token = app.token().to_owned();
    drop(app);
    postgres.query("postgres", "CREATE DATABASE restored");
    let target = postgres.url_of("restored");
    run(program("pg_restore").args(["--no-owner", "--dbname", &target]).arg(&dump));

    let restored = AppBuilder::default()
        .with("DATABASE_URL", &target)
        .with("DEVMENTOR_EMBEDDING_ENABLED", "false")
        .with("DEVMENTOR_AUTH_OWNER_TOKEN", &token)
        .start()
        .with_token(&token);
    assert_whole(&restored, &seen);
}
