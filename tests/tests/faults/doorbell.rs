//! Redis forgets everything, or is not there at all.

use std::time::{Duration, Instant};

use testkit::{FixtureRepository, eventually};

use crate::team::Team;

const REPOSITORIES: usize = 30;

#[test]
fn work_that_is_accepted_without_redis_runs() {
    let Some(mut team) = Team::start() else { return };
    let _workers = (team.worker().1, team.worker().1);
    let repositories: Vec<_> = (0..REPOSITORIES).map(|_| FixtureRepository::shop()).collect();
    let mut submitted = Vec::new();
    for (number, repository) in repositories.iter().enumerate() {
        match number {
            10 => assert_eq!(team.redis.say("FLUSHALL"), "+OK"),
            20 => team.redis.kill(),
            _ => {}
        }
        let began = Instant::now();
        submitted.push(team.api.submit(&repository.address()));
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }
    eventually("the API to say that jobs start late", || {
        let (_, ready) = team.api.get("/ready");
        let queue = ready["components"].as_array()?.iter().find(|part| part["name"] == "queue")?.clone();
        (queue["health"] == "degraded").then_some(())
    });
    // While it is away.
    team.assert_each_ended_once(&submitted);

    team.redis.start_again();
    eventually("all to be well again", || {
        let (status, ready) = team.api.get("/ready");
        let parts = ready["components"].as_array()?.clone();
        let well = parts.iter().filter(|part| part["name"] == "queue").all(|part| part["health"] == "up");
        (status == 200 && well).then_some(())
    });
}
