//! What a path alone says: language, test code, and what was copied in or written by a program.

use crate::languages;

/// Folders that hold copies of other people's code.
const VENDORED_FOLDERS: &[&str] = &[
    ".bundle",
    ".pnpm-store",
    ".tox",
    ".venv",
    ".yarn",
    "3rdparty",
    "Carthage",
    "Godeps",
    "Pods",
    "_vendor",
    "bower_components",
    "jspm_packages",
    "node_modules",
    "site-packages",
    "third-party",
    "third_party",
    "thirdparty",
    "vendor",
    "vendored",
    "vendors",
    "venv",
];

/// Folders that a web server hands out as they are.
const ASSET_FOLDERS: &[&str] = &["assets", "public", "resources", "static", "webapp", "www", "wwwroot"];

/// Folders below them for what others wrote.
const ASSET_LIBRARIES: &[&str] = &["lib", "libs", "plugins"];

/// Files that tools put into every repository.
const VENDORED_FILES: &[&str] =
    &["gradlew", "gradlew.bat", "mvnw", "mvnw.cmd", "ez_setup.py", "versioneer.py"];

/// Libraries that are often copied in by hand, by how their file names begin.
const VENDORED_LIBRARIES: &[&str] = &[
    "angular.",
    "backbone-",
    "backbone.",
    "bootstrap-",
    "bootstrap.",
    "d3.",
    "jquery-",
    "jquery.",
    "lodash.",
    "modernizr",
    "moment.",
    "three.",
    "underscore-",
    "underscore.",
];

/// Folders that hold what a program wrote.
const GENERATED_FOLDERS: &[&str] =
    &["__generated__", "__pycache__", "__snapshots__", ".next", ".nuxt", "dist", "node_modules", "target"];

/// Endings of names that a program gives.
const GENERATED_ENDINGS: &[&str] = &[
    ".bundle.js",
    ".designer.cs",
    ".egg-info",
    ".freezed.dart",
    ".g.cs",
    ".g.dart",
    ".gen.go",
    ".gen.ts",
    ".generated.cs",
    ".generated.go",
    ".generated.js",
    ".generated.rs",
    ".generated.ts",
    ".map",
    ".pb.cc",
    ".pb.go",
    ".pb.gw.go",
    ".pb.h",
    ".pb.rs",
    ".snap",
    "_generated.go",
    "_generated.rs",
    "_grpc.pb.go",
    "_pb.d.ts",
    "_pb.js",
    "_pb2.py",
    "_pb2.pyi",
    "_pb2_grpc.py",
    "_string.go",
];

/// What package managers write down.
const LOCK_FILES: &[&str] = &[
    "Cargo.lock",
    "Gemfile.lock",
    "Pipfile.lock",
    "bun.lock",
    "composer.lock",
    "flake.lock",
    "go.sum",
    "gradle.lockfile",
    "npm-shrinkwrap.json",
    "package-lock.json",
    "pdm.lock",
    "pnpm-lock.yaml",
    "poetry.lock",
    "uv.lock",
    "yarn.lock",
];

/// Endings of files that hold no text.
const BINARY_EXTENSIONS: &[&str] = &[
    "7z", "a", "avi", "bin", "bmp", "bz2", "class", "db", "dll", "doc", "docx", "dylib", "eot", "exe",
    "flac", "gif", "gz", "ico", "icns", "jar", "jpeg", "jpg", "lib", "mov", "mp3", "mp4", "npy", "npz", "o",
    "obj", "ogg", "onnx", "otf", "pack", "parquet", "pdf", "pickle", "pkl", "png", "ppt", "pptx", "psd",
    "pyc", "rar", "so", "sqlite", "sqlite3", "tar", "tgz", "tif", "tiff", "ttf", "war", "wasm", "wav",
    "webm", "webp", "whl", "woff", "woff2", "xls", "xlsx", "xz", "zip", "zst",
];

/// Folders whose code tries out other code.
const TEST_FOLDERS: &[&str] = &[
    "__fixtures__",
    "__mocks__",
    "__tests__",
    "androidTest",
    "bench",
    "benches",
    "benchmark",
    "benchmarks",
    "benchsuite",
    "cypress",
    "e2e",
    "example",
    "examples",
    "fixture",
    "fixtures",
    "fuzz",
    "integration-tests",
    "integration_tests",
    "mocks",
    "samples",
    "spec",
    "specs",
    "test",
    "testdata",
    "testing",
    "tests",
    "testsuite",
];

