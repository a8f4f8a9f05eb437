//! Tells code that was copied from code that merely looks alike.

use rustc_hash::{FxHashMap, FxHashSet};

use super::matching::{Pair, whole_lines};
use super::stream::Stream;
use crate::facts::CloneToken;

/// Of a renamed clone's names and values at most this share may break the renaming one to one.
const MAX_BREACHES: f64 = 0.1;
/// A renamed clone has at least so many tokens more than an identical one needs: looking alike is cheap.
const MIN_RENAMED_TOKENS: usize = 70;
/// Tokens in a row that are looked at to see whether code repeats itself.
const GRAM: usize = 4;
/// So much of a clone must be new at each step, else it is a table or a row of one-line members.
const MIN_VARIETY: f64 = 0.5;
/// The same by shape, where only names differ: rows of alike statements are how languages are written.
const MIN_RENAMED_VARIETY: f64 = 0.65;

/// What of a pair with the same shape counts as copied: all of it, or the identical stretches in it.
///
/// All of it, where names and values are the same or replaced one for one, as a person does who copies and renames;
/// code that merely has the same grammar maps one name to many.
pub(super) fn honest(stream: &Stream<'_>, pair: Pair) -> Vec<Pair> {
    let equal = is_identical(stream, pair);
    let varied = if equal {
        is_varied(stream, pair, hash_of_copies(stream, pair), MIN_VARIETY)
    } else {
        is_varied(stream, pair, |token| token.shape, MIN_RENAMED_VARIETY)
    };
    if varied
        && (equal
            || pair.tokens >= MIN_RENAMED_TOKENS && is_renaming(stream, pair) && is_a_body(stream, pair))
    {
        return vec![pair];
    }
    if equal {
        return Vec::new();
    }
    let bodies = if varied { Vec::new() } else { renamed_bodies(stream, pair) };
    if bodies.is_empty() { identical_stretches(stream, pair) } else { bodies }
}

/// By what hash the variety of identical code is judged: a table that stands in two files was copied, rows that come
/// again in one file are how tables are.
fn hash_of_copies(stream: &Stream<'_>, pair: Pair) -> fn(&CloneToken) -> u32 {
    if stream.file(pair.left) == stream.file(pair.right) { |token| token.shape } else { |token| token.exact }
}

/// The functions in a pair that are copies each by itself: a file of alike functions has little variety as a whole.
fn renamed_bodies(stream: &Stream<'_>, pair: Pair) -> Vec<Pair> {
    let tokens = stream.tokens(pair.left, pair.tokens);
    let mut found: Vec<Pair> = Vec::new();
    for lines in stream.functions(pair.left) {
        let first = tokens.partition_point(|token| token.line < *lines.start());
        let end = tokens.partition_point(|token| token.line <= *lines.end());
        let mut body =
            Pair { left: pair.left + first, right: pair.right + first, tokens: end.saturating_sub(first) };
        // One inside another that was taken has been told.
        let told = found.last().is_some_and(|last| body.left < last.left + last.tokens);
        if !told
            && body.tokens >= MIN_RENAMED_TOKENS
            && whole_lines(stream, &mut body)
            && is_varied(stream, body, |token| token.shape, MIN_RENAMED_VARIETY)
            && is_renaming(stream, body)
        {
            found.push(body);
        }
    }
    found
}

/// Whether both places have the very same tokens.
pub(super) fn is_identical(stream: &Stream<'_>, pair: Pair) -> bool {
    let left = stream.tokens(pair.left, pair.tokens);
    let right = stream.tokens(pair.right, pair.tokens);
    left.iter().zip(right).all(|(a, b)| a.exact == b.exact)
}

/// Whether names and values are replaced one for one, but for a few.
fn is_renaming(stream: &Stream<'_>, pair: Pair) -> bool {
    let mut there: FxHashMap<u32, u32> = FxHashMap::default();
    let mut back: FxHashMap<u32, u32> = FxHashMap::default();
    let mut names = 0u32;
    let mut breaches = 0u32;
    let left = stream.tokens(pair.left, pair.tokens);
    let right = stream.tokens(pair.right, pair.tokens);
    for (a, b) in left.iter().zip(right).filter(|(a, _)| a.exact != a.shape) {
        names += 1;
        let kept = *there.entry(a.exact).or_insert(b.exact) == b.exact
            && *back.entry(b.exact).or_insert(a.exact) == a.exact;
        breaches += u32::from(!kept);
    }
    f64::from(breaches) <= f64::from(names) * MAX_BREACHES
}

/// Whether most of it stands in one function. Rows of small members - getters, constants, implementations of one
/// interface - have the same shape because the language wants it so.
fn is_a_body(stream: &Stream<'_>, pair: Pair) -> bool {
    let tokens = stream.tokens(pair.left, pair.tokens);
    let touched = tokens[0].line..=tokens[tokens.len() - 1].line;
    stream.functions(pair.left).any(|lines| {
        if lines.end() < touched.start() || touched.end() < lines.start() {
            return false;
        }
        let inside = tokens.iter().filter(|token| lines.contains(&token.line)).count();
        inside * 2 >= tokens.len()
    })
}

/// Whether at least this share of the short runs of tokens is seen for the first time: near 1 for prose-like code,
/// near 0 for tables; by `hash`, which tells the values of a table apart or not.
fn is_varied(stream: &Stream<'_>, pair: Pair, hash: fn(&CloneToken) -> u32, share: f64) -> bool {
    let tokens = stream.tokens(pair.left, pair.tokens);
    // Long code uses up what short runs a language has, so only so many can be asked for.
    let possible = (tokens.len() + 1 - GRAM).min(400);
    let needed = (possible as f64 * share).ceil() as usize;
    let mut seen: FxHashSet<[u32; GRAM]> =
        FxHashSet::with_capacity_and_hasher(needed, rustc_hash::FxBuildHasher);
    tokens.windows(GRAM).any(|gram| {
        seen.insert([hash(&gram[0]), hash(&gram[1]), hash(&gram[2]), hash(&gram[3])]);
        seen.len() >= needed
    })
}

/// The longest stretches with the very same tokens that are clones by themselves.
fn identical_stretches(stream: &Stream<'_>, pair: Pair) -> Vec<Pair> {
    let mut found = Vec::new();
    let left = stream.tokens(pair.left, pair.tokens);
    let right = stream.tokens(pair.right, pair.tokens);
    let mut first = 0;
    for at in 0..=pair.tokens {
        if at < pair.tokens && left[at].exact == right[at].exact {
            continue;
        }
        let mut part = Pair { left: pair.left + first, right: pair.right + first, tokens: at - first };
        if part.tokens >= super::MIN_TOKENS
            && whole_lines(stream, &mut part)
            && is_varied(stream, part, hash_of_copies(stream, part), MIN_VARIETY)
        {
            found.push(part);
        }
        first = at + 1;
    }
    found
}
