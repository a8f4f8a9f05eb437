//! PostgreSQL goes away while the service runs, and comes back.

use std::time::{Duration, Instant};

use serde_json::Value;
use testkit::servers::Postgres;
use testkit::{App, AppBuilder, FixtureRepository, eventually, id};

/// A client is told within this time.
const TOLD_WITHIN: Duration = Duration::from_secs(5);

/// How long the server is away where it matters.
const AWAY: Duration = Duration::from_secs(10);

fn on(postgres: &Postgres) -> App {
    AppBuilder::default()
        .with("DATABASE_URL", &postgres.url())
        .with("DEVMENTOR_EMBEDDING_ENABLED", "false")
        .start()
}

/// What a client is told while the database is away: soon, what is wrong, and when to come again.
fn refused(app: &App, path: &str) {
    let began = Instant::now();
    let request = app.agent().get(format!("{}{path}", app.address()));
    let mut reply = request.header("authorization", format!("Bearer {}", app.token())).call().unwrap();
    assert!(began.elapsed() < TOLD_WITHIN, "{path}: {:?}", began.elapsed());
    let header =
        |name: &str| reply.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    let (kind, retry_after) = (header("content-type"), header("retry-after"));
    let problem: Value = serde_json::from_str(&reply.body_mut().read_to_string().unwrap()).unwrap();
    assert_eq!(reply.status(), 503, "{path}: {problem}");
    assert_eq!(kind, "application/problem+json");
    assert!(retry_after.parse::<u64>().is_ok_and(|seconds| seconds > 0), "Retry-After: {retry_after}");
    assert!(problem["detail"].as_str().unwrap().contains("database"), "{problem}");
}

#[test]
fn clients_are_told_soon_and_served_again_after() {
    let Some(mut postgres) = Postgres::start() else { return };
    let app = on(&postgres);
    let shop = FixtureRepository::shop();
    app.analyse(&shop.address());

    postgres.crash();
    // More at once than there are connections, so that some have to wait for one.
    std::thread::scope(|scope| {
        for number in 0..40 {
            let path =
                ["/api/repositories", "/api/jobs", "/api/tasks", "/api/search?query=price"][number % 4];
            let app = &app;
            scope.spawn(move || refused(app, path));
        }
    });
    let began = Instant::now();
    let (status, ready) = app.get("/ready");
    assert!(began.elapsed() < TOLD_WITHIN, "{:?}", began.elapsed());
    assert_eq!(status, 503, "{ready}");
    let components = ready["components"].as_array().unwrap();
    let database = components.iter().find(|component| component["name"] == "database").unwrap();
    assert_eq!(database["health"], "down", "{ready}");
    assert_eq!(app.get("/health").0, 200, "the process itself is well");

    postgres.start_again();
    eventually("the service to be ready", || (app.get("/ready").0 == 200).then_some(()));
    // The connections that broke are not handed out again.
    for _ in 0..40 {
        assert_eq!(app.get("/api/repositories").0, 200);
    }
    let again = app.analyse(&shop.address());
    assert_eq!(again["state"], "succeeded");
}

#[test]
fn a_running_analysis_outlives_the_outage_and_ends_once() {
    let Some(mut postgres) = Postgres::start() else { return };
    let app = on(&postgres);
    let pid = app.pid();
    let repository = FixtureRepository::large(600);
    let submitted = app.submit(&repository.address());
    let (analysis, job) = (id(&submitted["analysis"]).to_owned(), id(&submitted["job"]).to_owned());
    eventually("the analysis to be at work", || {
        (!app.got(&format!("/api/jobs/{job}"))["progress"].is_null()).then_some(())
    });

    let went = postgres.query("postgres", "SELECT now()");
    postgres.crash();
    let began = Instant::now();
    while began.elapsed() < AWAY {
        refused(&app, "/api/jobs");
    }
    postgres.start_again();

    eventually("the service to be ready", || (app.get("/ready").0 == 200).then_some(()));
    let ended = app.wait_for_analysis(&analysis);
    assert_eq!(ended["state"], "succeeded", "{ended}");
    app.run_pending_jobs();
    let job = app.got(&format!("/api/jobs/{job}"));
    assert_eq!(
        (&job["state"], &job["attempt"]),
        (&"succeeded".into(), &1.into()),
        "its results waited: {job}"
    );
    let waited = format!("SELECT finished_at > '{went}'::timestamptz FROM jobs WHERE id = '{}'", id(&job));
    assert_eq!(postgres.query("postgres", &waited), "t", "it was at work when the database went");
    assert_eq!(app.pid(), pid);
    let ends = format!(
        "SELECT count(*) FROM events WHERE envelope->>'type' = 'analysis.succeeded' AND channel = 'analysis:{analysis}'"
    );
    assert_eq!(postgres.query("postgres", &ends), "1");
    let doubled = "SELECT count(*) FROM (SELECT 1 FROM findings GROUP BY repository_id, fingerprint HAVING count(*) > 1) AS d";
    assert_eq!(postgres.query("postgres", doubled), "0");
}
