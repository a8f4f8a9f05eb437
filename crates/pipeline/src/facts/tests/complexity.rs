//! Complexity, by table: each row was counted by hand.

use super::{facts, function};

/// A function's body, then cyclomatic, cyclomatic modified, cognitive and nesting.
type Row = (&'static str, u32, u32, u32, u32);

/// Holds each row's numbers against those of the function `f`, with the body put where `%` stands.
fn check(language: &str, frame: &str, name: &str, rows: &[Row]) {
    for (body, cyclomatic, modified, cognitive, nesting) in rows {
        let source = frame.replace('%', body);
        let facts = facts(language, &source);
        assert!(!facts.syntax_errors, "{language}: {source}");
        let f = function(&facts, name);
        assert_eq!(
            (f.cyclomatic, f.cyclomatic_modified, f.cognitive, f.nesting),
            (*cyclomatic, *modified, *cognitive, *nesting),
            "cyclomatic, modified, cognitive, nesting of {language}: {body}"
        );
    }
}

#[test]
fn rust() {
    check(
        "rust",
        "fn f(a: bool, b: bool, c: bool) { % }",
        "f",
        &[
            ("", 1, 1, 0, 0),
            ("if a {}", 2, 2, 1, 1),
            ("if a {} else {}", 2, 2, 2, 1),
            ("if a {} else if b {} else {}", 3, 3, 3, 1),
            ("if a {} else if b { if c {} }", 4, 4, 4, 2),
            ("if a { if b {} else { if c {} } }", 4, 4, 7, 3),
            ("let x = if a { 1 } else { 2 };", 2, 2, 2, 1),
            ("let x = g()?; h()?.i()?;", 1, 1, 0, 0),
            ("let Some(x) = g() else { return };", 2, 2, 1, 1),
            ("let Some(x) = g() else { if a {} return };", 3, 3, 3, 2),
            ("if let Some(x) = g() && a {}", 3, 3, 2, 1),
            ("match a { true => {} false => {} }", 3, 2, 1, 1),
            ("match a { 1 => {} 2 | 3 => {} _ => {} }", 3, 2, 1, 1),
            ("match a { x if b => {} _ => {} }", 3, 3, 1, 1),
            ("match a { x => { if b {} } }", 3, 3, 3, 2),
            ("for x in y { while a { loop {} } }", 4, 4, 6, 3),
            ("'l: for x in y { continue 'l; }", 2, 2, 2, 1),
            ("loop { break; }", 2, 2, 1, 1),
            ("loop { break 1; }", 2, 2, 1, 1),
            ("if a && b && c {}", 4, 4, 2, 1),
            ("if a && b || c {}", 4, 4, 3, 1),
            ("if a || b && c || d {}", 5, 5, 4, 1),
            ("if a && (b && c) {}", 4, 4, 2, 1),
            ("if a && !(b && c) {}", 4, 4, 3, 1),
            ("if a && g(b || c) && d {}", 5, 5, 3, 1),
            ("let x = a && b;", 2, 2, 1, 0),
            ("let x = a & b | c;", 1, 1, 0, 0),
            ("assert!(a && b || c); vec![if a {}]", 1, 1, 0, 0),
            ("let g = |x| x;", 1, 1, 0, 0),
            ("y.map(|x| if x { 1 } else { 2 });", 2, 2, 3, 1),
            ("fn g() { if true {} }", 1, 1, 2, 0),
            ("f(a, b, c);", 1, 1, 1, 0),
            ("if a { return; } 1;", 2, 2, 1, 1),
        ],
    );
}

#[test]
fn python() {
    check(
        "python",
        "def f(a, b, c):\n    %\n    pass\n",
        "f",
        &[
            ("pass", 1, 1, 0, 0),
            ("if a: pass", 2, 2, 1, 1),
            ("if a: pass\n    elif b: pass\n    else: pass", 3, 3, 3, 1),
            ("if a:\n        if b: pass\n        elif c: pass\n        else: pass", 4, 4, 5, 2),
            ("if a: pass\n    else:\n        if b: pass", 3, 3, 4, 2),
            ("x = 1 if a else 2", 2, 2, 1, 0),
            ("for x in y:\n        while a: pass", 3, 3, 3, 2),
            ("for x in y: pass\n    else: pass", 2, 2, 2, 1),
            ("while a: break\n    else: pass", 2, 2, 2, 1),
            ("try: g()\n    except E: pass\n    except F: pass\n    else: g()\n    finally: g()", 3, 3, 2, 1),
            ("try: g()\n    except E:\n        if a: pass", 3, 3, 3, 2),
            ("with a as x: pass", 1, 1, 0, 0),
            ("match a:\n        case 1: pass\n        case x if b: pass\n        case _: pass", 4, 3, 1, 1),
            ("x = [y for y in a if b]", 3, 3, 0, 0),
            ("x = {y: z for y in a for z in b}", 3, 3, 0, 0),
            ("if a and b and c: pass", 4, 4, 2, 1),
            ("if a and b or c: pass", 4, 4, 3, 1),
            ("if a and not (b and c): pass", 4, 4, 3, 1),
            ("x = a or b", 2, 2, 1, 0),
            ("g(lambda x: x or 1)", 2, 2, 1, 0),
            ("g(lambda x: 1 if x else 2)", 2, 2, 2, 0),
            ("s = f'{a and b}'", 2, 2, 1, 0),
            ("f(1, 2, 3)", 1, 1, 1, 0),
            ("self.f(1)", 1, 1, 0, 0),
            ("def g():\n        if a: pass\n    x = 1", 1, 1, 2, 0),
            ("raise E if a else F", 2, 2, 1, 0),
        ],
    );
}

#[test]
fn javascript_and_typescript() {
    let rows: &[Row] = &[
        ("", 1, 1, 0, 0),
        ("if (a) b(); else c();", 2, 2, 2, 1),
        ("if (a) {} else if (b) {} else {}", 3, 3, 3, 1),
        ("if (a) {} else { if (b) {} }", 3, 3, 4, 2),
        ("if (a) {} else /* then */ if (b) {}", 3, 3, 2, 1),
        ("const x = a ? b : c;", 2, 2, 1, 0),
        ("const x = a ? b ? 1 : 2 : 3;", 3, 3, 3, 0),
        ("if (a ? b : c) {}", 3, 3, 2, 1),
        ("a ?? b; a?.b?.c;", 1, 1, 0, 0),
        ("a && b; a || b;", 3, 3, 2, 0),
        ("if (a && (b || c) && d) {}", 5, 5, 4, 1),
        ("switch (a) { case 1: case 2: break; default: }", 3, 2, 1, 1),
        ("switch (a) { case 1: if (b) {} }", 3, 3, 3, 2),
        ("for (;;) { for (const x of y) { for (const z in y) {} } }", 4, 4, 6, 3),
        ("while (a) {} do {} while (b);", 3, 3, 2, 1),
        ("l: for (;;) { continue l; }", 2, 2, 2, 1),
        ("for (;;) { break; }", 2, 2, 1, 1),
        ("try { a(); } catch { if (b) {} } finally { c(); }", 3, 3, 3, 2),
        ("y.map(x => x ? 1 : 2);", 2, 2, 2, 0),
        ("y.map(function (x) { if (x) {} });", 2, 2, 2, 1),
        ("const x = a ? () => 1 : () => 2; if (b) {}", 3, 3, 2, 1),
        ("f(1);", 1, 1, 1, 0),
        ("throw a;", 1, 1, 0, 0),
        ("const s = `${a && b}`;", 2, 2, 1, 0),
        // Functions with a name are nested where the one around them has a cost of its own, and apart where not.
        ("const g = () => { if (a) {} };", 1, 1, 0, 0),
        ("if (a) {} const g = () => { if (a) {} };", 2, 2, 3, 1),
    ];
    for language in ["javascript", "typescript", "tsx"] {
        check(language, "function f(a, b, c, d) { % }", "f", rows);
        check(language, "const f = (a, b, c, d) => { % };", "f", rows);
    }
    check("tsx", "function f(a) { return % }", "f", &[("<p>{a && <b/>}</p>", 2, 2, 0, 0)]);
}

#[test]
fn what_components_and_hooks_gather_is_judged_apart() {
    let page = "function Page({ a }) {
  useEffect(() => {
    if (a) { load(); }
  });
  const press = () => { if (a) { send(); } };
  return a ? <b onClick={press} /> : null;
}
";
    let facts = facts("tsx", page);
    let costs: Vec<_> =
        facts.functions.iter().map(|one| (one.name.as_str(), one.cognitive, one.nested)).collect();
    assert_eq!(costs, [("Page", 1, false), ("useEffect callback", 1, false), ("Page.press", 1, false)]);
}

