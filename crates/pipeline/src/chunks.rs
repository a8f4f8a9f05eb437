//! Cuts source into the pieces that are made searchable, along the syntax tree (cAST, arXiv 2506.15655).
//!
//! Each function is a piece, and each type without the bodies of its methods; what stands between them is a block.
//! Small neighbours are put together, long bodies are cut at line boundaries, where a blank line or a smaller indent
//! allows it. Every line with text is in exactly one piece, and pieces come in the order of their lines.

use types::{Chunk, ChunkKind, Language, words};

use crate::facts::{FileFacts, Symbol, SymbolKind};

/// Raised whenever the same file would be cut otherwise.
///
/// 1: the first.
pub const CHUNKS_VERSION: u32 = 1;

/// A piece is at most so long, in bytes of text that is not white space: about 500 tokens of the model, of which the
/// first 128 are embedded and all are searched by word.
const MAX_TEXT: usize = 2_000;
/// Neighbours that are shorter than this, in the same unit, are put together: a one-line getter alone says nothing.
const SMALL_TEXT: usize = 200;
/// A file gives at most so many pieces: what is longer is data rather than code.
const MAX_PIECES: usize = 2_000;

/// Cuts one file. `path` is its path in the repository; `facts` are those of this very `source`. A file without a
/// grammar is cut at headings (Markdown) or blank lines.
pub fn cut(path: &str, language: &Language, source: &str, facts: &FileFacts) -> Vec<Chunk> {
    let lines = Lines::of(source);
    let mut pieces = Vec::new();
    if facts.symbols.is_empty() {
        let heading = if language.as_str() == "markdown" { Some('#') } else { None };
        cut_text(&lines, heading, &mut pieces);
    } else {
        cut_symbols(&lines, &facts.symbols, &mut pieces);
    }
    let pieces = merge_small(pieces, &lines);
    pieces
        .iter()
        .flat_map(|piece| split_long(piece, &lines))
        .take(MAX_PIECES)
        .map(|piece| piece.into_chunk(path, language, &lines))
        .collect()
}

/// A run of whole lines, `first..end`, counted from 0.
#[derive(Debug, Clone)]
struct Piece {
    first: usize,
    end: usize,
    kind: ChunkKind,
    symbol: Option<String>,
    /// The symbol around it: only neighbours of one family are put together.
    family: Option<u32>,
}

impl Piece {
    fn block(first: usize, end: usize, family: Option<u32>) -> Self {
        Self { first, end, kind: ChunkKind::Block, symbol: None, family }
    }

    fn into_chunk(self, path: &str, language: &Language, lines: &Lines<'_>) -> Chunk {
        let mut chunk = Chunk {
            path: path.to_owned(),
            language: language.clone(),
            kind: self.kind,
            symbol: self.symbol,
            start_line: self.first as u32 + 1,
            end_line: self.end as u32,
            text: lines.text(self.first, self.end).to_owned(),
            content_hash: String::new(),
        };
        chunk.content_hash = blake3::hash(words::embedded_text(&chunk).as_bytes()).to_hex().to_string();
        chunk
    }
}

/// A file's lines, by position from 0, with the size of their text.
struct Lines<'s> {
    source: &'s str,
    /// Where each line begins, and the end of the last.
    starts: Vec<usize>,
    /// Bytes that are not white space before each line.
    sizes: Vec<usize>,
}

impl<'s> Lines<'s> {
    fn of(source: &'s str) -> Self {
        let mut starts = vec![0];
        let mut sizes = vec![0];
        for line in source.split_inclusive('\n') {
            starts.push(starts[starts.len() - 1] + line.len());
            let size = line.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
            sizes.push(sizes[sizes.len() - 1] + size);
        }
        Self { source, starts, sizes }
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// Text in `first..end`, in bytes that are not white space.
    fn size(&self, first: usize, end: usize) -> usize {
        self.sizes[end] - self.sizes[first]
    }

    fn text(&self, first: usize, end: usize) -> &'s str {
        self.source[self.starts[first]..self.starts[end]].trim_end_matches(['\n', '\r'])
    }

    fn is_blank(&self, line: usize) -> bool {
        self.size(line, line + 1) == 0
    }

    fn indent(&self, line: usize) -> usize {
        let text = &self.source[self.starts[line]..self.starts[line + 1]];
        text.len() - text.trim_start().len()
    }

    /// `first..end` without blank lines at its ends; `None` where nothing is left.
    fn trim(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let first = (first..end).find(|&line| !self.is_blank(line))?;
        let last = (first..end).rev().find(|&line| !self.is_blank(line))?;
        Some((first, last + 1))
    }
}

