//! Servers of a test's own: started on a free port in a temporary folder, and killed, paused and started again at
//! will. Where a server is not installed, the test says so and is skipped.

mod postgres;
mod process;
mod redis;

pub use postgres::{Postgres, psql};
pub use process::Process;
pub use redis::Redis;

use std::net::TcpListener;

/// A port that nobody listens on at this moment.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port()
}
