//! A retrieval test as in CodeSearchNet (arXiv 1909.09436): the first sentence of a doc string is the
//! question, the function without its doc string is the answer.

use std::collections::HashMap;

use crate::corpus::Function;

/// Functions to be searched, and questions with the place of the one right answer.
#[derive(Debug)]
pub struct Task {
    /// What is searched.
    pub functions: Vec<Function>,
    /// Questions, each with the index of its answer.
    pub questions: Vec<(String, usize)>,
}

/// Takes `questions` functions with a telling doc string and fills up with others to `functions`. The
/// choice is random and the same every time.
pub fn task(all: Vec<Function>, questions: usize, functions: usize) -> Task {
    let sentences: Vec<_> =
        all.iter().map(|function| function.doc.as_deref().and_then(first_sentence)).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for sentence in sentences.iter().flatten() {
        *seen.entry(sentence).or_default() += 1;
    }
    // A sentence that stands on two functions has no one right answer.
    let asks = |at: usize| sentences[at].as_deref().is_some_and(|sentence| seen[sentence] == 1);

    let mut order: Vec<usize> = (0..all.len()).collect();
    shuffle(&mut order);
    let (asked, others): (Vec<_>, Vec<_>) = order.into_iter().partition(|&at| asks(at));
    let (asked, spare) = asked.split_at(questions.min(asked.len()));
    let others = others.iter().chain(spare).take(functions.saturating_sub(asked.len()));
    let chosen: Vec<usize> = asked.iter().chain(others).copied().collect();
    let questions =
        asked.iter().enumerate().filter_map(|(place, &at)| Some((sentences[at].clone()?, place))).collect();
    Task { functions: chosen.into_iter().map(|at| all[at].clone()).collect(), questions }
}

/// Mean of `1 / log2(rank + 1)` over all questions, 0 where the answer is not among the first ten: nDCG@10
/// (Järvelin and Kekäläinen 2002) for one relevant answer. Ranks count from 1.
pub fn ndcg_at_10(ranks: &[Option<usize>]) -> f64 {
    let gain = |rank: &Option<usize>| match rank {
        Some(rank) if *rank <= 10 => 1.0 / (*rank as f64 + 1.0).log2(),
        _ => 0.0,
    };
    ranks.iter().map(gain).sum::<f64>() / ranks.len().max(1) as f64
}

/// The first sentence of a doc string, if it has at least four words.
fn first_sentence(doc: &str) -> Option<String> {
    let paragraph = doc.trim().split("\n\n").next()?;
    let paragraph = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = paragraph
        .match_indices(['.', '!', '?'])
        .map(|(at, _)| at)
        .find(|&at| paragraph[at + 1..].starts_with(' ') || at + 1 == paragraph.len());
    let sentence = &paragraph[..end.unwrap_or(paragraph.len())];
    let words = sentence.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() >= 2);
    (words.count() >= 4).then(|| sentence.to_owned())
}

/// Fisher and Yates, over numbers of a fixed xorshift generator (Marsaglia 2003).
fn shuffle(order: &mut [usize]) {
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    for at in (1..order.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(at, (state % (at as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ndcg_counts_by_rank() {
        assert!((ndcg_at_10(&[Some(1)]) - 1.0).abs() < 1e-9);
        assert!((ndcg_at_10(&[Some(3), None]) - 0.25).abs() < 1e-9);
        assert!(ndcg_at_10(&[Some(11)]).abs() < 1e-9);
    }

    #[test]
    fn sentences_end_at_a_stop_before_a_space() {
        assert_eq!(
            first_sentence("\n  Reads the 2.0 file\n  format. Then more.").as_deref(),
            Some("Reads the 2.0 file format")
        );
        assert_eq!(first_sentence("Too short."), None);
    }
}