/// One piece per function and per stretch of type or file between functions.
///
/// `symbols` stand in order with parents first. A function's inner functions stay in it. Where two symbols share a
/// line, the line goes to the first.
fn cut_symbols(lines: &Lines<'_>, symbols: &[Symbol], pieces: &mut Vec<Piece>) {
    // What a line belongs to: the innermost type or outermost function around it.
    let mut owner: Vec<Option<u32>> = vec![None; lines.count()];
    let mut inside_function = vec![false; symbols.len()];
    for (at, symbol) in symbols.iter().enumerate() {
        if let Some(parent) = symbol.parent.map(|parent| parent as usize).filter(|&parent| parent < at) {
            inside_function[at] = inside_function[parent] || symbols[parent].kind == SymbolKind::Function;
        }
        if inside_function[at] {
            continue;
        }
        let first = (symbol.start_line as usize).saturating_sub(1).min(lines.count());
        let end = (symbol.end_line as usize).min(lines.count());
        for slot in owner.get_mut(first..end).unwrap_or_default() {
            let free = match *slot {
                None => true,
                Some(held) => Some(held) == symbol.parent,
            };
            if free {
                *slot = Some(at as u32);
            }
        }
    }
    let mut first = 0;
    while first < owner.len() {
        let end = (first..owner.len()).find(|&line| owner[line] != owner[first]).unwrap_or(owner.len());
        if let Some((start, stop)) = lines.trim(first, end) {
            pieces.push(piece_of(start, stop, owner[first], symbols));
        }
        first = end;
    }
}

/// The piece for lines that belong to one symbol, or to none.
fn piece_of(first: usize, end: usize, owner: Option<u32>, symbols: &[Symbol]) -> Piece {
    let Some(at) = owner else {
        return Piece::block(first, end, None);
    };
    let symbol = &symbols[at as usize];
    let (kind, family) = match symbol.kind {
        SymbolKind::Function => (ChunkKind::Function, symbol.parent),
        SymbolKind::Type => (ChunkKind::Type, Some(at)),
    };
    Piece { first, end, kind, symbol: Some(symbol.name.clone()), family }
}

/// Pieces of a text: a new one at each heading, or else after a blank line once there is enough text.
fn cut_text(lines: &Lines<'_>, heading: Option<char>, pieces: &mut Vec<Piece>) {
    let mut first = 0;
    let mut fenced = false;
    for line in 0..lines.count() {
        let text = lines.text(line, line + 1);
        fenced ^= heading.is_some() && text.trim_start().starts_with("```");
        let begins = match heading {
            Some(mark) => !fenced && text.starts_with(mark),
            None => line > 0 && lines.is_blank(line - 1) && lines.size(first, line) > MAX_TEXT / 2,
        };
        if begins {
            pieces.extend(lines.trim(first, line).map(|(from, to)| Piece::block(from, to, None)));
            first = line;
        }
    }
    pieces.extend(lines.trim(first, lines.count()).map(|(from, to)| Piece::block(from, to, None)));
}

/// Puts small neighbours of one family together while they stay well under the longest piece.
///
/// A type's opening lines take in small members that follow; the whole keeps the type's name. Other small neighbours
/// become a block, with the name of the largest symbol among them.
fn merge_small(pieces: Vec<Piece>, lines: &Lines<'_>) -> Vec<Piece> {
    let mut merged: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let Some(last) = merged.last_mut() else {
            merged.push(piece);
            continue;
        };
        let small = |piece: &Piece| lines.size(piece.first, piece.end) < SMALL_TEXT;
        let fits = lines.size(last.first, piece.end) <= MAX_TEXT / 2;
        let kin = last.family == piece.family;
        // Closing braces and the like between or after members never stand alone.
        let scrap = lines.size(piece.first, piece.end) < 8;
        let belong = kin && fits && small(&piece) && small(last);
        if !belong && !scrap {
            merged.push(piece);
            continue;
        }
        if !scrap && last.kind != ChunkKind::Type {
            if lines.size(piece.first, piece.end) > lines.size(last.first, last.end) && piece.symbol.is_some()
                || last.symbol.is_none()
            {
                last.symbol.clone_from(&piece.symbol);
            }
            last.kind = ChunkKind::Block;
        }
        last.end = piece.end;
    }
    merged
}

/// Cuts a piece that is too long at lines, each part as long as it may be; prefers a blank line, then the smallest
/// indent, in the last half of a part.
fn split_long(piece: &Piece, lines: &Lines<'_>) -> Vec<Piece> {
    let mut parts = Vec::new();
    let mut first = piece.first;
    while lines.size(first, piece.end) > MAX_TEXT {
        let room = (first + 1..piece.end)
            .find(|&end| lines.size(first, end + 1) > MAX_TEXT)
            .unwrap_or(piece.end)
            .max(first + 1);
        let from = (first + (room - first) / 2 + 1).min(room);
        let end = (from..=room)
            .rev()
            .min_by_key(|&end| {
                if end < piece.end && lines.is_blank(end) {
                    (0, 0)
                } else {
                    (1, lines.indent(end.min(piece.end - 1)))
                }
            })
            .unwrap_or(room);
        if end >= piece.end {
            break;
        }
        parts.extend(lines.trim(first, end).map(|(from, to)| Piece {
            first: from,
            end: to,
            ..piece.clone()
        }));
        first = end;
    }
    parts.extend(lines.trim(first, piece.end).map(|(from, to)| Piece {
        first: from,
        end: to,
        ..piece.clone()
    }));
    parts
}

#[cfg(test)]
mod tests;
