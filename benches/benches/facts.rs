//! Facts of files against the bare parse of the same files: what the walk, the metrics and the rules cost.
//!
//! The corpora are published code: the crates that this workspace is built from, and a Python package.

use std::path::{Path, PathBuf};

use benchkit::packages::{Package, fetch, python_files};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pipeline::facts::{FileClass, extract};
use pipeline::languages::{by_id, grammar};
use pipeline::options::Limits;
use tree_sitter::Parser;

/// Bytes of source per language.
const ENOUGH: usize = 2_000_000;

fn facts(criterion: &mut Criterion) {
    for (language, files) in [("rust", rust_files()), ("python", django_files())] {
        let sources = read(&files);
        let bytes: usize = sources.iter().map(String::len).sum();
        assert!(bytes > 0, "no {language} sources at hand");
        let position = by_id(language).expect("the language is known");
        let class = FileClass { language: Some(position), test: false };
        let mut parser = Parser::new();
        parser.set_language(&grammar(position).language).expect("the grammar fits");

        let mut group = criterion.benchmark_group(format!("facts/{language}"));
        group.sample_size(10).throughput(Throughput::Bytes(bytes as u64));
        group.bench_function("parse alone", |bencher| {
            bencher.iter(|| sources.iter().filter(|source| parser.parse(source, None).is_some()).count());
        });
        group.bench_function("extract", |bencher| {
            bencher.iter(|| {
                sources.iter().filter(|source| extract(source, class, &Limits::default()).is_ok()).count()
            });
        });
        group.finish();
    }
}

/// The files in order, as many as are enough.
fn read(files: &[PathBuf]) -> Vec<String> {
    let mut left = ENOUGH;
    let mut sources = Vec::new();
    for file in files {
        let Ok(source) = std::fs::read_to_string(file) else { continue };
        if source.len() > left {
            break;
        }
        left -= source.len();
        sources.push(source);
    }
    sources
}

/// Rust files of the crates in cargo's own folder, in order.
fn rust_files() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    let mut files = Vec::new();
    collect(&home.join("registry/src"), &mut files);
    files.sort();
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn django_files() -> Vec<PathBuf> {
    fetch(Package("django", "5.2.19")).and_then(|root| python_files(&root)).unwrap_or_default()
}

criterion_group!(benches, facts);
criterion_main!(benches);
