//! Talks to a service: finds it, sends requests, reads replies and event streams.

mod discover;
mod sse;

use std::io::BufReader;
use std::time::Duration;

use config::{ExposeSecret, Flags, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ureq::http::header::{ACCEPT, AUTHORIZATION};
use ureq::http::{Method, Request, Response, StatusCode};
use ureq::{Agent, Body, SendBody};
use uuid::Uuid;

pub(crate) use discover::Runtime;

use crate::exit::Failure;

/// A service, and the token that lets us in.
pub(crate) struct Client {
    agent: Agent,
    /// Without a slash at its end.
    base: String,
    token: SecretString,
    /// What to say when it does not answer.
    hint: String,
}

/// Replies come at once; analyses are waited for by events, not by a request.
const TIMEOUT: Duration = Duration::from_secs(30);
/// A service sends a comment every 15 s: silence of four times as long is a dead connection.
const STREAM_SILENCE: Duration = Duration::from_secs(60);
/// The largest reply that is read: reports of large repositories have many functions.
const REPLY_BYTES: u64 = 1024 * 1024 * 1024;

/// The part of a problem document that people read.
#[derive(Debug, Deserialize)]
struct Problem {
    detail: String,
    #[serde(default)]
    errors: Vec<FieldError>,
    request_id: Option<String>,
}

#[derive(Debug, Deserialize)]
struct FieldError {
    field: String,
    detail: String,
}

impl Client {
    /// The service that `DEVMENTOR_URL` names, else the one that runs on the data directory.
    pub(crate) fn find(flags: Flags) -> Result<Self, Failure> {
        Ok(Self::of(discover::find(flags)?))
    }

    /// The service at an address that says for itself how it is, to whoever asks.
    pub(crate) fn at(url: &str) -> Result<Self, Failure> {
        Ok(Self::of(discover::at(url)?))
    }

    fn of(place: discover::Place) -> Self {
        let mut config = Agent::config_builder().http_status_as_error(false).max_redirects(0);
        if place.local {
            // A proxy cannot reach this machine's own service, and must not see its token.
            config = config.proxy(None);
        }
        let agent = config.timeout_connect(Some(Duration::from_secs(5))).build().new_agent();
        Self { agent, base: place.url, token: place.token, hint: place.hint }
    }

    /// The service's address, without a slash at its end.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// `GET`, whatever the status: the status, and the body as JSON.
    pub(crate) fn ask(&self, path: &str) -> Result<(StatusCode, Value), Failure> {
        let request = self.agent.get(format!("{}{path}", self.base));
        let request = request.config().timeout_global(Some(TIMEOUT)).build();
        let reply = request.call().map_err(|e| self.unreachable(&e))?;
        let status = reply.status();
        Ok((status, serde_json::from_reader(reply.into_body().into_reader())?))
    }

    /// `GET`.
    pub(crate) fn get(&self, path: &str, query: &[(&str, String)]) -> Result<Value, Failure> {
        self.call(Method::GET, &with_query(path, query), None)
    }

    /// `GET`, read as a type.
    pub(crate) fn get_as<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        read(self.get(path, &[])?)
    }

    /// `POST` with a JSON body.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        self.call(Method::POST, path, Some(body))
    }

    /// `DELETE`.
    pub(crate) fn delete(&self, path: &str) -> Result<(), Failure> {
        self.call(Method::DELETE, path, None).map(drop)
    }

    /// Follows an event stream from after the event `after` on.
    pub(crate) fn events(
        &self,
        path: &str,
        after: Option<&str>,
    ) -> Result<sse::Events<BufReader<ureq::BodyReader<'static>>>, Failure> {
        let mut request = self.request(Method::GET, path).header(ACCEPT, "text/event-stream");
        if let Some(after) = after {
            request = request.header("last-event-id", after);
        }
        let request = request.body(()).map_err(|e| Failure::of(&e))?;
        let request = self
            .agent
            .configure_request(request)
            .timeout_recv_response(Some(TIMEOUT))
            .timeout_per_read(Some(STREAM_SILENCE))
            .build();
        let reply = self.agent.run(request).map_err(|e| self.unreachable(&e))?;
        let reply = self.accepted(reply)?;
        Ok(sse::Events::new(BufReader::new(reply.into_body().into_with_config().limit(u64::MAX).reader())))
    }

    fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value, Failure> {
        let request = self.request(method, path);
        let reply = match body {
            None => self.run(request.body(SendBody::none())),
            Some(body) => self.run(
                request
                    .header("content-type", "application/json")
                    .body(SendBody::from_json(body).map_err(|e| Failure::of(&e))?),
            ),
        }?;
        let mut reply = self.accepted(reply)?;
        let text = reply
            .body_mut()
            .with_config()
            .limit(REPLY_BYTES)
            .read_to_string()
            .map_err(|e| self.unreachable(&e))?;
        if text.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&text)
            .map_err(|_| Failure::Failed(format!("{} did not answer like a DevMentor service", self.base)))
    }

    fn request(&self, method: Method, path: &str) -> ureq::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header(AUTHORIZATION, format!("Bearer {}", self.token.expose_secret()))
    }

    fn run(
        &self,
        request: Result<Request<SendBody<'_>>, ureq::http::Error>,
    ) -> Result<Response<Body>, Failure> {
        let request = request.map_err(|e| Failure::of(&e))?;
        let request = self.agent.configure_request(request).timeout_global(Some(TIMEOUT)).build();
        self.agent.run(request).map_err(|e| self.unreachable(&e))
    }

    /// The reply, unless it is a refusal.
    fn accepted(&self, mut reply: Response<Body>) -> Result<Response<Body>, Failure> {
        let status = reply.status();
        if status.is_success() {
            return Ok(reply);
        }
        let text = reply.body_mut().read_to_string().unwrap_or_default();
        let Ok(problem) = serde_json::from_str::<Problem>(&text) else {
            return Err(Failure::Failed(format!("{} answered {status}", self.base)));
        };
        let mut message = problem.detail;
        if problem.errors.len() > 1 {
            for error in problem.errors {
                message += &format!("\n  {}: {}", error.field, error.detail);
            }
        }
        if let (true, Some(id)) = (status.is_server_error(), problem.request_id) {
            message += &format!(" (request {id})");
        }
        match status {
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Err(Failure::Usage(message)),
            _ => Err(Failure::Failed(message)),
        }
    }

    fn unreachable(&self, error: &ureq::Error) -> Failure {
        Failure::Unreachable(format!("{} does not answer: {error}. {}", self.base, self.hint))
    }
}

