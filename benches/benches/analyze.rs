//! A whole analysis of about 180,000 lines, against the same machine's tree-sitter on the same files: CPU, memory, and
//! what a second analysis costs. Each figure comes from a process of its own.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use benchkit::figures::verdict;
use benchkit::packages::{Package, fetch};
use benchkit::process::{self, Usage};
use pipeline::{NoProgress, Options, Source};
use types::CancellationToken;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Lines of a corpus.
const LINES: usize = 180_000;
/// Crates whose sources make up the Rust corpus, as far as they are needed. All are dependencies of this workspace.
const CRATES: &[&str] = &[
    "tokio",
    "regex-automata",
    "regex-syntax",
    "sea-orm",
    "sea-query",
    "syn",
    "rayon",
    "hyper",
    "rustls",
    "poem",
    "serde_json",
    "clap_builder",
    "sqlx-core",
    "futures-util",
    "chrono",
    "tokenizers",
    "h2",
    "rustix",
    "proptest",
    "indexmap",
    "hashbrown",
    "toml_edit",
    "tracing-subscriber",
    "ureq",
    "git2",
    "winnow",
];
/// Packages that make up the Python corpus.
const PACKAGES: &[Package] =
    &[Package("django", "5.2.19"), Package("networkx", "3.6.1"), Package("sphinx", "9.0.4")];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "child") {
        let [task, repository, cache] = &arguments[at + 1..] else {
            bail!("child <task> <repository> <cache>")
        };
        return child(task, Path::new(repository), cache);
    }
    for (name, extension, files) in [("Rust", "rs", rust_files()?), ("Python", "py", python_files()?)] {
        measure(name, extension, &files)?;
    }
    Ok(())
}

/// Measures one corpus and prints what came out.
fn measure(name: &str, extension: &str, files: &[(String, PathBuf)]) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let repository = folder.path().join("corpus");
    let mut lines = 0;
    let mut first = None;
    for (path, from) in files {
        let Ok(text) = std::fs::read_to_string(from) else { continue };
        let to = repository.join(path);
        std::fs::create_dir_all(to.parent().context("a file stands in a folder")?)?;
        std::fs::write(&to, &text)?;
        lines += text.lines().count();
        first.get_or_insert(to);
        if lines >= LINES {
            break;
        }
    }
    git(&repository, &["init", "--quiet"])?;
    commit(&repository)?;
    git(&repository, &["gc", "--quiet"])?;
    println!("analyze: {lines} lines of {name}");

    let run =
        |task: &str, cache: &str| process::child(&["child", task, &repository.to_string_lossy(), cache]);
    let parse = run(extension, "-")?;
    let whole = run("analyze", "-")?;
    let ratio = seconds(whole.cpu) / seconds(parse.cpu);
    let megabytes = whole.peak_bytes as f64 / 1e6;
    println!("  tree-sitter alone: {:.2} s of CPU", seconds(parse.cpu));
    println!("  analysis without history: {:.2} s of CPU, {:.2} s", seconds(whole.cpu), seconds(whole.wall));
    println!("  CPU over tree-sitter's: {ratio:.2}, at most 6: {}", verdict(ratio <= 6.0));
    println!("  peak memory: {megabytes:.0} MB, at most 400 MB: {}", verdict(megabytes <= 400.0));

    let changed = first.context("the corpus holds no file")?;
    for (task, what) in [("analyze", ""), ("analyze-with-chunks", ", chunks for search included")] {
        let cache = folder.path().join(task).to_string_lossy().into_owned();
        let full = run(task, &cache)?;
        let again = run(task, &cache)?;
        let text = std::fs::read_to_string(&changed)?;
        std::fs::write(&changed, text + "\n")?;
        commit(&repository)?;
        let one = run(task, &cache)?;
        for (change, usage, bar) in [("nothing changed", again, 0.05), ("one file changed", one, 0.08)] {
            let part = |now: Duration, before: Duration| seconds(now) / seconds(before);
            let (cpu, wall) = (part(usage.cpu, full.cpu), part(usage.wall, full.wall));
            println!(
                "  {change}{what}: {:.1} % of the CPU, {:.1} % of the time, at most {} %: {}",
                cpu * 100.0,
                wall * 100.0,
                bar * 100.0,
                verdict(cpu <= bar && wall <= bar)
            );
        }
    }
    Ok(())
}

