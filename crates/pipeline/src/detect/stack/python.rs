//! Python's manifests: `pyproject.toml`, requirements, `setup.cfg`, `setup.py`, `Pipfile`.

use std::sync::LazyLock;

use regex::Regex;
use toml::{Table, Value};

use super::{Manifest, Shared, Wanted};

/// What a group of optional dependencies is called when only development needs it.
const DEV_GROUPS: &[&str] = &[
    "bench",
    "check",
    "checks",
    "ci",
    "coverage",
    "dev",
    "develop",
    "development",
    "doc",
    "docs",
    "lint",
    "linting",
    "test",
    "testing",
    "tests",
    "tox",
    "type",
    "typecheck",
    "types",
    "typing",
];

/// A requirement as PEP 508 writes it: name, extras, version; what follows (`; python_version < "3"`) is left out.
static REQUIREMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*\(?\s*((?:[=<>!~]=?=?\s*[^;#)\s]+(?:\s*,\s*)?)*)",
    )
    .ok()
});

/// Whether a file lists what the program needs to run.
pub(super) fn is_requirements(name: &str) -> bool {
    lists_requirements(name) && !is_dev_requirements(name)
}

/// Whether a file lists what only development needs: `requirements-dev.txt`, `test_requirements.txt`.
pub(super) fn is_dev_requirements(name: &str) -> bool {
    lists_requirements(name) && name.split(['-', '_', '.']).any(is_dev)
}

fn lists_requirements(name: &str) -> bool {
    name.ends_with(".txt") && (name.starts_with("requirements") || name.ends_with("requirements.txt"))
        || name.ends_with(".in") && name.starts_with("requirements")
}

pub(super) fn read_pyproject(text: &str, _: &Shared) -> Manifest {
    let mut manifest = Manifest::default();
    let Ok(root) = text.parse::<Table>() else { return manifest };
    if let Some(project) = root.get("project").and_then(Value::as_table) {
        read_project(project, &mut manifest);
    }
    for (group, list) in root.get("dependency-groups").and_then(Value::as_table).into_iter().flatten() {
        // Only those who work on the project get these groups; the built package never asks for them.
        let shipped = matches!(group.as_str(), "main" | "prod" | "production");
        push_list(list, !shipped, &mut manifest);
    }
    let tool = root.get("tool").and_then(Value::as_table);
    if let Some(poetry) = tool.and_then(|tool| tool.get("poetry")).and_then(Value::as_table) {
        read_poetry(poetry, &mut manifest);
    }
    for (key, name) in [
        ("ruff", "Ruff"),
        ("black", "Black"),
        ("mypy", "mypy"),
        ("pyright", "Pyright"),
        ("pylint", "Pylint"),
        ("isort", "isort"),
        ("pytest", "pytest"),
        ("tox", "tox"),
        ("uv", "uv"),
        ("poetry", "Poetry"),
        ("hatch", "Hatch"),
        ("pdm", "PDM"),
        ("setuptools", "setuptools"),
        ("maturin", "maturin"),
    ] {
        if tool.is_some_and(|tool| tool.contains_key(key)) {
            manifest.tools.push(name);
        }
    }
    manifest
}

fn read_project(project: &Table, manifest: &mut Manifest) {
    manifest.packages.extend(project.get("name").and_then(Value::as_str).map(str::to_owned));
    let licence = project.get("license");
    let licence = licence.and_then(|licence| licence.as_str().or_else(|| licence.get("text")?.as_str()));
    // Some write the whole text here.
    manifest.licences.extend(licence.filter(|licence| licence.len() <= 40).map(str::to_owned));
    if let Some(list) = project.get("dependencies") {
        push_list(list, false, manifest);
    }
    for (group, list) in project.get("optional-dependencies").and_then(Value::as_table).into_iter().flatten()
    {
        push_list(list, is_dev(group), manifest);
    }
}

fn read_poetry(poetry: &Table, manifest: &mut Manifest) {
    manifest.packages.extend(poetry.get("name").and_then(Value::as_str).map(str::to_owned));
    let groups = poetry.get("group").and_then(Value::as_table);
    let sections = [("dependencies", false), ("dev-dependencies", true)]
        .into_iter()
        .filter_map(|(key, dev)| Some((poetry.get(key)?, dev)))
        .chain(
            groups
                .into_iter()
                .flatten()
                .filter_map(|(group, body)| Some((body.get("dependencies")?, is_dev(group)))),
        );
    for (section, dev) in sections {
        for (name, value) in section.as_table().into_iter().flatten() {
            if name != "python" && value.get("path").is_none() {
                let version = value.as_str().or_else(|| value.get("version").and_then(Value::as_str));
                manifest.dependencies.push(Wanted::new(normal(name), version, dev));
            }
        }
    }
}

pub(super) fn read_requirements(text: &str, _: &Shared) -> Manifest {
    read_list(text, false)
}

pub(super) fn read_dev_requirements(text: &str, _: &Shared) -> Manifest {
    read_list(text, true)
}

fn read_list(text: &str, dev: bool) -> Manifest {
    let dependencies = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with(['#', '-', '.', '/']) && !line.contains("://"))
        .filter_map(|line| requirement(line, dev))
        .collect();
    Manifest { dependencies, ..Manifest::default() }
}

