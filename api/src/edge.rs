//! The outermost layer: every request gets an id, a line of log, its metrics, safe headers, and an answer in the
//! one shape, whatever happens further in.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::FutureExt;
use poem::http::{HeaderName, HeaderValue, Method, header};
use poem::{Endpoint, IntoResponse, Middleware, Request, Response, Result};
use telemetry::traces;
use tokio::time::timeout;
use tracing::Instrument;
use types::Clock;

use crate::error::{ApiError, to_problem};
use crate::pages::{self, is_page};
use crate::paths::{KnownPath, Paths};
use crate::problem::Kind;

/// The header that carries the request's id, in and out.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The outermost layer.
pub(crate) struct Edge {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) paths: Arc<Paths>,
    /// A reply begins by then.
    pub(crate) deadline: Duration,
}

impl<E: Endpoint> Middleware<E> for Edge {
    type Output = EdgeEndpoint<E>;

    fn transform(&self, inner: E) -> EdgeEndpoint<E> {
        EdgeEndpoint {
            inner,
            clock: Arc::clone(&self.clock),
            paths: Arc::clone(&self.paths),
            deadline: self.deadline,
        }
    }
}

/// See [`Edge`].
pub(crate) struct EdgeEndpoint<E> {
    inner: E,
    clock: Arc<dyn Clock>,
    paths: Arc<Paths>,
    deadline: Duration,
}

impl<E: Endpoint> Endpoint for EdgeEndpoint<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let started = Instant::now();
        let id = given_id(&request).unwrap_or_else(|| self.clock.new_id().to_string());
        let method = request.method().clone();
        let path = request.uri().path().to_owned();
        let known = self.paths.find(&path);
        let span = tracing::info_span!("request", request.id = id);
        let route = known.map_or(UNKNOWN, |known| known.template.as_str());
        let traceparent = request.headers().get(traces::TRACEPARENT).and_then(|value| value.to_str().ok());
        traces::describe(&span, format!("{method} {route}"), traceparent);

        let result = match known.and_then(|known| unknown_parameter(&request, known)) {
            Some(error) => Ok(Err(error.into())),
            None => {
                let answer =
                    AssertUnwindSafe(self.inner.call(request)).catch_unwind().instrument(span.clone());
                timeout(self.deadline, answer).await.unwrap_or_else(|_| Ok(Err(too_slow().into())))
            }
        };
        let mut reply = match result {
            Ok(Ok(reply)) => reply.into_response(),
            Ok(Err(error)) => to_problem(error, &id, known),
            Err(panic) => to_problem(ApiError::internal(panic_text(panic.as_ref())).into(), &id, None),
        };
        let status = reply.status().as_u16();
        traces::note(&span, "http.response.status_code", i64::from(status));
        if status >= 500 {
            traces::failed(&span, format!("answered {status}"));
        }
        record(&method, route, status, started.elapsed(), &id);
        finish(&mut reply, &id, &path);
        Ok(reply)
    }
}

fn too_slow() -> ApiError {
    let detail =
        "The service took too long. Whether it did what was asked is not known: look before asking again.";
    ApiError::new(Kind::Unavailable, detail).retry_after(10)
}

/// What is wrong with a query that has a name too many: a filter with a slip of the pen would otherwise filter nothing.
/// Nor may it hold what PostgreSQL has no room for in a text.
/// Probes may add to their addresses what they like.
fn unknown_parameter(request: &Request, known: &KnownPath) -> Option<ApiError> {
    if !known.template.starts_with("/api/") {
        return None;
    }
    let taken = known.queries.get(request.method().as_str())?;
    let given: Vec<(String, String)> = request.params().ok()?;
    if let Some((name, _)) = given.iter().find(|(_, value)| value.contains('\0')) {
        return Some(ApiError::parameter(
            name,
            "holds a NUL character, which nothing does that is looked for".to_owned(),
        ));
    }
    let (unknown, _) = given.into_iter().find(|(name, _)| !taken.contains(name))?;
    let detail = if taken.is_empty() {
        "is not known here; there are none".to_owned()
    } else {
        format!("is not known here; known are {}", taken.join(", "))
    };
    Some(ApiError::parameter(&unknown, detail))
}

