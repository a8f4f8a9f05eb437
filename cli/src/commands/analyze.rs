//! `devmentor analyze`: the pipeline here and now, without a service.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use config::{Flags, Settings};
use pipeline::{AnalyzeError, Options, Source};
use tempfile::TempDir;
use types::CancellationToken;

use super::source::Given;
use crate::exit::Failure;
use crate::progress::Display;
use crate::render::report::{self, Shown};
use crate::terminal::Screen;

/// What `analyze` takes.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A path on this disk, or an https address.
    #[arg(value_name = "PATH|URL")]
    source: String,

    /// A branch, tag or commit [default: what is checked out, or the host's default branch].
    #[arg(long, value_name = "REVISION", conflicts_with = "worktree")]
    rev: Option<String>,

    /// Take the files as they stand on the disk, not as committed.
    #[arg(long)]
    worktree: bool,

    /// For people, or one JSON object for programs.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// Leave the commits alone: no hotspots, coupling or authors.
    #[arg(long)]
    no_history: bool,

    /// Keep nothing between runs, and use nothing kept.
    #[arg(long)]
    no_cache: bool,

    /// Show no progress.
    #[arg(long, short)]
    quiet: bool,
}

/// How the report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

pub(crate) fn run(arguments: &Arguments, flags: Flags, screen: &mut Screen) -> Result<(), Failure> {
    let settings = Settings::load_named(flags)?;
    let cache = Cache::choose(arguments.no_cache)?;
    let source = source(arguments, &cache)?;
    let options = Options {
        history: !arguments.no_history,
        chunks: false,
        cache_dir: (!arguments.no_cache).then(|| cache.facts_of(&source)),
        ..worker::analysis_options(&settings)
    };
    let mut progress = if arguments.quiet { Display::quiet() } else { Display::new() };
    let analysis = pipeline::analyze(&source, &options, &mut progress, &CancellationToken::new());
    drop(progress);
    let report = analysis.map_err(|e| failure(&e))?.report;
    match arguments.format {
        Format::Json => {
            serde_json::to_writer(screen.raw(), &report)?;
            screen.line("")?;
        }
        Format::Text => {
            let shown = Shown { insights: 5, tasks: 8, everything: true };
            screen.lines(report::lines(&report, screen.style, screen.columns, shown))?;
        }
    }
    Ok(())
}

fn source(arguments: &Arguments, cache: &Cache) -> Result<Source, Failure> {
    match Given::read(&arguments.source)? {
        Given::Path(path) => {
            Ok(Source::Local { path, revision: arguments.rev.clone(), worktree: arguments.worktree })
        }
        Given::Address(_) if arguments.worktree => {
            Err(Failure::Usage("--worktree is for a path on this disk, not for an address".to_owned()))
        }
        Given::Address(url) => {
            let mirror = cache.mirror_of(&url);
            Ok(Source::Remote { url, revision: arguments.rev.clone(), mirror })
        }
    }
}

fn failure(error: &AnalyzeError) -> Failure {
    Failure::Analysis(format!("{error} ({})", error.code()))
}

/// Where mirrors and facts are kept between runs; a folder that goes with the run where nothing is to be kept.
struct Cache {
    dir: PathBuf,
    _temporary: Option<TempDir>,
}

impl Cache {
    fn choose(none: bool) -> Result<Self, Failure> {
        match user_cache_dir(|name| std::env::var_os(name).map(PathBuf::from)).filter(|_| !none) {
            Some(dir) => Ok(Self { dir: dir.join("devmentor"), _temporary: None }),
            None => {
                let temporary = TempDir::with_prefix("devmentor-")?;
                Ok(Self { dir: temporary.path().to_owned(), _temporary: Some(temporary) })
            }
        }
    }

    fn mirror_of(&self, url: &str) -> PathBuf {
        self.dir.join("mirrors").join(format!("{}.git", key(url)))
    }

    /// Facts about a local repository are told apart by its real place, whatever the path to it.
    fn facts_of(&self, source: &Source) -> PathBuf {
        let name = match source {
            Source::Remote { url, .. } => url.clone(),
            Source::Local { path, .. } => {
                path.canonicalize().unwrap_or_else(|_| path.clone()).to_string_lossy().into_owned()
            }
        };
        self.dir.join("facts").join(key(&name))
    }
}

/// A name for a folder, different for different texts.
fn key(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

/// The user's cache folder, as the XDG base directory specification has it: a relative `XDG_CACHE_HOME` is
/// ignored.
fn user_cache_dir(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let absolute = |name| variable(name).filter(|path| path.is_absolute());
    absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".cache")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_is_where_users_keep_theirs() {
        let with = |xdg: Option<&'static str>| {
            move |name: &str| match name {
                "XDG_CACHE_HOME" => xdg.map(PathBuf::from),
                _ => Some(PathBuf::from("/home/ada")),
            }
        };
        assert_eq!(user_cache_dir(with(Some("/var/cache/ada"))), Some("/var/cache/ada".into()));
        assert_eq!(user_cache_dir(with(Some("relative"))), Some("/home/ada/.cache".into()));
        assert_eq!(user_cache_dir(with(None)), Some("/home/ada/.cache".into()));
        assert_eq!(user_cache_dir(|_| None), None);
    }
}
