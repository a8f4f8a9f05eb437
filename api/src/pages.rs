//! The pages that people see: what was built from `web/`, inside the program.

use poem::http::{Method, StatusCode, header};
use poem::{Endpoint, IntoResponse, Middleware, Request, Response, Result};
use rust_embed::{EmbeddedFile, RustEmbed};

/// What `make web` builds; read from the disk by a debug build. Without it, a page says how to come by it.
#[derive(RustEmbed)]
#[folder = "../web/dist"]
#[allow_missing = true]
struct Built;

/// The page that every address of the UI begins with: its scripts look at the address.
const INDEX: &str = "index.html";

/// Files whose names change with what they hold.
const HASHED: &str = "assets/";

/// Where everything else answers.
const NOT_PAGES: [&str; 4] = ["/api", "/health", "/ready", "/metrics"];

/// Only what comes from this service, and no script or style that stands in a page.
pub(crate) const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; \
                                 base-uri 'none'; form-action 'self'";

/// Whether an address is one of the UI's.
pub(crate) fn is_page(path: &str) -> bool {
    let under = |place: &str| {
        path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '-']))
    };
    !NOT_PAGES.iter().any(|place| under(place))
}

/// Answers what the UI asks for, and leaves the rest to the service.
pub(crate) struct Pages;

impl<E: Endpoint> Middleware<E> for Pages {
    type Output = PagesEndpoint<E>;

    fn transform(&self, inner: E) -> PagesEndpoint<E> {
        PagesEndpoint(inner)
    }
}

/// See [`Pages`].
pub(crate) struct PagesEndpoint<E>(E);

impl<E: Endpoint> Endpoint for PagesEndpoint<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        if matches!(*request.method(), Method::GET | Method::HEAD)
            && is_page(request.uri().path())
            && let Some(reply) = page(&request)
        {
            return Ok(reply);
        }
        self.0.call(request).await.map(IntoResponse::into_response)
    }
}

/// A file of the UI; its first page for an address that a person opened.
fn page(request: &Request) -> Option<Response> {
    let path = request.uri().path().trim_start_matches('/');
    let named = if path.is_empty() { INDEX } else { path };
    if let Some(file) = Built::get(named) {
        return Some(send(request, named, file));
    }
    let for_a_person = request.header(header::ACCEPT).is_some_and(|accept| accept.contains("text/html"));
    if !for_a_person || path.starts_with(HASHED) {
        return None;
    }
    Some(Built::get(INDEX).map_or_else(missing, |file| send(request, INDEX, file)))
}

fn send(request: &Request, name: &str, file: EmbeddedFile) -> Response {
    let (encoding, file) = match packed(request, name) {
        Some((encoding, packed)) => (Some(encoding), packed),
        None => (None, file),
    };
    // Of the bytes that are sent: packed and unpacked ones are not the same thing.
    let etag = format!("\"{}\"", hex(&file.metadata.sha256_hash()[..16]));
    let caching = if name.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let reply = Response::builder()
        .header(header::CACHE_CONTROL, caching)
        .header(header::ETAG, &etag)
        .header(header::VARY, "accept-encoding");
    if request.header(header::IF_NONE_MATCH).is_some_and(|known| known.contains(&etag)) {
        return reply.status(StatusCode::NOT_MODIFIED).finish();
    }
    let reply = reply.content_type(content_type(name));
    let reply = match encoding {
        Some(encoding) => reply.header(header::CONTENT_ENCODING, encoding),
        None => reply,
    };
    reply.body(file.data.into_owned())
}

/// The smallest form of a file that the client takes: it was packed when it was built.
fn packed(request: &Request, name: &str) -> Option<(&'static str, EmbeddedFile)> {
    let taken = request.header(header::ACCEPT_ENCODING)?;
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(encoding, _)| takes(taken, encoding))
        .find_map(|(encoding, suffix)| Some((encoding, Built::get(&format!("{name}.{suffix}"))?)))
}

/// Whether an `Accept-Encoding` names the encoding, and not with a weight of nothing.
fn takes(accept: &str, encoding: &str) -> bool {
    accept.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        parts.next() == Some(encoding)
            && parts
                .filter_map(|part| part.strip_prefix("q="))
                .all(|weight| weight.parse().is_ok_and(|weight: f32| weight > 0.0))
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" | "map" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn missing() -> Response {
    Response::builder()
        .status(StatusCode::SERVICE_UNAVAILABLE)
        .content_type("text/html; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-store")
        .body(
            "<!doctype html><html lang=en><meta charset=utf-8><title>DevMentor</title>\
             <h1>The service runs; its pages are not built</h1>\
             <p>Install Node.js 20.19 or later, run <code>make web</code>, and start the service again. \
             The command line works without: <code>devmentor --help</code>. \
             The API is described at <a href=/api-docs>/api-docs</a>.</p>",
        )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_bytes_go_to_who_takes_them() {
        for (accept, taken) in [
            ("gzip, deflate, br", true),
            ("br;q=1.0", true),
            ("gzip,br; q=0.1", true),
            ("br;q=0", false),
            ("br;q=0.000, gzip", false),
            ("gzip", false),
            ("brotli", false),
            ("", false),
        ] {
            assert_eq!(takes(accept, "br"), taken, "{accept}");
        }
    }

    #[test]
    fn what_others_answer_is_no_page() {
        for (path, page) in [
            ("/", true),
            ("/repositories/1", true),
            ("/apiary", true),
            ("/api", false),
            ("/api/jobs", false),
            ("/api-docs/openapi.json", false),
            ("/health", false),
            ("/metrics", false),
        ] {
            assert_eq!(is_page(path), page, "{path}");
        }
    }
}
