//! Orders insights so that the first few say different things.

use rustc_hash::FxHashMap;
use types::{Insight, InsightKind};

/// Each further insight of a kind is worth so much of what it would be alone.
const REPEATED: f64 = 0.8;

/// Orders by usefulness, where that of the second, third, ... of a kind fades.
///
/// `usefulness` becomes what the order rests on, rounded to three digits.
pub(super) fn rank(mut insights: Vec<Insight>) -> Vec<Insight> {
    sort(&mut insights);
    let mut told: FxHashMap<InsightKind, i32> = FxHashMap::default();
    for insight in &mut insights {
        let before = told.entry(insight.kind.clone()).or_insert(0);
        let worth = insight.usefulness.clamp(0.0, 1.0) * REPEATED.powi(*before);
        insight.usefulness = (worth * 1000.0).round() / 1000.0;
        *before += 1;
    }
    sort(&mut insights);
    insights.dedup_by(|a, b| a.key == b.key);
    insights
}

fn sort(insights: &mut [Insight]) {
    insights.sort_by(|a, b| {
        b.usefulness
            .total_cmp(&a.usefulness)
            .then_with(|| b.severity.cmp(&a.severity))
            .then_with(|| a.kind.cmp(&b.kind))
            .then_with(|| a.title.cmp(&b.title))
            .then_with(|| a.key.cmp(&b.key))
    });
}

#[cfg(test)]
mod tests {
    use types::Severity;

    use super::super::draft::draft;
    use super::*;

    #[test]
    fn kinds_take_turns() {
        let insight = |kind: &str, cause: &str, usefulness| draft(kind, &[cause], Severity::Low, usefulness);
        let ranked = rank(vec![
            insight("a", "1", 0.9),
            insight("a", "2", 0.88),
            insight("a", "3", 0.86),
            insight("b", "1", 0.75),
            insight("c", "1", 0.65),
        ]);
        let kinds: Vec<_> = ranked.iter().map(|insight| insight.kind.0.as_str()).collect();
        assert_eq!(kinds, ["a", "b", "a", "c", "a"]);
        assert!(ranked.is_sorted_by(|a, b| a.usefulness >= b.usefulness));
    }
}
