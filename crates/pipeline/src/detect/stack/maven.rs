//! `pom.xml`. Only a few elements are of interest, so they are picked out without a full reading of the XML.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::{Manifest, Shared, Wanted};

pub(super) fn read(text: &str, _: &Shared) -> Manifest {
    static COMMENT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?s)<!--.*?-->").ok());
    let text = COMMENT.as_ref().map_or(text.into(), |comment| comment.replace_all(text, ""));
    let mut manifest = Manifest { tools: vec!["Maven"], ..Manifest::default() };

    let dependencies = elements(&text, "dependency");
    // What stands outside the lists is the project's own.
    let mut own = text.to_string();
    for name in ["dependencies", "dependencyManagement", "build", "profiles", "parent", "reporting"] {
        for inner in elements(&text, name) {
            own = own.replace(inner, "");
        }
    }
    let group = element(&own, "groupId").or_else(|| element(element(&text, "parent")?, "groupId"));
    if let (Some(group), Some(name)) = (group, element(&own, "artifactId")) {
        manifest.packages.push(format!("{group}:{name}"));
    }
    manifest
        .licences
        .extend(element(&own, "license").and_then(|licence| element(licence, "name")).map(str::to_owned));
    let properties = properties(element(&own, "properties").unwrap_or_default());
    for dependency in dependencies {
        let (Some(group), Some(name)) = (element(dependency, "groupId"), element(dependency, "artifactId"))
        else {
            continue;
        };
        let version = element(dependency, "version").map(|version| {
            let property = version.strip_prefix("${").and_then(|name| name.strip_suffix('}'));
            property.and_then(|name| properties.get(name)).copied().unwrap_or(version)
        });
        let dev = element(dependency, "scope") == Some("test");
        manifest.dependencies.push(Wanted::new(format!("{group}:{name}"), version, dev));
    }
    manifest
}

/// What stands in each element of a name, the nearest end taken.
fn elements<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(&open) {
        let inner = &rest[start + open.len()..];
        let Some(end) = inner.find(&close) else { break };
        found.push(&inner[..end]);
        rest = &inner[end + close.len()..];
    }
    found
}

fn element<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    elements(text, name).first().map(|inner| inner.trim())
}

fn properties(text: &str) -> BTreeMap<&str, &str> {
    static PROPERTY: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"<([A-Za-z0-9._-]+)>([^<]*)</").ok());
    let Some(property) = PROPERTY.as_ref() else { return BTreeMap::new() };
    property
        .captures_iter(text)
        .filter_map(|captures| Some((captures.get(1)?.as_str(), captures.get(2)?.as_str().trim())))
        .collect()
}
