//! Gradle's build files and version catalogues. A build file is a program; only what it writes out is read.

use std::sync::LazyLock;

use regex::Regex;
use toml::{Table, Value};

use super::{Manifest, Shared, Wanted};

pub(super) fn read(text: &str, _: &Shared) -> Manifest {
    // `implementation("g:a:v")`, `testImplementation 'g:a:v'`, `api platform("g:a:v")`
    static DEPENDENCY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r#"(?m)^\s*([a-zA-Z]*(?i:implementation|api|compileOnly|runtimeOnly|annotationProcessor|kapt|classpath))\b[\s(]*(?:(?:enforcedPlatform|platform)\s*\(\s*)?["']([\w.-]+:[\w.-]+)(?::([^"']+))?["']"#,
        )
        .ok()
    });
    static PLUGIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?m)^\s*id\s*\(?\s*["']([\w.-]+)["']\s*\)?(?:\s*version\s*["']([^"']+)["'])?"#).ok()
    });
    let mut manifest = Manifest { tools: vec!["Gradle"], ..Manifest::default() };
    if let Some(dependency) = DEPENDENCY.as_ref() {
        manifest.dependencies.extend(dependency.captures_iter(text).map(|captures| {
            let dev = captures[1].to_lowercase().contains("test");
            Wanted::new(&captures[2], captures.get(3).map(|version| version.as_str()), dev)
        }));
    }
    // Plugins of other people are asked for by id; the table knows frameworks by it.
    if let Some(plugin) = PLUGIN.as_ref() {
        manifest.dependencies.extend(
            plugin.captures_iter(text).filter(|captures| captures[1].contains('.')).map(|captures| {
                Wanted::new(&captures[1], captures.get(2).map(|version| version.as_str()), true)
            }),
        );
    }
    manifest
}

/// Reads `gradle/libs.versions.toml`.
pub(super) fn read_catalogue(text: &str, _: &Shared) -> Manifest {
    let mut manifest = Manifest { tools: vec!["Gradle"], ..Manifest::default() };
    let Ok(root) = text.parse::<Table>() else { return manifest };
    let versions = root.get("versions").and_then(Value::as_table);
    for library in root.get("libraries").and_then(Value::as_table).into_iter().flat_map(Table::values) {
        if let Some(short) = library.as_str() {
            let mut parts = short.rsplitn(2, ':');
            let version = parts.next();
            manifest.dependencies.extend(parts.next().map(|name| Wanted::new(name, version, false)));
            continue;
        }
        let text = |key| library.get(key).and_then(Value::as_str);
        let name = match (text("module"), text("group"), text("name")) {
            (Some(module), _, _) => module.to_owned(),
            (None, Some(group), Some(name)) => format!("{group}:{name}"),
            _ => continue,
        };
        let version = library.get("version").and_then(|version| {
            version.as_str().or_else(|| versions?.get(version.get("ref")?.as_str()?)?.as_str())
        });
        manifest.dependencies.push(Wanted::new(name, version, false));
    }
    manifest
}
