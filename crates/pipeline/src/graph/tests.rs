//! The imports of small repositories, resolved.

use git2::Oid;
use types::Language;

use super::*;
use crate::facts::{FileClass, FileFacts, Import, Symbol, SymbolKind};

fn built(files: &[AnalyzedFile], packages: &[Package], aliases: &Aliases) -> Graph {
    build(files, packages, aliases, &CancellationToken::new())
}

fn import(target: &str, names: &[&str], in_test: bool) -> Import {
    Import {
        target: target.to_owned(),
        names: names.iter().map(|&name| name.to_owned()).collect(),
        line: 1,
        in_test,
        deferred: false,
    }
}

fn file(path: &str, imports: Vec<Import>) -> AnalyzedFile {
    let (language, package) = match path.rsplit_once('.').unwrap().1 {
        "rs" => ("rust", None),
        "py" => ("python", None),
        "go" => ("go", None),
        "java" => ("java", Some("com.acme.shop".to_owned())),
        _ => ("typescript", None),
    };
    AnalyzedFile {
        path: path.to_owned(),
        blob: Oid::ZERO_SHA1,
        class: FileClass { language: Some(0), test: path.contains("test") },
        language: Some(Language::new(language)),
        facts: FileFacts { imports, package, ..FileFacts::default() },
    }
}

fn package(name: &str, manifest: &str, ecosystem: &str) -> Package {
    Package { name: name.to_owned(), manifest: manifest.to_owned(), ecosystem: ecosystem.to_owned() }
}

/// What an import in a file resolves to, among the paths given.
fn resolved(paths: &[&str], packages: &[Package], from: &str, import: Import) -> Vec<String> {
    let mut files: Vec<_> = paths.iter().map(|path| file(path, Vec::new())).collect();
    files.iter_mut().find(|file| file.path == from).unwrap().facts.imports.push(import);
    built(&files, packages, &Aliases::default()).edges.into_iter().map(|edge| edge.to).collect()
}

#[test]
fn rust_paths_find_their_modules() {
    let paths = [
        "Cargo.toml.rs",
        "src/main.rs",
        "src/lib.rs",
        "src/a.rs",
        "src/a/b.rs",
        "src/c/mod.rs",
        "src/c/d.rs",
        "src/bin/tool.rs",
        "tests/it.rs",
        "tests/common/mod.rs",
        "crates/my-util/src/lib.rs",
        "crates/my-util/src/x.rs",
    ];
    let packages =
        [package("app", "Cargo.toml", "cargo"), package("my-util", "crates/my-util/Cargo.toml", "cargo")];
    for (from, target, in_test, expected) in [
        ("src/main.rs", "mod a", false, &["src/a.rs"][..]),
        ("src/a.rs", "mod b", false, &["src/a/b.rs"]),
        ("src/c/mod.rs", "mod d", false, &["src/c/d.rs"]),
        ("src/a/b.rs", "crate::c::d::Thing", false, &["src/c/d.rs"]),
        ("src/a/b.rs", "crate::Thing", false, &["src/lib.rs"]),
        ("src/a/b.rs", "super::Thing", false, &["src/a.rs"]),
        ("src/a/b.rs", "super::super::c::d", false, &["src/c/d.rs"]),
        ("src/c/d.rs", "super::e::F", false, &["src/c/mod.rs"]),
        ("src/a.rs", "self::b::f", false, &["src/a/b.rs"]),
        ("src/a.rs", "b::f", false, &["src/a/b.rs"]),
        ("src/a.rs", "super::*", true, &[]),
        ("src/a.rs", "my_util::x::Y", false, &["crates/my-util/src/x.rs"]),
        ("src/a.rs", "my_util::Y", false, &["crates/my-util/src/lib.rs"]),
        ("src/a.rs", "serde::Serialize", false, &[]),
        ("tests/it.rs", "mod common", false, &["tests/common/mod.rs"]),
        ("tests/it.rs", "app::a::f", false, &["src/a.rs"]),
        ("src/bin/tool.rs", "app::c", false, &["src/c/mod.rs"]),
    ] {
        assert_eq!(
            resolved(&paths, &packages, from, import(target, &[], in_test)),
            expected,
            "{from}: {target}"
        );
    }
}