#[test]
fn tests_are_called_by_their_title_and_suites_are_none() {
    let suite = "describe('sums', () => {\n  it('adds', () => {\n    add();\n  });\n});\n";
    let facts = facts("javascript", suite);
    let names: Vec<_> = facts.functions.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["it('adds')"]);
}

#[test]
fn go() {
    check(
        "go",
        "package p\nfunc f(a, b, c bool) { % }",
        "f",
        &[
            ("", 1, 1, 0, 0),
            ("if a {} else if b {} else {}", 3, 3, 3, 1),
            ("if x := g(); x {} else { if b {} }", 3, 3, 4, 2),
            ("for {}", 2, 2, 1, 1),
            ("for i := 0; i < 3; i++ { for x := range y {} }", 3, 3, 3, 2),
            ("switch a { case 1, 2: case 3: default: }", 3, 2, 1, 1),
            ("switch { case a: if b {} }", 3, 3, 3, 2),
            ("switch x := a.(type) { case int: case string: }", 3, 2, 1, 1),
            ("select { case <-d: case e <- 1: default: }", 3, 2, 1, 1),
            ("select { default: if a {} }", 2, 3, 3, 2),
            ("l: for { break l }", 2, 2, 2, 1),
            ("goto l; l: g()", 1, 1, 1, 0),
            ("if a && b || c {}", 4, 4, 3, 1),
            ("defer func() { if a {} }()", 2, 2, 2, 1),
            ("g := func() { if a {} }; g()", 1, 1, 2, 0),
            ("f(a, b, c)", 1, 1, 1, 0),
            ("x.f(a, b, c)", 1, 1, 0, 0),
        ],
    );
}

