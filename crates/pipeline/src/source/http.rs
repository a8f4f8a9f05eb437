//! HTTPS for the git transport: time limits, size limit, and a cancel that does not wait for the network.

use std::io::{self, Read};
use std::net::IpAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use types::CancellationToken;
use ureq::ResponseExt as _;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use crate::{AnalyzeError, Network};

/// How often a waiting fetch looks whether it was cancelled.
const POLL: Duration = Duration::from_millis(50);
/// What one message from the network carries at most, in bytes.
const CHUNK: usize = 64 * 1024;
/// Messages that may wait to be read.
const QUEUE: usize = 8;

/// A client for one fetch from one host.
pub(super) struct Client {
    agent: ureq::Agent,
    network: Network,
    cancel: CancellationToken,
    host: String,
    started: Instant,
    received: AtomicU64,
}

/// A request.
pub(super) enum Request {
    /// `GET`; redirects to https are followed.
    Get { url: String },
    /// `POST`; redirects are not followed.
    Post { url: String, content_type: &'static str, body: Vec<u8> },
}

/// The head of an answer whose body is still under way.
pub(super) struct Answer {
    /// Its status.
    pub(super) status: u16,
    /// Its `Content-Type`, empty where there is none.
    pub(super) content_type: String,
    /// The address that answered, after redirects.
    pub(super) url: String,
}

/// A request under way on a thread of its own: whoever waits for it can give up at once, and the thread ends by its
/// own time limits.
pub(super) struct Exchange {
    messages: Receiver<Message>,
    last_heard: Instant,
}

enum Message {
    Answer(Answer),
    Body(Vec<u8>),
    Failed(ureq::Error),
    Broken(io::Error),
}

impl Client {
    /// A client for a fetch that begins now.
    pub(super) fn new(
        host: String,
        network: &Network,
        cancel: &CancellationToken,
    ) -> Result<Self, AnalyzeError> {
        let mut tls = TlsConfig::builder();
        if let Some(path) = &network.ca_file {
            tls = tls.root_certs(trusted_with(path)?);
        }
        let config = Config::builder()
            .https_only(true)
            .http_status_as_error(false)
            .max_redirects(5)
            .user_agent(concat!("git/devmentor-", env!("CARGO_PKG_VERSION")))
            .tls_config(tls.build())
            .timeout_resolve(Some(network.connect_timeout))
            .timeout_connect(Some(network.connect_timeout))
            .timeout_per_read(Some(network.stall_timeout))
            .timeout_per_write(Some(network.stall_timeout))
            .timeout_recv_response(Some(network.stall_timeout))
            .timeout_global(Some(network.total_timeout))
            .build();
        let resolver = PublicOnly { inner: DefaultResolver::default(), on: network.refuse_private_addresses };
        Ok(Self {
            agent: ureq::Agent::with_parts(config, DefaultConnector::default(), resolver),
            network: network.clone(),
            cancel: cancel.clone(),
            host,
            started: Instant::now(),
            received: AtomicU64::new(0),
        })
    }

    /// The host that is asked.
    pub(super) fn host(&self) -> &str {
        &self.host
    }

    /// Sends a request and waits for the head of its answer.
    pub(super) fn send(&self, request: Request) -> Result<(Answer, Exchange), AnalyzeError> {
        let (sender, messages) = sync_channel(QUEUE);
        let agent = self.agent.clone();
        std::thread::Builder::new()
            .name("fetch".to_owned())
            .spawn(move || run(&agent, request, &sender))
            .map_err(|error| self.unreachable(error.to_string()))?;
        let mut exchange = Exchange { messages, last_heard: Instant::now() };
        match self.wait(&mut exchange)? {
            Some(Message::Answer(answer)) => Ok((answer, exchange)),
            _ => Err(self.unreachable("it closed the connection".to_owned())),
        }
    }

