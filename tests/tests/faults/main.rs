//! What a team's servers go through: killed and paused workers, a database that goes away, a Redis that forgets. Every
//! submitted analysis ends, once, and nothing is doubled. `make test-faults ROUNDS=200` is the long form.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "tests")]

mod database;
mod doorbell;
mod killed_workers;
mod paused_worker;
mod team;
