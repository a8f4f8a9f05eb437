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
/// out but for lock files.
pub fn detect(paths: &[&str], wanted: &[(&str, String)]) -> Stack {
    let manifests = manifests(wanted);
    let mut found = Found::default();
    let mut stack = Stack::default();
    for (path, ecosystem, manifest) in &manifests {
        stack.packages.extend(manifest.packages.iter().map(|name| Package {
            name: name.clone(),
            manifest: (*path).to_owned(),
            ecosystem: (*ecosystem).to_owned(),
        }));
    }
    let own: BTreeSet<(&str, &str)> = manifests
        .iter()
        .flat_map(|(_, ecosystem, manifest)| manifest.packages.iter().map(|name| (*ecosystem, name.as_str())))
        .collect();
    for (path, ecosystem, manifest) in &manifests {
        let foreign =
            manifest.dependencies.iter().filter(|wanted| !own.contains(&(*ecosystem, &wanted.name)));
        stack.dependencies.extend(foreign.clone().map(|wanted| Dependency {
            name: wanted.name.clone(),
            requirement: wanted.requirement.clone(),
            ecosystem: (*ecosystem).to_owned(),
            manifest: (*path).to_owned(),
            dev: wanted.dev || is_aside(path),
        }));
        if !is_aside(path) {
            found.manifest(path, ecosystem, manifest, foreign);
        }
    }
    let homes: BTreeSet<&str> = manifests.iter().map(|(path, ..)| folder(path)).chain([""]).collect();
    for (path, text) in wanted {
        if licence::is_licence(file_name(path)) && homes.contains(folder(path)) && !is_aside(path) {
            found.licences(licence::recognise(text), path);
        }
        for (service, version) in files::services(path, text) {
            found.add(service, TechnologyKind::Service, version, path);
        }
    }
    for path in paths.iter().filter(|path| !paths::is_test(path)) {
        if let Some((name, kind)) = files::technology(path) {
            found.add(name, kind, None, path);
        }
    }
    stack.dependencies.sort();
    stack.dependencies.dedup();
    stack.packages.sort();
    stack.packages.dedup();
    stack.technologies = found.all();
    stack
}

/// The manifests among the files, each with its ecosystem.
fn manifests<'a>(wanted: &'a [(&'a str, String)]) -> Vec<(&'a str, &'static str, Manifest)> {
    let shared = Shared { cargo_workspace: cargo::workspaces(wanted) };
    wanted
        .iter()
        .flat_map(|(path, text)| {
            let formats = FORMATS.iter().filter(|format| (format.is)(file_name(path)));
            formats.map(|format| (*path, format.ecosystem, (format.read)(text, &shared)))
        })
        .collect()
}

/// What a requirement says about the version of a technology: nothing where it is a driver's of a service, or stands
/// elsewhere (`catalog:`, `${spring.version}`).
fn version(kind: TechnologyKind, requirement: &str) -> Option<&str> {
    let version = requirement.trim_start_matches("==").trim();
    let says = kind != TechnologyKind::Service && version.contains(|c: char| c.is_ascii_digit());
    (says && !version.contains([':', '$'])).then_some(version)
}

/// Technologies by kind and name.
#[derive(Default)]
struct Found(BTreeMap<(TechnologyKind, String), Technology>);

impl Found {
    /// Adds one; what stands further out in the tree, and what has a version, tells more.
    fn add(&mut self, name: &str, kind: TechnologyKind, version: Option<&str>, evidence: &str) {
        let technology = Technology {
            name: name.to_owned(),
            kind,
            version: version.map(str::to_owned),
            evidence: evidence.to_owned(),
        };
        let rank = |t: &Technology| (t.evidence.matches('/').count(), t.version.is_none());
        self.0
            .entry((kind, name.to_owned()))
            .and_modify(|known| {
                if rank(&technology) < rank(known) {
                    *known = technology.clone();
                }
            })
            .or_insert(technology);
    }

    fn licences<'n>(&mut self, names: impl IntoIterator<Item = &'n str>, evidence: &str) {
        for name in names {
            self.add(name, TechnologyKind::Licence, None, evidence);
        }
    }

    /// Adds what a manifest names.
    fn manifest<'m>(
        &mut self,
        path: &str,
        ecosystem: &str,
        manifest: &Manifest,
        dependencies: impl Iterator<Item = &'m Wanted>,
    ) {
        for wanted in dependencies {
            if let Some((name, kind)) = table::technology(ecosystem, &wanted.name) {
                let version = wanted.requirement.as_deref().and_then(|asked| version(kind, asked));
                self.add(name, kind, version, path);
            }
        }
        for named in &manifest.licences {
            self.licences(licence::named(named), path);
        }
        for tool in &manifest.tools {
            self.add(tool, table::kind_of_tool(tool), None, path);
        }
    }

    /// All of them, by kind and name. A licence's text does not say whether later versions hold too; where a manifest
    /// does, that is enough.
    fn all(self) -> Vec<Technology> {
        let known = self.0;
        let is_said = |technology: &Technology| {
            ["-only", "-or-later"].iter().any(|ending| {
                known.contains_key(&(TechnologyKind::Licence, format!("{}{ending}", technology.name)))
            })
        };
        known.values().filter(|technology| !is_said(technology)).cloned().collect()
    }
}

/// Whether a file says little about what the repository is built with: what is tried out only, or described.
fn is_aside(path: &str) -> bool {
    paths::is_test(path) || folder(path).split('/').any(|folder| matches!(folder, "doc" | "docs"))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests;
