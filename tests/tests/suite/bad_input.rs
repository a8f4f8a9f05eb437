//! Bad input: a clear error, nothing lost.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use serde_json::{Value, json};
use testkit::{App, FixtureRepository, Output, devmentor, id};

fn analyze(repository: &FixtureRepository) -> Value {
    devmentor(["analyze", &repository.address(), "--format", "json", "--no-cache"]).ok().json()
}

/// The reason for which a file was passed over.
fn skipped<'r>(report: &'r Value, path: &str) -> Option<&'r str> {
    report["skipped"].as_array()?.iter().find(|s| s["path"] == path)?["reason"].as_str()
}

fn refused(output: &Output, word: &str) {
    assert!(output.code.is_some_and(|code| code != 0), "{output:?}");
    assert!(output.err.to_lowercase().contains(word), "'{word}' is not said: {}", output.err);
    assert!(!output.err.contains("panicked"), "{}", output.err);
}

#[test]
fn addresses_that_cannot_be_meant_are_refused_with_a_reason() {
    let app = App::start();
    for (source, kind) in [
        ("", "source"),
        ("not a url", "source"),
        ("ftp://example.org/x.git", "scheme"),
        ("http://example.org/x.git", "scheme"),
        ("ssh://git@example.org/x.git", "scheme"),
        ("git@example.org:x/y.git", "scheme"),
        ("file:///etc", "scheme"),
        ("https://", "source"),
        ("https://user:secret@example.org/x.git", "credentials"),
        ("/does/not/exist", "path"),
        ("relative/path", "source"),
    ] {
        let (status, problem) = app.post("/api/repositories", &json!({ "source": source }));
        assert!((400..500).contains(&status), "{source}: {status} {problem}");
        let text = problem.to_string().to_lowercase();
        assert!(text.contains(kind), "{source}: '{kind}' is not said: {problem}");
        assert!(!text.contains("secret"), "{problem}");
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 10), "{problem}");
    }
    assert_eq!(app.items("/api/repositories").len(), 0);
}

#[test]
fn a_folder_that_is_no_repository_and_one_without_commits_say_so() {
    let folder = tempfile::TempDir::new().unwrap();
    refused(&devmentor(["analyze", folder.path().to_str().unwrap()]), "not a git repository");
    refused(&devmentor(["analyze", "/does/not/exist"]), "exist");
    refused(&devmentor(["analyze", &FixtureRepository::empty().address()]), "empty");

    let app = App::start();
    let empty = FixtureRepository::empty();
    let submitted = app.submit(&empty.address());
    let analysis = app.wait_for_analysis(id(&submitted["analysis"]));
    assert_eq!(analysis["state"], "failed");
    assert_eq!(analysis["error"]["code"], "empty_repository", "{analysis}");
    assert_eq!(app.events(id(&analysis), None).last().unwrap().1, "done");
}

#[test]
fn a_repository_without_a_supported_language_says_so() {
    let mut pictures = FixtureRepository::empty();
    pictures.write("picture.png", [0x89, b'P', b'N', b'G', 0, 0, 0]);
    pictures.commit("A picture");
    let output = devmentor(["analyze", &pictures.address(), "--no-cache"]);
    refused(&output, "language");
}

#[test]
fn a_revision_that_is_not_there_is_named() {
    let output =
        devmentor(["analyze", &FixtureRepository::shop().address(), "--rev", "nowhere", "--no-cache"]);
    refused(&output, "nowhere");
}

#[test]
fn a_host_that_does_not_answer_fails_in_time_and_can_be_tried_again() {
    // A port of this machine that nobody listens on.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    refused(&devmentor(["analyze", &format!("https://127.0.0.1:{port}/x.git"), "--no-cache"]), "127.0.0.1");
}

