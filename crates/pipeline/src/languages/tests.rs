//! What each language's syntax makes of calls, assignments, parameters and imports.

use tree_sitter::{Node, Tree};

use super::*;

/// A snippet, parsed.
struct Snippet {
    spec: &'static Spec,
    grammar: &'static Grammar,
    source: &'static str,
    tree: Tree,
}

impl Snippet {
    fn new(language: &str, source: &'static str) -> Self {
        let position = by_id(language).unwrap();
        let grammar = grammar(position);
        let mut parser = tree_sitter::Parser::new();
        parser.set_language(&grammar.language).unwrap();
        let tree = parser.parse(source, None).unwrap();
        assert!(!tree.root_node().has_error(), "{language}: {source}: {}", tree.root_node().to_sexp());
        Self { spec: spec(position).unwrap(), grammar, source, tree }
    }

    /// All nodes with a role, in order.
    fn nodes(&self, role: Roles) -> Vec<Node<'_>> {
        let mut found = Vec::new();
        let mut open = vec![self.tree.root_node()];
        while let Some(node) = open.pop() {
            if self.grammar.kinds[usize::from(node.kind_id())].roles.contains(role) {
                found.push(node);
            }
            let children: Vec<Node<'_>> = (0..node.child_count()).filter_map(|at| node.child(at)).collect();
            open.extend(children.into_iter().rev());
        }
        found
    }

    fn text(&self, node: Node<'_>) -> &str {
        text(node, self.source)
    }
}

#[test]
fn calls_have_a_path_a_name_and_arguments() {
    for (language, source, expected) in [
        ("python", "subprocess.run(cmd, shell=True)", &["subprocess.run(cmd, shell=True)"][..]),
        ("python", "f(x)(y)", &["f()(y)", "f(x)"]),
        ("python", "request.args.get('q')", &["request.args.get('q')"]),
        (
            "python",
            "connect( a ).cursor()\\\n .execute(q, *b)",
            &["connect().cursor().execute(q, *b)", "connect().cursor()", "connect(a)"],
        ),
        ("python", "rows[0].get(k)", &["rows[].get(k)"]),
        ("python", "','.join(x for x in y)", &["\"\".join((x for x in y))"]),
        ("python", "(await get()).json()", &["get().json()", "get()"]),
        ("python", "(a + b).f()", &["_.f()"]),
        (
            "rust",
            "fn f() { Command::new(\"sh\").arg(x)?.spawn(); }",
            &["Command::new().arg().spawn()", "Command::new().arg(x)", "Command::new(\"sh\")"],
        ),
        (
            "rust",
            "fn f() { s.parse::<u8>(); Vec::<u8>::with_capacity(3); }",
            &["s.parse()", "Vec::with_capacity(3)"],
        ),
        ("rust", "fn f() { std::format!(\"{} {}\", a, 3); }", &["std::format!(\"{} {}\", a, 3)"]),
        ("rust", "fn f() { self.a[0].b(); }", &["self.a[].b()"]),
        (
            "javascript",
            "child_process.exec(`ls ${x}`); new a.Foo(1); new Bar",
            &["child_process.exec(`ls ${x}`)", "a.Foo(1)", "Bar()"],
        ),
        ("javascript", "db?.query?.(q); html`<b>`; f()()", &["db.query(q)", "html(`<b>`)", "f()()", "f()"]),
        ("typescript", "(x as Foo).bar<T>(1); y!.z()", &["x.bar(1)", "y.z()"]),
        ("tsx", "const a = <B c={d(1)} />", &["d(1)"]),
        (
            "go",
            "package p\nfunc f() { exec.Command(\"sh\", a...).Run() }",
            &["exec.Command().Run()", "exec.Command(\"sh\", a...)"],
        ),
        ("go", "package p\nfunc f() { x.(T).g(); (&y).h(); m[0].i() }", &["x.g()", "y.h()", "m[].i()"]),
        (
            "java",
            "class A { void f() { Runtime.getRuntime().exec(cmd); g(); this.h(1); } }",
            &["Runtime.getRuntime().exec(cmd)", "Runtime.getRuntime()", "g()", "this.h(1)"],
        ),
        (
            "java",
            "class A { Object o = new java.util.ArrayList<String>(3); int i = new B().c(); }",
            &["java.util.ArrayList(3)", "B().c()", "B()"],
        ),
        (
            "java",
            "class A { Object o = s.stream().map(x -> x).toList(); }",
            &["s.stream().map().toList()", "s.stream().map(x -> x)", "s.stream()"],
        ),
    ] {
        let snippet = Snippet::new(language, source);
        let mut found = Vec::new();
        for node in snippet.nodes(Roles::CALL) {
            let Some(call) = snippet.spec.syntax.call(node, source) else { continue };
            let arguments: Vec<String> = call
                .arguments
                .iter()
                .map(|argument| match &argument.keyword {
                    Some(keyword) => format!("{keyword}={}", snippet.text(argument.value)),
                    None => snippet.text(argument.value).to_owned(),
                })
                .collect();
            assert!(call.path.contains(&call.name), "{} ends in {}", call.path, call.name);
            found.push(format!("{}({})", call.path, arguments.join(", ")));
        }
        assert_eq!(found, expected, "{language}: {source}");
    }
}

