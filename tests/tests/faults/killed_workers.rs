//! Workers are killed at any moment of an analysis.

use std::time::Duration;

use crate::team::{Team, repository};

/// Rounds of the short form; `ROUNDS` says otherwise.
const ROUNDS: u64 = 20;

/// How long an analysis takes here, more or less: the blow falls within this time.
const WITHIN: Duration = Duration::from_millis(1_200);

#[test]
fn workers_killed_at_any_moment_lose_nothing() {
    let Some(team) = Team::start() else { return };
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let mut workers = [team.worker(), team.worker()];
    let mut repositories = Vec::new();
    let mut submitted = Vec::new();
    let mut dice = Dice(rounds);
    for round in 0..rounds {
        let repository = repository(round as usize, 10);
        submitted.push(team.api.submit(&repository.address()));
        repositories.push(repository);
        let moment = WITHIN.mul_f64(dice.fraction());
        let victim = (dice.fraction() * 2.0) as usize;
        #[expect(clippy::disallowed_methods, reason = "the moment of the blow is the story")]
        std::thread::sleep(moment);
        let (place, worker) = &mut workers[victim];
        worker.kill();
        *worker = place.start_worker(&[]);
        // However long the story: nobody is hit as often as a job has tries.
        team.wait_for_jobs(2);
    }
    team.assert_each_ended_once(&submitted);
    let again = team.count("SELECT count(*) FROM jobs WHERE kind = 'analyze_repository' AND attempt > 1");
    println!("{rounds} rounds: {again} analyses were begun more than once");
}

/// The same numbers for the same start, so that a run can be told again.
struct Dice(u64);

impl Dice {
    /// From 0 up to, not including, 1.
    fn fraction(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}
