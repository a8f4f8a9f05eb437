//! Text in columns: widths, wrapping, tables, bars, and numbers as people read them.

pub(crate) use pipeline::insights::thousands;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that the text takes; escape sequences take none.
pub(crate) fn width(text: &str) -> usize {
    if !text.contains('\x1b') {
        return text.width();
    }
    let mut visible = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c == '\x1b' {
            // Only our own colours get here: ESC [ digits m.
            let _ = rest.find(char::is_ascii_alphabetic);
        } else {
            visible.push(c);
        }
    }
    visible.width()
}

/// The text in at most `columns`, its end cut and marked.
pub(crate) fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > columns {
            break;
        }
        used += wide;
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// The end of the text, where it is wider than `columns`: what tells paths apart.
pub(crate) fn fit_end(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= columns
    };
    let kept: Vec<char> = text.chars().rev().take_while(fits).collect();
    std::iter::once('…').chain(kept.into_iter().rev()).collect()
}

/// The text in lines of at most `columns`, broken between words, and inside a word only where it is too long for a
/// line of its own.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(8);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            if line.width() + c.width().unwrap_or(0) > columns {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A bar of `columns`, filled to `share` (0..1); anything above nothing shows.
pub(crate) fn bar(share: f64, columns: usize) -> String {
    let filled = (share.clamp(0.0, 1.0) * columns as f64).round() as usize;
    let filled = if share > 0.0 { filled.max(1) } else { 0 };
    "█".repeat(filled) + &"░".repeat(columns - filled)
}

/// `1 file`, `2 files`.
pub(crate) fn plural(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// Minutes of work as people say it, a day having eight hours: `45 min`, `2 h 30 min`, `3 d 4 h`.
pub(crate) fn minutes(minutes: u64) -> String {
    let (days, hours, rest) = (minutes / 480, minutes % 480 / 60, minutes % 60);
    match (days, hours, rest) {
        (0, 0, _) => format!("{rest} min"),
        (0, _, 0) => format!("{hours} h"),
        (0, ..) => format!("{hours} h {rest} min"),
        (_, 0, _) => format!("{} d", thousands(days)),
        _ => format!("{} d {hours} h", thousands(days)),
    }
}

/// Milliseconds as people say it: `85 ms`, `2.3 s`, `4 min 10 s`.
pub(crate) fn duration(ms: u64) -> String {
    match ms {
        0..1_000 => format!("{ms} ms"),
        1_000..60_000 => format!("{:.1} s", ms as f64 / 1e3),
        _ => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1_000),
    }
}

/// A column of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Its heading.
    pub(crate) name: &'static str,
    /// Its share of the room that is left when every column has what it needs at least; 0 for one that never wraps.
    pub(crate) grows: usize,
}

/// Rows under headings. Columns that may grow wrap; the others are as wide as their widest cell.
#[derive(Debug)]
pub(crate) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// Between columns.
const GAP: usize = 2;
/// A wrapping column is never narrower.
const NARROWEST: usize = 16;

impl Table {
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row: one plain or painted cell per column. Only plain cells wrap.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// The lines, headings first, in at most `columns` where that can be.
    pub(crate) fn lines(&self, columns: usize) -> Vec<String> {
        let widths = self.widths(columns);
        let headings: Vec<String> = self.columns.iter().map(|column| column.name.to_owned()).collect();
        std::iter::once(&headings).chain(&self.rows).flat_map(|row| self.row_lines(row, &widths)).collect()
    }

    fn widths(&self, columns: usize) -> Vec<usize> {
        let needed = |at: usize| {
            self.rows
                .iter()
                .map(|row| width(&row[at]))
                .chain([width(self.columns[at].name)])
                .max()
                .unwrap_or(0)
        };
        let natural: Vec<usize> = (0..self.columns.len()).map(needed).collect();
        let fixed: usize = (0..self.columns.len())
            .filter(|at| self.columns[*at].grows == 0)
            .map(|at| natural[at])
            .sum::<usize>()
            + GAP * self.columns.len().saturating_sub(1);
        let mut room = columns.saturating_sub(fixed);
        let mut shares: usize = self.columns.iter().map(|column| column.grows).sum();
        let mut widths = natural.clone();
        // The columns that need less than their share leave it to the others.
        let mut growing: Vec<usize> =
            (0..self.columns.len()).filter(|at| self.columns[*at].grows > 0).collect();
        growing.sort_by_key(|at| natural[*at] / self.columns[*at].grows);
        for at in growing {
            let share = (room * self.columns[at].grows).checked_div(shares).unwrap_or(0);
            widths[at] = natural[at].min(share.max(NARROWEST));
            room = room.saturating_sub(widths[at]);
            shares -= self.columns[at].grows;
        }
        widths
    }

