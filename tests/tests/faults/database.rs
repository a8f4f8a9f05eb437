//! PostgreSQL goes away for ten seconds under load.

use std::time::{Duration, Instant};

use testkit::eventually;

use crate::team::{Team, repository};

const REPOSITORIES: usize = 12;

/// How long the database is away.
const AWAY: Duration = Duration::from_secs(10);

#[test]
fn a_database_that_comes_back_finds_all_work_and_no_worker_dead() {
    let Some(mut team) = Team::start() else { return };
    let (mut one, mut other) = (team.worker().1, team.worker().1);
    let repositories: Vec<_> = (0..REPOSITORIES).map(|number| repository(number, 10)).collect();
    let submitted: Vec<_> = repositories.iter().map(|r| team.api.submit(&r.address())).collect();
    eventually("the first to be at work", || {
        (team.count("SELECT count(*) FROM jobs WHERE state = 'running'") > 0).then_some(())
    });

    team.postgres.crash();
    let began = Instant::now();
    let mut asked = 0;
    while began.elapsed() < AWAY {
        let question = Instant::now();
        let (status, body) = team.api.get("/api/repositories");
        assert_eq!(status, 503, "{body}");
        assert!(
            question.elapsed() < Duration::from_secs(6),
            "nobody is kept waiting: {:?}",
            question.elapsed()
        );
        asked += 1;
        #[expect(clippy::disallowed_methods, reason = "a client that asks now and then")]
        std::thread::sleep(Duration::from_millis(200));
    }
    assert!(asked > 1);
    team.postgres.start_again();

    team.assert_each_ended_once(&submitted);
    assert!(one.ended().is_none() && other.ended().is_none(), "the workers have lived through it");
}
