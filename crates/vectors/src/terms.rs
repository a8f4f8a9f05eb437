//! Texts as weighted terms for BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework").
//!
//! A term is a stemmed word of an identifier, hashed to 32 bits. The weight of a document's term is the
//! saturated frequency `f (k1 + 1) / (f + k1 (1 - b + b length / average))`; the store multiplies it with
//! the term's inverse document frequency among the team's chunks when it is asked.

use rustc_hash::FxHashMap;
use types::Chunk;
use types::words::words;

use crate::stem::stem;

/// How many occurrences in the text one occurrence in the path counts for.
const PATH_WEIGHT: f32 = 2.0;

/// How many occurrences in the text one occurrence in the symbol's name counts for.
const SYMBOL_WEIGHT: f32 = 8.0;

/// How late repetition stops to count. Higher than for prose: code repeats what it is about.
const K1: f32 = 3.0;

/// How much a long chunk's frequencies are held against its length.
const B: f32 = 0.75;

/// The weighted length of a usual chunk. Fixed, so that a chunk's weights do not depend on the others.
const AVERAGE_LENGTH: f32 = 130.0;

/// Words that say nothing about what is looked for.
const STOP_WORDS: [&str; 50] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has", "have",
    "how", "i", "if", "in", "into", "is", "it", "its", "no", "not", "of", "on", "or", "such", "that", "the",
    "their", "then", "there", "these", "they", "this", "to", "was", "we", "were", "what", "when", "where",
    "which", "who", "why", "will", "with", "you",
];

/// Weighted terms: a sparse vector, its terms in rising order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Terms {
    /// Hashes of the terms, each once.
    pub ids: Vec<u32>,
    /// Their weights, above 0.
    pub weights: Vec<f32>,
}

impl Terms {
    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    fn from_map(map: FxHashMap<u32, f32>) -> Self {
        let mut pairs: Vec<_> = map.into_iter().collect();
        pairs.sort_unstable_by_key(|&(id, _)| id);
        let (ids, weights) = pairs.into_iter().unzip();
        Self { ids, weights }
    }
}

/// The terms of a chunk: of its path, of its symbol, and of all its text.
pub fn document_terms(chunk: &Chunk) -> Terms {
    let mut frequencies = FxHashMap::default();
    let mut length = 0.0;
    let fields = [
        (chunk.path.as_str(), PATH_WEIGHT),
        (chunk.symbol.as_deref().unwrap_or(""), SYMBOL_WEIGHT),
        (&chunk.text, 1.0),
    ];
    for (text, weight) in fields {
        for word in words(text) {
            *frequencies.entry(term(&word.to_lowercase())).or_default() += weight;
            length += weight;
        }
    }
    let held_back = K1 * (1.0 - B + B * length / AVERAGE_LENGTH);
    for frequency in frequencies.values_mut() {
        *frequency = *frequency * (K1 + 1.0) / (*frequency + held_back);
    }
    Terms::from_map(frequencies)
}

/// The terms of a question, each with weight 1. Stop words are left out unless there is nothing else.
pub fn query_terms(text: &str) -> Terms {
    let all: Vec<_> = words(text).map(str::to_lowercase).collect();
    let telling: Vec<_> = all.iter().filter(|word| !STOP_WORDS.contains(&word.as_str())).collect();
    let kept = if telling.is_empty() { all.iter().collect() } else { telling };
    Terms::from_map(kept.into_iter().map(|word| (term(word), 1.0)).collect())
}

/// A word's term: FNV-1a over its stem. Stored, so it must never change; among 50,000 different words
/// less than one pair is expected to share a hash.
fn term(word: &str) -> u32 {
    stem(word).bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::{ChunkKind, Language};

    fn chunk(path: &str, symbol: Option<&str>, text: &str) -> Chunk {
        Chunk {
            path: path.to_owned(),
            language: Language::new("python"),
            kind: ChunkKind::Function,
            symbol: symbol.map(str::to_owned),
            start_line: 1,
            end_line: 1,
            text: text.to_owned(),
            content_hash: String::new(),
        }
    }

    fn weight(terms: &Terms, word: &str) -> f32 {
        terms.ids.binary_search(&term(word)).map_or(0.0, |at| terms.weights[at])
    }

    #[test]
    fn weights_follow_the_formula() {
        let terms = document_terms(&chunk("", None, "cat cat dog"));
        let held_back = K1 * (0.25 + 0.75 * 3.0 / AVERAGE_LENGTH);
        assert!((weight(&terms, "cat") - 2.0 * 4.0 / (2.0 + held_back)).abs() < 1e-6);
        assert!((weight(&terms, "dog") - 4.0 / (1.0 + held_back)).abs() < 1e-6);
    }

    #[test]
    fn a_name_outweighs_a_path_outweighs_the_text() {
        let terms = document_terms(&chunk("alpha.x", Some("beta"), "gamma"));
        assert!(weight(&terms, "beta") > weight(&terms, "alpha"));
        assert!(weight(&terms, "alpha") > weight(&terms, "gamma"));
    }

    #[test]
    fn the_same_occurrence_weighs_less_in_a_longer_text_and_never_more_than_the_bound() {
        let short = document_terms(&chunk("", None, "cat"));
        let long = document_terms(&chunk("", None, &format!("cat {}", "dog ".repeat(10_000))));
        assert!(weight(&short, "cat") > weight(&long, "cat"));
        assert!(weight(&long, "dog") < K1 + 1.0);
    }

    #[test]
    fn a_question_meets_the_forms_that_code_writes() {
        let terms = document_terms(&chunk("", Some("parseHTTPHeaders"), ""));
        let query = query_terms("Where is the HTTP header parsed?");
        assert_eq!(query.ids.len(), 3);
        assert!(query.ids.iter().all(|id| terms.ids.contains(id)));
    }

    #[test]
    fn stop_words_alone_are_looked_for() {
        assert_eq!(query_terms("where and how").ids.len(), 3);
        assert!(query_terms(" ?! ").is_empty());
    }

    #[test]
    fn hashes_never_change() {
        assert_eq!(term(""), 0x811c_9dc5);
        assert_eq!(term("parsed"), term("parsing"));
        assert_eq!(term("a"), 0xe40c_292c);
    }
}
