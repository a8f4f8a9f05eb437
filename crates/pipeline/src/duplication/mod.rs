//! Finds the same code in several places: at least 50 tokens and 5 lines, with the same tokens or the same shape.
//!
//! Fingerprints that files have in common (see [`crate::facts::winnow`]) find candidates; each is extended to the
//! longest equal run and verified token by token, so no clone rests on a hash of a window. The work is linear in the
//! fingerprints and the clones, also on repetitive code.
//!
//! Generated and vendored files are not among the files handed over. Clones that stand in test code only are listed,
//! but count neither in `duplicated_lines` nor in `ratio`: repetition in tests often reads better than indirection.

mod class;
mod matching;
mod noise;
mod stream;

use types::{CancellationToken, CloneClass, ClonePlace, Duplication};

use crate::AnalyzedFile;
use crate::facts::GUARANTEE;
use stream::Stream;

/// A clone has at least so many tokens.
pub const MIN_TOKENS: usize = GUARANTEE;
/// A clone has at least so many lines with code, in each place.
pub const MIN_LINES: usize = 5;
/// At most so many clones are listed; the others are counted in `clones_left_out`.
const MAX_LISTED: usize = 500;

/// Finds the clones among files, which stand ordered by path. When asked to stop, what is found is of no use.
pub fn find(files: &[AnalyzedFile], cancel: &CancellationToken) -> Duplication {
    let stream = Stream::of(files);
    let matches = matching::find(&stream, cancel);
    let classes = class::group(&matches.found, &stream);
    let (duplicated_lines, code_lines) = duplicated_lines(&classes, &stream);
    let left_out = classes.len().saturating_sub(MAX_LISTED) as u64 + matches.dropped;
    Duplication {
        duplicated_lines,
        ratio: if code_lines == 0 { 0.0 } else { duplicated_lines as f64 / code_lines as f64 },
        clones: classes.iter().take(MAX_LISTED).map(|class| describe(class, &stream)).collect(),
        clones_left_out: left_out,
    }
}

fn describe(class: &class::Class, stream: &Stream<'_>) -> CloneClass {
    let mut places: Vec<ClonePlace> = class
        .starts
        .iter()
        .map(|&start| ClonePlace {
            path: stream.path(start).to_owned(),
            start_line: stream.line(start),
            end_line: stream.line(start + class.tokens - 1),
        })
        .collect();
    places.sort();
    let lines = places.iter().map(|place| place.end_line - place.start_line + 1).max().unwrap_or(0);
    CloneClass { kind: class.kind, tokens: class.tokens as u32, lines, places }
}

/// Lines of product code that stand in a clone, and all lines with product code of the files that were compared.
fn duplicated_lines(classes: &[class::Class], stream: &Stream<'_>) -> (u64, u64) {
    let mut lines: Vec<(usize, u32)> = Vec::new();
    for class in classes {
        for &start in &class.starts {
            let file = stream.file(start);
            let run = stream.tokens(start, class.tokens);
            let first = |&at: &usize| stream::opens_line(run, at);
            lines.extend((0..run.len()).filter(first).map(|at| (file, run[at].line)));
        }
    }
    lines.sort_unstable();
    lines.dedup();
    let duplicated = lines.iter().filter(|&&(file, line)| !stream.is_test_line(file, line)).count() as u64;
    let all = stream.files().filter(|(_, file)| !file.class.test);
    (duplicated, all.map(|(_, file)| u64::from(file.facts.product_lines)).sum())
}

#[cfg(test)]
mod tests;
