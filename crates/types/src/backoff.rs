//! How long to wait before the next try of what failed.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Exponential back-off with full jitter: before try `n + 1` comes a wait of a random time between zero and
/// `min(cap, base * 2^(n - 1))`.
///
/// Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015. Of the variants compared
/// there, full jitter spreads a crowd of retries best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The upper end of the first wait.
    pub base: Duration,
    /// The upper end of every wait.
    pub cap: Duration,
}

impl Default for Backoff {
    /// 5 s, 10 s, 20 s, ... up to 10 min.
    fn default() -> Self {
        Self { base: Duration::from_secs(5), cap: Duration::from_mins(10) }
    }
}

impl Backoff {
    /// The longest wait after the given failed try, from 1.
    pub fn ceiling(&self, attempt: u32) -> Duration {
        let factor = 2_u32.saturating_pow(attempt.saturating_sub(1));
        self.base.saturating_mul(factor).min(self.cap)
    }

    /// The wait after the given failed try, from 1.
    pub fn delay(&self, attempt: u32, jitter: &Jitter) -> Duration {
        self.ceiling(attempt).mul_f64(jitter.next_fraction())
    }
}

/// Randomness that tests can hold still: `SplitMix64` (G. Steele et al., OOPSLA 2014). Not for secrets.
#[derive(Debug)]
pub struct Jitter(Mutex<u64>);

impl Jitter {
    /// The same seed gives the same sequence.
    pub const fn seeded(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }

    /// Another sequence each time: the library's hashers begin at random.
    pub fn random() -> Self {
        Self::seeded(RandomState::new().build_hasher().finish())
    }

    /// The next number in 0..1.
    pub fn next_fraction(&self) -> f64 {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // 53 bits fill the mantissa of a double.
        (mixed >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ceiling_doubles_up_to_the_cap() {
        let backoff = Backoff { base: Duration::from_secs(5), cap: Duration::from_secs(60) };
        let ceilings: Vec<u64> = (1..=6).map(|attempt| backoff.ceiling(attempt).as_secs()).collect();
        assert_eq!(ceilings, [5, 10, 20, 40, 60, 60]);
        assert_eq!(backoff.ceiling(u32::MAX), backoff.cap);
    }

    #[test]
    fn waits_fill_the_whole_range_below_the_ceiling() {
        let backoff = Backoff::default();
        let jitter = Jitter::seeded(7);
        let ceiling = backoff.ceiling(3);
        let waits: Vec<Duration> = (0..1_000).map(|_| backoff.delay(3, &jitter)).collect();
        assert!(waits.iter().all(|wait| *wait < ceiling));
        for tenth in 0..10 {
            let from = ceiling.mul_f64(f64::from(tenth) / 10.0);
            let to = ceiling.mul_f64(f64::from(tenth + 1) / 10.0);
            let share = waits.iter().filter(|wait| (from..to).contains(*wait)).count();
            assert!((60..=140).contains(&share), "{share} of 1,000 waits fall into tenth {tenth}");
        }
    }
}