/// A JSON value as a type.
pub(crate) fn read<T: DeserializeOwned>(value: Value) -> Result<T, Failure> {
    serde_json::from_value(value)
        .map_err(|e| Failure::Failed(format!("the service answered in a way that is not understood: {e}")))
}

/// Waits between two questions to a service that has nothing to wait on.
#[expect(clippy::disallowed_methods, reason = "another process is asked; there is nothing to wait on")]
pub(crate) fn pause(time: Duration) {
    std::thread::sleep(time);
}

/// An id as people give it.
pub(crate) fn parse_id(text: &str) -> Result<Uuid, String> {
    Uuid::parse_str(text).map_err(|_| "not an id (a UUID, as the lists show it)".to_owned())
}

fn with_query(path: &str, query: &[(&str, String)]) -> String {
    let mut text = path.to_owned();
    for (at, (name, value)) in query.iter().enumerate() {
        text += if at == 0 { "?" } else { "&" };
        text += &format!("{name}={}", percent(value));
    }
    text
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_encoded() {
        let query = [("q", "a b&c=d/é".to_owned()), ("limit", "5".to_owned())];
        assert_eq!(with_query("/s", &query), "/s?q=a%20b%26c%3Dd%2F%C3%A9&limit=5");
        assert_eq!(with_query("/s", &[]), "/s");
    }
}
