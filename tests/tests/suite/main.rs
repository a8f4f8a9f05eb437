//! The end-to-end suites: the real program, as a person or a script uses it.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test says at once what is wrong")]

mod analyze_command;
mod backup;
mod bad_input;
mod commands;
mod data_directory;
mod first_value;
mod http;
mod outage;
mod postgres;
mod processes;
mod qdrant;
mod reanalysis;
mod redis;
mod restart;
mod search;
mod several_processes;
mod traces;
