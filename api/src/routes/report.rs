//! The whole report as a reply: byte for byte as it was written down.

pub(crate) mod shape;

use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::registry::{MetaResponses, Registry};
use poem_openapi::types::Type;
use services::analyses::ReportBytes;

use super::views::reply::conditional;
use crate::error::ApiError;
use shape::Report;

/// A report, or the word that it has not changed.
pub(crate) enum ReportReply {
    Report { body: Vec<u8>, packed: bool, etag: String },
    NotModified { etag: String },
}

impl ReportReply {
    /// The reply to a reader who has the report with this `etag` already.
    pub(crate) fn unchanged(etag: &str, if_none_match: &str) -> Option<Self> {
        let etag = quoted(etag);
        names(if_none_match, &etag).then_some(Self::NotModified { etag })
    }

    /// The reply to a reader who may take the report packed.
    pub(crate) async fn of(report: ReportBytes, accept_encoding: Option<&str>) -> Result<Self, ApiError> {
        let etag = quoted(&report.etag);
        if accept_encoding.is_some_and(takes_gzip) {
            return Ok(Self::Report { body: report.gzip, packed: true, etag });
        }
        let body = tokio::task::spawn_blocking(move || report.json()).await.map_err(ApiError::internal)??;
        Ok(Self::Report { body, packed: false, etag })
    }
}

impl IntoResponse for ReportReply {
    fn into_response(self) -> Response {
        let head = |etag| {
            Response::builder()
                .header(header::ETAG, etag)
                .header(header::VARY, "accept-encoding, authorization")
                .header(header::CACHE_CONTROL, "private, no-cache")
        };
        match self {
            Self::NotModified { etag } => head(etag).status(StatusCode::NOT_MODIFIED).finish(),
            Self::Report { body, packed, etag } => {
                let reply = head(etag).content_type("application/json");
                let reply = if packed { reply.header(header::CONTENT_ENCODING, "gzip") } else { reply };
                reply.body(body)
            }
        }
    }
}

pub(crate) fn quoted(etag: &str) -> String {
    format!("\"{etag}\"")
}

/// Whether an `If-None-Match` names the tag. Weak and strong tags compare alike here (RFC 9110, 13.1.2).
pub(crate) fn names(header: &str, etag: &str) -> bool {
    header.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// Whether an `Accept-Encoding` takes gzip: named, and not with a quality of nothing.
fn takes_gzip(header: &str) -> bool {
    header.split(',').any(|coding| {
        let (name, parameters) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = parameters
            .trim()
            .strip_prefix("q=")
            .and_then(|q| q.trim().parse::<f32>().ok())
            .is_some_and(|q| q <= 0.0);
        matches!(name.trim(), "gzip" | "*") && !refused
    })
}

impl ApiResponse for ReportReply {
    fn meta() -> MetaResponses {
        conditional::<Report>("The report.", "The report at hand is the report.")
    }

    fn register(registry: &mut Registry) {
        Report::register(registry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_codings_are_read_as_the_standard_says() {
        for (header, same) in [
            ("\"a\"", true),
            ("W/\"a\"", true),
            ("\"b\", \"a\"", true),
            ("*", true),
            ("\"b\"", false),
            ("a", false),
        ] {
            assert_eq!(names(header, "\"a\""), same, "{header}");
        }
        for (header, taken) in [
            ("gzip", true),
            ("deflate, gzip;q=0.5", true),
            ("*", true),
            ("gzip;q=0", false),
            ("gzip; q=0.0", false),
            ("identity", false),
            ("", false),
        ] {
            assert_eq!(takes_gzip(header), taken, "{header}");
        }
    }
}
