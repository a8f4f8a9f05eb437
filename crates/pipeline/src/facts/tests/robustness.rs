//! Any bytes give facts or a clear error, and always the same.

use std::time::Duration;

use proptest::prelude::*;

use super::{FactsError, FileClass, Limits, by_id, extract, facts};

/// Something of everything, per language.
const SAMPLES: &[(&str, &str)] = &[
    (
        "rust",
        "//! d\nuse a::{b, c as d};\n/// x\n#[cfg(test)]\nmod t { impl<T> A for B<T> { fn f(&self, a: &'a str) -> u8 { let Some(x) = g() else { return 1 }; match x { 1 if a && b || c => \"é\\n\", _ => |y| y, } } } }\nstatic X: u8 = m!(a, \"b\"); // devmentor: ignore a -- b\n",
    ),
    (
        "python",
        "#!/x\n'''d'''\nfrom ..a import (b as c, d)\n@e\nclass F(G):\n    async def h(self, i: int = 1, *j, **k) -> l:\n        if a and (b or not c): pass\n        elif d: return [x for x in y if z]\n        else: raise E\n        match a:\n            case {'x': 1}: pass\n        return f'é{a!r:>{b}}' # devmentor: ignore *\n",
    ),
    (
        "javascript",
        "import a, {b as c} from './d';\n/** é */\nexport default class F extends G { #h = 1; static async *i({j, ...k} = {}) { for await (const l of m) { if (a && b || (c ?? d)) continue; else try { x`${y}` } catch { } } } }\nmodule.exports.n = o => o?.p ? /q/g : <r s={t}>u</r>;\n",
    ),
    (
        "typescript",
        "import type { A } from 'b';\nabstract class C<T extends D> { @e() private f(g?: string): asserts g is H { switch (g) { case 'é': default: } } }\nexport const i = async <J,>(k: K): Promise<L> => { const m = () => k as any!; describe('x', () => { it('y', function () {}) }) };\nnamespace N { enum O { P } }\n",
    ),
    ("tsx", "export function F({ a }: P) { return <G b={c => c && <h/>} {...d}>é {e ? 1 : 2}</G> }\n"),
    (
        "go",
        "package p\n\nimport (\n\t\"a\"\n\tb \"c/d\"\n)\n\n// é\nfunc (r *T[K]) F(a, b int, c ...string) (x int, err error) {\nl:\n\tfor i := range c { switch v := a.(type) { case int: if b > 1 && a < 2 || !d { break l } else if e {} } }\n\tselect { case <-ch: default: }\n\tdefer func() { recover() }()\n\treturn `raw\n`, nil\n}\n",
    ),
    (
        "java",
        "package a.b;\nimport static c.D.*;\n/** é */\n@E(f = 1)\npublic sealed class G<H> extends I { @Override public int j(final int k, String... l) throws M { o: for (var p : l) { if (p == null || k > 1 && q) continue o; else do { } while (r); } return switch (l) { case \"x\", \"y\" -> 1; default -> { yield 2; } }; } record S(int t) { S { } } }\n",
    ),
];

#[test]
fn the_samples_are_good_code() {
    for (language, source) in SAMPLES {
        let facts = facts(language, source);
        assert!(!facts.syntax_errors && !facts.symbols.is_empty(), "{language}: {facts:#?}");
    }
}

#[test]
fn ten_thousand_levels_are_counted_and_not_judged() {
    let depth = 20_000;
    for (language, source) in [
        ("python", format!("x = {}1{}\n", "(".repeat(depth), ")".repeat(depth))),
        ("python", format!("x = {}1\n", "-".repeat(depth))),
        ("javascript", format!("{}{}", "{".repeat(depth), "}".repeat(depth))),
        ("javascript", format!("x = {}1{};", "[".repeat(depth), "]".repeat(depth))),
        ("javascript", format!("a{}", ".b()".repeat(depth))),
        ("rust", format!("fn f() {{ {}{} }}", "if a {".repeat(depth), "}".repeat(depth))),
        ("go", format!("package p\nvar x = {}1{}", "(".repeat(depth), ")".repeat(depth))),
        ("java", format!("class A {{ int x = 1{}; }}", " + 1".repeat(depth))),
        ("tsx", format!("x = {}{}", "<a>".repeat(depth), "</a>".repeat(depth))),
    ] {
        let class = FileClass { language: by_id(language), test: false };
        let limits = Limits { parse_time: Duration::from_mins(1), ..Limits::default() };
        let facts = extract(&source, class, &limits).unwrap();
        assert!(facts.too_deep, "{language}");
        assert_eq!(facts.totals.lines, source.lines().count() as u64);
        assert!(facts.functions.is_empty() && facts.tokens.is_empty());
    }
}

