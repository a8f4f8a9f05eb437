//! Figures about measurements.

use std::time::Duration;

/// The time below which this part (0..1) of the measurements lie.
pub fn percentile(times: &mut [Duration], part: f64) -> Duration {
    times.sort_unstable();
    let at = ((times.len() as f64 * part).ceil() as usize).clamp(1, times.len().max(1)) - 1;
    times.get(at).copied().unwrap_or_default()
}

/// The median of numbers.
pub fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

/// `met` or `MISSED`.
pub fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_take_the_measurement_that_reaches_the_part() {
        let mut times: Vec<_> = (1..=100).map(Duration::from_millis).collect();
        assert_eq!(percentile(&mut times, 0.95), Duration::from_millis(95));
        assert_eq!(percentile(&mut times, 0.5), Duration::from_millis(50));
        assert_eq!(percentile(&mut [], 0.5), Duration::ZERO);
    }
}
