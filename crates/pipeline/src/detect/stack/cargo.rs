//! `Cargo.toml`.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::{Manifest, Shared, Wanted, file_name};

pub(super) fn read(text: &str, shared: &Shared) -> Manifest {
    let mut manifest = Manifest::default();
    let Ok(root) = text.parse::<Table>() else { return manifest };
    if let Some(package) = root.get("package").and_then(Value::as_table) {
        manifest.packages.extend(package.get("name").and_then(Value::as_str).map(str::to_owned));
        manifest.licences.extend(package.get("license").and_then(Value::as_str).map(str::to_owned));
    }
    let targets = root.get("target").and_then(Value::as_table);
    let tables = std::iter::once(&root)
        .chain(targets.into_iter().flat_map(|targets| targets.values().filter_map(Value::as_table)));
    for table in tables {
        for (section, dev) in
            [("dependencies", false), ("dev-dependencies", true), ("build-dependencies", true)]
        {
            let Some(section) = table.get(section).and_then(Value::as_table) else { continue };
            manifest.dependencies.extend(section.iter().filter_map(|(key, value)| {
                let inherits = value.get("workspace").and_then(Value::as_bool) == Some(true);
                let wanted = match shared.cargo_workspace.get(key) {
                    Some(inherited) if inherits => inherited.clone(),
                    _ => dependency(key, value),
                };
                wanted.map(|wanted| Wanted { dev, ..wanted })
            }));
        }
    }
    manifest
}

/// What the workspaces among the manifests name for their members.
pub(super) fn workspaces(manifests: &[(&str, String)]) -> BTreeMap<String, Option<Wanted>> {
    let mut shared = BTreeMap::new();
    for (_, text) in manifests.iter().filter(|(path, _)| file_name(path) == "Cargo.toml") {
        let Ok(root) = text.parse::<Table>() else { continue };
        let dependencies = root.get("workspace").and_then(|workspace| workspace.get("dependencies"));
        for (key, value) in dependencies.and_then(Value::as_table).into_iter().flatten() {
            shared.entry(key.clone()).or_insert_with(|| dependency(key, value));
        }
    }
    shared
}

/// A dependency; `None` for one of the repository's own packages.
fn dependency(key: &str, value: &Value) -> Option<Wanted> {
    if value.get("path").is_some() {
        return None;
    }
    let name = value.get("package").and_then(Value::as_str).unwrap_or(key);
    let version = value.as_str().or_else(|| value.get("version").and_then(Value::as_str));
    Some(Wanted::new(name, version, false))
}