/// The id that the client sent, if it is one that may stand in a log.
fn given_id(request: &Request) -> Option<String> {
    let id = request.headers().get(REQUEST_ID)?.to_str().ok()?;
    let sound = (1..=128).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    sound.then(|| id.to_owned())
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    format!("panic: {}", text.unwrap_or_default())
}

/// The label of requests to no path of ours.
const UNKNOWN: &str = "unknown";

/// Metrics and the line of log. The route stands for the path: ids would make a series each, and queries hold
/// what people search for.
fn record(method: &Method, route: &str, status: u16, took: Duration, id: &str) {
    metrics::counter!(
        "http_requests_total",
        "method" => method_label(method), "route" => route.to_owned(), "status" => status.to_string()
    )
    .increment(1);
    metrics::histogram!(
        "http_request_duration_seconds",
        "method" => method_label(method), "route" => route.to_owned()
    )
    .record(took);
    let duration_ms = took.as_secs_f64() * 1e3;
    // Probes and scrapes come every few seconds for ever.
    if matches!(route, "/health" | "/ready" | "/metrics") {
        tracing::debug!(request.id = id, %method, route, status, duration_ms, "{method} {route} {status}");
    } else {
        tracing::info!(request.id = id, %method, route, status, duration_ms, "{method} {route} {status}");
    }
}

/// Methods are chosen by clients: unknown ones share a label.
fn method_label(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// The headers that every reply carries. The document's page brings its scripts and styles inline.
fn finish(reply: &mut Response, id: &str, path: &str) {
    let policy = if path.starts_with("/api-docs") {
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"
    } else if is_page(path) {
        pages::POLICY
    } else {
        "default-src 'none'; frame-ancestors 'none'"
    };
    let headers = reply.headers_mut();
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
mod tests {
    use poem::endpoint::make;
    use poem::error::NotFoundError;
    use poem::{EndpointExt, Route};
    use types::SystemClock;

    use super::*;

    fn app() -> impl Endpoint<Output = Response> {
        Route::new()
            .at("/ok", make(|_| async { "fine" }))
            .at("/gone", make(|_| async { Err::<(), _>(NotFoundError) }))
            .at("/never", make(|_| std::future::pending::<Response>()))
            .at("/panic", make(|_| async { panic!("the secret is hunter2") as () }))
            .with(Edge {
                clock: Arc::new(SystemClock),
                paths: Arc::default(),
                deadline: Duration::from_millis(50),
            })
    }

    async fn get(path: &str, id: Option<&str>) -> Response {
        let mut request = Request::builder().uri_str(path);
        if let Some(id) = id {
            request = request.header("x-request-id", id);
        }
        app().get_response(request.finish()).await
    }

    #[tokio::test]
    async fn ids_come_back_or_are_made() {
        assert_eq!(get("/ok", Some("abc-1.2_3")).await.header("x-request-id"), Some("abc-1.2_3"));
        for unsound in [None, Some(""), Some("a b"), Some("a\"b"), Some(&*"x".repeat(129))] {
            let made = get("/ok", unsound).await.header("x-request-id").unwrap().to_owned();
            assert!(uuid::Uuid::parse_str(&made).is_ok(), "{made}");
        }
    }

    #[tokio::test]
    async fn nobody_waits_for_ever() {
        let reply = get("/never", None).await;
        assert_eq!((reply.status().as_u16(), reply.header("retry-after")), (503, Some("10")));
    }

    #[tokio::test]
    async fn every_reply_is_safe_and_every_error_a_problem() {
        for (path, status) in [("/ok", 200), ("/gone", 404), ("/nowhere", 404), ("/panic", 500)] {
            let reply = get(path, None).await;
            assert_eq!(reply.status().as_u16(), status, "{path}");
            assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(reply.header("cache-control"), Some("no-store"));
            if status != 200 {
                assert_eq!(reply.content_type(), Some("application/problem+json"));
                let text = reply.into_body().into_string().await.unwrap();
                assert!(!text.contains("hunter2"), "{text}");
            }
        }
    }
}
