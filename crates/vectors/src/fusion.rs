//! Two rankings made one.
//!
//! Scores are fused and not ranks: on code search by doc strings, weighted scores give an nDCG@10 about a
//! tenth above reciprocal rank fusion.

use uuid::Uuid;

/// The dense vectors' part of a fused score; BM25 has the rest.
pub const DENSE_WEIGHT: f32 = 0.67;

/// A chunk that one of the two searches brought, with its scores in both.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The chunk's id.
    pub id: Uuid,
    /// Cosine of its vector with the question's; none where it is not embedded yet.
    pub dense: Option<f32>,
    /// Its BM25 score; 0 where it shares no term with the question.
    pub bm25: f32,
}

/// The candidates by fused score, the best first, each score in 0..1; equal scores in the order of ids.
///
/// `score = w dense' + (1 - w) bm25'`, where `dense'` is the cosine min-max normalised over the candidates
/// and `bm25'` the BM25 score over the highest (its least is 0: no common term). A candidate without a
/// vector gets the least of the others'. If none has a vector, or none a term, the other part alone counts.
pub fn fuse(candidates: &[Candidate], dense_weight: f32) -> Vec<(Uuid, f32)> {
    let cosines = || candidates.iter().filter_map(|candidate| candidate.dense);
    let least = cosines().fold(f32::INFINITY, f32::min);
    let most = cosines().fold(f32::NEG_INFINITY, f32::max);
    let highest = candidates.iter().map(|candidate| candidate.bm25).fold(0.0, f32::max);
    let dense_weight = match (least.is_finite(), highest > 0.0) {
        (true, true) => dense_weight,
        (true, false) => 1.0,
        (false, _) => 0.0,
    };

    let mut fused: Vec<_> = candidates
        .iter()
        .map(|candidate| {
            let dense = candidate.dense.map_or(0.0, |cosine| ratio(cosine - least, most - least));
            let bm25 = if highest > 0.0 { candidate.bm25 / highest } else { 0.0 };
            (candidate.id, dense_weight * dense + (1.0 - dense_weight) * bm25)
        })
        .collect();
    fused.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    fused
}

/// Where all are equal, all are the best.
fn ratio(above_least: f32, range: f32) -> f32 {
    if range > 0.0 { above_least / range } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate(id: u128, dense: Option<f32>, bm25: f32) -> Candidate {
        Candidate { id: Uuid::from_u128(id), dense, bm25 }
    }

    #[test]
    fn both_parts_count_by_their_weights() {
        let fused = fuse(
            &[candidate(1, Some(0.9), 0.0), candidate(2, Some(0.1), 7.0), candidate(3, Some(0.5), 3.5)],
            0.6,
        );
        assert_eq!(fused.iter().map(|hit| hit.0.as_u128()).collect::<Vec<_>>(), [1, 3, 2]);
        assert!(
            (fused[0].1 - 0.6).abs() < 1e-6
                && (fused[1].1 - 0.5).abs() < 1e-6
                && (fused[2].1 - 0.4).abs() < 1e-6
        );
    }

    #[test]
    fn without_any_vector_bm25_alone_decides() {
        let fused = fuse(&[candidate(1, None, 1.0), candidate(2, None, 4.0)], 0.6);
        assert_eq!(fused, [(Uuid::from_u128(2), 1.0), (Uuid::from_u128(1), 0.25)]);
    }

    #[test]
    fn one_candidate_and_none() {
        assert_eq!(fuse(&[candidate(1, Some(0.2), 0.0)], 0.6), [(Uuid::from_u128(1), 1.0)]);
        assert_eq!(fuse(&[candidate(1, None, 0.0)], 0.6), [(Uuid::from_u128(1), 0.0)]);
        assert_eq!(fuse(&[], 0.6), []);
    }

    proptest! {
        #[test]
        fn scores_stay_in_bounds_and_fall(
            scores in prop::collection::vec((prop::option::of(-1.0_f32..1.0), 0.0_f32..50.0), 0..40),
            weight in 0.0_f32..=1.0,
        ) {
            let candidates: Vec<_> =
                scores.iter().zip(0..).map(|(&(dense, bm25), id)| candidate(id, dense, bm25)).collect();
            let fused = fuse(&candidates, weight);
            prop_assert_eq!(fused.len(), candidates.len());
            prop_assert!(fused.iter().all(|hit| (0.0..=1.000_001).contains(&hit.1)));
            prop_assert!(fused.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        }
    }
}