#[test]
fn python_imports_find_their_modules() {
    let paths = [
        "src/pkg/__init__.py",
        "src/pkg/a.py",
        "src/pkg/sub/__init__.py",
        "src/pkg/sub/b.py",
        "tests/helpers.py",
        "tests/test_a.py",
        "tools/run.py",
    ];
    for (from, target, names, expected) in [
        ("tools/run.py", "pkg.a", &[][..], &["src/pkg/a.py"][..]),
        ("tools/run.py", "pkg", &["a", "sub"], &["src/pkg/a.py", "src/pkg/sub/__init__.py"]),
        ("tools/run.py", "pkg", &["VERSION"], &["src/pkg/__init__.py"]),
        ("tools/run.py", "pkg.sub.b.name", &[], &["src/pkg/sub/b.py"]),
        ("src/pkg/sub/b.py", "..a", &["f"], &["src/pkg/a.py"]),
        ("src/pkg/sub/b.py", ".", &["c"], &["src/pkg/sub/__init__.py"]),
        ("src/pkg/a.py", ".", &["sub"], &["src/pkg/sub/__init__.py"]),
        ("tests/test_a.py", "helpers", &["x"], &["tests/helpers.py"]),
        ("src/pkg/a.py", "json", &[], &[]),
    ] {
        assert_eq!(resolved(&paths, &[], from, import(target, names, false)), expected, "{from}: {target}");
    }
}

#[test]
fn javascript_go_and_java_find_their_files() {
    let scripts =
        ["web/src/app.ts", "web/src/ui/index.tsx", "web/src/ui/button.tsx", "lib/core/src/index.ts"];
    let npm =
        [package("web", "web/package.json", "npm"), package("@acme/core", "lib/core/package.json", "npm")];
    for (target, expected) in [
        ("./ui", &["web/src/ui/index.tsx"][..]),
        ("./ui/button.js", &["web/src/ui/button.tsx"]),
        ("@/ui/button", &["web/src/ui/button.tsx"]),
        ("@acme/core", &["lib/core/src/index.ts"]),
        ("react", &[]),
        ("../../../../outside", &[]),
    ] {
        assert_eq!(
            resolved(&scripts, &npm, "web/src/app.ts", import(target, &[], false)),
            expected,
            "{target}"
        );
    }
    let go = ["main.go", "internal/db/db.go"];
    let module = [package("example.com/m", "go.mod", "go")];
    assert_eq!(
        resolved(&go, &module, "main.go", import("example.com/m/internal/db", &[], false)),
        ["internal/db"]
    );
    assert_eq!(resolved(&go, &module, "internal/db/db.go", import("example.com/m", &[], false)), ["."]);
    let java = ["src/Cart.java", "src/Item.java"];
    for (target, expected) in [
        ("com.acme.shop.Item", &["src/Item.java"][..]),
        ("com.acme.shop.Item.Kind", &["src/Item.java"]),
        ("com.acme.shop.*", &["src"]),
        ("java.util.List", &[]),
    ] {
        assert_eq!(resolved(&java, &[], "src/Cart.java", import(target, &[], false)), expected, "{target}");
    }
}

