//! All tokens of all files as one row, left where they are.

use std::cell::OnceCell;

use crate::AnalyzedFile;
use crate::facts::CloneToken;

/// The tokens of all files, one after the other. Positions count over the whole row; a run stands in one file.
pub(super) struct Stream<'f> {
    files: Vec<&'f AnalyzedFile>,
    /// Where each file's tokens begin, and where the last one's end.
    starts: Vec<usize>,
    /// Spans of test code in each file, found when they are first asked for.
    tests: Vec<OnceCell<Vec<(u32, u32)>>>,
}

impl<'f> Stream<'f> {
    pub(super) fn of(files: &'f [AnalyzedFile]) -> Self {
        let files: Vec<_> =
            files.iter().filter(|file| file.facts.tokens.len() >= super::MIN_TOKENS).collect();
        let mut starts = vec![0];
        starts.extend(files.iter().scan(0, |end, file| {
            *end += file.facts.tokens.len();
            Some(*end)
        }));
        Self { tests: vec![OnceCell::new(); files.len()], starts, files }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.starts[self.files.len()]
    }

    /// The files, each with where its tokens begin.
    pub(super) fn files(&self) -> impl Iterator<Item = (usize, &'f AnalyzedFile)> + '_ {
        self.starts.iter().copied().zip(self.files.iter().copied())
    }

    /// The tokens of a file, and the place in it of a position.
    pub(super) fn around(&self, at: usize) -> (&'f [CloneToken], usize) {
        let file = self.file(at);
        (&self.files[file].facts.tokens, at - self.starts[file])
    }

    pub(super) fn tokens(&self, first: usize, count: usize) -> &'f [CloneToken] {
        let (tokens, first) = self.around(first);
        &tokens[first..first + count]
    }

    pub(super) fn line(&self, at: usize) -> u32 {
        let (tokens, at) = self.around(at);
        tokens[at].line
    }

    pub(super) fn path(&self, at: usize) -> &'f str {
        &self.files[self.file(at)].path
    }

    /// Lines of each function in the file of a token.
    pub(super) fn functions(&self, at: usize) -> impl Iterator<Item = std::ops::RangeInclusive<u32>> + 'f {
        let facts = &self.files[self.file(at)].facts;
        facts.functions.iter().map(|function| function.start_line..=function.end_line)
    }

    /// The file of a position, by its own position.
    pub(super) fn file(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at) - 1
    }

    /// Whether a token stands in test code.
    pub(super) fn in_test(&self, at: usize) -> bool {
        self.is_test_line(self.file(at), self.line(at))
    }

    /// Whether a line of a file is test code: the file is one, or a symbol around the line.
    pub(super) fn is_test_line(&self, file: usize, line: u32) -> bool {
        let analyzed = self.files[file];
        if analyzed.class.test {
            return true;
        }
        let spans = self.tests[file].get_or_init(|| analyzed.facts.test_spans());
        let after = spans.partition_point(|&(start, _)| start <= line);
        after.checked_sub(1).is_some_and(|at| line <= spans[at].1)
    }
}

/// How many lines have tokens in a run.
pub(super) fn lines(run: &[CloneToken]) -> usize {
    usize::from(!run.is_empty()) + run.windows(2).filter(|pair| pair[0].line != pair[1].line).count()
}

/// Whether a token is the first of its line.
pub(super) fn opens_line(tokens: &[CloneToken], at: usize) -> bool {
    at == 0 || tokens[at - 1].line != tokens[at].line
}

/// Whether a token is the last of its line.
pub(super) fn closes_line(tokens: &[CloneToken], at: usize) -> bool {
    tokens.get(at + 1).is_none_or(|next| next.line != tokens[at].line)
}
