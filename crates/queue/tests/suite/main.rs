//! The queue over a real ledger: SQLite always, PostgreSQL as well where `TEST_DATABASE_URL` points at one; with a doorbell
//! in process always, on Redis as well where `TEST_REDIS_URL` points at one.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod drain;
mod ending;
mod fairness;
mod fencing;
mod killing;
mod property;
mod redis;
mod running;
mod schedules;
mod steering;
mod stopping;
mod support;
