//! Clones that must be found, and noise that must not.

use git2::Oid;
use proptest::prelude::*;
use types::CloneKind;

use super::*;
use crate::facts::{CloneToken, FileClass, FileFacts, FunctionFacts};

fn clones(files: &[AnalyzedFile]) -> Duplication {
    find(files, &CancellationToken::new())
}

/// A file with so many tokens a line.
fn file(path: &str, test: bool, tokens: &[(u32, u32)], per_line: usize) -> AnalyzedFile {
    let tokens = tokens
        .iter()
        .enumerate()
        .map(|(at, &(exact, shape))| CloneToken { exact, shape, line: (at / per_line) as u32 + 1 })
        .collect();
    let mut facts = FileFacts { tokens, functions: vec![function(1, 10_000)], ..FileFacts::default() };
    facts.index_tokens();
    AnalyzedFile {
        path: path.to_owned(),
        blob: Oid::ZERO_SHA1,
        class: FileClass { language: Some(0), test },
        language: None,
        facts,
    }
}

fn function(start_line: u32, end_line: u32) -> FunctionFacts {
    FunctionFacts {
        name: "f".to_owned(),
        start_line,
        end_line,
        cyclomatic: 1,
        cyclomatic_modified: 1,
        cognitive: 0,
        parameters: 0,
        nesting: 0,
        halstead_volume: 0.0,
        halstead_difficulty: 0.0,
        maintainability_index: 100.0,
        code_lines: 1,
        in_test: false,
        public: false,
        nested: false,
    }
}

/// Tokens that do not repeat: even ones are words of the language, odd ones are names.
fn code(seed: u32, count: usize) -> Vec<(u32, u32)> {
    let mut state = u64::from(seed) * 7919 + 13;
    (0..count)
        .map(|at| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let word = (state >> 33) as u32 % 100_000;
            if at % 2 == 0 { (word, word) } else { (word + 200_000, 1_000_000 + word % 3) }
        })
        .collect()
}

fn renamed(tokens: &[(u32, u32)]) -> Vec<(u32, u32)> {
    tokens
        .iter()
        .map(|&(exact, shape)| if exact == shape { (exact, shape) } else { (exact + 500_000, shape) })
        .collect()
}

fn joined(parts: &[&[(u32, u32)]]) -> Vec<(u32, u32)> {
    parts.concat()
}

#[test]
fn copies_in_a_row_are_told_copy_by_copy() {
    let body = code(1, 120);
    // Eight copies of one function, all with names of their own.
    let row = |path: &str, base: u32| {
        let copy = |number: u32| {
            let named = move |&(exact, shape): &(u32, u32)| {
                (if exact == shape { exact } else { exact + (base + number) * 500_000 }, shape)
            };
            body.iter().map(named).collect::<Vec<_>>()
        };
        let tokens: Vec<_> = (0..8).flat_map(copy).collect();
        let mut file = file(path, false, &tokens, 10);
        file.facts.functions = (0..8).map(|at| function(at * 12 + 1, at * 12 + 12)).collect();
        file
    };
    let found = clones(&[row("row.rs", 0)]);
    assert_eq!((found.clones.len(), found.clones[0].places.len(), found.duplicated_lines), (1, 8, 96));
    let found = clones(&[row("a.rs", 0), row("b.rs", 8)]);
    assert_eq!((found.duplicated_lines, found.ratio), (192, 1.0));
}

#[test]
fn copies_and_renamed_copies_are_found_with_their_lines() {
    let shared = code(1, 100);
    let files = [
        file("a.rs", false, &joined(&[&code(2, 50), &shared, &code(3, 50)]), 10),
        file("b.rs", false, &joined(&[&code(4, 100), &shared]), 10),
        file("c.rs", false, &joined(&[&renamed(&shared), &code(5, 100)]), 10),
    ];
    let found = clones(&files);
    let places: Vec<_> = found
        .clones
        .iter()
        .flat_map(|c| &c.places)
        .map(|p| (p.path.as_str(), p.start_line, p.end_line))
        .collect();
    assert_eq!(places, [("a.rs", 6, 15), ("b.rs", 11, 20), ("c.rs", 1, 10)]);
    assert_eq!(
        (found.clones[0].kind, found.clones[0].tokens, found.clones[0].lines),
        (CloneKind::Renamed, 100, 10)
    );
    assert_eq!(found.duplicated_lines, 30);
    assert!((found.ratio - 0.5).abs() < 1e-9);
    let found = clones(&files[..2]);
    assert_eq!(found.clones[0].kind, CloneKind::Identical);
}

