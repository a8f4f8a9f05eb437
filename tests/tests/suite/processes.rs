//! API and workers as processes of their own, on one machine and on several.

use testkit::servers::Postgres;
use testkit::{App, AppBuilder, FixtureRepository, devmentor, eventually, id};

fn on(postgres: &Postgres) -> AppBuilder {
    AppBuilder::default()
        .with("DATABASE_URL", &postgres.url())
        .with("DEVMENTOR_EMBEDDING_ENABLED", "false")
        .running("api")
}

#[test]
fn a_queue_that_is_none_is_refused_with_those_that_are() {
    let output = devmentor(["worker", "--queues", "interactive,slow"]);
    assert_eq!(output.code, Some(2), "{output:?}");
    assert!(
        output.err.contains("slow") && output.err.contains("interactive, webhook, scheduled, backfill"),
        "{output:?}"
    );
    assert_eq!(devmentor(["worker", "--concurrency", "0"]).code, Some(2));
}

#[test]
fn a_worker_does_the_work_of_its_queues_only() {
    let Some(postgres) = Postgres::start() else { return };
    let shop = FixtureRepository::shop();
    let api = on(&postgres).start();
    let background = api.builder().elsewhere().start_worker(&["--queues", "scheduled,backfill"]);
    // The one that serves the background is at work: it has written down what it keeps a schedule for.
    eventually("the other worker to be at work", || {
        let done = "SELECT count(*) FROM jobs WHERE kind = 'retention' AND state = 'succeeded'";
        (postgres.query("postgres", done) == "1").then_some(())
    });
    let submitted = api.submit(&shop.address());
    let job = id(&submitted["job"]).to_owned();
    let _foreground =
        api.builder().elsewhere().start_worker(&["--queues", "interactive", "--concurrency", "1"]);
    assert_eq!(api.wait_for_analysis(id(&submitted["analysis"]))["state"], "succeeded");
    api.run_pending_jobs();
    let workers = format!(
        "SELECT count(DISTINCT worker), min(attempt) FROM jobs WHERE id = '{job}' OR kind = 'embed_repository'"
    );
    assert_eq!(postgres.query("postgres", &workers), "2|1", "what follows was done by the other worker");
    drop(background);
}

#[test]
fn one_token_lets_in_at_every_api() {
    let Some(postgres) = Postgres::start() else { return };
    let first = on(&postgres).start();
    let second = first.builder().elsewhere().start();
    assert_eq!(second.token(), "", "no second one is made, nor the first one written where it was not given");
    let token = first.token().to_owned();
    let second = second.with_token(&token);
    for api in [&first, &second] {
        assert_eq!(api.get("/api/jobs").0, 200);
    }

    // Whoever brings a token of their own brings it everywhere.
    let own = "a token that was brought along, of 40 letters";
    let third = first.builder().elsewhere().with("DEVMENTOR_AUTH_OWNER_TOKEN", own).start().with_token(own);
    assert_eq!(third.get("/api/jobs").0, 200);
    let first = first.with_token(own);
    assert_eq!(first.get("/api/jobs").0, 200, "the token lets in where it was not set, too");
    assert_eq!(second.get("/api/jobs").0, 401, "the one before lets nobody in any more");
    // A restart with the old file on the disk does not turn it back.
    let (_, builder) = first.stop();
    let first: App = builder.start().with_token(own);
    assert_eq!(first.get("/api/jobs").0, 200);
    assert_eq!(third.get("/api/jobs").0, 200);
}
