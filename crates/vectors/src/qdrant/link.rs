//! The connection to the server: how long a call may take, when it is made again, and when it is not made at all.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use qdrant_client::{Qdrant, QdrantError};
use tokio::time::{sleep, timeout};
use tonic::{Code, Status};
use types::{Backoff, Breaker, Jitter};

use super::address::{Address, QdrantAddressError, checked_key};
use crate::VectorError;

/// How long it may take to connect.
const CONNECT_WITHIN: Duration = Duration::from_secs(2);

/// How long a question may take with all its tries: a person waits for it.
pub(super) const READ_WITHIN: Duration = Duration::from_secs(4);

/// How long a write may take, which is answered when it is in the server's log.
pub(super) const WRITE_WITHIN: Duration = Duration::from_secs(15);

/// A call is made so often, where another try may help.
const TRIES: u32 = 3;

/// How long to wait between tries.
const BETWEEN: Backoff = Backoff { base: Duration::from_millis(100), cap: Duration::from_millis(400) };

/// After a call that failed nobody asks for so long.
const PAUSE: Backoff = Backoff { base: Duration::from_secs(1), cap: Duration::from_secs(8) };

/// Why a call gave nothing.
#[derive(Debug)]
pub(super) enum Fault {
    /// The collection or a point is not there.
    Missing(String),
    /// Anything else.
    Other(VectorError),
}

impl From<Fault> for VectorError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Missing(what) => Self::Engine(what),
            Fault::Other(error) => error,
        }
    }
}

/// A connection that comes back by itself; made at first use.
pub(super) struct Link {
    client: Qdrant,
    address: Address,
    breaker: Breaker,
    jitter: Jitter,
}

impl Link {
    /// Makes no connection yet.
    pub(super) fn to(address: &str, api_key: Option<&str>) -> Result<Self, QdrantAddressError> {
        let address = Address::read(address)?;
        let key = api_key.map(checked_key).transpose()?;
        // Its own time limit stands behind ours, for the connection's sake.
        let client = Qdrant::from_url(&address.url)
            .api_key(key)
            .connect_timeout(CONNECT_WITHIN)
            .timeout(WRITE_WITHIN * 2)
            .skip_compatibility_check()
            .build()
            .map_err(|_| QdrantAddressError::Unreadable)?;
        Ok(Self { client, address, breaker: Breaker::new(PAUSE, Jitter::random()), jitter: Jitter::random() })
    }

    /// The client, for a call that is made through [`Self::ask`].
    pub(super) const fn client(&self) -> &Qdrant {
        &self.client
    }

    /// Host and port.
    pub(super) fn place(&self) -> &str {
        &self.address.place
    }

    /// Whether the server answers, and lets this service in: its health is told to anybody, its collections are not.
    pub(super) async fn ping(&self) -> Result<(), Fault> {
        self.ask(READ_WITHIN, || self.client.collection_exists("devmentor")).await.map(|_| ())
    }

    /// Makes a call in limited time, again where another try may help, and not at all during the pause after a
    /// failure. Every call of ours may be made twice.
    pub(super) async fn ask<T, F: Future<Output = Result<T, QdrantError>>>(
        &self,
        within: Duration,
        call: impl Fn() -> F,
    ) -> Result<T, Fault> {
        if !self.breaker.admits() {
            return Err(self.unreachable("it failed a moment ago"));
        }
        let answer = match timeout(within, self.with_retries(call)).await {
            Ok(answer) => answer,
            Err(_) => Err(self.unreachable(format!("no answer within {} s", within.as_secs()))),
        };
        match &answer {
            Err(Fault::Other(VectorError::Unreachable { .. })) => self.breaker.failed(),
            // It answered, if not always what was hoped for.
            _ => self.breaker.succeeded(),
        }
        metrics::gauge!("devmentor_circuit_open", "service" => "qdrant")
            .set(u8::from(self.breaker.is_open()));
        answer
    }

    async fn with_retries<T, F: Future<Output = Result<T, QdrantError>>>(
        &self,
        call: impl Fn() -> F,
    ) -> Result<T, Fault> {
        let mut tries = 1;
        loop {
            match call().await.map_err(|error| self.fault(error)) {
                Err(Fault::Other(VectorError::Unreachable { .. })) if tries < TRIES => {
                    sleep(BETWEEN.delay(tries, &self.jitter)).await;
                    tries += 1;
                }
                answer => return answer,
            }
        }
    }

    fn fault(&self, error: QdrantError) -> Fault {
        let (QdrantError::ResponseError { status } | QdrantError::ResourceExhaustedError { status, .. }) =
            error
        else {
            return Fault::Other(VectorError::Engine(error.to_string()));
        };
        match status.code() {
            _ if came_from_here(&status) => self.unreachable(plain(&status)),
            Code::Unavailable | Code::Cancelled | Code::DeadlineExceeded | Code::ResourceExhausted => {
                self.unreachable(plain(&status))
            }
            Code::NotFound => Fault::Missing(status.message().to_owned()),
            Code::Unauthenticated | Code::PermissionDenied => Fault::Other(VectorError::Refused {
                place: self.address.place.clone(),
                reason: status.message().to_owned(),
            }),
            _ => {
                Fault::Other(VectorError::Engine(format!("Qdrant at {}: {}", self.place(), status.message())))
            }
        }
    }

    fn unreachable(&self, reason: impl fmt::Display) -> Fault {
        Fault::Other(VectorError::Unreachable {
            place: self.address.place.clone(),
            reason: format!("{reason}{}", self.address.hint),
        })
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link").field("place", &self.address.place).finish_non_exhaustive()
    }
}

/// Whether the client made the status up because the call did not get through.
fn came_from_here(status: &Status) -> bool {
    status.source().is_some() || status.message().starts_with("Failed to connect")
}

/// What went wrong, in few words: the client shows the system's errors with all that they are wrapped in.
fn plain(status: &Status) -> String {
    let text = status.message();
    match text.split_once("message: \"").and_then(|(_, rest)| rest.split_once('"')) {
        Some((innermost, _)) => innermost.to_owned(),
        None => {
            let source = status.source().map(|source| format!(": {source}")).unwrap_or_default();
            format!("{text}{source}")
        }
    }
}
