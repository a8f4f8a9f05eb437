//! Git's smart protocol over [`http`](super::http): libgit2 speaks git, this carries the bytes.
//!
//! libgit2 is built without TLS; it asks this transport for every `https` address. The protocol is stateless:
//! `GET info/refs` lists what the host has, each round of `POST git-upload-pack` asks for a part of it.

use std::cell::RefCell;
use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use git2::transport::{Service, SmartSubtransport, SmartSubtransportStream, Transport};
use git2::{Error, Remote};

use super::http::{Client, Exchange, Request};
use crate::AnalyzeError;

const LIST: &str = "/info/refs?service=git-upload-pack";
const LIST_TYPE: &str = "application/x-git-upload-pack-advertisement";
const ASK: &str = "/git-upload-pack";
const ASK_TYPE: &str = "application/x-git-upload-pack-request";
const ANSWER_TYPE: &str = "application/x-git-upload-pack-result";

thread_local! {
    /// The fetch that this thread is in: libgit2 hands nothing of the caller's to a transport.
    static CURRENT: RefCell<Option<Arc<Session>>> = const { RefCell::new(None) };
}

/// One fetch: its client, and what went wrong in it.
pub(super) struct Session {
    client: Client,
    /// Where the repository is, once redirects are followed.
    base: Mutex<Option<String>>,
    error: Mutex<Option<AnalyzeError>>,
}

impl Session {
    pub(super) fn new(client: Client) -> Arc<Self> {
        Arc::new(Self { client, base: Mutex::new(None), error: Mutex::new(None) })
    }

    /// Runs `work` with this session as the one that transports of this thread use.
    ///
    /// An error of the session's own, which libgit2 cannot carry, takes the place of the one that it led to.
    pub(super) fn run<T>(
        self: &Arc<Self>,
        work: impl FnOnce() -> Result<T, AnalyzeError>,
    ) -> Result<T, AnalyzeError> {
        let before = CURRENT.replace(Some(Arc::clone(self)));
        let result = work();
        CURRENT.set(before);
        result.map_err(|error| lock(&self.error).take().unwrap_or(error))
    }

    /// Sends a request and requires an answer of the given type.
    fn ask(&self, request: Request, answer_type: &str) -> Result<(String, Exchange), AnalyzeError> {
        let (answer, exchange) = self.client.send(request)?;
        let host = self.client.host().to_owned();
        match answer.status {
            200 if answer.content_type == answer_type => Ok((answer.url, exchange)),
            200 => Err(AnalyzeError::BadResponse {
                host,
                reason: format!("its answer is of type '{}'", answer.content_type),
            }),
            401 | 403 | 407 => Err(AnalyzeError::LoginRequired { host }),
            404 | 410 => Err(AnalyzeError::RepositoryNotFound { host }),
            status => {
                Err(AnalyzeError::BadResponse { host, reason: format!("its answer has status {status}") })
            }
        }
    }

    /// Keeps an error for [`run`](Self::run), and gives libgit2 one in its place.
    fn fail(&self, error: AnalyzeError) -> io::Error {
        let message = error.to_string();
        *lock(&self.error) = Some(error);
        io::Error::other(message)
    }
}

/// Opens a transport for the fetch that this thread is in.
pub(super) fn open(remote: &Remote<'_>) -> Result<Transport, Error> {
    let session = CURRENT
        .with_borrow(Clone::clone)
        .ok_or_else(|| Error::from_str("https addresses are fetched through a mirror only"))?;
    Transport::smart(remote, true, Subtransport(session))
}

struct Subtransport(Arc<Session>);

impl SmartSubtransport for Subtransport {
    fn action(&self, url: &str, action: Service) -> Result<Box<dyn SmartSubtransportStream>, Error> {
        let state = match action {
            Service::UploadPackLs => State::List { url: format!("{}{LIST}", url.trim_end_matches('/')) },
            Service::UploadPack => {
                let base = lock(&self.0.base).clone().unwrap_or_else(|| url.trim_end_matches('/').to_owned());
                State::Ask { url: format!("{base}{ASK}"), body: Vec::new() }
            }
            Service::ReceivePackLs | Service::ReceivePack => {
                return Err(Error::from_str("nothing is ever pushed"));
            }
        };
        Ok(Box::new(Stream { session: Arc::clone(&self.0), state }))
    }

    fn close(&self) -> Result<(), Error> {
        Ok(())
    }
}

/// One request and its answer: what is written is the request's body, and the first read sends it.
struct Stream {
    session: Arc<Session>,
    state: State,
}

enum State {
    List { url: String },
    Ask { url: String, body: Vec<u8> },
    Answer { exchange: Exchange, chunk: Vec<u8>, at: usize },
}

impl Stream {
    fn send(&mut self) -> Result<(), AnalyzeError> {
        let exchange = match &mut self.state {
            State::List { url } => {
                let (from, exchange) =
                    self.session.ask(Request::Get { url: std::mem::take(url) }, LIST_TYPE)?;
                *lock(&self.session.base) = from.strip_suffix(LIST).map(str::to_owned);
                exchange
            }
            State::Ask { url, body } => {
                let (url, body) = (std::mem::take(url), std::mem::take(body));
                self.session.ask(Request::Post { url, content_type: ASK_TYPE, body }, ANSWER_TYPE)?.1
            }
            State::Answer { .. } => return Ok(()),
        };
        self.state = State::Answer { exchange, chunk: Vec::new(), at: 0 };
        Ok(())
    }

    fn receive(&mut self, into: &mut [u8]) -> Result<usize, AnalyzeError> {
        self.send()?;
        let State::Answer { exchange, chunk, at } = &mut self.state else {
            return Ok(0);
        };
        if *at == chunk.len() {
            *chunk = self.session.client.receive(exchange)?.unwrap_or_default();
            *at = 0;
        }
        let given = into.len().min(chunk.len() - *at);
        into[..given].copy_from_slice(&chunk[*at..*at + given]);
        *at += given;
        Ok(given)
    }
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.receive(into).map_err(|error| self.session.fail(error))
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.state {
            State::Ask { body, .. } => {
                body.extend_from_slice(bytes);
                Ok(bytes.len())
            }
            _ => Err(io::Error::other("the answer is already being read")),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A panic while the lock was held leaves a whole value behind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
