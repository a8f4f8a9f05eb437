//! `package.json`.

use serde_json::Value;

use super::{Manifest, Shared, Wanted};

/// Keys that bring in packages, and whether only development needs them.
const SECTIONS: &[(&str, bool)] = &[
    ("dependencies", false),
    ("peerDependencies", false),
    ("optionalDependencies", false),
    ("devDependencies", true),
];

pub(super) fn read(text: &str, _: &Shared) -> Manifest {
    let mut manifest = Manifest::default();
    let Ok(root) = serde_json::from_str::<Value>(text) else { return manifest };
    manifest.packages.extend(root.get("name").and_then(Value::as_str).map(str::to_owned));
    manifest.licences.extend(root.get("license").and_then(Value::as_str).map(str::to_owned));
    for &(section, dev) in SECTIONS {
        for (name, version) in root.get(section).and_then(Value::as_object).into_iter().flatten() {
            let version = version.as_str().unwrap_or_default();
            let own =
                ["workspace:", "file:", "link:", "portal:"].iter().any(|prefix| version.starts_with(prefix));
            if !own {
                manifest.dependencies.push(Wanted::new(name, Some(version), dev));
            }
        }
    }
    for (key, tool) in [("eslintConfig", "ESLint"), ("prettier", "Prettier"), ("jest", "Jest")] {
        if root.get(key).is_some() {
            manifest.tools.push(tool);
        }
    }
    manifest
}
