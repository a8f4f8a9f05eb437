//! Servers of a test's own: started on a free port in a temporary folder, and killed, paused and started again at
//! will. Where a server is not installed, the test says so and is skipped.

mod postgres;
mod process;
mod redis;

pub use postgres::{Postgres, psql};
pub use process::Process;
pub use redis::Redis;

use std::net::TcpListener;
use std::sync::atomic::{AtomicU32, Ordering};

/// A port that nobody listens on at this moment.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port()
}

/// The servers of this run of the tests, if it has any (`TEST_DATABASE_URL`, `TEST_REDIS_URL`), as the environment of a
/// service: with an empty database that nobody else uses.
pub(crate) fn own_environment() -> Vec<(String, String)> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let named = |name| std::env::var(name).ok();
    let (Some(server), Some(redis)) = (named("TEST_DATABASE_URL"), named("TEST_REDIS_URL")) else {
        return Vec::new();
    };
    let database = format!("app_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    psql(&server, &format!("CREATE DATABASE {database}"));
    let (place, _) = server.rsplit_once('/').expect("an address with a database");
    vec![("DATABASE_URL".to_owned(), format!("{place}/{database}")), ("REDIS_URL".to_owned(), redis)]
}
