//! What is odd about packages from outside: no version and no lock file, or several versions of one.

use std::collections::{BTreeMap, BTreeSet};

use types::{Dependency, Insight, Severity};

use super::draft::{count, draft, list, on};
use crate::whole::Whole;

/// Lock files, by the ecosystem they pin.
const LOCKS: &[(&str, &[&str])] = &[
    ("cargo", &["Cargo.lock"]),
    (
        "npm",
        &["package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "npm-shrinkwrap.json"],
    ),
    ("pypi", &["poetry.lock", "uv.lock", "Pipfile.lock", "pdm.lock", "pylock.toml"]),
    ("go", &["go.sum"]),
    ("maven", &["gradle.lockfile"]),
];

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    floating(whole).into_iter().chain(scattered(whole)).collect()
}

/// Packages whose version nothing holds.
fn floating(whole: &Whole<'_>) -> Option<Insight> {
    let locked: BTreeSet<&str> = LOCKS
        .iter()
        .filter(|(_, files)| whole.parts.paths.iter().any(|path| files.contains(&name(path))))
        .map(|(ecosystem, _)| *ecosystem)
        .collect();
    let floating: Vec<&Dependency> = whole
        .parts
        .external
        .iter()
        .filter(|dependency| {
            !dependency.dev
                && !is_aside(&dependency.manifest)
                && !locked.contains(dependency.ecosystem.as_str())
                && floats(dependency)
        })
        .collect();
    // A few without a version are what libraries leave to their users; most of them are a habit.
    let held =
        whole.parts.external.iter().filter(|d| !d.dev && !is_aside(&d.manifest)).count() - floating.len();
    if floating.len() < 2 || floating.len() < held {
        return None;
    }
    let names: Vec<String> = floating.iter().map(|dependency| format!("`{}`", dependency.name)).collect();
    Some(Insight {
        title: format!("{} may change under you: {}", count(names.len() as u64, "dependency"), list(&names, 3)),
        detail: "They are asked for without a version, and no lock file holds one. A build today and a build next \
                 month may not be the same program, and a bad release reaches you unasked."
            .to_owned(),
        advice: "Commit a lock file, or give each a version that the tests have run with, and let a robot propose \
                 newer ones."
            .to_owned(),
        evidence: floating
            .iter()
            .take(8)
            .map(|d| on(&d.manifest, format!("`{}` {}", d.name, d.requirement.as_deref().unwrap_or("without a version"))))
            .collect(),
        ..draft("dependencies", &["floating"], Severity::Medium, 0.5)
    })
}

/// Whether a requirement takes any version.
fn floats(dependency: &Dependency) -> bool {
    match dependency.requirement.as_deref().map(str::trim) {
        // Maven's parents and Cargo's workspaces hold versions elsewhere.
        None | Some("") => matches!(dependency.ecosystem.as_str(), "pypi" | "npm"),
        Some(text) => matches!(text, "*" | "latest" | "x"),
    }
}

/// One package in several versions.
fn scattered(whole: &Whole<'_>) -> Option<Insight> {
    let mut versions: BTreeMap<(&str, &str), BTreeMap<&str, &str>> = BTreeMap::new();
    for dependency in whole.parts.external.iter().filter(|d| !d.dev && !is_aside(&d.manifest)) {
        if let Some(requirement) =
            dependency.requirement.as_deref().filter(|text| text.contains(|c: char| c.is_ascii_digit()))
        {
            versions
                .entry((&dependency.ecosystem, &dependency.name))
                .or_default()
                .entry(requirement)
                .or_insert(&dependency.manifest);
        }
    }
    let several: Vec<_> =
        versions.into_iter().filter(|(_, asked)| asked.len() > 1 && majors(asked.keys()) > 1).collect();
    several.first()?;
    let names: Vec<String> = several.iter().map(|((_, name), _)| format!("`{name}`")).collect();
    Some(Insight {
        title: format!(
            "{} {} asked for in versions that do not go together",
            list(&names, 3),
            if several.len() == 1 { "is" } else { "are" }
        ),
        detail:
            "By their numbers, each of these versions may break what was written for another. Each is built, \
                 shipped and watched on its own, and their values cannot be exchanged."
                .to_owned(),
        advice: "Bring the manifests to one version, in the shared place where the build tool has one."
            .to_owned(),
        evidence: several
            .iter()
            .take(4)
            .flat_map(|((_, name), asked)| {
                asked
                    .iter()
                    .map(move |(requirement, manifest)| on(manifest, format!("`{name}` {requirement}")))
            })
            .collect(),
        ..draft("dependencies", &["scattered"], Severity::Low, 0.4)
    })
}

/// How many major versions requirements speak of; before 1.0 the second number counts.
fn majors<'r>(requirements: impl Iterator<Item = &'r &'r str>) -> usize {
    let major = |text: &str| {
        let digits: Vec<&str> =
            text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).take(2).collect();
        match digits.as_slice() {
            ["0", minor, ..] => format!("0.{minor}"),
            [major, ..] => (*major).to_owned(),
            [] => String::new(),
        }
    };
    requirements.map(|text| major(text)).collect::<BTreeSet<_>>().len()
}

/// Whether a manifest is for something that is not shipped.
fn is_aside(manifest: &str) -> bool {
    let aside = |part: &str| {
        ["example", "test", "doc", "bench", "fixture", "sample", "demo", "fuzz"]
            .iter()
            .any(|word| part.starts_with(word))
    };
    let (folders, name) = manifest.rsplit_once('/').unwrap_or(("", manifest));
    // `requirements-dev.txt`, `requirements_docs.txt`
    let for_developers = name.split(['-', '_', '.']).any(|part| part.starts_with("dev") || aside(part));
    for_developers || folders.split('/').any(aside)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