    /// The next piece of an answer's body; `None` at its end.
    pub(super) fn receive(&self, exchange: &mut Exchange) -> Result<Option<Vec<u8>>, AnalyzeError> {
        let Some(Message::Body(bytes)) = self.wait(exchange)? else {
            return Ok(None);
        };
        let received = self.received.fetch_add(bytes.len() as u64, Ordering::Relaxed) + bytes.len() as u64;
        if received > self.network.max_bytes {
            return Err(AnalyzeError::TooLarge { limit_bytes: self.network.max_bytes });
        }
        Ok(Some(bytes))
    }

    /// Waits for a message, a time limit or the cancel, whichever is first.
    fn wait(&self, exchange: &mut Exchange) -> Result<Option<Message>, AnalyzeError> {
        loop {
            if self.cancel.is_cancelled() {
                return Err(AnalyzeError::Cancelled);
            }
            match exchange.messages.recv_timeout(POLL) {
                Ok(Message::Failed(error)) => return Err(self.failure(&error)),
                Ok(Message::Broken(error)) => {
                    return Err(match error.downcast::<ureq::Error>() {
                        Ok(error) => self.failure(&error),
                        Err(error) => self.unreachable(error.to_string()),
                    });
                }
                Ok(message) => {
                    exchange.last_heard = Instant::now();
                    return Ok(Some(message));
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.started.elapsed() > self.network.total_timeout {
                return Err(self.unreachable(within("it did not finish", self.network.total_timeout)));
            }
            if exchange.last_heard.elapsed() > self.network.stall_timeout + self.network.connect_timeout {
                return Err(self.unreachable(within("it sent nothing", self.network.stall_timeout)));
            }
        }
    }

    fn unreachable(&self, reason: String) -> AnalyzeError {
        AnalyzeError::HostUnreachable { host: self.host.clone(), reason }
    }

    /// Gives a failure of the client its proper name.
    fn failure(&self, error: &ureq::Error) -> AnalyzeError {
        let host = self.host.clone();
        match error {
            ureq::Error::Io(inner) if is_private(inner) => AnalyzeError::AddressRefused { host },
            ureq::Error::HostNotFound => self.unreachable("there is no such host".to_owned()),
            ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => {
                self.unreachable(within("no connection stood", self.network.connect_timeout))
            }
            ureq::Error::Timeout(ureq::Timeout::Global) => {
                self.unreachable(within("it did not finish", self.network.total_timeout))
            }
            ureq::Error::Timeout(_) => {
                self.unreachable(within("it sent nothing", self.network.stall_timeout))
            }
            ureq::Error::RequireHttpsOnly(_) => AnalyzeError::BadResponse {
                host,
                reason: "it redirects to an address without https".to_owned(),
            },
            ureq::Error::TooManyRedirects | ureq::Error::RedirectFailed => {
                AnalyzeError::BadResponse { host, reason: "it redirects in circles".to_owned() }
            }
            ureq::Error::Protocol(error) => AnalyzeError::BadResponse { host, reason: error.to_string() },
            other => {
                let reason = other.to_string();
                if reason.contains("certificate") {
                    AnalyzeError::UntrustedCertificate { host, reason }
                } else {
                    AnalyzeError::HostUnreachable { host, reason }
                }
            }
        }
    }
}

/// Runs a request to its end, or until nobody listens any more.
fn run(agent: &ureq::Agent, request: Request, to: &SyncSender<Message>) {
    let answer = match request {
        Request::Get { url } => agent.get(&url).call(),
        Request::Post { url, content_type, body } => {
            agent.post(&url).config().max_redirects(0).build().content_type(content_type).send(&body[..])
        }
    };
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => {
            let _ = to.send(Message::Failed(error));
            return;
        }
    };
    let head = Answer {
        status: answer.status().as_u16(),
        content_type: answer
            .headers()
            .get("content-type")
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
        url: answer.get_uri().to_string(),
    };
    if to.send(Message::Answer(head)).is_err() {
        return;
    }
    let mut body = answer.into_body().into_reader();
    loop {
        let mut bytes = vec![0; CHUNK];
        let message = match body.read(&mut bytes) {
            Ok(0) => return,
            Ok(read) => {
                bytes.truncate(read);
                Message::Body(bytes)
            }
            Err(error) => Message::Broken(error),
        };
        let last = matches!(message, Message::Broken(_));
        if to.send(message).is_err() || last {
            return;
        }
    }
}

/// The system's authorities and those of a PEM file.
fn trusted_with(path: &Path) -> Result<RootCerts, AnalyzeError> {
    let pem = std::fs::read(path).map_err(|error| AnalyzeError::io(path, error))?;
    let mut trusted: Vec<Certificate<'static>> = rustls_native_certs::load_native_certs()
        .certs
        .iter()
        .map(|certificate| Certificate::from_der(certificate).to_owned())
        .collect();
    for item in parse_pem(&pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => trusted.push(certificate),
            Ok(_) => {}
            Err(error) => {
                return Err(AnalyzeError::io(
                    path,
                    io::Error::new(io::ErrorKind::InvalidData, error.to_string()),
                ));
            }
        }
    }
    Ok(RootCerts::new_with_certs(&trusted))
}

fn within(what: &str, limit: Duration) -> String {
    format!("{what} within {} s", limit.as_secs_f32())
}

/// Looks names up, and refuses addresses that lead into private networks. The connection is made to the very
/// addresses that were looked at, so a name that changes its mind gains nothing.
#[derive(Debug)]
struct PublicOnly {
    inner: DefaultResolver,
    on: bool,
}

#[derive(Debug, thiserror::Error)]
#[error("the address is private")]
struct PrivateAddress;

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if self.on && found.iter().any(|address| !is_public(address.ip())) {
            return Err(ureq::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, PrivateAddress)));
        }
        Ok(found)
    }
}

