//! All tokens of all files in one row.

use crate::AnalyzedFile;
use crate::facts::CloneToken;

/// The tokens of all files, one after the other. Positions count over the whole row.
pub(super) struct Stream<'f> {
    files: Vec<&'f AnalyzedFile>,
    /// Where each file's tokens begin, and where the last one's end.
    starts: Vec<usize>,
    tokens: Vec<CloneToken>,
    /// Which file each token is of, by position in `files`.
    file_of: Vec<u32>,
    test: Vec<bool>,
}

impl<'f> Stream<'f> {
    pub(super) fn of(files: &'f [AnalyzedFile]) -> Self {
        let files: Vec<_> =
            files.iter().filter(|file| file.facts.tokens.len() >= super::MIN_TOKENS).collect();
        let count = files.iter().map(|file| file.facts.tokens.len()).sum();
        let mut stream = Self {
            starts: vec![0],
            tokens: Vec::with_capacity(count),
            file_of: Vec::with_capacity(count),
            test: Vec::with_capacity(count),
            files,
        };
        for (at, file) in stream.files.iter().enumerate() {
            stream.tokens.extend_from_slice(&file.facts.tokens);
            stream.starts.push(stream.tokens.len());
            stream.file_of.resize(stream.tokens.len(), at as u32);
            mark_tests(file, &mut stream.test);
        }
        stream
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn tokens(&self, first: usize, count: usize) -> &[CloneToken] {
        &self.tokens[first..first + count]
    }

    pub(super) fn shape(&self, at: usize) -> u32 {
        self.tokens[at].shape
    }

    pub(super) fn line(&self, at: usize) -> u32 {
        self.tokens[at].line
    }

    /// Whether a token is the first of its line.
    pub(super) fn opens_line(&self, at: usize) -> bool {
        at == self.start_of(at) || self.tokens[at - 1].line != self.tokens[at].line
    }

    /// Whether a token is the last of its line.
    pub(super) fn closes_line(&self, at: usize) -> bool {
        at + 1 == self.end_of(at) || self.tokens[at + 1].line != self.tokens[at].line
    }

    /// How many lines have tokens in a run.
    pub(super) fn lines(&self, first: usize, count: usize) -> usize {
        let tokens = self.tokens(first, count);
        usize::from(count > 0) + tokens.windows(2).filter(|pair| pair[0].line != pair[1].line).count()
    }

    pub(super) fn path(&self, at: usize) -> &str {
        &self.files[self.file_of[at] as usize].path
    }

    /// Lines of each function in the file of a token.
    pub(super) fn functions(&self, at: usize) -> impl Iterator<Item = std::ops::RangeInclusive<u32>> + '_ {
        let facts = &self.files[self.file_of[at] as usize].facts;
        facts.functions.iter().map(|function| function.start_line..=function.end_line)
    }

    pub(super) fn file(&self, at: usize) -> u32 {
        self.file_of[at]
    }

    /// Each file's run of positions.
    pub(super) fn runs(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        self.starts.windows(2).map(|pair| pair[0]..pair[1])
    }

    /// The file and line of a token; `None` in test code.
    pub(super) fn product_line(&self, at: usize) -> Option<(u32, u32)> {
        (!self.test[at]).then(|| (self.file_of[at], self.tokens[at].line))
    }

    /// Whether a token stands in test code.
    pub(super) fn in_test(&self, at: usize) -> bool {
        self.test[at]
    }

    pub(super) fn start_of(&self, at: usize) -> usize {
        self.starts[self.file_of[at] as usize]
    }

    pub(super) fn end_of(&self, at: usize) -> usize {
        self.starts[self.file_of[at] as usize + 1]
    }
}

/// Says for each token of a file whether it stands in test code: the file is one, or a symbol around it.
fn mark_tests(file: &AnalyzedFile, into: &mut Vec<bool>) {
    let mut spans: Vec<(u32, u32)> = file
        .facts
        .symbols
        .iter()
        .filter(|symbol| symbol.in_test)
        .map(|symbol| (symbol.start_line, symbol.end_line))
        .collect();
    spans.sort_unstable();
    let mut next = 0;
    let mut until = 0;
    for token in &file.facts.tokens {
        while next < spans.len() && spans[next].0 <= token.line {
            until = until.max(spans[next].1);
            next += 1;
        }
        into.push(file.class.test || token.line <= until);
    }
}