#[test]
fn a_method_call_has_its_receiver() {
    for (language, source, receiver) in [
        ("python", "a.b.c(1)", "a.b"),
        ("rust", "fn f() { a.b.c(1); }", "a.b"),
        ("javascript", "a.b.c(1)", "a.b"),
        ("go", "package p\nfunc f() { a.b.c(1) }", "a.b"),
        ("java", "class A { int f = a.b.c(1); }", "a.b"),
    ] {
        let snippet = Snippet::new(language, source);
        let node = snippet.nodes(Roles::CALL)[0];
        let call = snippet.spec.syntax.call(node, source).unwrap();
        assert_eq!((call.name.as_str(), call.receiver.map(|node| snippet.text(node))), ("c", Some(receiver)));
    }
}

#[test]
fn a_long_chain_of_calls_has_a_short_path() {
    let source: &'static str = Box::leak(format!("a{}", ".b()".repeat(500)).into_boxed_str());
    let snippet = Snippet::new("javascript", source);
    let call = snippet.spec.syntax.call(snippet.nodes(Roles::CALL)[0], source).unwrap();
    assert!(call.path.starts_with("_.b().b") && call.path.len() < 60, "{}", call.path);
}

#[test]
fn assignments_have_targets_and_a_value() {
    for (language, source, expected) in [
        ("python", "a = b = c", &["a <- c", "b <- c"][..]),
        ("python", "a, b = c\nd += e\nif (f := g): pass", &["a, b <- c", "d <+ e", "f <- g"]),
        (
            "python",
            "for a in b: pass\nwith c() as d: pass\n[x for x in y]",
            &["a <- b", "d <- c()", "x <- y"],
        ),
        ("python", "a: int = 1\nb: int", &["a <- 1"]),
        ("rust", "fn f() { let (a, b) = c; let d; e = g; h += i; }", &["(a, b) <- c", "e <- g", "h <+ i"]),
        (
            "rust",
            "fn f() { if let Some(a) = b {} while let c = d {} for e in g {} }",
            &["Some(a) <- b", "c <- d", "e <- g"],
        ),
        ("rust", "const A: u8 = 1; static B: u8 = 2;", &["A <- 1", "B <- 2"]),
        (
            "javascript",
            "const {a, b} = c; let d; e.f = g; h += i; for (const j of k) {}",
            &["{a, b} <- c", "e.f <- g", "h <+ i", "j <- k"],
        ),
        ("typescript", "class A { private b: string = c }", &["b <- c"]),
        (
            "go",
            "package p\nvar a, b = c()\nconst d = 1\nfunc f() { e, g := h(); i = j; k += l; for m, n := range o {} }",
            &["a, b <- c()", "d <- 1", "e, g <- h()", "i <- j", "k <+ l", "m, n <- o"],
        ),
        (
            "java",
            "class A { int a = 1, b; void f() { b = c; d += e; for (var g : h) {} try (var i = j) {} } }",
            &["a <- 1", "b <- c", "d <+ e", "g <- h", "i <- j"],
        ),
    ] {
        let snippet = Snippet::new(language, source);
        let found: Vec<String> = snippet
            .nodes(Roles::ASSIGNMENT)
            .into_iter()
            .filter_map(|node| snippet.spec.syntax.assignment(node, source))
            .map(|assignment| {
                let targets: Vec<&str> = assignment.targets.iter().map(|node| snippet.text(*node)).collect();
                let sign = if assignment.appends { "<+" } else { "<-" };
                format!("{} {sign} {}", targets.join(", "), snippet.text(assignment.value))
            })
            .collect();
        assert_eq!(found, expected, "{language}: {source}");
    }
}

