//! From what the walk has gathered to the facts: recursion, checks of whole functions and files, and the place of each
//! finding.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::halstead::maintainability_index;
use super::lines::Lines;
use super::recursion::recursive;
use super::walk::{Measured, Walk};
use super::{CloneToken, FileFacts, FindingFacts, SuppressionComment, Symbol};
use crate::rules::{File, Found};

/// The facts of a file that was walked.
pub(super) fn facts(mut walk: Walk<'_, '_>) -> FileFacts {
    finish_functions(&mut walk);
    ask_rules(&mut walk);
    cover_next_code(&mut walk.suppressions, &walk.lines, &walk.symbols, &walk.symbol_rows);
    let findings = findings(&walk);
    let mut totals = walk.lines.totals();
    totals.functions =
        walk.functions.iter().filter(|function| !function.callable.name.is_empty()).count() as u64;
    let mut facts = FileFacts {
        totals,
        functions: walk.functions.into_iter().map(|function| function.facts).collect(),
        symbols: walk.symbols,
        imports: distinct(walk.imports),
        package: walk.spec.syntax.package(walk.root, walk.source).map(str::to_owned),
        findings,
        suppressions: walk.suppressions,
        tokens: without(walk.tokens, &walk.import_tokens),
        syntax_errors: walk.root.has_error(),
        ..FileFacts::default()
    };
    facts.index_tokens();
    facts
}

/// Adds what is known only after the walk: recursion, lines, the index that rests on them, nested functions.
fn finish_functions(walk: &mut Walk<'_, '_>) {
    let callables: Vec<_> = walk.functions.iter().map(|function| function.callable).collect();
    let cyclic = recursive(&callables, &walk.calls, walk.spec.id == "java");
    let code_before = walk.lines.code_before();
    for (at, recursive) in cyclic.into_iter().enumerate() {
        let nested = is_nested(&walk.functions, at);
        let facts = &mut walk.functions[at].facts;
        facts.nested = nested;
        facts.cognitive += u32::from(recursive);
        let before = |line: u32| code_before.get(line as usize).copied().unwrap_or_default();
        facts.code_lines = before(facts.end_line).saturating_sub(before(facts.start_line - 1));
        facts.maintainability_index =
            maintainability_index(facts.halstead_volume, facts.cyclomatic, facts.code_lines);
    }
}

/// Whether a function's cost is contained in that of one around it. Those around it come before it, so they are known.
fn is_nested(functions: &[Measured<'_, '_>], at: usize) -> bool {
    functions[at].outer.is_some_and(|outer| !functions[outer].apart || functions[outer].facts.nested)
}

fn ask_rules(walk: &mut Walk<'_, '_>) {
    let file = File::new(walk.spec, walk.class, walk.source, walk.root, &walk.grammar.roles);
    for function in &walk.functions {
        walk.rules.function(function.node, &function.facts, &file, &mut walk.found);
    }
    walk.rules.file(&file, &mut walk.found);
}

/// What was found, in order of place, without what is found in test code by rules that do not judge it.
fn findings(walk: &Walk<'_, '_>) -> Vec<FindingFacts> {
    let mut found: Vec<&Found> = walk.found.iter().collect();
    found.sort_by_key(|found| (found.start_byte, found.rule.id, found.end_byte));
    found
        .into_iter()
        .filter_map(|found| {
            let in_test = walk.class.test || contains(&walk.tests, found.start_byte);
            (found.rule.in_tests || !in_test).then(|| {
                let start_line = walk.lines.row(found.start_byte) as u32 + 1;
                FindingFacts {
                    rule: found.rule.id.into(),
                    start_line,
                    end_line: (walk.lines.row(found.end_byte.saturating_sub(1)) as u32 + 1).max(start_line),
                    severity: found.severity,
                    message: found.message.clone(),
                    effort_minutes: found.effort_minutes,
                    symbol: innermost(&walk.symbols, found.start_byte).map(|symbol| symbol.name.clone()),
                    in_test,
                    context: context(&walk.tokens, start_line),
                }
            })
        })
        .collect()
}

/// Whether a byte is in one of the ranges, which are in order and apart.
fn contains(ranges: &[(usize, usize)], byte: usize) -> bool {
    let after = ranges.partition_point(|&(start, _)| start <= byte);
    after.checked_sub(1).is_some_and(|at| byte < ranges[at].1)
}

/// The innermost symbol around a byte.
fn innermost(symbols: &[Symbol], byte: usize) -> Option<&Symbol> {
    let after = symbols.partition_point(|symbol| symbol.start_byte as usize <= byte);
    let mut at = after.checked_sub(1).map(|at| &symbols[at]);
    while let Some(symbol) = at {
        if byte < symbol.end_byte as usize {
            return Some(symbol);
        }
        at = symbol.parent.map(|parent| &symbols[parent as usize]);
    }
    None
}

