//! `devmentor health`: whether a service or a worker can work, and how each part is.

use clap::Args;
use serde::Deserialize;

use super::write_json;
use crate::client::{Client, read};
use crate::exit::Failure;
use crate::terminal::{Paint, Screen, clean};

/// What `health` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The service or worker to ask [default: the service of the data directory].
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// Write the answer as JSON.
    #[arg(long)]
    json: bool,
}

/// What `/ready` answers.
#[derive(Debug, Deserialize)]
struct Readiness {
    components: Vec<Component>,
}

#[derive(Debug, Deserialize)]
struct Component {
    name: String,
    health: String,
    detail: String,
}

pub(crate) fn run(
    arguments: &Arguments,
    client: impl FnOnce() -> Result<Client, Failure>,
    screen: &mut Screen,
) -> Result<(), Failure> {
    let client = match &arguments.url {
        Some(url) => Client::at(url)?,
        None => client()?,
    };
    let (status, answer) = client.ask("/ready")?;
    if arguments.json {
        write_json(screen, &answer)?;
    } else {
        let readiness: Readiness = read(answer)?;
        for Component { name, health, detail } in readiness.components {
            let paint = match health.as_str() {
                "up" => Paint::Green,
                "degraded" => Paint::Yellow,
                _ => Paint::Red,
            };
            let health = screen.style.paint(paint, format!("{health:<8}"));
            screen.line(format!("{name:<9} {health} {}", clean(&detail)))?;
        }
    }
    if status.is_success() {
        return Ok(());
    }
    screen.flush()?;
    Err(Failure::Failed("it cannot work until what is down is back".to_owned()))
}