/// Whether an address can be reached by everybody (IANA special-purpose registries, in substance).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            !(ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_broadcast()
                || ip.is_documentation()
                || ip.is_multicast()
                || a == 0
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0 && c == 0)
                || (a == 198 && (18..20).contains(&b))
                || a >= 240)
        }
        IpAddr::V6(ip) => {
            let segments = ip.segments();
            let embedded = |high: u16, low: u16| {
                IpAddr::from([high.to_be_bytes(), low.to_be_bytes()].concat().try_into().unwrap_or([0; 4]))
            };
            if let Some(inner) = ip.to_ipv4_mapped() {
                return is_public(IpAddr::V4(inner));
            }
            // Addresses that carry an IPv4 one: translated (64:ff9b::/96) and 6to4 (2002::/16).
            if segments[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
                return is_public(embedded(segments[6], segments[7]));
            }
            if segments[0] == 0x2002 {
                return is_public(embedded(segments[1], segments[2]));
            }
            // Global unicast is 2000::/3; within it, documentation (2001:db8::/32) and Teredo (2001::/32) are not.
            segments[0] & 0xe000 == 0x2000 && !(segments[0] == 0x2001 && matches!(segments[1], 0x0db8 | 0))
        }
    }
}

/// Whether the client refused to speak to an address of a network of one's own.
fn is_private(error: &io::Error) -> bool {
    let Some(inner) = error.get_ref() else { return false };
    inner.is::<PrivateAddress>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known() {
        for (address, public) in [
            ("93.184.216.34", true),
            ("2606:2800:220:1::1", true),
            ("127.0.0.1", false),
            ("10.1.2.3", false),
            ("172.16.0.1", false),
            ("172.32.0.1", true),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("100.128.0.1", true),
            ("0.0.0.0", false),
            ("255.255.255.255", false),
            ("::1", false),
            ("::", false),
            ("fe80::1", false),
            ("fd00::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:93.184.216.34", true),
            ("64:ff9b::7f00:1", false),
            ("2002:7f00:1::", false),
            ("2001:db8::1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }
}
