//! A worker sleeps past its lease: somebody else does its work, and what it brings too late is refused.

use testkit::{eventually, id};

use crate::team::{Team, repository};

#[test]
fn what_a_worker_brings_after_its_lease_is_refused() {
    let Some(team) = Team::start() else { return };
    let (place, sleeper) = team.worker();
    let repository = repository(0, 60);
    let submitted = team.api.submit(&repository.address());
    let job = id(&submitted["job"]).to_owned();
    let running = format!("SELECT count(*) FROM jobs WHERE id = '{job}' AND state = 'running'");
    eventually("the analysis to be at work", || (team.count(&running) == 1).then_some(()));
    sleeper.pause();
    let (_, other) = team.worker();
    team.api.wait_for_analysis(id(&submitted["analysis"]));

    sleeper.resume();
    eventually("the sleeper to see that its lease is lost", || {
        let log = std::fs::read_to_string(place.log()).unwrap();
        log.contains(": lost").then_some(())
    });
    team.assert_each_ended_once(std::slice::from_ref(&submitted));
    let by_another = format!("SELECT count(*) FROM jobs WHERE id = '{job}' AND attempt > 1");
    assert_eq!(team.count(&by_another), 1, "the second worker's try stands");
    drop(other);
}
