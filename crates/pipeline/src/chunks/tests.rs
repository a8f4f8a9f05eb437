//! Chunks: where code is cut, and that no line is lost.

use proptest::prelude::*;

use super::*;

fn symbol(name: &str, kind: SymbolKind, lines: (u32, u32), parent: Option<u32>) -> Symbol {
    Symbol {
        name: name.to_owned(),
        kind,
        start_line: lines.0,
        end_line: lines.1,
        start_byte: 0,
        end_byte: 0,
        parent,
        public: true,
        in_test: false,
    }
}

fn facts(symbols: Vec<Symbol>) -> FileFacts {
    FileFacts { symbols, ..FileFacts::default() }
}

fn shape(chunks: &[Chunk]) -> Vec<(&str, Option<&str>, u32, u32)> {
    chunks.iter().map(|c| (c.kind.as_str(), c.symbol.as_deref(), c.start_line, c.end_line)).collect()
}

/// A line with so much text that a few of them are no longer small.
fn long(word: &str) -> String {
    format!("    {}\n", word.repeat(60 / word.len()))
}

#[test]
fn functions_and_types_are_pieces_of_their_own() {
    let body = long("value").repeat(5);
    let source = format!(
        "import os\n\nclass A:\n    x = 1\n\n    def f(self):\n{body}\n    def g(self):\n{body}\n\ndef h():\n{body}"
    );
    let symbols = vec![
        symbol("A", SymbolKind::Type, (3, 18), None),
        symbol("A.f", SymbolKind::Function, (6, 11), Some(0)),
        symbol("A.g", SymbolKind::Function, (13, 18), Some(0)),
        symbol("h", SymbolKind::Function, (21, 26), None),
    ];
    let chunks = cut("a.py", &Language::new("python"), &source, &facts(symbols));
    assert_eq!(
        shape(&chunks),
        [
            ("block", None, 1, 1),
            ("type", Some("A"), 3, 4),
            ("function", Some("A.f"), 6, 11),
            ("function", Some("A.g"), 13, 18),
            ("function", Some("h"), 21, 26),
        ]
    );
    assert_eq!(chunks[1].text, "class A:\n    x = 1");
    assert_eq!(chunks[0].content_hash.len(), 64);
}

#[test]
fn small_neighbours_are_put_together() {
    let source = "fn a() {}\n\nfn bcdef() {}\n\nfn c() {}\n";
    let symbols = vec![
        symbol("a", SymbolKind::Function, (1, 1), None),
        symbol("bcdef", SymbolKind::Function, (3, 3), None),
        symbol("c", SymbolKind::Function, (5, 5), None),
    ];
    let chunks = cut("a.rs", &Language::new("rust"), source, &facts(symbols));
    assert_eq!(shape(&chunks), [("block", Some("bcdef"), 1, 5)]);
}

#[test]
fn markdown_is_cut_at_headings_but_not_in_fences() {
    let text = long("word").repeat(5);
    let source = format!("# One\n{text}```\n# no heading\n```\n# Two\n{text}");
    let chunks = cut("a.md", &Language::new("markdown"), &source, &FileFacts::default());
    assert_eq!(shape(&chunks), [("block", None, 1, 9), ("block", None, 10, 15)]);
}

#[test]
fn the_same_code_elsewhere_has_another_hash_and_moved_lines_have_not() {
    let language = Language::new("rust");
    let symbols = |line| facts(vec![symbol("a", SymbolKind::Function, (line, line), None)]);
    let here = cut("a.rs", &language, "fn a() {}\n", &symbols(1));
    let moved = cut("a.rs", &language, "\n\nfn a() {}\n", &symbols(3));
    let elsewhere = cut("b.rs", &language, "fn a() {}\n", &symbols(1));
    assert_eq!(here[0].content_hash, moved[0].content_hash);
    assert_ne!(here[0].content_hash, elsewhere[0].content_hash);
}

proptest! {
    /// Every line with text is in exactly one chunk, chunks stand in order, and none is much too long.
    #[test]
    fn lines_are_covered_once(
        widths in prop::collection::vec(0usize..120, 1..200),
        spans in prop::collection::vec((1u32..200, 0u32..60), 0..12),
        nested in any::<bool>(),
    ) {
        let source: String = widths.iter().map(|&w| format!("{}{}\n", " ".repeat(w % 9), "x".repeat(w))).collect();
        let count = widths.len() as u32;
        let mut symbols = Vec::new();
        let mut next = 1;
        for (skip, length) in spans {
            let start = next + skip % 7;
            let end = (start + length).min(count);
            if start > end { break; }
            let kind = if length % 3 == 0 { SymbolKind::Type } else { SymbolKind::Function };
            let parent = symbols.len() as u32;
            symbols.push(symbol("s", kind, (start, end), None));
            if nested && end > start + 2 {
                symbols.push(symbol("s.t", SymbolKind::Function, (start + 1, end - 1), Some(parent)));
            }
            next = end + 1;
        }
        let chunks = cut("a.rs", &Language::new("rust"), &source, &facts(symbols));
        let mut covered = vec![0u32; widths.len()];
        let mut last = 0;
        for chunk in &chunks {
            prop_assert!(chunk.start_line > last && chunk.start_line <= chunk.end_line);
            last = chunk.end_line;
            for line in chunk.start_line..=chunk.end_line {
                covered[line as usize - 1] += 1;
            }
            prop_assert!(chunk.text.len() <= MAX_TEXT * 2);
            let expected: Vec<&str> = source.lines()
                .skip(chunk.start_line as usize - 1)
                .take((chunk.end_line - chunk.start_line + 1) as usize)
                .collect();
            prop_assert_eq!(expected.join("\n"), chunk.text.clone());
        }
        for (line, &width) in widths.iter().enumerate() {
            prop_assert!(covered[line] <= 1);
            prop_assert!(width == 0 || covered[line] == 1, "line {} is in no chunk", line + 1);
        }
    }
}
