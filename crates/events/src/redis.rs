//! Between processes: what one appends is told to the others over a Redis Stream.
//!
//! The stream is no log. It may lose, double and forget events: the table has them all, and an event says which one
//! came before it.

mod message;
mod publisher;
mod reader;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use redis_link::{Link, RedisAddressError};
use tokio::task::JoinSet;
use types::Clock;

use crate::hub::Hub;
pub(crate) use publisher::Publisher;
use reader::Reader;

/// Starts telling and hearing; connects at first use, and goes on trying.
pub(crate) fn open(
    address: &str,
    namespace: &str,
    clock: &Arc<dyn Clock>,
    hub: &Arc<Hub>,
    tasks: &mut JoinSet<()>,
) -> Result<(Publisher, Arc<Hearing>), RedisAddressError> {
    let stream = format!("{namespace}:events");
    let process = clock.new_id().to_string();
    let hearing = Arc::new(Hearing::default());
    // A connection that waits for the next event can be asked for nothing else.
    let reader = Reader {
        link: Link::to(address)?,
        stream: stream.clone(),
        process: process.clone(),
        hub: hub.clone(),
        hearing: hearing.clone(),
    };
    let publisher = Publisher::start(Link::to(address)?, stream, process, hearing.clone(), tasks);
    tasks.spawn(reader.read_forever());
    Ok((publisher, hearing))
}

/// Whether this process hears what others append.
#[derive(Debug, Default)]
pub(crate) struct Hearing(AtomicBool);

impl Hearing {
    pub(crate) fn is_good(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Answers how it was before.
    fn set(&self, good: bool) -> bool {
        self.0.swap(good, Ordering::Relaxed)
    }
}
