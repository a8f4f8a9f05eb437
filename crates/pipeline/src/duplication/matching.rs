//! Pairs of places with the same shape, each as long as it can be.

use rustc_hash::FxHashMap;
use types::CancellationToken;

use super::stream::{Stream, closes_line, lines, opens_line};
use super::{MIN_LINES, MIN_TOKENS, noise};

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
#[derive(Default)]
pub(super) struct Matches {
    pub found: Vec<Pair>,
    /// Pairs beyond [`MAX_PAIRS`].
    pub dropped: u64,
    /// Per distance between left and right: up to where right has been compared.
    done: FxHashMap<usize, usize>,
}

/// Where a fingerprint was seen.
struct Seen {
    first: usize,
    last: usize,
    count: u32,
}

/// Finds all pairs, left before right, of whole lines, without overlap.
pub(super) fn find(stream: &Stream<'_>, cancel: &CancellationToken) -> Matches {
    let mut matches = Matches::default();
    let all = stream.files().map(|(_, file)| file.facts.fingerprints.len()).sum();
    let mut seen: FxHashMap<u64, Seen> = FxHashMap::with_capacity_and_hasher(all, rustc_hash::FxBuildHasher);
    for (start, file) in stream.files() {
        if cancel.is_cancelled() {
            break;
        }
        for fingerprint in &file.facts.fingerprints {
            let at = start + fingerprint.at as usize;
            let Some(place) = seen.get_mut(&fingerprint.hash) else {
                seen.insert(fingerprint.hash, Seen { first: at, last: at, count: 1 });
                continue;
            };
            // The same again so soon is a table or a list: it repeats itself, not other code.
            let repeats = place.last >= start && at - place.last < MIN_TOKENS;
            if !repeats {
                matches.compare(stream, place.last, at);
                if place.first != place.last && place.count < MAX_COMPARED {
                    matches.compare(stream, place.first, at);
                }
                place.count += 1;
            }
            place.last = at;
        }
    }
    matches
}

impl Matches {
    /// Extends two places with one fingerprint to the longest run of equal shape, and keeps it where it is a clone.
    fn compare(&mut self, stream: &Stream<'_>, left: usize, right: usize) {
        let distance = right - left;
        let compared = self.done.entry(distance).or_insert(0);
        if right < *compared {
            return;
        }
        let (here, at) = stream.around(left);
        let (there, other) = stream.around(right);
        let reach = at.min(other).min(right - *compared);
        let back = (1..=reach).take_while(|back| here[at - back].shape == there[other - back].shape).count();
        let on = here[at..].iter().zip(&there[other..]).take_while(|(a, b)| a.shape == b.shape).count();
        *compared = right + on;
        let first = left - back;
        // Within one file the two must not run into each other: code that repeats itself is told copy by copy.
        for start in (0..back + on).step_by(distance) {
            let tokens = (back + on - start).min(distance);
            let pair = Pair { left: first + start, right: first + start + distance, tokens };
            if !self.keep(stream, pair) {
                break;
            }
        }
    }

    /// Keeps what of a pair is a clone; says whether any of it is.
    fn keep(&mut self, stream: &Stream<'_>, mut pair: Pair) -> bool {
        if !whole_lines(stream, &mut pair) {
            return false;
        }
        let parts = noise::honest(stream, pair);
        let any = !parts.is_empty();
        for part in parts {
            if self.found.len() < MAX_PAIRS {
                self.found.push(part);
            } else {
                self.dropped += 1;
            }
        }
        any
    }
}

/// Cuts a pair down to lines that are whole in both places; says whether enough is left to be a clone.
pub(super) fn whole_lines(stream: &Stream<'_>, pair: &mut Pair) -> bool {
    let (here, left) = stream.around(pair.left);
    let (there, right) = stream.around(pair.right);
    let opens = |at: &usize| opens_line(here, left + at) && opens_line(there, right + at);
    let closes = |at: &usize| closes_line(here, left + at) && closes_line(there, right + at);
    let first = (0..pair.tokens).find(opens).unwrap_or(pair.tokens);
    let end = (first..pair.tokens).rfind(closes).map_or(first, |last| last + 1);
    *pair = Pair { left: pair.left + first, right: pair.right + first, tokens: end - first };
    pair.tokens >= MIN_TOKENS
        && lines(&here[left + first..left + end]) >= MIN_LINES
        && lines(&there[right + first..right + end]) >= MIN_LINES
}
