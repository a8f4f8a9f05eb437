//! Suppressions, and where findings are said to be.

use super::facts;

#[test]
fn suppressions_cover_their_line_or_the_next_with_code() {
    for (language, source, expected) in [
        ("python", "x = 1  # devmentor: ignore a/b -- why\ny = 2\n", &[("a/b", "why", 1, 1)][..]),
        (
            "python",
            "# devmentor: ignore a/b, c -- why\n\n# more\ny = 2\n",
            &[("a/b", "why", 1, 4), ("c", "why", 1, 4)],
        ),
        ("rust", "// devmentor: ignore a/b\n#[x]\npub fn f() {}\n", &[("a/b", "", 1, 3)]),
        ("python", "# devmentor: ignore a/b\n@dec\ndef f(): pass\n", &[("a/b", "", 1, 3)]),
        ("javascript", "f(/* devmentor: ignore a/b */ 1)\n", &[("a/b", "", 1, 1)]),
        ("go", "package p\n// devmentor: ignore\n", &[("*", "", 2, 2)]),
    ] {
        let facts = facts(language, source);
        let found: Vec<_> = facts
            .suppressions
            .iter()
            .map(|s| (s.rule.as_str(), s.reason.as_str(), s.start_line, s.end_line))
            .collect();
        assert_eq!(found, expected, "{language}: {source}");
    }
}