/// Endings of test files' names, the extension apart.
const TEST_ENDINGS: &[&str] = &[
    "_test", "_tests", ".test", ".tests", ".spec", ".e2e", "-test", "-spec", "_spec", ".bench", "_bench",
    ".stories",
];

/// Endings of test classes' names, as Java, Kotlin, C# and Swift write them.
const TEST_CLASS_ENDINGS: &[&str] = &["Test", "Tests", "TestCase", "IT", "Spec"];

/// Whether a path lies among copies of other people's code.
pub(super) fn is_vendored(path: &str) -> bool {
    let (folders, name) = split(path);
    folders.split('/').any(|folder| VENDORED_FOLDERS.contains(&folder))
        || VENDORED_FILES.contains(&name)
        || (name.ends_with(".js") || name.ends_with(".css"))
            && (VENDORED_LIBRARIES.iter().any(|library| name.starts_with(library))
                || path.split('/').any(has_version)
                || is_asset_library(folders))
}

/// Whether folders lead to those for libraries among what a web server hands out: `static/js/libs`, not `lib/public`.
fn is_asset_library(folders: &str) -> bool {
    let mut below = folders.split('/').skip_while(|folder| !ASSET_FOLDERS.contains(folder));
    below.any(|folder| ASSET_LIBRARIES.contains(&folder))
}