#[test]
fn a_walk_has_no_stack_to_overflow() {
    let depth = 20_000;
    let source = format!("def f():\n    return {}a{}\n", "g(".repeat(depth), ")".repeat(depth));
    let class = FileClass { language: by_id("python"), test: false };
    let limits = Limits { depth: u32::MAX, parse_time: Duration::from_mins(1), ..Limits::default() };
    let small_stack = std::thread::Builder::new().stack_size(256 * 1024);
    let walked = small_stack
        .spawn(move || {
            let position = class.language.unwrap();
            let tree = super::super::parse::parse(&source, position, limits.parse_time).unwrap();
            let grammar = crate::languages::grammar(position);
            let spec = crate::languages::spec(position).unwrap();
            let rules = crate::rules::Dispatch::new(spec, &grammar.roles);
            let rules = Box::leak(Box::new(rules));
            super::super::walk::walk(&tree, &source, class, spec, grammar, rules, u32::MAX).is_some()
        })
        .unwrap()
        .join()
        .unwrap();
    assert!(walked);
}

#[test]
fn parsing_stops_at_its_limit() {
    let source = "def f(a):\n    return [x for x in a if x]\n".repeat(20_000);
    let class = FileClass { language: by_id("python"), test: false };
    let limits = Limits { parse_time: Duration::ZERO, ..Limits::default() };
    assert!(matches!(extract(&source, class, &limits), Err(FactsError::ParseTimeout)));
    // The parser is fit for the next file.
    assert_eq!(facts("python", "def g(): pass\n").functions.len(), 1);
}

#[test]
fn other_languages_have_their_lines_counted() {
    let class = FileClass { language: by_id("yaml"), test: false };
    let facts = extract("# a\nb: 1\n", class, &Limits::default()).unwrap();
    assert_eq!((facts.totals.code, facts.totals.comments, facts.too_deep), (1, 1, false));
    let unknown = FileClass { language: None, test: false };
    assert_eq!(extract("# a\nb\n", unknown, &Limits::default()).unwrap().totals.code, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Cut and overwritten in any way, code gives facts, and the same each time.
    #[test]
    fn damaged_code_gives_the_same_facts_again(
        sample in 0..SAMPLES.len(),
        cut in 0_usize..600,
        edits in prop::collection::vec((0_usize..600, prop::sample::select(
            vec!["", "(", ")", "{", "}", "'", "\"", "`", "\n", "/*", "*/", "#", "é", "if ", "else", "&&", "\u{0}", "<", "=>", ":"]
        )), 0..6),
    ) {
        let (language, source) = SAMPLES[sample];
        let mut chars: Vec<String> = source.chars().map(String::from).collect();
        for (at, text) in edits {
            let at = at % chars.len();
            text.clone_into(&mut chars[at]);
        }
        chars.truncate(chars.len().saturating_sub(cut % (chars.len() + 1)));
        let source: String = chars.concat();
        let once = facts(language, &source);
        prop_assert_eq!(&once, &facts(language, &source));
        prop_assert_eq!(once.totals.lines, once.totals.code + once.totals.comments + once.totals.blanks);
        prop_assert_eq!(once.totals.lines, source.lines().count() as u64);
        for symbol in &once.symbols {
            prop_assert!(symbol.start_line <= symbol.end_line && symbol.start_byte < symbol.end_byte);
            prop_assert!(source.get(symbol.start_byte as usize..symbol.end_byte as usize).is_some());
        }
        for function in &once.functions {
            prop_assert!(function.start_line <= function.end_line && u64::from(function.end_line) <= once.totals.lines);
            prop_assert!((0.0..=100.0).contains(&function.maintainability_index));
        }
    }
}