#[test]
fn parameters_have_names_types_and_defaults() {
    for (language, source, expected) in [
        ("python", "def f(self, a, b: int, c=1, d: int = 2, *e, **g): pass", "a b:int c=1 d:int=2 *e **g"),
        ("rust", "fn f(&mut self, a: u8, mut b: &str, (c, d): (u8, u8)) {}", "a:u8 b:&str (c, d):(u8, u8)"),
        ("javascript", "function f(a, b = 1, {c}, ...d) {}", "a b=1 {c} ...d"),
        ("typescript", "function f(this: X, a: string, b?: number, c = 1) {}", "a:string b:number c=1"),
        ("go", "package p\nfunc (r *T) f(a, b int, c ...string) {}", "a:int b:int c:string"),
        ("java", "class A { void f(final int a, String... b) {} }", "a:int b"),
    ] {
        let snippet = Snippet::new(language, source);
        let function = snippet.nodes(Roles::FUNCTION)[0];
        let found: Vec<String> = snippet
            .spec
            .syntax
            .parameters(function, source)
            .into_iter()
            .map(|parameter| {
                let mut shown = snippet.text(parameter.name).to_owned();
                for (sign, node) in [(":", parameter.kind), ("=", parameter.default)] {
                    if let Some(node) = node {
                        shown = shown + sign + snippet.text(node);
                    }
                }
                shown
            })
            .collect();
        assert_eq!(found.join(" "), expected, "{language}: {source}");
    }
}

#[test]
fn imports_are_named_as_the_language_writes_them() {
    for (language, source, expected) in [
        (
            "rust",
            "use a::{b::{self, c}, d as e}; use super::f::*; extern crate g; mod h; mod i { }",
            &["a::b", "a::b::c", "a::d", "super::f::*", "g", "mod h"][..],
        ),
        (
            "rust",
            "fn f() { crate::a::g::<u8>(); self::b(); c::d(); let x: crate::e::F; }",
            &["crate::a::g", "self::b", "crate::e::F"],
        ),
        (
            "python",
            "import a.b, c as d\nfrom . import e\nfrom ..f.g import (h as i, j)\nfrom k import *",
            &["a.b", "c", ". e", "..f.g h,j", "k *"],
        ),
        (
            "javascript",
            "import a, {b as c} from './d'; import * as e from 'f'; import 'g'; export * from 'h'; export {i} from 'j'; require('k'); import('l'); export const m = 1; n('o')",
            &["./d default,b", "f *", "g", "h", "j i", "k", "l"],
        ),
        ("typescript", "import type { A } from './b'; import c = require('d');", &["./b A", "d"]),
        ("go", "package p\nimport \"a\"\nimport (\n b \"c/d\"\n . \"e\"\n)", &["a", "c/d", "e"]),
        ("java", "import a.b.C; import static d.E.f; import g.*;", &["a.b.C", "d.E.f", "g.*"]),
    ] {
        let snippet = Snippet::new(language, source);
        let mut imports = Vec::new();
        let mut nodes = snippet.nodes(Roles::IMPORT);
        nodes.extend(snippet.nodes(Roles::MAY_IMPORT));
        nodes.sort_by_key(|node| (node.start_byte(), std::cmp::Reverse(node.end_byte())));
        let mut end = 0;
        for node in nodes {
            if node.start_byte() >= end {
                snippet.spec.syntax.imports(node, source, &mut imports);
                let role = snippet.grammar.kinds[usize::from(node.kind_id())].roles;
                end = if role.contains(Roles::IMPORT) { node.end_byte() } else { end };
            }
        }
        let found: Vec<String> = imports
            .into_iter()
            .map(|import| [import.target, import.names.join(",")].join(" ").trim_end().to_owned())
            .collect();
        assert_eq!(found, expected, "{language}: {source}");
    }
}
