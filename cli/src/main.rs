//! The `devmentor` command: parse, run one command, end with its exit code.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod cli;
mod client;
mod commands;
mod exit;
mod progress;
mod render;
mod terminal;

use std::process::ExitCode;

use clap::Parser;
use config::Flags;

use crate::cli::{Cli, Command, Work};
use crate::exit::Failure;
use crate::terminal::Screen;

/// An analysis makes and drops millions of small values on every thread; the system's allocator makes them wait.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut screen = Screen::standard(cli.color);
    let result = run(cli, &mut screen).and_then(|code| {
        screen.flush()?;
        Ok(code)
    });
    result.unwrap_or_else(|failure| failure.report())
}

fn run(cli: Cli, screen: &mut Screen) -> Result<ExitCode, Failure> {
    let flags = |listen| Flags { config: cli.config.clone(), data_dir: cli.data_dir.clone(), listen };
    let client = || client::Client::find(flags(None));
    match cli.command {
        Command::Analyze(arguments) => commands::analyze::run(&arguments, flags(None), screen)?,
        Command::Up(listen) => {
            return commands::up::run(
                flags(listen.listen),
                commands::up::Parts::ALL,
                &Work::default(),
                screen,
            );
        }
        Command::Api(listen) => {
            return commands::up::run(
                flags(listen.listen),
                commands::up::Parts::API,
                &Work::default(),
                screen,
            );
        }
        Command::Worker(work) => {
            return commands::up::run(flags(None), commands::up::Parts::WORKER, &work, screen);
        }
        Command::Migrate => commands::migrate::run(flags(None), screen)?,
        Command::Health(arguments) => commands::health::run(&arguments, client, screen)?,
        Command::Link => commands::link::run(&client()?, screen)?,
        Command::Submit(arguments) => commands::submit::run(&arguments, client, screen)?,
        Command::Report(arguments) => commands::report::run(&arguments, &client()?, screen)?,
        Command::Search(arguments) => commands::search::run(&arguments, &client()?, screen)?,
        Command::Tasks(arguments) => commands::tasks::run(&arguments, &client()?, screen)?,
        Command::Jobs(arguments) => commands::jobs::run(&arguments, &client()?, screen)?,
    }
    Ok(ExitCode::SUCCESS)
}
