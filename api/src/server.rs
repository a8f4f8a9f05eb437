//! The service on its port: everything put together, started, and stopped in good order.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use config::Settings;
use poem::endpoint::make_sync;
use poem::http::{Method, header};
use poem::listener::{Acceptor, Listener, TcpAcceptor, TcpListener};
use poem::middleware::Cors;
use poem::{Endpoint, EndpointExt, Response, Route};
use services::Services;
use tokio_util::sync::CancellationToken;

use crate::cookie::SessionCookie;
use crate::edge::Edge;
use crate::events::Streams;
use crate::limits::BodyLimit;
use crate::openapi;
use crate::pages::Pages;
use crate::paths::Paths;

/// A connection on which nothing moves for so long is closed; event streams send a comment more often.
const IDLE: Duration = Duration::from_secs(75);

/// A reply begins by then. Long work is a job, so only a server behind the service can take so long: one that hangs
/// without breaking the connection.
const DEADLINE: Duration = Duration::from_secs(30);

/// Paths that the document does not list.
const METRICS: &str = "/metrics";
const DOCUMENT_PAGE: &str = "/api-docs";
const DOCUMENT: &str = "/api-docs/openapi.json";

/// The port is taken, or may not be listened on.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}: {cause}; choose another with --listen or in the settings")]
pub struct BindError {
    address: String,
    cause: io::Error,
}

/// A port that is listened on, before anything is served. Connections wait until then.
pub struct Bound {
    acceptor: TcpAcceptor,
    address: SocketAddr,
}

/// Listens on an address; port 0 takes a free one.
pub async fn bind(listen: &str) -> Result<Bound, BindError> {
    let refused = |cause| BindError { address: listen.to_owned(), cause };
    let acceptor = TcpListener::bind(listen.to_owned()).into_acceptor().await.map_err(refused)?;
    let address = acceptor
        .local_addr()
        .first()
        .and_then(|address| address.as_socket_addr().copied())
        .ok_or_else(|| refused(io::Error::other("the port is not known")))?;
    Ok(Bound { acceptor, address })
}

impl Bound {
    /// Where clients of this machine find the service: `http://127.0.0.1:7420`.
    pub fn url(&self) -> String {
        let mut address = self.address;
        if address.ip().is_unspecified() {
            let loopback =
                if address.is_ipv4() { [127, 0, 0, 1].into() } else { std::net::Ipv6Addr::LOCALHOST.into() };
            address.set_ip(loopback);
        }
        format!("http://{address}")
    }

    /// Serves until `shutdown`. Then nothing new is accepted, event streams end, and running requests get the grace
    /// period of the settings.
    pub async fn serve(
        self,
        services: Services,
        settings: &Settings,
        shutdown: CancellationToken,
    ) -> io::Result<()> {
        let app = app(services, settings, shutdown.clone());
        self.run(app, Duration::from_secs(settings.server.grace_seconds), shutdown).await
    }

    /// Serves what those ask who watch a worker: `/health`, `/ready` and `/metrics`.
    pub async fn serve_probes(self, services: Services, shutdown: CancellationToken) -> io::Result<()> {
        self.run(probes(services), Duration::ZERO, shutdown).await
    }

    async fn run(
        self,
        app: impl Endpoint<Output = Response> + 'static,
        grace: Duration,
        shutdown: CancellationToken,
    ) -> io::Result<()> {
        poem::Server::new_with_acceptor(self.acceptor)
            .idle_timeout(IDLE)
            .run_with_graceful_shutdown(app, shutdown.cancelled(), Some(grace))
            .await
    }
}

/// What is served beside a worker. Nobody needs a token for it.
fn probes(services: Services) -> impl Endpoint<Output = Response> {
    let service = openapi::probes();
    let paths = Paths::read(&serde_json::from_str(&service.spec()).unwrap_or_default(), &[METRICS]);
    let edge = Edge { clock: Arc::clone(services.clock()), paths: Arc::new(paths), deadline: DEADLINE };
    Route::new().at(METRICS, poem::get(make_sync(|_| metrics()))).nest("/", service).data(services).with(edge)
}

/// The whole service as one endpoint, for the server and for tests.
pub fn app(
    services: Services,
    settings: &Settings,
    shutdown: CancellationToken,
) -> impl Endpoint<Output = Response> + use<> {
    telemetry::metrics::install();
    let service = openapi::service();
    let document = service.spec();
    // The document is our own: it parses.
    let paths = Paths::read(
        &serde_json::from_str(&document).unwrap_or_default(),
        &[METRICS, DOCUMENT_PAGE, DOCUMENT],
    );
    let page = service.swagger_ui_html();
    let edge = Edge { clock: Arc::clone(services.clock()), paths: Arc::new(paths), deadline: DEADLINE };
    let routes = Route::new()
        .at(METRICS, poem::get(make_sync(|_| metrics())))
        .at(DOCUMENT_PAGE, poem::get(make_sync(move |_| html(&page))))
        .at(DOCUMENT, poem::get(make_sync(move |_| json(&document))))
        .nest("/", service)
        .data(services)
        .data(Streams::new(settings.server.event_streams, shutdown))
        .with(BodyLimit(settings.limits.body_bytes))
        .with(SessionCookie);
    match cors(&settings.server.cors_origins) {
        Some(cors) => routes.with(cors).with(Pages).with(edge).boxed(),
        None => routes.with(Pages).with(edge).boxed(),
    }
}

/// Lets the pages of these origins in; without any, poem's layer would let in all.
fn cors(origins: &[String]) -> Option<Cors> {
    if origins.is_empty() {
        return None;
    }
    let cors = Cors::new()
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, header::IF_MATCH, header::IF_NONE_MATCH])
        .allow_headers(["last-event-id", "x-request-id"])
        .expose_headers([header::ETAG, header::LOCATION, header::RETRY_AFTER])
        .expose_headers(["x-request-id"])
        .max_age(600);
    Some(origins.iter().fold(cors, |cors, origin| cors.allow_origin(origin.as_str())))
}

fn metrics() -> Response {
    Response::builder().content_type("text/plain; version=0.0.4").body(telemetry::metrics::render())
}

fn html(page: &str) -> Response {
    Response::builder().content_type("text/html; charset=utf-8").body(page.to_owned())
}

fn json(document: &str) -> Response {
    Response::builder().content_type("application/json").body(document.to_owned())
}
