//! `devmentor search`: code by what it does.

use clap::Args;

use super::{repositories, write_json};
use crate::client::{Client, read};
use crate::exit::Failure;
use crate::render::hits;
use crate::terminal::Screen;

/// What `search` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// What the code does, in plain words.
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,

    /// Only in this repository: its name, address or id.
    #[arg(long, value_name = "REPOSITORY")]
    repo: Option<String>,

    /// Only in this language: `rust`, `python`, ...
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,

    /// Only in paths that begin with this.
    #[arg(long, value_name = "PREFIX")]
    path: Option<String>,

    /// Hits at most.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
    limit: u32,

    /// Write the hits as JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, client: &Client, screen: &mut Screen) -> Result<(), Failure> {
    let mut query = vec![("query", arguments.words.join(" ")), ("limit", arguments.limit.to_string())];
    if let Some(repository) = &arguments.repo {
        query.push(("repository", repositories::id_of(client, repository)?.to_string()));
    }
    query.extend(arguments.language.iter().map(|language| ("language", language.clone())));
    query.extend(arguments.path.iter().map(|path| ("path", path.clone())));
    let answer = client.get("/api/search", &query)?;
    if arguments.json {
        return write_json(screen, &answer);
    }
    let answer: hits::Answer = read(answer)?;
    Ok(screen.lines(hits::lines(&answer, screen.style, screen.columns))?)
}
