//! `go.mod`.

use super::{Manifest, Shared, Wanted};

/// Reads the module's name and what it asks for itself; what only its dependencies need (`// indirect`) is left out.
pub(super) fn read(text: &str, _: &Shared) -> Manifest {
    let mut manifest = Manifest::default();
    let mut in_require = false;
    for line in text.lines().map(str::trim) {
        let code = line.split("//").next().unwrap_or_default().trim();
        if let Some(name) = code.strip_prefix("module ") {
            manifest.packages.push(name.trim().trim_matches('"').to_owned());
        } else if code == "require (" {
            in_require = true;
        } else if code == ")" {
            in_require = false;
        } else if let Some(required) = code.strip_prefix("require ").or(in_require.then_some(code))
            && !line.ends_with("// indirect")
        {
            let mut words = required.split_whitespace();
            if let Some(name) = words.next() {
                manifest.dependencies.push(Wanted::new(name, words.next(), false));
            }
        }
    }
    manifest
}
