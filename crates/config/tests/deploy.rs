//! The files for deployment set nothing that the program does not know, and nothing to what it refuses.
#![allow(clippy::unwrap_used, reason = "a test says at once what is wrong")]

use std::collections::BTreeMap;
use std::path::Path;

use config::{Settings, Sources};

/// Variables of other programs.
const OF_OTHERS: [&str; 2] = ["POSTGRES_", "GF_"];

/// Every `NAME: value` or `NAME=value` in capitals that a file sets, but for other programs.
fn variables(file: &str) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let set = text.lines().filter_map(|line| {
        let line = line.trim().trim_start_matches("ENV ").trim_end_matches('\\').trim();
        let (name, value) = line.split_once(": ").or_else(|| line.split_once('='))?;
        let capitals = name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        let ours = capitals && name.contains('_') && !OF_OTHERS.iter().any(|other| name.starts_with(other));
        ours.then(|| (name.to_owned(), value.trim_matches('"').to_owned()))
    });
    set.collect()
}

fn read(environment: BTreeMap<String, String>) -> Settings {
    Sources { environment, ..Sources::default() }.read().unwrap()
}

#[test]
fn the_composition_sets_what_the_program_knows() {
    let environment = variables("compose.yaml");
    for needed in ["DATABASE_URL", "REDIS_URL", "QDRANT_URL", "DEVMENTOR_WORKER_LISTEN"] {
        assert!(environment.contains_key(needed), "{needed} in {environment:?}");
    }
    let unknown: Vec<_> = environment
        .keys()
        .filter(|name| !name.starts_with("DEVMENTOR_"))
        .filter(|name| !["DATABASE_URL", "REDIS_URL", "QDRANT_URL"].contains(&name.as_str()))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    let settings = read(environment);
    assert!(settings.data.is_shared(), "the workers have one volume");
    assert!(!settings.limits.local_paths, "nobody is shown the container's disk");
    assert_eq!(settings.worker.listen.as_deref(), Some("0.0.0.0:7421"));
}

#[test]
fn the_image_sets_what_the_program_knows() {
    let environment = variables("deploy/Dockerfile");
    assert!(environment.len() >= 4, "{environment:?}");
    let settings = read(environment);
    assert_eq!(settings.server.listen, "0.0.0.0:7420");
    assert_eq!(settings.data.dir, Path::new("/data"));
}