pub(super) fn read_setup_cfg(text: &str, _: &Shared) -> Manifest {
    let mut manifest = Manifest { tools: vec!["setuptools"], ..Manifest::default() };
    let (mut section, mut key) = (String::new(), String::new());
    for line in text.lines().filter(|line| !line.trim_start().starts_with(['#', ';'])) {
        if let Some(name) = line.trim().strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            name.clone_into(&mut section);
            key.clear();
            continue;
        }
        let value = if line.starts_with([' ', '\t']) {
            line.trim()
        } else if let Some((name, value)) = line.split_once('=') {
            name.trim().clone_into(&mut key);
            value.trim()
        } else {
            continue;
        };
        match (section.as_str(), key.as_str()) {
            ("metadata", "name") => manifest.packages.push(value.to_owned()),
            ("metadata", "license") if !value.is_empty() => manifest.licences.push(value.to_owned()),
            ("options", "install_requires") => manifest.dependencies.extend(requirement(value, false)),
            ("options.extras_require", group) => {
                manifest.dependencies.extend(requirement(value, is_dev(group)));
            }
            _ => {}
        }
    }
    manifest.packages.retain(|name| !name.is_empty());
    manifest
}

/// Reads what `setup.py` writes out; what it computes cannot be known without running it.
pub(super) fn read_setup_py(text: &str, _: &Shared) -> Manifest {
    static NAME: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"\bname\s*=\s*["']([A-Za-z0-9._-]+)["']"#).ok());
    static REQUIRES: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?s)\b(install_requires|tests_require)\s*=\s*\[(.*?)\]").ok());
    static QUOTED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"["']([^"'\n]+)["']"#).ok());
    let mut manifest = Manifest { tools: vec!["setuptools"], ..Manifest::default() };
    manifest
        .packages
        .extend(NAME.as_ref().and_then(|name| name.captures(text)).map(|captures| captures[1].to_owned()));
    let (Some(requires), Some(quoted)) = (REQUIRES.as_ref(), QUOTED.as_ref()) else { return manifest };
    for list in requires.captures_iter(text) {
        let dev = &list[1] == "tests_require";
        manifest
            .dependencies
            .extend(quoted.captures_iter(&list[2]).filter_map(|captures| requirement(&captures[1], dev)));
    }
    manifest
}

pub(super) fn read_pipfile(text: &str, _: &Shared) -> Manifest {
    let mut manifest = Manifest { tools: vec!["Pipenv"], ..Manifest::default() };
    let Ok(root) = text.parse::<Table>() else { return manifest };
    for (section, dev) in [("packages", false), ("dev-packages", true)] {
        for (name, value) in root.get(section).and_then(Value::as_table).into_iter().flatten() {
            let version = value.as_str().or_else(|| value.get("version").and_then(Value::as_str));
            manifest.dependencies.push(Wanted::new(
                normal(name),
                version.filter(|version| *version != "*"),
                dev,
            ));
        }
    }
    manifest
}

fn push_list(list: &Value, dev: bool, manifest: &mut Manifest) {
    let items = list.as_array().into_iter().flatten().filter_map(Value::as_str);
    manifest.dependencies.extend(items.filter_map(|item| requirement(item, dev)));
}

fn requirement(text: &str, dev: bool) -> Option<Wanted> {
    let captures = REQUIREMENT.as_ref()?.captures(text)?;
    Some(Wanted::new(normal(&captures[1]), Some(&captures[2]), dev))
}

/// A name as the index compares it (PEP 503): small letters, `-` for each run of `-`, `_` and `.`.
fn normal(name: &str) -> String {
    let parts: Vec<&str> = name.split(['-', '_', '.']).filter(|part| !part.is_empty()).collect();
    parts.join("-").to_lowercase()
}

fn is_dev(group: &str) -> bool {
    DEV_GROUPS.contains(&group.to_lowercase().as_str())
}
