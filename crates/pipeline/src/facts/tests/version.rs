//! Facts are kept from one run to the next, so what gives other facts must say so.

use super::{FACTS_VERSION, FileClass, FileFacts, Limits, by_id, extract};
use crate::rules;

/// The version that facts had when this hash was taken, and the hash of what every rule's examples give.
const KNOWN: (u32, &str) = (3, "19d4da4e2f9b5120");

#[test]
fn other_facts_have_another_version() {
    let mut hasher = blake3::Hasher::new();
    for example in rules::ALL.iter().flat_map(|rule| rule.examples) {
        for source in [example.bad, example.good] {
            for test in [false, true] {
                let class = FileClass { language: by_id(example.language), test };
                let mut facts = extract(source, class, &Limits::default()).unwrap();
                without_fractions(&mut facts);
                hasher.update(&rmp_serde::to_vec(&facts).unwrap());
            }
        }
    }
    let hash = hasher.finalize().to_hex();
    assert_eq!(
        (FACTS_VERSION, &hash[..16]),
        KNOWN,
        "the same bytes give other facts: raise FACTS_VERSION, say there what changed, and write the new hash here"
    );
}

/// Logarithms may differ in the last digit from one machine to another.
fn without_fractions(facts: &mut FileFacts) {
    for function in &mut facts.functions {
        function.halstead_volume = function.halstead_volume.round();
        function.halstead_difficulty = function.halstead_difficulty.round();
        function.maintainability_index = function.maintainability_index.round();
    }
}
