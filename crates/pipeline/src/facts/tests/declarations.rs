//! Names, extents, visibility, test code, imports, lines.

use super::facts;

/// Each symbol as `name first-last`, with `+` where it is public, `T` where it is test code.
fn symbols(language: &str, source: &str) -> Vec<String> {
    facts(language, source)
        .symbols
        .iter()
        .map(|symbol| {
            let marks = [("+", symbol.public), ("T", symbol.in_test)];
            let marks: String = marks.iter().filter(|(_, set)| *set).map(|(mark, _)| *mark).collect();
            format!("{} {}-{} {marks}", symbol.name, symbol.start_line, symbol.end_line).trim_end().to_owned()
        })
        .collect()
}

#[test]
fn symbols_begin_with_what_leads_to_them() {
    for (language, source, expected) in [
        (
            "rust",
            "/// Doc.\n#[derive(A)]\npub struct S;\n\n// far\n\n/// Near.\nfn f() {} // tail\nfn g() {}\n",
            &["S 1-3 +", "f 7-8", "g 9-9"][..],
        ),
        (
            "rust",
            "impl<T> a::Tr for b::S<T> {\n    /// Doc.\n    pub fn f() {\n        fn g() {}\n    }\n}\n",
            &["S 1-6", "S::f 2-5 +", "S::f::g 4-4"],
        ),
        (
            "python",
            "# c\n@dec\n# d\n@dec2(1)\nclass A:\n    '''Doc.'''\n    # e\n    @p\n    def _f(self): pass\n\n    def g(self): pass\n",
            &["A 1-11 +", "A._f 7-9", "A.g 11-11 +"],
        ),
        (
            "javascript",
            "/** a */\nexport default class A {\n  // b\n  #f() {}\n}\n// c\nexport const g = () => {\n};\nlet x = 1, h = function () {};\n",
            &["A 1-5 +", "A.#f 3-4", "g 6-8 +", "h 9-9"],
        ),
        (
            "typescript",
            "// a\nexport abstract class A<T> {\n  @d()\n  private f(): void {}\n  abstract g(): void;\n  h = () => 1;\n}\nexport interface I { a: 1 }\ntype B = 2;\nenum E { X }\n",
            &["A 1-7 +", "A.f 3-4", "A.h 6-6", "I 8-8 +", "B 9-9", "E 10-10"],
        ),
        (
            "go",
            "package p\n\n// T is.\ntype T struct{}\n\ntype (\n\t// U is.\n\tU int\n\tv int\n)\n\n// F does.\nfunc (t *T) F() {}\nfunc g() {}\n",
            &["T 3-4 +", "U 7-8 +", "v 9-9", "T.F 12-13 +", "g 14-14"],
        ),
        (
            "java",
            "/** a */\n@B\npublic class A {\n  // c\n  A() {}\n  void f();\n  interface I { default void g() {} }\n}\n",
            &["A 1-8 +", "A.A 4-5", "A.I 7-7", "A.I.g 7-7"],
        ),
    ] {
        assert_eq!(symbols(language, source), expected, "{language}: {source}");
    }
}

#[test]
fn parents_are_the_symbols_around() {
    let facts = facts(
        "python",
        "class A:\n    class B:\n        def f(self):\n            def g(): pass\n    def h(self): pass\n",
    );
    let parents: Vec<_> = facts.symbols.iter().map(|symbol| (symbol.name.as_str(), symbol.parent)).collect();
    assert_eq!(
        parents,
        [("A", None), ("A.B", Some(0)), ("A.B.f", Some(1)), ("A.B.f.g", Some(2)), ("A.h", Some(0))]
    );
}

#[test]
fn test_code_is_known_by_its_scope() {
    for (language, source, expected) in [
        (
            "rust",
            "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n#[tokio::test]\nasync fn c() {}\n#[cfg(not(test))]\nfn d() {}\n",
            &["a 1-1", "b 4-4 T", "c 6-7 T", "d 8-9"][..],
        ),
        (
            "python",
            "def test_a(): pass\nclass TestB:\n    def test_c(self): pass\nclass TestClient:\n    def get(self): pass\nclass D(unittest.TestCase):\n    def setUp(self): pass\nclass E:\n    def test_connection(self): pass\n",
            &[
                "test_a 1-1 +T",
                "TestB 2-3 +T",
                "TestB.test_c 3-3 +T",
                "TestClient 4-5 +",
                "TestClient.get 5-5 +",
                "D 6-7 +T",
                "D.setUp 7-7 +T",
                "E 8-9 +",
                "E.test_connection 9-9 +",
            ],
        ),
        (
            "javascript",
            "function a() {}\ndescribe('b', () => {\n  function c() {}\n});\nit.each([1])('d', function () { const e = () => 1; });\nre.test(function f() {});\ntest('x');\n",
            &["a 1-1", "c 3-3 T", "e 5-5 T", "f 6-6"],
        ),
        (
            "go",
            "package p\nfunc TestA(t *testing.T) {}\nfunc Testify() {}\n",
            &["TestA 2-2 +T", "Testify 3-3 +"],
        ),
        ("java", "class A {\n  @Test void b() {}\n  void c() {}\n}\n", &["A 1-4", "A.b 2-2 T", "A.c 3-3"]),
    ] {
        assert_eq!(symbols(language, source), expected, "{language}: {source}");
    }
}

