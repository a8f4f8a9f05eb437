//! Pairs put together to classes: the same code in all its places.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use types::CloneKind;

use super::matching::Pair;
use super::stream::Stream;

/// The same code in several places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Class {
    pub kind: CloneKind,
    pub tokens: usize,
    /// Where it begins; at least two, in order, without overlap.
    pub starts: Vec<usize>,
}

/// Groups pairs that share a place, and leaves out classes that say nothing beyond larger ones.
///
/// Product code comes before test code, then the most repeated tokens first.
pub(super) fn group(pairs: &[Pair], stream: &Stream<'_>) -> Vec<Class> {
    let mut classes: Vec<Class> =
        connect(pairs).into_iter().filter_map(|(starts, tokens)| class(starts, tokens, stream)).collect();
    classes.sort_by_key(|class| (Reverse(class.tokens), Reverse(class.starts.len()), class.starts[0]));
    let mut covered = vec![false; stream.len()];
    classes.retain(|class| {
        let new = |&start: &usize| {
            let known = covered[start..start + class.tokens].iter().filter(|&&known| known).count();
            known * 2 < class.tokens
        };
        let says_more = class.starts.iter().any(new);
        if says_more {
            for &start in &class.starts {
                covered[start..start + class.tokens].fill(true);
            }
        }
        says_more
    });
    classes.sort_by_cached_key(|class| {
        let test_only = class.starts.iter().all(|&start| stream.in_test(start));
        (test_only, Reverse(class.tokens * (class.starts.len() - 1)), class.starts[0])
    });
    classes
}

/// Runs that are joined by pairs, directly or over others: their starts, and their length.
fn connect(pairs: &[Pair]) -> Vec<(Vec<usize>, usize)> {
    let mut ids: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    let mut runs = Vec::new();
    let mut parent: Vec<usize> = Vec::new();
    for pair in pairs {
        let [left, right] = [pair.left, pair.right].map(|start| {
            *ids.entry((start, pair.tokens)).or_insert_with(|| {
                runs.push((start, pair.tokens));
                parent.push(parent.len());
                parent.len() - 1
            })
        });
        let (left, right) = (root(&mut parent, left), root(&mut parent, right));
        parent[left.max(right)] = left.min(right);
    }
    let mut grouped: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<(Vec<usize>, usize)> = Vec::new();
    for (at, &(start, tokens)) in runs.iter().enumerate() {
        let top = root(&mut parent, at);
        let group = *grouped.entry(top).or_insert_with(|| {
            groups.push((Vec::new(), tokens));
            groups.len() - 1
        });
        groups[group].0.push(start);
    }
    groups
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// A class without overlapping places; `None` where fewer than two are left.
fn class(mut starts: Vec<usize>, tokens: usize, stream: &Stream<'_>) -> Option<Class> {
    starts.sort_unstable();
    let mut free = 0;
    starts.retain(|&start| {
        let keep = start >= free;
        if keep {
            free = start + tokens;
        }
        keep
    });
    let (&first, others) = starts.split_first()?;
    if others.is_empty() {
        return None;
    }
    let model = stream.tokens(first, tokens);
    let identical = others
        .iter()
        .all(|&start| stream.tokens(start, tokens).iter().zip(model).all(|(a, b)| a.exact == b.exact));
    let kind = if identical { CloneKind::Identical } else { CloneKind::Renamed };
    Some(Class { kind, tokens, starts })
}
