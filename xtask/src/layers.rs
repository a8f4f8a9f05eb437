//! Who may import whom: downward only. The table is the drawing in ARCHITECTURE.md, as data.

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, MetadataCommand, Package};

/// Each package of ours (without the `devmentor-` in front) and the ones that it may import.
const LAYERS: &[(&str, &[&str])] = &[
    ("types", &[]),
    ("config", &["types"]),
    ("pipeline", &["types"]),
    ("inference", &["types"]),
    ("telemetry", &["types", "config"]),
    ("migrations", &[]),
    ("models", &["types", "config", "migrations"]),
    ("vectors", &["types", "config"]),
    ("redis-link", &["types"]),
    ("queue", &["types", "config", "telemetry", "models", "redis-link"]),
    ("events", &["types", "config", "models", "redis-link"]),
    ("services", &["types", "config", "telemetry", "models", "vectors", "queue", "events", "inference"]),
    ("api", &["types", "config", "telemetry", "services"]),
    ("worker", &["types", "config", "services", "queue", "pipeline"]),
    ("devmentor", &["types", "config", "telemetry", "services", "pipeline", "api", "worker"]),
    ("tests", &["types"]),
    ("benches", &["types", "pipeline", "inference", "vectors"]),
    ("xtask", &[]),
];

/// Third-party packages that must not come near a package of ours, however indirectly: the API compiles without
/// parsers and git.
const KEPT_OUT: &[(&str, &[&str])] =
    &[("api", &["tree-sitter", "git2"]), ("pipeline", &["tokio", "sea-orm", "poem"])];

/// Imports that the table does not allow, one line each.
pub(crate) fn breaches() -> Result<Vec<String>> {
    let metadata = MetadataCommand::new().other_options(vec!["--locked".to_owned()]).exec()?;
    let ours = metadata.workspace_packages();
    let mut breaches = Vec::new();
    for package in &ours {
        let name = short_name(package);
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == name) else {
            breaches.push(format!("{name}: not in the table of layers (xtask/src/layers.rs)"));
            continue;
        };
        for dependency in &package.dependencies {
            let is_ours = ours.iter().any(|p| p.name.as_str() == dependency.name);
            let used = dependency.name.trim_start_matches("devmentor-");
            // Tests may reach sideways; what ships may not.
            if is_ours && dependency.kind != DependencyKind::Development && !allowed.contains(&used) {
                breaches.push(format!("{name} imports {used}, which its layer does not allow"));
            }
        }
    }
    for (name, kept_out) in KEPT_OUT {
        let package =
            ours.iter().find(|p| short_name(p) == *name).context("a package of the table is missing")?;
        let reached = reached_from(&metadata, package)?;
        breaches.extend(
            kept_out
                .iter()
                .filter(|p| reached.contains(&(**p).to_owned()))
                .map(|p| format!("{name} reaches {p}")),
        );
    }
    Ok(breaches)
}

fn short_name(package: &Package) -> &str {
    package.name.as_str().trim_start_matches("devmentor-")
}

/// The names of all packages that end up in a build of `package`.
fn reached_from(metadata: &cargo_metadata::Metadata, package: &Package) -> Result<Vec<String>> {
    let resolve = metadata.resolve.as_ref().context("cargo told no dependency graph")?;
    let mut reached = vec![package.id.clone()];
    let mut next = 0;
    while let Some(id) = reached.get(next).cloned() {
        next += 1;
        let node = resolve.nodes.iter().find(|n| n.id == id).context("a package outside the graph")?;
        for dependency in &node.deps {
            let ships = dependency.dep_kinds.iter().any(|k| k.kind == DependencyKind::Normal);
            if ships && !reached.contains(&dependency.pkg) {
                reached.push(dependency.pkg.clone());
            }
        }
    }
    Ok(reached.iter().map(|id| metadata[id].name.to_string()).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn dependencies_point_downward() {
        assert_eq!(super::breaches().expect("cargo metadata"), Vec::<String>::new());
    }
}
