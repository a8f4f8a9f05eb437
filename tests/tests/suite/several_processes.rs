//! Two APIs and a worker on one PostgreSQL and one Redis: it makes no difference whom one asks.

use std::fs;

use testkit::servers::{Postgres, Process, Redis};
use testkit::{App, AppBuilder, FixtureRepository, Told, eventually, id};

/// What the processes share.
struct Servers {
    postgres: Postgres,
    redis: Redis,
}

impl Servers {
    /// `None` where one of them is not installed, after saying so.
    fn start() -> Option<Self> {
        Some(Self { postgres: Postgres::start()?, redis: Redis::start()? })
    }

    fn process(&self) -> AppBuilder {
        AppBuilder::default()
            .with("DATABASE_URL", &self.postgres.url())
            .with("REDIS_URL", &self.redis.url())
            .with("DEVMENTOR_EMBEDDING_ENABLED", "false")
    }

    /// Two APIs that know the same owner, and a worker.
    fn start_all(&self) -> (App, App, Process) {
        let one = self.process().running("api").start();
        let other = self.process().running("api");
        fs::create_dir_all(other.data()).unwrap();
        fs::copy(one.builder().data().join("owner.token"), other.data().join("owner.token")).unwrap();
        (one, other.start(), self.process().start_worker(&[]))
    }
}

/// Ids in ascending order, none twice: each event stands once in the story, `done` has the id of the last.
fn assert_each_once(story: &[Told]) {
    let ids: Vec<i64> = story.iter().map(|(id, ..)| id.parse().unwrap()).collect();
    let (done, events) = ids.split_last().unwrap();
    assert!(events.is_sorted_by(|a, b| a < b), "{ids:?}");
    assert_eq!(Some(done), events.last());
}

#[test]
fn a_stream_goes_on_at_another_api_when_its_own_is_killed() {
    let Some(servers) = Servers::start() else { return };
    let (one, other, _worker) = servers.start_all();
    let repository = FixtureRepository::large(1_000);
    let submitted = other.submit(&repository.address());
    let analysis = id(&submitted["analysis"]);

    let mut story: Vec<Told> = one.follow(analysis, None).take(2).collect();
    let last = |story: &[Told]| story.last().map(|(id, ..)| id.clone());
    let mut stream = one.follow(analysis, last(&story).as_deref());
    story.extend(stream.by_ref().take(2));
    let metrics = one.get("/metrics").1.to_string();
    assert!(metrics.contains(r#"devmentor_event_lag_seconds_count{way=\"redis\"}"#), "{metrics}");
    drop(one.kill());
    // What was under way when the process died still arrives, then the connection ends.
    story.extend(stream);
    story.extend(other.events(analysis, last(&story).as_deref()));

    let kinds: Vec<&str> = story.iter().map(|(_, kind, _)| kind.as_str()).collect();
    assert_eq!(kinds[..2], ["analysis.queued", "analysis.started"]);
    assert_eq!(kinds[kinds.len() - 2..], ["analysis.succeeded", "done"]);
    assert!(kinds[2..kinds.len() - 2].iter().all(|kind| *kind == "analysis.progress"), "{kinds:?}");
    assert_each_once(&story);
    assert_eq!(story, other.events(analysis, None), "what is kept is what was told");
}

#[test]
fn a_stream_goes_on_while_redis_dies_and_comes_back() {
    let Some(mut servers) = Servers::start() else { return };
    let (one, other, _worker) = servers.start_all();
    let repository = FixtureRepository::large(1_000);
    let submitted = other.submit(&repository.address());
    let analysis = id(&submitted["analysis"]).to_owned();

    let mut stream = one.follow(&analysis, None);
    let mut story: Vec<Told> = stream.by_ref().take(3).collect();
    servers.redis.kill();
    story.extend(stream.by_ref().take(1));
    eventually("the API to say that events come late", || {
        let health = one.got("/ready");
        let events = health["components"].as_array()?.iter().find(|part| part["name"] == "events")?;
        (events["health"] == "degraded").then_some(())
    });
    servers.redis.start_again();
    story.extend(stream);

    assert_eq!(story.last().unwrap().1, "done");
    assert_each_once(&story);
    assert_eq!(story, other.events(&analysis, None), "what is kept is what was told");
}
