//! Pairs of places with the same shape, each as long as it can be.

use rustc_hash::FxHashMap;

use super::stream::Stream;
use super::{MIN_LINES, MIN_TOKENS, noise};

/// Tokens under one fingerprint. With [`WINDOW`] it finds every run of [`MIN_TOKENS`].
const GRAM: usize = 30;
/// Of so many fingerprints in a row the smallest is kept: `MIN_TOKENS - GRAM + 1`.
const WINDOW: usize = MIN_TOKENS - GRAM + 1;
/// After so many places with one fingerprint, a further one is compared with the one before it only.
const MAX_COMPARED: u32 = 50;
/// At most so many pairs are kept; the others are counted.
const MAX_PAIRS: usize = 50_000;

/// Two runs with the same shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub left: usize,
    pub right: usize,
    pub tokens: usize,
}

/// What was found.
pub(super) struct Matches {
    pub found: Vec<Pair>,
    /// Pairs beyond [`MAX_PAIRS`].
    pub dropped: u64,
}

/// Where a fingerprint was seen.
struct Seen {
    first: usize,
    last: usize,
    count: u32,
}

/// Finds all pairs, left before right, of whole lines, without overlap.
pub(super) fn find(stream: &Stream<'_>) -> Matches {
    let mut matches = Matches { found: Vec::new(), dropped: 0 };
    let mut seen: FxHashMap<u64, Seen> = FxHashMap::default();
    // Per distance between left and right: up to where right has been compared.
    let mut done: FxHashMap<usize, usize> = FxHashMap::default();
    for run in stream.runs() {
        fingerprints(stream, run, |hash, at| {
            let Some(place) = seen.get_mut(&hash) else {
                seen.insert(hash, Seen { first: at, last: at, count: 1 });
                return;
            };
            // The same again so soon is a table or a list: it repeats itself, not other code.
            let repeats = stream.file(place.last) == stream.file(at) && at - place.last < MIN_TOKENS;
            if !repeats {
                compare(stream, place.last, at, &mut done, &mut matches);
                if place.first != place.last && place.count < MAX_COMPARED {
                    compare(stream, place.first, at, &mut done, &mut matches);
                }
                place.count += 1;
            }
            place.last = at;
        });
    }
    matches
}

/// Calls back with each kept fingerprint of a run and where it begins.
fn fingerprints(stream: &Stream<'_>, run: std::ops::Range<usize>, mut kept: impl FnMut(u64, usize)) {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    if run.len() < MIN_TOKENS {
        return;
    }
    let mut top: u64 = 1;
    for _ in 1..GRAM {
        top = top.wrapping_mul(BASE);
    }
    let mut hash: u64 = 0;
    // Fingerprints whose hash may still be the smallest of a window, ascending.
    let mut queue: std::collections::VecDeque<(u64, usize)> =
        std::collections::VecDeque::with_capacity(WINDOW);
    let mut last_kept = usize::MAX;
    for at in run.clone() {
        if at >= run.start + GRAM {
            hash = hash.wrapping_sub(mix(stream.shape(at - GRAM)).wrapping_mul(top));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(mix(stream.shape(at)));
        if at + 1 < run.start + GRAM {
            continue;
        }
        let begin = at + 1 - GRAM;
        let order = hash ^ (hash >> 29);
        while queue.back().is_some_and(|&(other, _)| other >= order) {
            queue.pop_back();
        }
        queue.push_back((order, begin));
        while queue.front().is_some_and(|&(_, other)| other + WINDOW <= begin) {
            queue.pop_front();
        }
        if begin + 1 >= run.start + WINDOW
            && let Some(&(smallest, place)) = queue.front()
            && place != last_kept
        {
            last_kept = place;
            kept(smallest, place);
        }
    }
}

fn mix(shape: u32) -> u64 {
    (u64::from(shape) + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// Extends two places with one fingerprint to the longest run of equal shape, and keeps it where it is a clone.
fn compare(
    stream: &Stream<'_>,
    left: usize,
    right: usize,
    done: &mut FxHashMap<usize, usize>,
    matches: &mut Matches,
) {
    let distance = right - left;
    let compared = done.entry(distance).or_insert(0);
    if right < *compared {
        return;
    }
    let back =
        stream.start_of(left).max(left.saturating_sub(right - (*compared).max(stream.start_of(right))));
    let mut first = left;
    while first > back && stream.shape(first - 1) == stream.shape(first - 1 + distance) {
        first -= 1;
    }
    let stop = stream.end_of(left).min(stream.end_of(right) - distance);
    let mut end = left;
    while end < stop && stream.shape(end) == stream.shape(end + distance) {
        end += 1;
    }
    *compared = end + distance;
    // Within one file the two must not run into each other.
    let mut pair = Pair { left: first, right: first + distance, tokens: (end - first).min(distance) };
    if !whole_lines(stream, &mut pair) {
        return;
    }
    for part in noise::honest(stream, pair) {
        if matches.found.len() < MAX_PAIRS {
            matches.found.push(part);
        } else {
            matches.dropped += 1;
        }
    }
}

/// Cuts a pair down to whole lines of its left place; says whether enough is left to be a clone.
pub(super) fn whole_lines(stream: &Stream<'_>, pair: &mut Pair) -> bool {
    let mut end = pair.left + pair.tokens;
    let mut first = pair.left;
    while first < end && !(stream.opens_line(first) && stream.opens_line(pair.right + first - pair.left)) {
        first += 1;
    }
    while first < end
        && !(stream.closes_line(end - 1) && stream.closes_line(pair.right + end - 1 - pair.left))
    {
        end -= 1;
    }
    *pair = Pair { left: first, right: pair.right + first - pair.left, tokens: end - first };
    pair.tokens >= MIN_TOKENS
        && stream.lines(pair.left, pair.tokens) >= MIN_LINES
        && stream.lines(pair.right, pair.tokens) >= MIN_LINES
}