#[test]
fn java() {
    check(
        "java",
        "class A { int f(boolean a, boolean b, boolean c) { % } }",
        "A.f",
        &[
            ("", 1, 1, 0, 0),
            ("if (a) {} else if (b) {} else {}", 3, 3, 3, 1),
            ("if (a) g(); else { if (b) g(); }", 3, 3, 4, 2),
            ("int x = a ? 1 : 2;", 2, 2, 1, 0),
            ("for (int i = 0; i < 3; i++) { for (var x : y) {} }", 3, 3, 3, 2),
            ("while (a) {} do {} while (b);", 3, 3, 2, 1),
            ("switch (x) { case 1: case 2: break; default: }", 3, 2, 1, 1),
            ("int z = switch (x) { case 1, 2 -> 1; default -> 2; };", 2, 2, 1, 1),
            ("switch (o) { case String s when a -> g(); default -> g(); }", 3, 3, 1, 1),
            ("try { g(); } catch (E | F e) { if (a) {} } finally { g(); }", 3, 3, 3, 2),
            ("try (var in = g()) { g(); }", 1, 1, 0, 0),
            ("l: while (a) { continue l; }", 2, 2, 2, 1),
            ("if (a && b || c) {}", 4, 4, 3, 1),
            ("Runnable r = () -> { if (a) {} };", 2, 2, 2, 1),
            ("new B() { void g() { if (a) {} } };", 1, 1, 2, 0),
            ("return f(a, b, c);", 1, 1, 1, 0),
            ("return this.f(a, b, c);", 1, 1, 1, 0),
            ("return other.f(a, b, c);", 1, 1, 0, 0),
            ("synchronized (this) { g(); }", 1, 1, 0, 0),
        ],
    );
}

