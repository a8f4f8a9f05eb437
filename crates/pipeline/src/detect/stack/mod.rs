//! What a repository is built with: packages, dependencies, frameworks, tools, licences.

mod cargo;
mod files;
mod go;
mod gradle;
mod licence;
mod maven;
mod npm;
mod python;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use types::{Dependency, Package, Technology, TechnologyKind};

use super::paths;

/// What a repository is built with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stack {
    /// Frameworks, tools and licences, by kind and name; each once.
    pub technologies: Vec<Technology>,
    /// The repository's own packages.
    pub packages: Vec<Package>,
    /// What the manifests bring in from outside.
    pub dependencies: Vec<Dependency>,
}

/// What one manifest says.
#[derive(Debug, Default)]
struct Manifest {
    /// Names of the packages that it describes.
    packages: Vec<String>,
    dependencies: Vec<Wanted>,
    /// Licences that it names.
    licences: Vec<String>,
    /// Tools that it configures.
    tools: Vec<&'static str>,
}

/// A dependency as a manifest asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    name: String,
    requirement: Option<String>,
    dev: bool,
}

impl Wanted {
    fn new(name: impl Into<String>, requirement: Option<&str>, dev: bool) -> Self {
        let requirement = requirement.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        Self { name: name.into(), requirement, dev }
    }
}

/// A kind of manifest.
struct Format {
    /// `cargo`, `pypi`, `npm`, `go`, `maven`.
    ecosystem: &'static str,
    /// Whether a file name is of this kind.
    is: fn(&str) -> bool,
    /// Reads one; broken ones give what can be read of them.
    read: fn(&str, &Shared) -> Manifest,
}

/// The kinds of manifest that are read.
static FORMATS: &[Format] = &[
    Format { ecosystem: "cargo", is: |name| name == "Cargo.toml", read: cargo::read },
    Format { ecosystem: "npm", is: |name| name == "package.json", read: npm::read },
    Format { ecosystem: "pypi", is: |name| name == "pyproject.toml", read: python::read_pyproject },
    Format { ecosystem: "pypi", is: python::is_requirements, read: python::read_requirements },
    Format { ecosystem: "pypi", is: python::is_dev_requirements, read: python::read_dev_requirements },
    Format { ecosystem: "pypi", is: |name| name == "setup.cfg", read: python::read_setup_cfg },
    Format { ecosystem: "pypi", is: |name| name == "setup.py", read: python::read_setup_py },
    Format { ecosystem: "pypi", is: |name| name == "Pipfile", read: python::read_pipfile },
    Format { ecosystem: "go", is: |name| name == "go.mod", read: go::read },
    Format { ecosystem: "maven", is: |name| name == "pom.xml", read: maven::read },
    Format {
        ecosystem: "maven",
        is: |name| matches!(name, "build.gradle" | "build.gradle.kts"),
        read: gradle::read,
    },
    Format { ecosystem: "maven", is: |name| name == "libs.versions.toml", read: gradle::read_catalogue },
];

/// What manifests take over from others of the repository.
#[derive(Debug, Default)]
struct Shared {
    /// Dependencies that a Cargo workspace names for its members; `None` for its own packages.
    cargo_workspace: BTreeMap<String, Option<Wanted>>,
}

/// Whether a path is of interest here, so that its file must be read.
pub fn wants(path: &str) -> bool {
    let name = file_name(path);
    FORMATS.iter().any(|format| (format.is)(name)) || licence::is_licence(name) || files::wants(path)
}

/// Reads files, given as paths (ordered) and contents, and judges by `paths`, all of the snapshot's, set-apart ones left
/// out.
pub fn detect(paths: &[&str], wanted: &[(&str, String)]) -> Stack {
    let shared = Shared { cargo_workspace: cargo::workspaces(wanted) };
    let mut stack = Stack::default();
    let mut found: BTreeMap<(TechnologyKind, String), Technology> = BTreeMap::new();
    let mut add = |name: &str, kind, version: Option<&str>, evidence: &str| {
        let technology = Technology {
            name: name.to_owned(),
            kind,
            version: version.map(str::to_owned),
            evidence: evidence.to_owned(),
        };
        let rank = |t: &Technology| (t.evidence.matches('/').count(), t.version.is_none());
        found
            .entry((kind, name.to_owned()))
            .and_modify(|known| {
                if rank(&technology) < rank(known) {
                    *known = technology.clone();
                }
            })
            .or_insert(technology);
    };
    let mut own: BTreeSet<(&str, String)> = BTreeSet::new();
    for (path, text) in wanted {
        let name = file_name(path);
        // What is tried out only says little about what the repository is built with.
        let aside = paths::is_test(path);
        for format in FORMATS.iter().filter(|format| (format.is)(name)) {
            let manifest = (format.read)(text, &shared);
            for package in manifest.packages {
                own.insert((format.ecosystem, package.clone()));
                stack.packages.push(Package {
                    name: package,
                    manifest: (*path).to_owned(),
                    ecosystem: format.ecosystem.to_owned(),
                });
            }
            for wanted in manifest.dependencies {
                if let Some((name, kind)) = table::technology(format.ecosystem, &wanted.name)
                    && !aside
                {
                    add(name, kind, wanted.requirement.as_deref(), path);
                }
                stack.dependencies.push(Dependency {
                    name: wanted.name,
                    requirement: wanted.requirement,
                    ecosystem: format.ecosystem.to_owned(),
                    manifest: (*path).to_owned(),
                    dev: wanted.dev || aside,
                });
            }
            if !aside {
                for licence in manifest.licences {
                    add(&licence, TechnologyKind::Licence, None, path);
                }
                for tool in manifest.tools {
                    add(tool, table::kind_of_tool(tool), None, path);
                }
            }
        }
        if licence::is_licence(name)
            && !aside
            && let Some(licence) = licence::recognise(text)
        {
            add(licence, TechnologyKind::Licence, None, path);
        }
        for (service, version) in files::services(path, text) {
            add(service, TechnologyKind::Service, version, path);
        }
    }
    for path in paths.iter().filter(|path| !paths::is_test(path)) {
        if let Some((name, kind)) = files::technology(path) {
            add(name, kind, None, path);
        }
    }
    stack.dependencies.retain(|wanted| !own.contains(&(wanted.ecosystem.as_str(), wanted.name.clone())));
    stack.dependencies.sort();
    stack.dependencies.dedup();
    stack.packages.sort();
    stack.packages.dedup();
    stack.technologies = found.into_values().collect();
    stack
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests;