/// Hash of the tokens on a line and on the lines with code before and after it: what stays when lines move. Of a very
/// long line its beginning must do.
fn context(tokens: &[CloneToken], line: u32) -> u64 {
    const LONGEST: usize = 200;
    let on = |line: u32| {
        let from = tokens.partition_point(|token| token.line < line);
        let to = from + tokens[from..].partition_point(|token| token.line == line);
        from..to
    };
    let own = on(line);
    let before = own.start.checked_sub(1).map_or(0..0, |at| on(tokens[at].line));
    let after = tokens.get(own.end).map_or(0..0, |token| on(token.line));
    let mut hasher = FxHasher::default();
    for range in [before, own, after] {
        // Where a line ends is part of it.
        hasher.write_usize(range.len());
        for token in &tokens[range.start..range.end.min(range.start + LONGEST)] {
            hasher.write_u32(token.exact);
        }
    }
    hasher.finish()
}

/// A comment that stands alone covers the next line with code too; before a declaration, all up to its first line.
fn cover_next_code(comments: &mut [SuppressionComment], lines: &Lines<'_>, symbols: &[Symbol], rows: &[u32]) {
    for comment in comments.iter_mut().filter(|comment| comment.end_line == 0) {
        let next = (comment.start_line as usize..lines.len()).find(|&row| lines.has_code(row));
        let covered = next.map_or(comment.start_line, |row| row as u32 + 1);
        let declared = symbols
            .iter()
            .zip(rows)
            .find(|(symbol, row)| symbol.start_line <= comment.start_line && comment.start_line <= **row)
            .map_or(0, |(_, row)| row + 1);
        comment.end_line = covered.max(declared);
    }
}

/// Imports without repetition, each at its first place.
fn distinct(imports: Vec<super::Import>) -> Vec<super::Import> {
    let mut seen = rustc_hash::FxHashSet::default();
    imports
        .into_iter()
        .filter(|import| seen.insert((import.target.clone(), import.names.clone(), import.in_test)))
        .collect()
}

/// The tokens outside the ranges, which are in order and apart.
fn without(mut tokens: Vec<CloneToken>, ranges: &[(usize, usize)]) -> Vec<CloneToken> {
    let mut at = 0;
    let mut ranges = ranges.iter().peekable();
    tokens.retain(|_| {
        while ranges.peek().is_some_and(|range| range.1 <= at) {
            ranges.next();
        }
        let kept = ranges.peek().is_none_or(|range| at < range.0);
        at += 1;
        kept
    });
    tokens.shrink_to_fit();
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{FileClass, extract};
    use crate::languages::by_id;
    use crate::options::Limits;

    /// The context of a line of a Python snippet.
    fn context_of(source: &str, line: u32) -> u64 {
        let class = FileClass { language: by_id("python"), test: false };
        context(&extract(source, class, &Limits::default()).unwrap().tokens, line)
    }

    #[test]
    fn a_context_survives_moved_lines_and_not_changed_ones() {
        let before = context_of("a = 1\nb = eval(a)\nc = 2\n", 2);
        for (source, line, same) in [
            ("import x\n\n\na = 1\n\n# note\nb = eval( a )  # sic\n\nc = 2\nd = 3\n", 7, true),
            ("z = 0\na = 1\nb = eval(a)\nc = 2\n", 3, true),
            ("a = 1\nb = eval(z)\nc = 2\n", 2, false),
            ("a = 3\nb = eval(a)\nc = 2\n", 2, false),
            ("a = 1\nb = eval(a); c = 2\n", 2, false),
            ("b = eval(a)\nc = 2\n", 1, false),
        ] {
            assert_eq!(context_of(source, line) == before, same, "{source}");
        }
        assert_eq!(context(&[], 1), context(&[], 9));
    }

    #[test]
    fn ranges_hold_their_bytes() {
        let ranges = [(2, 4), (6, 9)];
        let held: Vec<usize> = (0..12).filter(|&byte| contains(&ranges, byte)).collect();
        assert_eq!(held, [2, 3, 6, 7, 8]);
    }

    #[test]
    fn the_innermost_symbol_is_found() {
        let class = FileClass { language: by_id("python"), test: false };
        let source = "class A:\n    def f(self):\n        pass\n    x = 1\ny = 2\n";
        let symbols = extract(source, class, &Limits::default()).unwrap().symbols;
        for (text, expected) in [("pass", Some("A.f")), ("x", Some("A")), ("y", None), ("class", Some("A"))] {
            let found = innermost(&symbols, source.find(text).unwrap()).map(|symbol| symbol.name.as_str());
            assert_eq!(found, expected, "{text}");
        }
    }
}