/// Totals that the SonarSource white paper gives for programs of these shapes.
#[test]
fn totals_of_the_white_paper() {
    for (language, source, name, total) in [
        // Sum of primes: two loops, a condition, a labelled jump.
        (
            "java",
            "class A { int sumOfPrimes(int max) { int total = 0; OUT: for (int i = 1; i <= max; ++i) { \
             for (int j = 2; j < i; ++j) { if (i % j == 0) { continue OUT; } } total += i; } return total; } }",
            "A.sumOfPrimes",
            7,
        ),
        (
            "java",
            "class A { String getWords(int number) { switch (number) { case 1: return \"one\"; \
             case 2: return \"a couple\"; case 3: return \"a few\"; default: return \"lots\"; } } }",
            "A.getWords",
            1,
        ),
        (
            "java",
            "class A { void myMethod() { try { if (c1) { for (int i = 0; i < 10; i++) { while (c2) { } } } } \
             catch (E1 | E2 e) { if (c2) { } } } }",
            "A.myMethod",
            9,
        ),
        ("java", "class A { void myMethod2() { Runnable r = () -> { if (c1) { } }; } }", "A.myMethod2", 2),
        (
            "python",
            "def a_decorator(a, b):\n    def inner(func):\n        if condition:\n            print(b)\n        \
             func()\n    return inner\n",
            "a_decorator",
            1,
        ),
        (
            "python",
            "def not_a_decorator(a, b):\n    my_var = a * b\n    def inner(func):\n        if condition:\n            \
             print(b)\n        func()\n    return inner\n",
            "not_a_decorator",
            2,
        ),
    ] {
        assert_eq!(function(&facts(language, source), name).cognitive, total, "{source}");
    }
}

#[test]
fn recursion_counts_once_for_each_function_in_the_circle() {
    for (language, source, expected) in [
        (
            "python",
            "def a(): b()\ndef b(): c()\ndef c(): a()\ndef d(): a()\n",
            &[("a", 1), ("b", 1), ("c", 1), ("d", 0)][..],
        ),
        (
            "python",
            "class A:\n    def f(self): self.f(); self.f()\n    def g(self): f()\n    def h(self): x.h()\n",
            &[("A.f", 1), ("A.g", 0), ("A.h", 0)],
        ),
        (
            "rust",
            "impl A { fn f(&self) { self.f() } fn g() { Self::g() } fn h() { A::h() } fn i(&self) { self.0.i() } fn j() { B::j() } }",
            &[("A::f", 1), ("A::g", 1), ("A::h", 1), ("A::i", 0), ("A::j", 0)],
        ),
        (
            "go",
            "package p\nfunc (t *T) f() { t.f() }\nfunc (t *T) g() { u.g() }\n",
            &[("T.f", 1), ("T.g", 0)],
        ),
        (
            "java",
            "class A { void f() { f(); } void g(int a) { g(a, 1); } void g(int a, int b) {} }",
            &[("A.f", 1), ("A.g", 0)],
        ),
        (
            "javascript",
            "class A { f() { this.f() } g() { g() } }\nfunction h() { h() }",
            &[("A.f", 1), ("A.g", 0), ("h", 1)],
        ),
        (
            "javascript",
            "res.vary = function () { vary(); };\nres.send = function () { this.send(); };\nconst o = { f() { f(); } };",
            &[("res.vary", 0), ("res.send", 1), ("o.f", 0)],
        ),
    ] {
        let facts = facts(language, source);
        for (name, cognitive) in expected {
            assert_eq!(function(&facts, name).cognitive, *cognitive, "{name} in {language}: {source}");
        }
    }
}

#[test]
fn what_is_contained_in_another_is_marked() {
    for (language, source, name, nested) in [
        ("python", "def f():\n    x = 1\n    def g(): pass\n", "f.g", true),
        ("python", "class A:\n    def g(self): pass\n", "A.g", false),
        ("javascript", "function f() { function g() { if (a) {} } }", "f.g", false),
        ("javascript", "function f() { if (a) {} function g() {} }", "f.g", true),
        ("javascript", "(function () {\n if (a) {}\n function g() { if (a) {} }\n})()", "g", false),
        ("java", "class A { void f() { new B() { void g() {} }; } }", "A.f.g", true),
    ] {
        assert_eq!(function(&facts(language, source), name).nested, nested, "{language}: {source}");
    }
}

#[test]
fn text_is_measured_as_halstead_does() {
    let facts = facts("python", "def f(a):\n    return a + 1\n");
    let f = function(&facts, "f");
    // Operators: def ( : return +. Operands: f a a 1, three of them distinct.
    assert!((f.halstead_volume - 9.0 * 8_f64.log2()).abs() < 1e-9, "{}", f.halstead_volume);
    assert!((f.halstead_difficulty - 5.0 / 2.0 * 4.0 / 3.0).abs() < 1e-9, "{}", f.halstead_difficulty);
    assert_eq!(f.code_lines, 2);
    assert!(f.maintainability_index > 80.0 && f.maintainability_index < 100.0);
}
