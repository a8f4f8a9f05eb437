//! The connection to Redis: where it is, how long it may take, and a pause after it failed.

use std::fmt::Display;
use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, RedisError};
use tokio::time::timeout;
use types::{Backoff, Breaker, Jitter};
use url::Url;

/// How long it may take to connect.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);

/// How long Redis may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// After a failure nobody asks for so long: whoever enqueues shall not wait for a server that is down. It never grows,
/// since jobs wait for the bells.
const PAUSE: Backoff = Backoff { base: Duration::from_secs(1), cap: Duration::from_secs(1) };

/// The port of Redis, where an address names none.
const REDIS_PORT: u16 = 6379;

/// An address that cannot be one of a Redis server. Never repeats the whole of it, which may hold a password.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum RedisAddressError {
    /// It is no address at all.
    #[error("REDIS_URL is no address; write redis://host:port, or rediss:// for TLS")]
    Unreadable,
    /// It is an address of something else.
    #[error("REDIS_URL names {place}, but not by redis:// or rediss://")]
    UnknownKind {
        /// Host and port.
        place: String,
    },
    /// Redis's own client cannot use it.
    #[error("REDIS_URL names Redis at {place}, but cannot be used: {reason}")]
    Unusable {
        /// Host and port.
        place: String,
        /// What the client said.
        reason: String,
    },
}

/// Redis did not do what it was asked; says where it is and why.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct LinkError(String);

/// A connection that comes back by itself; made at first use.
pub struct Link {
    connection: ConnectionManager,
    place: String,
    breaker: Breaker,
}

impl Link {
    /// Makes no connection yet. To be called where a runtime runs.
    pub fn to(address: &str) -> Result<Self, RedisAddressError> {
        let url = Url::parse(address).map_err(|_| RedisAddressError::Unreadable)?;
        let place = place(&url);
        if !matches!(url.scheme(), "redis" | "rediss") || url.host_str().is_none() {
            return Err(RedisAddressError::UnknownKind { place });
        }
        let unusable = |error: RedisError| RedisAddressError::Unusable {
            place: place.clone(),
            reason: error.detail().map_or_else(|| error.category().to_owned(), str::to_owned),
        };
        // The pause stands for the manager's own retries: it spares those who wait.
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(CONNECT_WITHIN))
            .set_response_timeout(Some(ANSWER_WITHIN))
            .set_number_of_retries(0);
        let client = Client::open(address).map_err(unusable)?;
        let connection = ConnectionManager::new_lazy_with_config(client, config).map_err(unusable)?;
        Ok(Self { connection, place, breaker: Breaker::new(PAUSE, Jitter::random()) })
    }

    /// Host and port.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// A handle on the one connection.
    pub fn connection(&self) -> ConnectionManager {
        self.connection.clone()
    }

    /// Does something with Redis, in limited time; not at all during the pause after a failure.
    pub async fn ask<T, E: Display>(
        &self,
        question: impl Future<Output = Result<T, E>>,
    ) -> Result<T, LinkError> {
        if !self.breaker.admits() {
            return Err(self.failed("it failed a moment ago"));
        }
        let why = match timeout(ANSWER_WITHIN, question).await {
            Ok(Ok(answer)) => {
                self.breaker.succeeded();
                record_circuit(false);
                return Ok(answer);
            }
            Ok(Err(error)) => error.to_string(),
            Err(_) => format!("no answer within {} s", ANSWER_WITHIN.as_secs()),
        };
        self.breaker.failed();
        record_circuit(true);
        Err(self.failed(why))
    }

    /// Whether Redis answers.
    pub async fn ping(&self) -> Result<(), LinkError> {
        let mut connection = self.connection();
        self.ask(redis::cmd("PING").exec_async(&mut connection)).await
    }

    fn failed(&self, why: impl Display) -> LinkError {
        LinkError(format!("Redis at {}: {why}", self.place))
    }
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link").field("place", &self.place).finish_non_exhaustive()
    }
}

fn record_circuit(open: bool) {
    metrics::gauge!("devmentor_circuit_open", "service" => "redis").set(u8::from(open));
}

fn place(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or("no host"), url.port().unwrap_or(REDIS_PORT))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[tokio::test]
    async fn an_address_that_cannot_be_used_is_named_without_its_password() {
        for (address, said) in [
            ("hunter2", "redis://host:port"),
            ("http://ada:hunter2@cache:6380/", "cache:6380"),
            ("redis:///hunter2", "no host"),
            ("redis://ada:hunter2@cache/many", "cache:6379"),
            ("rediss://ada:hunter2@cache:7000/x", "cache:7000"),
        ] {
            let error = Link::to(address).err().unwrap();
            let text = format!("{error} {error:?}");
            assert!(text.contains(said) && !text.contains("hunter2"), "{text}");
        }
    }

    #[tokio::test]
    async fn a_server_that_is_down_costs_one_attempt_then_nothing() {
        let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = gone.local_addr().unwrap().port();
        drop(gone);
        for scheme in ["redis", "rediss"] {
            let link = Link::to(&format!("{scheme}://ada:hunter2@127.0.0.1:{port}")).unwrap();
            let ping = async || link.ping().await.unwrap_err().to_string();
            let first = ping().await;
            assert!(first.contains(&format!("127.0.0.1:{port}")) && !first.contains("hunter2"), "{first}");
            let began = Instant::now();
            assert!(ping().await.contains("a moment ago"));
            assert!(began.elapsed() < Duration::from_millis(50));
        }
    }
}
