//! The command line.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, value_parser};
use types::JobPriority;

use crate::commands::{analyze, health, jobs, report, search, submit, tasks};
use crate::exit;
use crate::terminal::ColourChoice;

/// Understand a code base, and know what to do next.
#[derive(Debug, Parser)]
#[command(name = "devmentor", version = types::VERSION, after_help = exit::HELP, max_term_width = 100)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colour; NO_COLOR is honoured.
    #[arg(long, global = true, value_enum, default_value = "auto", help_heading = "Global options")]
    pub(crate) color: ColourChoice,

    /// The settings file [default: devmentor.toml here or in the data directory; none for analyze].
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    pub(crate) config: Option<PathBuf>,

    /// The data directory [env: DEVMENTOR_DATA_DIR] [default: data].
    #[arg(long, global = true, value_name = "DIR", help_heading = "Global options")]
    pub(crate) data_dir: Option<PathBuf>,
}

/// The commands, one module each.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Analyse a repository here and now: no service, no database.
    Analyze(analyze::Arguments),
    /// Run everything in one process: API, worker and scheduler.
    Up(Listen),
    /// Run the API alone.
    Api(Listen),
    /// Run a worker alone.
    Worker(Work),
    /// Bring the database to the current schema.
    Migrate,
    /// Ask a service, or a worker, how it is: 0 when it can work, 1 when it cannot.
    Health(health::Arguments),
    /// Print a link that signs a browser in, once, within an hour.
    Link,
    /// Give a repository to the service.
    Submit(submit::Arguments),
    /// Show what is known about a repository: score, insights, first tasks.
    Report(report::Arguments),
    /// Find code by what it does.
    Search(search::Arguments),
    /// List what there is to do.
    Tasks(tasks::Arguments),
    /// Look at queued work and steer it.
    Jobs(jobs::Arguments),
}

/// Where a service listens.
#[derive(Debug, Args)]
pub(crate) struct Listen {
    /// Address and port; port 0 takes a free one [default: 127.0.0.1:7420].
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: Option<String>,
}

/// Which work a worker does.
#[derive(Debug, Default, Args)]
pub(crate) struct Work {
    /// The queues that it serves, apart by commas [default: all].
    #[arg(long, value_name = "QUEUES", value_delimiter = ',', value_parser = queues())]
    pub(crate) queues: Vec<JobPriority>,

    /// Jobs of each queue at the same time [default: 2].
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=1_000))]
    pub(crate) concurrency: Option<u16>,
}

fn queues() -> impl TypedValueParser<Value = JobPriority> {
    PossibleValuesParser::new(JobPriority::ALL.map(JobPriority::as_str))
        .try_map(|name| name.parse::<JobPriority>())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn one_port_is_the_default_and_every_text_names_it() {
        let listen = config::ServerSettings::default().listen;
        let help = Cli::command().find_subcommand("up").unwrap().clone().render_help().to_string();
        let readme = include_str!("../../README.md");
        let demo = include_str!("../../xtask/scripts/demo.sh");
        for text in [help.as_str(), readme, demo] {
            assert!(text.contains(&listen), "{listen} is not named in:\n{text}");
        }
        assert!(!include_str!("../../Makefile").contains("127.0.0.1"), "make takes the program's default");
    }
}