    fn row_lines(&self, row: &[String], widths: &[usize]) -> Vec<String> {
        let cells: Vec<Vec<String>> = row
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                if self.columns[at].grows > 0 && width(cell) > widths[at] {
                    wrap(cell, widths[at])
                } else {
                    vec![cell.clone()]
                }
            })
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        (0..height)
            .map(|line| {
                let mut text = String::new();
                for (at, cell) in cells.iter().enumerate() {
                    let part = cell.get(line).map_or("", String::as_str);
                    text.push_str(part);
                    text.push_str(&" ".repeat((widths[at] + GAP).saturating_sub(width(part))));
                }
                text.trim_end().to_owned()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_inside_only_what_is_too_long() {
        assert_eq!(wrap("one two three", 9), ["one two", "three"]);
        assert_eq!(wrap("  spaces \n and lines ", 80), ["spaces and lines"]);
        assert_eq!(wrap("abcdefghijkl", 8), ["abcdefgh", "ijkl"]);
        assert_eq!(wrap("", 10), Vec::<String>::new());
        assert_eq!(wrap("日本語 日本語", 8), ["日本語", "日本語"], "wide characters take two columns");
    }

    #[test]
    fn what_is_too_wide_is_cut_at_the_end_or_the_beginning() {
        assert_eq!((fit("a/b.rs", 6), fit_end("a/b.rs", 6)), ("a/b.rs".to_owned(), "a/b.rs".to_owned()));
        assert_eq!((fit("a/b.rs", 5), fit_end("a/b.rs", 5)), ("a/b.…".to_owned(), "…b.rs".to_owned()));
        assert_eq!(fit_end("日本語", 5), "…本語");
        assert_eq!(fit_end("日本語", 4), "…語");
    }

    #[test]
    fn numbers_read_well() {
        for (given, text) in
            [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (480, "1 d"), (1_700, "3 d 4 h")]
        {
            assert_eq!(minutes(given), text);
        }
        for (given, text) in [(85, "85 ms"), (2_340, "2.3 s"), (250_000, "4 min 10 s")] {
            assert_eq!(duration(given), text);
        }
        assert_eq!(plural(1, "file", "files"), "1 file");
        assert_eq!(plural(2_000, "file", "files"), "2,000 files");
    }

    #[test]
    fn bars_show_the_smallest_share() {
        assert_eq!(bar(0.5, 4), "██░░");
        assert_eq!(bar(0.001, 4), "█░░░");
        assert_eq!(bar(0.0, 4), "░░░░");
        assert_eq!(bar(7.0, 4), "████");
    }

    #[test]
    fn cuts_are_marked() {
        assert_eq!(fit("abcdef", 6), "abcdef");
        assert_eq!(fit("abcdef", 4), "abc…");
    }

    #[test]
    fn tables_fit_and_wrap_what_may_grow() {
        let mut table = Table::new(vec![
            Column { name: "P", grows: 0 },
            Column { name: "WHAT", grows: 1 },
            Column { name: "WHERE", grows: 0 },
        ]);
        table.row(vec!["P0".to_owned(), "a long thing to do that wraps".to_owned(), "src/a.rs:1".to_owned()]);
        table.row(vec!["\x1b[31mP1\x1b[0m".to_owned(), "short".to_owned(), String::new()]);
        let lines = table.lines(40);
        assert_eq!(
            lines,
            [
                "P   WHAT                      WHERE",
                "P0  a long thing to do that   src/a.rs:1",
                "    wraps",
                "\x1b[31mP1\x1b[0m  short",
            ]
        );
    }
}
