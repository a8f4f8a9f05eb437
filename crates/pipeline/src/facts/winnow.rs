//! Fingerprints of a file's tokens, thinned by winnowing (Schleimer, Wilkerson, Aiken, "Winnowing: Local Algorithms for
//! Document Fingerprinting", 2003): places where code of other files may be the same.
//!
//! They depend on the file alone, so they are kept with its facts, and a search for clones after a small change hashes
//! nothing anew.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::CloneToken;

/// Two runs with so many equal shapes have a fingerprint in common.
pub const GUARANTEE: usize = 50;
/// Tokens under one fingerprint.
const GRAM: usize = 30;
/// Of so many fingerprints in a row the smallest is kept.
const WINDOW: usize = GUARANTEE - GRAM + 1;

/// The hash of some tokens' shapes, and where in the file they begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    pub hash: u64,
    /// Position of the first token.
    pub at: u32,
}

/// The fingerprints of a file that are kept, in order.
pub fn winnow(tokens: &[CloneToken]) -> Vec<Fingerprint> {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut kept: Vec<Fingerprint> = Vec::new();
    if tokens.len() < GUARANTEE {
        return kept;
    }
    let top = (1..GRAM).fold(1u64, |top, _| top.wrapping_mul(BASE));
    let mut hash: u64 = 0;
    // Fingerprints that may still be the smallest of a window, ascending.
    let mut queue: VecDeque<(u64, usize)> = VecDeque::with_capacity(WINDOW);
    for (at, token) in tokens.iter().enumerate() {
        if let Some(gone) = at.checked_sub(GRAM) {
            hash = hash.wrapping_sub(mix(tokens[gone].shape).wrapping_mul(top));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(mix(token.shape));
        let Some(begin) = (at + 1).checked_sub(GRAM) else { continue };
        let order = hash ^ (hash >> 29);
        while queue.back().is_some_and(|&(other, _)| other >= order) {
            queue.pop_back();
        }
        queue.push_back((order, begin));
        while queue.front().is_some_and(|&(_, other)| other + WINDOW <= begin) {
            queue.pop_front();
        }
        if begin + 1 >= WINDOW
            && let Some(&(hash, place)) = queue.front()
            && kept.last().is_none_or(|last| last.at as usize != place)
        {
            kept.push(Fingerprint { hash, at: place as u32 });
        }
    }
    kept
}

fn mix(shape: u32) -> u64 {
    (u64::from(shape) + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens(shapes: &[u32]) -> Vec<CloneToken> {
        shapes.iter().map(|&shape| CloneToken { exact: shape, shape, line: 1 }).collect()
    }

    proptest! {
        /// Whatever stands around two equal runs, they share a fingerprint at the same place.
        #[test]
        fn equal_runs_have_a_fingerprint_in_common(
            run in prop::collection::vec(0..50u32, GUARANTEE),
            before in prop::collection::vec(50..99u32, 0..40),
            after in prop::collection::vec(50..99u32, 0..40),
        ) {
            let alone = winnow(&tokens(&run));
            let around = winnow(&tokens(&[before.clone(), run, after].concat()));
            let shared = alone.iter().any(|one| {
                around.contains(&Fingerprint { hash: one.hash, at: one.at + before.len() as u32 })
            });
            prop_assert!(shared);
        }
    }

    #[test]
    fn few_are_kept_and_short_files_have_none() {
        assert!(winnow(&tokens(&[1; GUARANTEE - 1])).is_empty());
        let many: Vec<u32> = (0..10_000u32).map(|n| n.wrapping_mul(2_654_435_761) >> 7).collect();
        let kept = winnow(&tokens(&many)).len();
        // Winnowing keeps 2 of WINDOW + 1.
        assert!((700..1200).contains(&kept), "{kept}");
    }
}