#[test]
fn strange_files_are_set_apart_with_a_reason() {
    let mut strange = FixtureRepository::empty();
    strange.write("main.py", "def main():\n    return 1\n");
    strange.write("huge.py", "x = 1\n".repeat(400_000));
    strange.write("app.min.js", format!("var a={};", "1+".repeat(50_000)));
    strange.write("binary.py", b"x = 1\0\0\0");
    strange.write("latin1.py", b"# caf\xe9\nx = 1\n");
    strange.write("pointer.py", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n");
    strange.write("node_modules/left/index.js", "module.exports = 1\n");
    strange.write("broken.py", "def broken(:\n    return ((\n\nclass\n");
    symlink("/etc/passwd", strange.path().join("escape.py")).unwrap();
    symlink("../../../../etc", strange.path().join("escape")).unwrap();
    strange.commit("Strange files");
    let report = analyze(&strange);
    for (path, reason) in [
        ("huge.py", "too_large"),
        ("app.min.js", "minified"),
        ("binary.py", "binary"),
        ("latin1.py", "not_utf8"),
        ("pointer.py", "lfs_pointer"),
        ("node_modules/left/index.js", "vendored"),
        ("escape.py", "symlink"),
        ("escape", "symlink"),
    ] {
        assert_eq!(skipped(&report, path), Some(reason), "{path}: {}", report["skipped"]);
    }
    assert!(!report.to_string().contains("root:"), "nothing outside the repository was read");
    let names: Vec<_> =
        report["functions"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"main"), "{names:?}");
}

#[test]
fn nesting_without_end_is_survived() {
    let mut deep = FixtureRepository::empty();
    deep.write("main.py", "def main():\n    return 1\n");
    deep.write("deep.js", format!("const x = {}1{};\n", "[\n".repeat(10_000), "]\n".repeat(10_000)));
    deep.write("deep.py", format!("x = {}1{}\n", "(".repeat(10_000), ")".repeat(10_000)));
    deep.write("deep.rs", format!("fn f() {{ {} {} }}\n", "if x {".repeat(10_000), "}".repeat(10_000)));
    deep.write("deep.go", format!("package x\nvar y = {}1{}\n", "f(".repeat(10_000), ")".repeat(10_000)));
    deep.write(
        "Deep.java",
        format!("class D {{ int x = {}1{}; }}\n", "(".repeat(10_000), ")".repeat(10_000)),
    );
    deep.commit("Deep files");
    let report = analyze(&deep);
    for path in ["deep.js", "deep.py", "deep.rs", "deep.go", "Deep.java"] {
        assert_eq!(skipped(&report, path), Some("too_deep"), "{}", report["skipped"]);
    }
}

#[test]
fn strange_names_are_told_apart_and_shown_safely() {
    let mut strange = FixtureRepository::empty();
    let function = |n: u32| format!("def f{n}(a):\n    if a:\n        return {n}\n    return 0\n");
    strange.write("with space.py", function(1));
    strange.write("with\nnewline.py", function(2));
    strange.write("\u{1b}[31mred.py", function(3));
    strange.write(OsStr::from_bytes(b"caf\xe9.py"), function(4));
    strange.write(OsStr::from_bytes(b"caf\xe8.py"), function(5));
    strange.commit("Strange names");
    let report = analyze(&strange);
    let mut paths: Vec<_> =
        report["functions"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), 5, "{paths:?}");
    assert!(paths.contains(&"caf\\xe9.py") && paths.contains(&"with\nnewline.py"), "{paths:?}");
    let text = devmentor(["analyze", &strange.address(), "--no-cache"]).ok();
    assert!(!text.out.contains('\u{1b}'), "escape codes of a file name reach the terminal: {}", text.out);
}

#[test]
fn a_submodule_is_passed_over() {
    let mut repository = FixtureRepository::empty();
    repository.write("main.py", "def main():\n    return 1\n");
    let commit = repository.commit("Main");
    {
        let git = repository.git();
        let head = git.head().unwrap().peel_to_commit().unwrap();
        let mut builder = git.treebuilder(Some(&head.tree().unwrap())).unwrap();
        builder.insert("other", commit, 0o160_000).unwrap();
        let tree = git.find_tree(builder.write().unwrap()).unwrap();
        let who = head.author();
        git.commit(Some("HEAD"), &who, &who, "A submodule", &tree, &[&head]).unwrap();
    }
    assert_eq!(skipped(&analyze(&repository), "other"), Some("submodule"));
}