/// What runs in a process of its own: prints what it used.
fn child(task: &str, repository: &Path, cache: &str) -> Result<()> {
    let started = Instant::now();
    let before = process::cpu();
    match task {
        "analyze" | "analyze-with-chunks" => {
            let source = Source::Local { path: repository.to_owned(), revision: None, worktree: false };
            let cache_dir = (cache != "-").then(|| PathBuf::from(cache));
            let options =
                Options { history: false, chunks: task != "analyze", cache_dir, ..Options::default() };
            let analysis = pipeline::analyze(&source, &options, &mut NoProgress, &CancellationToken::new())?;
            ensure!(analysis.report.totals.files > 0, "nothing was analysed");
            if std::env::var_os("BENCH_TIMINGS").is_some() {
                println!("  {:?}", analysis.report.timings_ms);
            }
        }
        extension => {
            // Read first: only the parsing is measured.
            let sources = sources(repository, extension)?;
            let before = process::cpu();
            parse(&sources, extension)?;
            Usage {
                cpu: process::cpu().saturating_sub(before),
                wall: started.elapsed(),
                peak_bytes: process::peak(),
            }
            .print();
            return Ok(());
        }
    }
    Usage {
        cpu: process::cpu().saturating_sub(before),
        wall: started.elapsed(),
        peak_bytes: process::peak(),
    }
    .print();
    Ok(())
}

/// Parses every text with the grammar of an extension.
fn parse(sources: &[String], extension: &str) -> Result<()> {
    let position = pipeline::languages::by_extension(extension).context("an extension that is known")?;
    let spec = pipeline::languages::spec(position).context("a language that is parsed")?;
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&(spec.grammar)())?;
    for source in sources {
        ensure!(parser.parse(source, None).is_some(), "the parser gave up");
    }
    Ok(())
}

/// Every file with an extension below a folder.
fn sources(folder: &Path, extension: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for path in below(folder)? {
        if path.extension().is_some_and(|own| own == extension) {
            found.push(std::fs::read_to_string(path)?);
        }
    }
    Ok(found)
}

/// The Rust corpus: where each file comes from, and its path in the repository.
fn rust_files() -> Result<Vec<(String, PathBuf)>> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))
        .context("neither CARGO_HOME nor HOME is set")?;
    let mut crates = Vec::new();
    for registry in std::fs::read_dir(home.join("registry/src"))? {
        for folder in std::fs::read_dir(registry?.path())? {
            crates.push(folder?.path());
        }
    }
    crates.sort();
    let mut files = Vec::new();
    for wanted in CRATES {
        let version = |path: &Path| {
            let name = path.file_name()?.to_str()?;
            name.strip_prefix(wanted)?
                .strip_prefix('-')
                .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?;
            Some(())
        };
        let Some(root) = crates.iter().find(|path| version(path).is_some()) else { continue };
        for file in below(&root.join("src"))? {
            if file.extension().is_some_and(|extension| extension == "rs") {
                files.push((format!("{wanted}/{}", file.strip_prefix(root)?.to_string_lossy()), file));
            }
        }
    }
    ensure!(!files.is_empty(), "no sources of crates in {}", home.display());
    Ok(files)
}

/// The Python corpus.
fn python_files() -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for package in PACKAGES {
        let root = fetch(*package)?;
        for file in below(&root)? {
            if file.extension().is_some_and(|extension| extension == "py") {
                files.push((file.strip_prefix(&root)?.to_string_lossy().into_owned(), file));
            }
        }
    }
    Ok(files)
}

/// Every file below a folder, in order; none where the folder is missing.
fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                if path.file_name().is_none_or(|name| name != ".git") {
                    folders.push(path);
                }
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn commit(repository: &Path) -> Result<()> {
    git(repository, &["add", "--all"])?;
    git(
        repository,
        &["-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "--quiet", "-m", "corpus"],
    )
}

fn git(repository: &Path, arguments: &[&str]) -> Result<()> {
    std::fs::create_dir_all(repository)?;
    let status = Command::new("git").arg("-C").arg(repository).args(arguments).status()?;
    ensure!(status.success(), "git {arguments:?} failed");
    Ok(())
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}
