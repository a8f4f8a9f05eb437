//! What a client is told when something is wrong: RFC 9457, `application/problem+json`.

use poem::http::{HeaderName, StatusCode, header};
use poem::{IntoResponse, Response};
use poem_openapi::types::ToJSON;
use poem_openapi::{Enum, Object};

/// The media type of a problem.
pub(crate) const CONTENT_TYPE: &str = "application/problem+json";

/// What is wrong, how it can be mended, and where to look for it.
#[derive(Debug, Clone, Object)]
pub(crate) struct Problem {
    /// Names the kind of problem; stable, so that programs can act on it.
    #[oai(rename = "type")]
    pub(crate) kind: String,
    /// The kind in words.
    pub(crate) title: String,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What is wrong here, and what to do about it.
    pub(crate) detail: String,
    /// The request's id, as in the `x-request-id` header and the service's log.
    pub(crate) request_id: String,
    /// What is wrong with each field of the body or each parameter.
    #[oai(skip_serializing_if_is_empty, default)]
    pub(crate) errors: Vec<FieldError>,
}

/// What is wrong with one field or parameter.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
pub(crate) struct FieldError {
    /// Where it stands.
    #[oai(rename = "in")]
    pub(crate) place: FieldPlace,
    /// Its path: `source`, `filter.languages[2]`; empty for the whole.
    pub(crate) field: String,
    /// A stable name of the fault, where it has one.
    #[oai(skip_serializing_if_is_none)]
    pub(crate) code: Option<String>,
    /// What is wrong with it.
    pub(crate) detail: String,
}

/// Where a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum FieldPlace {
    /// In the body.
    Body,
    /// In the path, the query or a header.
    Parameter,
}

/// The kinds of problem. Adding one is adding a line here and in [`Kind::parts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    InvalidParameter,
    MalformedBody,
    Unauthorized,
    Forbidden,
    NotFound,
    NoSuchRoute,
    MethodNotAllowed,
    Conflict,
    PreconditionFailed,
    BodyTooLarge,
    UnsupportedMediaType,
    InvalidBody,
    Busy,
    Internal,
    Unavailable,
}

impl Kind {
    /// Every kind, for the document.
    pub(crate) const ALL: [Self; 15] = [
        Self::InvalidParameter,
        Self::MalformedBody,
        Self::Unauthorized,
        Self::Forbidden,
        Self::NotFound,
        Self::NoSuchRoute,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::PreconditionFailed,
        Self::BodyTooLarge,
        Self::UnsupportedMediaType,
        Self::InvalidBody,
        Self::Busy,
        Self::Internal,
        Self::Unavailable,
    ];

    /// The stable name that programs act on.
    pub(crate) fn uri(self) -> String {
        format!("urn:devmentor:problem:{}", self.parts().0)
    }

    /// The kind in words.
    pub(crate) const fn title(self) -> &'static str {
        self.parts().2
    }

    /// The HTTP status.
    pub(crate) const fn status(self) -> StatusCode {
        self.parts().1
    }

    const fn parts(self) -> (&'static str, StatusCode, &'static str) {
        match self {
            Self::InvalidParameter => {
                ("invalid-parameter", StatusCode::BAD_REQUEST, "A parameter cannot be used")
            }
            Self::MalformedBody => ("malformed-body", StatusCode::BAD_REQUEST, "The body is not JSON"),
            Self::Unauthorized => ("unauthorized", StatusCode::UNAUTHORIZED, "No valid token"),
            Self::Forbidden => ("forbidden", StatusCode::FORBIDDEN, "Not allowed"),
            Self::NotFound => ("not-found", StatusCode::NOT_FOUND, "No such thing"),
            Self::NoSuchRoute => ("no-such-route", StatusCode::NOT_FOUND, "No such path"),
            Self::MethodNotAllowed => {
                ("method-not-allowed", StatusCode::METHOD_NOT_ALLOWED, "The path has no such method")
            }
            Self::Conflict => ("conflict", StatusCode::CONFLICT, "Not possible as things stand"),
            Self::PreconditionFailed => {
                ("precondition-failed", StatusCode::PRECONDITION_FAILED, "Changed by somebody else")
            }
            Self::BodyTooLarge => ("body-too-large", StatusCode::PAYLOAD_TOO_LARGE, "The body is too large"),
            Self::UnsupportedMediaType => {
                ("unsupported-media-type", StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body is of another type")
            }
            Self::InvalidBody => {
                ("invalid-body", StatusCode::BAD_REQUEST, "The body's content cannot be used")
            }
            Self::Busy => ("busy", StatusCode::SERVICE_UNAVAILABLE, "Too much at once"),
            Self::Internal => ("internal", StatusCode::INTERNAL_SERVER_ERROR, "The service failed"),
            Self::Unavailable => {
                ("unavailable", StatusCode::SERVICE_UNAVAILABLE, "The service cannot do this now")
            }
        }
    }
}

/// A problem as a reply. `headers` are those that its status asks for.
pub(crate) fn reply(
    kind: Kind,
    detail: String,
    errors: Vec<FieldError>,
    request_id: &str,
    headers: &[(HeaderName, String)],
) -> Response {
    let problem = Problem {
        kind: kind.uri(),
        title: kind.title().to_owned(),
        status: kind.status().as_u16(),
        detail,
        request_id: request_id.to_owned(),
        errors,
    };
    let mut reply =
        Response::builder().status(kind.status()).content_type(CONTENT_TYPE).body(problem.to_json_string());
    if kind == Kind::Unauthorized {
        reply = reply.with_header(header::WWW_AUTHENTICATE, "Bearer realm=\"devmentor\"").into_response();
    }
    for (name, value) in headers {
        reply = reply.with_header(name, value).into_response();
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_names_of_their_own() {
        let mut names: Vec<String> = Kind::ALL.iter().map(|kind| kind.uri()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), Kind::ALL.len());
    }
}
