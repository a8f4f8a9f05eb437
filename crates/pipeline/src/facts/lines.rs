//! Lines of a file: where they begin, and which hold code, comments or nothing.

use types::Totals;

use crate::languages::Comments;

const CODE: u8 = 1;
const COMMENT: u8 = 2;

/// The lines of a file. Rows count from 0.
pub(super) struct Lines<'s> {
    bytes: &'s [u8],
    /// The first byte of each row, and the file's end.
    starts: Vec<u32>,
    marks: Vec<u8>,
}

impl<'s> Lines<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 32 + 2);
        if !bytes.is_empty() {
            starts.push(0);
        }
        starts.extend(
            memchr::memchr_iter(b'\n', bytes)
                .map(|at| at as u32 + 1)
                .filter(|&at| (at as usize) < bytes.len()),
        );
        let marks = vec![0; starts.len()];
        starts.push(bytes.len() as u32);
        Self { bytes, starts, marks }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.marks.len()
    }

    /// The row of a byte.
    pub(super) fn row(&self, byte: usize) -> usize {
        self.starts
            .partition_point(|&start| start as usize <= byte)
            .saturating_sub(1)
            .min(self.len().saturating_sub(1))
    }

    /// The row of a byte that is not before row `from`; quick when it is near.
    pub(super) fn row_from(&self, from: usize, byte: usize) -> usize {
        let mut row = from;
        while row + 1 < self.marks.len() && self.starts[row + 1] as usize <= byte {
            row += 1;
        }
        row
    }

    /// The row of the last byte of what begins in `row` and ends before `end`.
    pub(super) fn last_row(&self, row: usize, end: usize) -> usize {
        self.row_from(row, end.saturating_sub(1))
    }

    /// The first byte of the row after `row`.
    pub(super) fn next_start(&self, row: usize) -> usize {
        self.starts.get(row + 1).map_or(self.bytes.len(), |&start| start as usize)
    }

    /// Says that there is code in a row.
    pub(super) fn mark_code(&mut self, row: usize) {
        if let Some(mark) = self.marks.get_mut(row) {
            *mark |= CODE;
        }
    }

    /// Says that there is code in these rows, those with nothing in them apart.
    pub(super) fn mark_code_rows(&mut self, first: usize, last: usize) {
        for row in first..=last {
            if !self.is_blank(row) {
                self.mark_code(row);
            }
        }
    }

    /// Says that there is a comment in these rows.
    pub(super) fn mark_comment_rows(&mut self, first: usize, last: usize) {
        if let Some(marks) = self.marks.get_mut(first..=last) {
            for mark in marks {
                *mark |= COMMENT;
            }
        }
    }

    /// Whether something in the row was said to be code.
    pub(super) fn has_code(&self, row: usize) -> bool {
        self.marks.get(row).is_some_and(|mark| mark & CODE != 0)
    }

    /// The sums, once all marks are made: what is neither marked nor blank is code that no token covers.
    pub(super) fn totals(&self) -> Totals {
        let mut totals = Totals { files: 1, lines: self.len() as u64, ..Totals::default() };
        for (row, mark) in self.marks.iter().enumerate() {
            if mark & CODE != 0 {
                totals.code += 1;
            } else if self.is_blank(row) {
                totals.blanks += 1;
            } else if mark & COMMENT != 0 {
                totals.comments += 1;
            } else {
                totals.code += 1;
            }
        }
        totals
    }

    /// How many rows before each row hold code; one longer than there are rows.
    pub(super) fn code_before(&self) -> Vec<u32> {
        let mut sum = 0;
        let mut sums = Vec::with_capacity(self.len() + 1);
        sums.push(0);
        sums.extend(self.marks.iter().map(|mark| {
            sum += u32::from(mark & CODE);
            sum
        }));
        sums
    }

    fn is_blank(&self, row: usize) -> bool {
        self.bytes[self.starts[row] as usize..self.starts[row + 1] as usize]
            .iter()
            .all(u8::is_ascii_whitespace)
    }
}

/// Counts the lines of a file without parsing it.
///
/// Text in quotes hides what looks like a comment; quotes of one character end with their line, but for the
/// backtick. Comments in blocks do not nest.
pub(super) fn count(source: &str, comments: Comments) -> Totals {
    let mut lines = Lines::new(source);
    let mut scan = Scan { comments, bytes: source.as_bytes(), at: 0, inside: Inside::Nothing };
    for row in 0..lines.len() {
        let (code, comment) = scan.line(lines.next_start(row));
        if code {
            lines.mark_code(row);
        }
        if comment {
            lines.mark_comment_rows(row, row);
        }
    }
    lines.totals()
}