/// Whether a name ends in the version of what was copied: `codemirror-5.17.0`, `autosize-4.0.2.js`.
fn has_version(name: &str) -> bool {
    let name = name.trim_end_matches(".css").trim_end_matches(".js");
    name.rsplit_once('-').is_some_and(|(library, version)| {
        let numbers = || version.split('.');
        !library.is_empty()
            && numbers().count() >= 3
            && numbers().all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Whether a path says that a program wrote the file.
pub(super) fn is_generated(path: &str) -> bool {
    let (folders, name) = split(path);
    folders.split('/').any(|folder| GENERATED_FOLDERS.contains(&folder))
        || is_lock_file(path)
        || GENERATED_ENDINGS.iter().any(|ending| name.ends_with(ending))
        || name.starts_with("zz_generated.")
}

/// Whether a path is that of what a package manager writes down.
pub(crate) fn is_lock_file(path: &str) -> bool {
    LOCK_FILES.contains(&split(path).1)
}

/// Whether a path says that the file is for machines to read.
pub(super) fn is_minified(path: &str) -> bool {
    let (_, name) = split(path);
    [".min.js", ".min.mjs", ".min.css", "-min.js", "-min.css"].iter().any(|ending| name.ends_with(ending))
}

/// Whether a path says that the file holds no text.
pub(super) fn is_binary(path: &str) -> bool {
    ending(path).is_some_and(|ending| BINARY_EXTENSIONS.contains(&ending.to_lowercase().as_str()))
}

/// Whether a path says that the file tries out other code: tests, examples, benchmarks and what they need.
pub(super) fn is_test(path: &str) -> bool {
    let (folders, name) = split(path);
    // Below Maven's `src/main`, folders are names of packages: `com/example`, `org/springframework/samples`.
    let telling = folders.split_once("src/main/").map_or(folders, |(before, _)| before);
    if telling.split('/').any(|folder| TEST_FOLDERS.contains(&folder)) {
        return true;
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.starts_with("test_") || stem == "tests" || stem == "test" || stem == "conftest" {
        return true;
    }
    if TEST_ENDINGS.iter().any(|ending| stem.ends_with(ending)) {
        return true;
    }
    let class_per_file = [".java", ".kt", ".cs", ".swift", ".scala", ".groovy"];
    class_per_file.iter().any(|extension| name.ends_with(extension))
        && TEST_CLASS_ENDINGS.iter().any(|ending| {
            stem.strip_suffix(ending)
                .is_some_and(|rest| rest.ends_with(|c: char| c.is_lowercase() || c.is_numeric()))
        })
}

/// Whether a path says that the file is one step of a data base's past: `migrations/0018_x.py`, `V2__x.java`,
/// `versions/9f3a12bc04de_x.py`. It runs once and is never edited, so how it is written costs nothing.
pub(crate) fn is_migration(path: &str) -> bool {
    let (folders, name) = split(path);
    let among = |names: &[&str]| folders.split('/').any(|folder| names.contains(&folder));
    let Some((number, _)) = name.split_once(['_', '-', '.']) else { return false };
    let digits = number.trim_start_matches(['m', 'V', 'v', 'U', 'R']);
    let counted = digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let hashed = number.len() >= 8 && number.bytes().all(|byte| byte.is_ascii_hexdigit());
    among(&["migrations", "migration", "migrate"]) && (counted || hashed)
        || among(&["versions", "alembic"]) && hashed
}

/// The language that a file name says.
pub(super) fn language(path: &str) -> Option<u8> {
    let (_, name) = split(path);
    let by_extension = || ending(name).and_then(|ending| languages::by_extension(&ending.to_lowercase()));
    // `Dockerfile.dev`, `Makefile.linux`
    let by_beginning = || languages::by_file_name(name.split('.').next().unwrap_or(name));
    languages::by_file_name(name).or_else(by_extension).or_else(by_beginning)
}

/// What stands after the last dot of a path's name; a leading dot begins no ending. Without one, only the contents can
/// say what the file is.
pub(crate) fn ending(path: &str) -> Option<&str> {
    let (stem, ending) = split(path).1.rsplit_once('.')?;
    (!stem.is_empty()).then_some(ending)
}

/// A path's folders and its name.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_code_is_known_by_its_path() {
        for (path, expected) in [
            ("tests/api.rs", true),
            ("src/tests.rs", true),
            ("src/parser/tests/odd.rs", true),
            ("pkg/server_test.go", true),
            ("test_models.py", true),
            ("app/conftest.py", true),
            ("src/button.test.tsx", true),
            ("src/button.spec.js", true),
            ("src/test/java/a/ParserTest.java", true),
            ("a/ParserIT.java", true),
            ("examples/hello.rs", true),
            ("benches/parse.rs", true),
            ("testdata/x.go", true),
            ("src/main/java/com/example/samples/App.java", false),
            ("examples/shop/src/main/java/App.java", true),
            ("src/main.rs", false),
            ("src/latest.py", false),
            ("src/contest.js", false),
            ("a/Manifest.java", false),
            ("a/UNIT.java", false),
            ("src/attestation/mod.rs", false),
        ] {
            assert_eq!(is_test(path), expected, "{path}");
        }
    }

    #[test]
    fn migrations_are_known_by_their_path() {
        for (path, expected) in [
            ("shop/migrations/0018_flexible.py", true),
            ("migrations/versions/9f3a12bc04de_add.py", true),
            ("db/migrate/20240131120000_add_users.rb", true),
            ("migrations/src/m0001_core.rs", true),
            ("src/migrations/1700000000000-AddUsers.ts", true),
            ("shop/migrations/__init__.py", false),
            ("migrations/src/lib.rs", false),
            ("migrations/runner.py", false),
            ("src/versions/compare.py", false),
            ("shop/0018_flexible.py", false),
        ] {
            assert_eq!(is_migration(path), expected, "{path}");
        }
    }

    #[test]
    fn foreign_and_made_files_are_known_by_their_path() {
        for (path, vendored, generated, minified) in [
            ("vendor/x/y.go", true, false, false),
            ("web/node_modules/a/index.js", true, true, false),
            ("static/jquery-3.6.0.js", true, false, false),
            ("public/plugins/codemirror-5.17.0/mode/apl/apl.js", true, false, false),
            ("src/main/resources/static/js/libs/ace.js", true, false, false),
            ("web/editor-0.3.0.js", true, false, false),
            ("web/phase-2.js", false, false, false),
            ("lib/public/page.js", false, false, false),
            ("public/lib/page.ts", false, false, false),
            ("static/libs/tool.py", false, false, false),
            ("src/vendor.rs", false, false, false),
            ("api/x.pb.go", false, true, false),
            ("api/x_pb2.py", false, true, false),
            ("Cargo.lock", false, true, false),
            ("dist/app.js", false, true, false),
            ("static/app.min.js", false, false, true),
            ("src/distance.js", false, false, false),
            ("src/main.py", false, false, false),
        ] {
            assert_eq!(
                (is_vendored(path), is_generated(path), is_minified(path)),
                (vendored, generated, minified),
                "{path}"
            );
        }
    }

    #[test]
    fn names_say_languages() {
        for (path, expected) in [
            ("src/main.rs", Some("rust")),
            ("a/b.PY", Some("python")),
            ("x.tsx", Some("tsx")),
            ("types.d.ts", Some("typescript")),
            ("Dockerfile", Some("dockerfile")),
            ("docker/Dockerfile.dev", Some("dockerfile")),
            ("Makefile", Some("makefile")),
            ("README.md", Some("markdown")),
            ("LICENSE", None),
            (".gitignore", None),
            ("a.unknown", None),
        ] {
            assert_eq!(language(path).map(languages::id), expected, "{path}");
        }
    }
}
