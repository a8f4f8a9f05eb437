//! Not asking a service that has just failed.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::{Backoff, Jitter};

/// A circuit breaker. A failed call opens it for a pause, during which calls are refused at once, so that a service
/// that is down costs its callers nothing. After the pause one call may try; the others are refused until it has
/// succeeded, or for another pause. Pauses double while the service stays away.
#[derive(Debug)]
pub struct Breaker {
    pause: Backoff,
    jitter: Jitter,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Failures since the last success.
    failures: u32,
    /// No call before then. None while all is well.
    refused_until: Option<Instant>,
    /// A call after a pause is under way.
    trying: bool,
}

impl Breaker {
    /// A closed breaker. Each pause is half to one and a half of what `pause` says, so that a crowd of processes does
    /// not come back at the same moment.
    pub fn new(pause: Backoff, jitter: Jitter) -> Self {
        Self { pause, jitter, state: Mutex::default() }
    }

    /// Whether a call may be made now. Whoever makes it says how it went.
    pub fn admits(&self) -> bool {
        self.admits_at(Instant::now())
    }

    /// Whether the last call failed, so that calls are refused or are only tried now and then.
    pub fn is_open(&self) -> bool {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).refused_until.is_some()
    }

    /// The service answered.
    pub fn succeeded(&self) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }

    /// The service did not answer.
    pub fn failed(&self) {
        self.failed_at(Instant::now());
    }

    fn admits_at(&self, now: Instant) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(until) = state.refused_until else { return true };
        if now < until {
            return false;
        }
        // This one tries. Should it never come back to tell, the next one tries after another pause.
        state.refused_until = Some(now + self.pause_after(state.failures));
        state.trying = true;
        true
    }

    fn failed_at(&self, now: Instant) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // Calls that were under way together fail together: that is one failure, not many.
        if state.failures == 0 || state.trying {
            state.failures += 1;
        }
        state.trying = false;
        state.refused_until = Some(now + self.pause_after(state.failures));
    }

    fn pause_after(&self, failures: u32) -> Duration {
        self.pause.ceiling(failures).mul_f64(0.5 + self.jitter.next_fraction())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const LONGEST_FIRST_PAUSE: Duration = Duration::from_millis(1_500);

    fn breaker() -> Breaker {
        Breaker::new(Backoff { base: SECOND, cap: 4 * SECOND }, Jitter::seeded(7))
    }

    #[test]
    fn after_a_failure_one_call_at_a_time_tries_again() {
        let (breaker, now) = (breaker(), Instant::now());
        assert!(breaker.admits_at(now) && breaker.admits_at(now) && !breaker.is_open(), "all is well");
        breaker.failed_at(now);
        breaker.failed_at(now);
        assert!(!breaker.admits_at(now) && breaker.is_open());
        let later = now + LONGEST_FIRST_PAUSE;
        assert!(breaker.admits_at(later));
        assert!(!breaker.admits_at(later), "somebody tries already");
        breaker.succeeded();
        assert!(breaker.admits_at(later) && breaker.admits_at(later));
    }

    #[test]
    fn pauses_double_up_to_the_longest_and_start_small_again() {
        let (breaker, mut now) = (breaker(), Instant::now());
        let mut pause = || {
            breaker.failed_at(now);
            let began = now;
            while !breaker.admits_at(now) {
                now += Duration::from_millis(1);
            }
            now - began
        };
        for ceiling in [SECOND, 2 * SECOND, 4 * SECOND, 4 * SECOND] {
            let waited = pause();
            assert!((ceiling / 2..=ceiling.mul_f64(1.51)).contains(&waited), "{waited:?} of {ceiling:?}");
        }
        breaker.succeeded();
        assert!(pause() < SECOND.mul_f64(1.51));
    }

    #[test]
    fn a_call_that_never_came_back_does_not_shut_the_others_out() {
        let (breaker, now) = (breaker(), Instant::now());
        breaker.failed_at(now);
        assert!(breaker.admits_at(now + LONGEST_FIRST_PAUSE));
        assert!(breaker.admits_at(now + 2 * LONGEST_FIRST_PAUSE));
    }
}