/// What the end of a line stands within.
#[derive(Clone, Copy)]
enum Inside {
    Nothing,
    Block(&'static str),
    Quote(&'static str),
}

struct Scan<'s> {
    comments: Comments,
    bytes: &'s [u8],
    at: usize,
    inside: Inside,
}

impl Scan<'_> {
    /// Reads on to `end`, the end of a line: whether there is code in it, and whether there is a comment.
    fn line(&mut self, end: usize) -> (bool, bool) {
        let (mut code, mut comment) = (false, false);
        while self.at < end {
            let rest = &self.bytes[self.at..end];
            match self.inside {
                _ if rest[0].is_ascii_whitespace() => self.at += 1,
                Inside::Block(close) => {
                    comment = true;
                    if rest.starts_with(close.as_bytes()) {
                        self.inside = Inside::Nothing;
                        self.at += close.len();
                    } else {
                        self.at += 1;
                    }
                }
                Inside::Quote(close) => {
                    code = true;
                    if rest[0] == b'\\' {
                        self.at += 2;
                    } else if rest.starts_with(close.as_bytes()) {
                        self.inside = Inside::Nothing;
                        self.at += close.len();
                    } else {
                        self.at += 1;
                    }
                }
                Inside::Nothing => {
                    if let Some((open, close)) = find(self.comments.block, rest, |block| block.0) {
                        comment = true;
                        self.inside = Inside::Block(close);
                        self.at += open.len();
                    } else if find(self.comments.line, rest, |open| open)
                        .is_some_and(|open| !code || !is_word(open))
                    {
                        comment = true;
                        self.at = end;
                    } else {
                        code = true;
                        let quote = find(self.comments.quotes, rest, |quote| quote);
                        self.inside = quote.map_or(Inside::Nothing, Inside::Quote);
                        self.at += quote.map_or(1, str::len);
                    }
                }
            }
        }
        self.at = end;
        if let Inside::Quote(quote) = self.inside
            && quote.len() == 1
            && quote != "`"
        {
            self.inside = Inside::Nothing;
        }
        (code, comment)
    }
}

/// The first of these whose opening the text begins with.
fn find<T: Copy>(all: &[T], text: &[u8], open: impl Fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|&one| text.starts_with(open(one).as_bytes()))
}

/// Whether what begins a comment does so only where nothing stands before it: `REM`, Vim's `"`.
fn is_word(open: &str) -> bool {
    open.starts_with(|c: char| c.is_ascii_alphabetic() || c == '"')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::{by_id, comments};

    #[test]
    fn lines_are_counted_by_what_is_on_them() {
        for (language, source, code, comment, blank) in [
            ("c", "", 0, 0, 0),
            ("c", "\n", 0, 0, 1),
            ("c", "int a; // one\n/* two\n\n three */\nint b;", 2, 2, 1),
            ("c", "char *s = \"/*\";\nint b; /* x */ int c;\n/* y */\n", 2, 1, 0),
            ("shell", "#!/bin/sh\n# c\necho '#' # d\n\t\n", 1, 2, 1),
            ("html", "<!-- a\nb -->\n<p>it's</p>\n", 1, 2, 0),
            ("yaml", "a: 1\n# b\n\nc: \"# no\"\n", 2, 1, 1),
            ("sql", "-- a\nSELECT 1; -- b\n", 1, 1, 0),
            ("batch", "REM a\necho REM b\n", 1, 1, 0),
            ("text", "# not a comment\r\n\r\n", 1, 0, 1),
            ("python", "x = '''\n# text\n'''\n# c\n", 3, 1, 0),
            ("go", "var s = `\n// text\n`\n// c\n", 3, 1, 0),
        ] {
            let totals = count(source, comments(by_id(language)));
            assert_eq!(
                (totals.code, totals.comments, totals.blanks),
                (code, comment, blank),
                "{language}: {source:?}"
            );
            assert_eq!(totals.lines, code + comment + blank);
        }
    }

    #[test]
    fn rows_follow_bytes() {
        let lines = Lines::new("a\nbc\n\nd");
        assert_eq!(lines.len(), 4);
        for (byte, row) in [(0, 0), (1, 0), (2, 1), (4, 1), (5, 2), (6, 3), (7, 3), (90, 3)] {
            assert_eq!(lines.row(byte), row, "byte {byte}");
            assert_eq!(lines.row_from(0, byte), row, "byte {byte}");
        }
        assert_eq!(Lines::new("").row(0), 0);
    }
}