#[test]
fn what_merely_looks_alike_is_left_alone() {
    let names = code(1, 100);
    // The same grammar, every name another one each time.
    let alike: Vec<_> = names
        .iter()
        .enumerate()
        .map(
            |(at, &(exact, shape))| {
                if exact == shape { (exact, shape) } else { (at as u32 % 7 + 900_000, shape) }
            },
        )
        .collect();
    assert_eq!(clones(&[file("a.rs", false, &names, 10), file("b.rs", false, &alike, 10)]).clones, []);
    // Members of three lines each, with other names.
    let members = |path: &str, tokens: &[(u32, u32)]| {
        let mut file = file(path, false, tokens, 10);
        file.facts.functions = (0..4).map(|at| function(at * 3 + 1, at * 3 + 3)).collect();
        file
    };
    assert_eq!(clones(&[members("a.rs", &names), members("b.rs", &renamed(&names))]).clones, []);
    let short = code(1, 40);
    assert_eq!(clones(&[file("a.rs", false, &short, 5), file("b.rs", false, &short, 5)]).clones, []);
    let few_lines = code(1, 60);
    assert_eq!(
        clones(&[file("a.rs", false, &few_lines, 20), file("b.rs", false, &few_lines, 20)]).clones,
        []
    );
}

/// With quadratic work this would not end within the patience of a person.
#[test]
fn tables_neither_count_nor_take_long() {
    let row: Vec<_> = (0..8).map(|at| (at, at)).collect();
    let table: Vec<_> = row.iter().copied().cycle().take(400_000).collect();
    let files = [file("a.py", false, &table, 8), file("b.py", false, &table, 8)];
    assert_eq!(clones(&files).clones, []);
}

#[test]
fn clones_in_tests_are_listed_but_not_counted() {
    let shared = code(1, 100);
    let found = clones(&[file("a_test.go", true, &shared, 10), file("b_test.go", true, &shared, 10)]);
    assert_eq!(found.clones.len(), 1);
    assert_eq!((found.duplicated_lines, found.ratio), (0, 0.0));
}

fn text(files: &[AnalyzedFile], place: &ClonePlace) -> Vec<CloneToken> {
    let file = files.iter().find(|file| file.path == place.path).unwrap();
    let lines = place.start_line..=place.end_line;
    file.facts.tokens.iter().filter(|token| lines.contains(&token.line)).copied().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every clone that is told is one, and every copy of enough code is found.
    #[test]
    fn clones_are_true_and_complete(
        blocks in prop::collection::vec((0u32..6, any::<bool>(), 50usize..120), 2..14),
        per_line in 1usize..9,
    ) {
        let mut parts: Vec<Vec<(u32, u32)>> = vec![Vec::new(); 3];
        for (at, &(seed, rename, noise)) in blocks.iter().enumerate() {
            let body = code(seed, 144);
            let part = &mut parts[at % 3];
            let fill = noise - (part.len() + noise) % per_line;
            part.extend(code(100 + at as u32, fill.max(per_line)));
            while !part.len().is_multiple_of(per_line) { part.push((7, 7)); }
            part.extend(if rename { renamed(&body) } else { body });
            while !part.len().is_multiple_of(per_line) { part.push((8, 8)); }
        }
        let files: Vec<_> = parts.iter().enumerate().map(|(at, part)| file(&format!("{at}.rs"), false, part, per_line)).collect();
        let found = clones(&files);
        for clone in &found.clones {
            prop_assert!(clone.places.len() >= 2);
            prop_assert!(clone.tokens as usize >= MIN_TOKENS);
            let model = text(&files, &clone.places[0]);
            prop_assert_eq!(model.len(), clone.tokens as usize);
            for place in &clone.places {
                prop_assert!((place.end_line - place.start_line + 1) as usize >= MIN_LINES);
                let here = text(&files, place);
                prop_assert_eq!(here.len(), model.len());
                for (a, b) in here.iter().zip(&model) {
                    prop_assert_eq!(a.shape, b.shape);
                    prop_assert!(clone.kind == CloneKind::Renamed || a.exact == b.exact);
                }
            }
        }
        let copies = (0..6).filter(|seed| blocks.iter().filter(|block| block.0 == *seed).count() > 1).count();
        prop_assert!(found.clones.len() >= copies.min(1), "{copies} copied blocks, none found");
        prop_assert_eq!(&found, &clones(&files));
    }
}