#[test]
fn circles_are_found_but_not_between_a_package_and_its_parts() {
    let files = [
        file("p/__init__.py", vec![import(".a", &[], false)]),
        file("p/a.py", vec![import(".b", &["x"], false), import("p", &["y"], false)]),
        file("p/b.py", vec![import(".c", &["x"], false)]),
        file("p/c.py", vec![import(".a", &["x"], false), import(".d", &["x"], false)]),
        file(
            "p/d.py",
            vec![import(".c", &["x"], true), Import { deferred: true, ..import(".c", &["y"], false) }],
        ),
    ];
    let graph = built(&files, &[], &Aliases::default());
    assert_eq!(graph.cycles, [["p/a.py", "p/b.py", "p/c.py"]]);
    assert_eq!(graph.shortest_circle(&graph.cycles[0]), ["p/a.py", "p/b.py", "p/c.py"]);
    assert_eq!(graph.importers("p/a.py"), 2);
    assert_eq!(graph.importers("p/c.py"), 2);
    let rust = [
        file("src/lib.rs", vec![import("mod a", &[], false)]),
        file("src/a.rs", vec![import("crate::Error", &[], false)]),
    ];
    assert_eq!(built(&rust, &[], &Aliases::default()).cycles, Vec::<Vec<String>>::new());
}

#[test]
fn a_name_that_a_module_passes_on_is_found_where_it_is_defined() {
    let defines = |path: &str, name: &str, imports: Vec<Import>| {
        let symbol = Symbol {
            name: name.to_owned(),
            kind: SymbolKind::Type,
            start_line: 1,
            end_line: 2,
            start_byte: 0,
            end_byte: 9,
            parent: None,
            public: true,
            in_test: false,
        };
        let mut file = file(path, imports);
        file.facts.symbols.push(symbol);
        file
    };
    let use_ = |target: &str| import(target, &[], false);
    let files = |target: &str| {
        [
            defines("src/a/deep.rs", "Deep", vec![]),
            defines("src/a/many.rs", "Many", vec![]),
            defines(
                "src/a/mod.rs",
                "Own",
                vec![use_("mod deep"), use_("deep::Deep"), use_("many::*"), use_("Own")],
            ),
            file(
                "src/lib.rs",
                vec![
                    use_("mod a"),
                    use_("a::Deep"),
                    use_("std::fmt::Own"),
                    use_("early::*"),
                    use_("late::*"),
                ],
            ),
            // Uses what it does not have: by way of the root, and by one that is a module's own.
            file("src/early.rs", vec![use_("crate::Late"), use_("crate::a::Own")]),
            defines("src/late.rs", "Late", vec![]),
            file("src/user.rs", vec![use_(target)]),
        ]
    };
    for (target, expected) in [
        ("crate::a::Deep", &["src/a/deep.rs", "src/a/mod.rs"][..]),
        ("crate::a::Many::new", &["src/a/many.rs", "src/a/mod.rs"]),
        ("crate::a::Own", &["src/a/mod.rs"]),
        ("crate::a::Unknown", &["src/a/mod.rs"]),
        ("crate::a::*", &["src/a/mod.rs"]),
        ("crate::Deep", &["src/a/deep.rs", "src/lib.rs"]),
        ("crate::Own", &["src/a/mod.rs", "src/lib.rs"]),
        ("crate::Late", &["src/late.rs", "src/lib.rs"]),
    ] {
        let graph = built(&files(target), &[], &Aliases::default());
        let found: Vec<_> = graph
            .edges
            .iter()
            .filter(|edge| edge.from == "src/user.rs")
            .map(|edge| edge.to.as_str())
            .collect();
        assert_eq!(found, expected, "{target}");
    }
}

#[test]
fn scripts_find_files_by_the_names_that_the_compiler_is_told() {
    let config = r#"{"compilerOptions": {"baseUrl": "lib", "paths": {"%ui/*": ["./parts/*"]}}}"#;
    let aliases = Aliases::read(&[("web/tsconfig.json", config.to_owned())]);
    for (target, expected) in [
        ("%ui/button", &["web/lib/parts/button.tsx"][..]),
        ("parts", &["web/lib/parts/index.ts"]),
        ("react", &[]),
    ] {
        let files = [
            file("web/app.ts", vec![import(target, &[], false)]),
            file("web/lib/parts/button.tsx", vec![]),
            file("web/lib/parts/index.ts", vec![]),
        ];
        let found: Vec<_> = built(&files, &[], &aliases).edges.into_iter().map(|edge| edge.to).collect();
        assert_eq!(found, expected, "{target}");
    }
}