#[test]
fn functions_are_named_and_counted() {
    for (language, source, names, count) in [
        (
            "javascript",
            "app.get('/', (a) => {\n  b();\n});\nconst o = { k: function () {}, 'l': () => 1, m() {} };\nmodule.exports.n = function () {};\n",
            &["app.get callback", "o.k", "o.l", "o.m", "exports.n"][..],
            4,
        ),
        (
            "javascript",
            "res.send = function () {};\nA.prototype.f = () => 1;\nthis.g = function () {};\nh({ i() {} });\n",
            &["res.send", "A.f", "g", "i"],
            4,
        ),
        ("javascript", "(function () {\n})();\nf(() => 1);\n", &["anonymous function"], 0),
        (
            "rust",
            "static A: B = B::new(|| {\n    1\n});\ntrait T { fn a(); fn b() {} }\n",
            &["B::new callback", "T::b"],
            1,
        ),
        ("go", "package p\nvar h = func() {\n}\nfunc f()\nfunc g() {}\n", &["h", "g"], 2),
        ("java", "interface A { int f(); default int g() { return 1; } }\n", &["A.g"], 1),
        ("python", "f = lambda x: x\ndef g(): return lambda: 1\n", &["g"], 1),
    ] {
        let facts = facts(language, source);
        let found: Vec<_> = facts.functions.iter().map(|function| function.name.as_str()).collect();
        assert_eq!((found.as_slice(), facts.totals.functions), (names, count), "{language}: {source}");
    }
}

#[test]
fn lines_hold_code_comments_or_nothing() {
    for (language, source, code, comments, blanks) in [
        ("rust", "", 0, 0, 0),
        (
            "rust",
            "//! a\n\nfn f() { // b\n    /* c\n\n     d */ g();\n    let s = \"x\n\n// no\";\n}\n",
            5,
            2,
            3,
        ),
        (
            "python",
            "#!/x\n'''doc\n\nmore'''\nx = '''a\n# no\n'''\ndef f():\n    \"doc\"\n    pass # c\n",
            5,
            4,
            1,
        ),
        ("javascript", "// a\nconst s = `\n// no\n`; /* b */\n/** c */\n", 3, 2, 0),
        ("tsx", "const a = (\n  <p>\n    {/* c */}\n    text\n  </p>\n)\n", 6, 0, 0),
        ("go", "package p\r\n\r\n// a\r\nfunc f() {}\r\n", 2, 1, 1),
        ("java", "/*\n * a\n */\nclass A {}", 1, 3, 0),
        ("python", "def f(:\n  ???\n# c\n", 2, 1, 0),
    ] {
        let totals = facts(language, source).totals;
        assert_eq!(
            (totals.code, totals.comments, totals.blanks),
            (code, comments, blanks),
            "{language}: {source}"
        );
        assert_eq!(totals.lines, code + comments + blanks);
    }
}

#[test]
fn tokens_leave_out_comments_and_imports() {
    let one = facts("python", "import os\n\n# c\nx = foo(1, 'a')\n");
    let two = facts("python", "from a import b\nx  =  foo( 1,'a' ) # d\n");
    let three = facts("python", "y = bar(2, 'b')\n");
    let exact = |facts: &super::FileFacts| facts.tokens.iter().map(|token| token.exact).collect::<Vec<_>>();
    let shape = |facts: &super::FileFacts| facts.tokens.iter().map(|token| token.shape).collect::<Vec<_>>();
    assert_eq!(exact(&one), exact(&two));
    assert_ne!(exact(&one), exact(&three));
    assert_eq!(shape(&one), shape(&three));
    assert_eq!(one.tokens.len(), 8);
    assert_eq!((one.tokens[0].line, two.tokens[0].line), (4, 2));
}

#[test]
fn imports_know_whether_only_tests_need_them() {
    let facts = facts(
        "rust",
        "use a::b;\n#[cfg(test)]\nmod tests {\n    use super::*;\n    fn f() { crate::c::d(); }\n}\nfn g() { crate::c::d(); crate::c::d(); }\n",
    );
    let imports: Vec<_> =
        facts.imports.iter().map(|import| (import.target.as_str(), import.line, import.in_test)).collect();
    assert_eq!(
        imports,
        [("a::b", 1, false), ("super::*", 4, true), ("crate::c::d", 5, true), ("crate::c::d", 7, false)]
    );
}

#[test]
fn packages_are_read() {
    for (language, source, package) in [
        ("go", "// c\npackage foo\n", Some("foo")),
        ("java", "package a.b.c;\nclass D {}\n", Some("a.b.c")),
        ("java", "class D {}\n", None),
        ("python", "x = 1\n", None),
    ] {
        assert_eq!(facts(language, source).package.as_deref(), package, "{source}");
    }
}
