//! A connection to Redis that comes back by itself, and makes nobody wait for a server that is down.
//!
//! What Redis carries is told elsewhere: the queue's doorbell, the events' way between processes.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod link;

pub use link::{Link, LinkError, RedisAddressError};
