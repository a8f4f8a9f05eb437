//! Runs a command beside a PostgreSQL and a Redis server of its own, whose addresses it finds in `TEST_DATABASE_URL`
//! and `TEST_REDIS_URL`. What is not installed is said and left out; an address that is set already is left alone.

use std::process::{Command, ExitCode};

use testkit::servers::{Postgres, Redis};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(program) = arguments.next() else {
        return ExitCode::from(2);
    };
    let unset = |name: &str| std::env::var_os(name).is_none();
    let postgres = unset("TEST_DATABASE_URL").then(Postgres::start).flatten();
    let redis = unset("TEST_REDIS_URL").then(Redis::start).flatten();
    let mut command = Command::new(program);
    command.args(arguments);
    command.envs(postgres.as_ref().map(|server| ("TEST_DATABASE_URL", server.url())));
    command.envs(redis.as_ref().map(|server| ("TEST_REDIS_URL", server.url())));
    let ended = command.status();
    drop((postgres, redis));
    match ended {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(_) => ExitCode::from(127),
    }
}
