//! The event log over a real table: SQLite always, PostgreSQL as well where `TEST_DATABASE_URL` points at one; alone
//! always, over Redis as well where `TEST_REDIS_URL` points at one.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod between;
mod following;
mod support;
