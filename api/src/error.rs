//! Every error becomes a problem here, whoever made it: a handler, a service, or poem itself.

use std::error::Error as StdError;

use poem::error::{
    CorsError, MethodNotAllowedError, NotFoundError, ParseQueryError, ReadBodyError, ResponseError,
};
use poem::http::{HeaderName, StatusCode, header};
use poem::{Error, Response};
use poem_openapi::ApiResponse;
use poem_openapi::error::{
    AuthorizationError, ContentTypeError, ParseParamError, ParsePathError, ParseRequestPayloadError,
};
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, Registry};
use poem_openapi::types::Type;

use crate::paths::KnownPath;
use crate::problem::{self, FieldError, FieldPlace, Kind, Problem};

/// What to do without a valid token.
const UNAUTHORIZED: &str = "Send 'Authorization: Bearer <token>' with a token that is known here. The owner's token is \
                            in the file 'owner.token' of the data directory.";

/// What a handler answers when it cannot do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("{detail}")]
pub(crate) struct ApiError {
    kind: Kind,
    detail: String,
    errors: Vec<FieldError>,
    headers: Vec<(HeaderName, String)>,
    /// What happened inside: for the log, never for the client.
    #[source]
    cause: Option<Box<dyn StdError + Send + Sync>>,
}

impl ApiError {
    pub(crate) fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), errors: Vec::new(), headers: Vec::new(), cause: None }
    }

    /// A parameter that cannot be used.
    pub(crate) fn parameter(name: &str, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self {
            errors: vec![fault_at(FieldPlace::Parameter, name, detail.clone())],
            ..Self::new(Kind::InvalidParameter, format!("The parameter '{name}' {detail}."))
        }
    }

    /// A body whose content cannot be used, with each field's fault.
    pub(crate) fn body(errors: Vec<FieldError>) -> Self {
        let detail = match errors.as_slice() {
            [only] if only.field.is_empty() => format!("The body: {}.", only.detail),
            [only] => format!("The field '{}' {}.", only.field, only.detail),
            all => format!("{} fields cannot be used; see 'errors'.", all.len()),
        };
        Self { errors, ..Self::new(Kind::InvalidBody, detail) }
    }

    /// What a service says to a request whose fields came in its body.
    pub(crate) fn from_body(error: services::Error) -> Self {
        match error {
            services::Error::Invalid(fields) => Self::body(
                fields
                    .into_iter()
                    .map(|fault| fault_at(FieldPlace::Body, fault.field, fault.detail))
                    .collect(),
            ),
            other => other.into(),
        }
    }

    /// Something failed inside. The client learns nothing but the request's id.
    pub(crate) fn internal(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..Self::new(
                Kind::Internal,
                "Something failed inside the service. Try again; if it stays, look for the request's id in the \
                 service's log.",
            )
        }
    }

    /// Says when to try again.
    pub(crate) fn retry_after(mut self, seconds: u64) -> Self {
        self.headers.push((header::RETRY_AFTER, seconds.to_string()));
        self
    }

    fn reply(self, request_id: &str) -> Response {
        if self.kind.status().is_server_error() {
            log(&self, request_id);
        }
        problem::reply(self.kind, self.detail, self.errors, request_id, &self.headers)
    }
}

fn fault_at(place: FieldPlace, field: &str, detail: String) -> FieldError {
    FieldError { place, field: field.to_owned(), code: None, detail }
}

/// What services say, in HTTP's words. Fields are taken for parameters; see [`ApiError::from_body`].
impl From<services::Error> for ApiError {
    fn from(error: services::Error) -> Self {
        use services::Error;
        let sentence = format!("{}.", capitalised(&error.to_string()));
        match error {
            Error::NotFound { .. } | Error::Missing(_) => Self::new(Kind::NotFound, sentence),
            Error::Address(address) => Self {
                errors: vec![FieldError {
                    code: Some(address.code().to_owned()),
                    ..fault_at(FieldPlace::Body, "source", address.to_string())
                }],
                ..Self::new(Kind::InvalidBody, format!("The field 'source': {address}."))
            },
            Error::Invalid(fields) => match fields.as_slice() {
                [only] => Self::parameter(only.field, &only.detail),
                _ => Self {
                    errors: fields
                        .into_iter()
                        .map(|fault| fault_at(FieldPlace::Parameter, fault.field, fault.detail))
                        .collect(),
                    ..Self::new(Kind::InvalidParameter, "Several parameters cannot be used; see 'errors'.")
                },
            },
            Error::VersionMismatch { current } => Self::new(
                Kind::PreconditionFailed,
                format!(
                    "Somebody has changed it since; it is at version {current} now. Read it again, then decide."
                ),
            ),
            Error::Conflict(_) => Self::new(Kind::Conflict, sentence),
            Error::Unauthenticated => Self::new(Kind::Unauthorized, UNAUTHORIZED),
            Error::Unavailable { .. } => Self::new(Kind::Unavailable, sentence).retry_after(10),
            Error::Internal(cause) => Self::internal(cause),
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The one line of log that a 5xx leaves: its causes, from the outermost to the root.
fn log(error: &ApiError, request_id: &str) {
    let mut causes = Vec::new();
    let mut cause = error.source();
    while let Some(inner) = cause {
        causes.push(inner.to_string());
        cause = inner.source();
    }
    tracing::error!(
        request.id = request_id,
        problem = error.kind.uri(),
        cause = causes.join(": "),
        "request {request_id} failed"
    );
}

impl ResponseError for ApiError {
    fn status(&self) -> StatusCode {
        self.kind.status()
    }
}

/// Shapes any error as a problem. `path` is the one that was asked for, where it is known.
pub(crate) fn to_problem(error: Error, request_id: &str, path: Option<&KnownPath>) -> Response {
    match error.downcast::<ApiError>() {
        Ok(error) => error.reply(request_id),
        Err(error) if error.is_from_response() => error.into_response(),
        Err(error) => from_poem(error, path).reply(request_id),
    }
}

/// What poem and poem-openapi say, in our words.
fn from_poem(error: Error, path: Option<&KnownPath>) -> ApiError {
    if let Some(error) = error.downcast_ref::<ParseParamError>() {
        return refused_parameter(error.name, &error.reason, path);
    }
    if let Some(error) = error.downcast_ref::<ParsePathError>() {
        return refused_parameter(error.name, &error.reason, path);
    }
    if let Some(error) = error.downcast_ref::<ParseQueryError>() {
        return ApiError::new(Kind::InvalidParameter, format!("The query cannot be read: {error}."));
    }
    if let Some(error) = error.downcast_ref::<ParseRequestPayloadError>() {
        return ApiError::new(Kind::InvalidBody, format!("The body: {}.", reason(&error.reason)));
    }
    if error.is::<ContentTypeError>() {
        return ApiError::new(
            Kind::UnsupportedMediaType,
            "Send the body as JSON, with 'Content-Type: application/json'.",
        );
    }
    if error.is::<AuthorizationError>() {
        return ApiError::new(Kind::Unauthorized, UNAUTHORIZED);
    }
    if error.is::<NotFoundError>() || error.is::<poem::error::ParsePathError>() {
        return ApiError::new(
            Kind::NoSuchRoute,
            "There is nothing at this path. All paths are listed at /api-docs.",
        );
    }
    if error.is::<MethodNotAllowedError>() {
        let allowed = path.map(|path| path.methods.as_str());
        let mut answer = ApiError::new(
            Kind::MethodNotAllowed,
            allowed.map_or_else(
                || "This path does not know the method.".to_owned(),
                |allowed| format!("This path knows {allowed}."),
            ),
        );
        answer.headers.extend(allowed.map(|allowed| (header::ALLOW, allowed.to_owned())));
        return answer;
    }
    if error.is::<CorsError>() {
        return ApiError::new(
            Kind::Forbidden,
            "Pages of this origin may not call the service; its operator can allow it with [server] cors_origins.",
        );
    }
    if let Some(ReadBodyError::PayloadTooLarge) = error.downcast_ref::<ReadBodyError>() {
        return ApiError::new(Kind::BodyTooLarge, "The body is larger than the service reads.");
    }
    if let Some(ReadBodyError::Io(_)) = error.downcast_ref::<ReadBodyError>() {
        return ApiError::new(Kind::MalformedBody, "The body ended too early.");
    }
    match error.status() {
        StatusCode::NOT_FOUND => ApiError::new(Kind::NoSuchRoute, "There is nothing at this path."),
        status if status.is_client_error() => ApiError::new(Kind::InvalidParameter, format!("{error}.")),
        _ => ApiError::internal(error.to_string()),
    }
}

/// A parameter that poem refused, with what the document says that it may be.
fn refused_parameter(name: &str, said: &str, path: Option<&KnownPath>) -> ApiError {
    let detail = match path.and_then(|path| path.parameters.get(name)) {
        Some(_) if said.ends_with(MISSING) => "is missing".to_owned(),
        Some(wanted) => format!("must be {wanted}"),
        None => reason(said),
    };
    ApiError::parameter(name, detail)
}

/// How poem-openapi says that a value is not there.
const MISSING: &str = "expects an input value.";

/// poem's reason, less its own names for types.
fn reason(text: &str) -> String {
    let text = text.split(" (occurred while parsing").next().unwrap_or(text);
    let text = match (text.strip_prefix("failed to parse \""), text.split_once("\": ")) {
        (Some(_), Some((_, rest))) => rest,
        _ => text,
    };
    let text = match text.strip_prefix("Type ") {
        Some(_) if text.ends_with(MISSING) => "is missing",
        _ => text,
    };
    text.trim_end_matches('.').to_owned()
}

impl ApiResponse for ApiError {
    fn meta() -> MetaResponses {
        let one = |status, description| MetaResponse {
            description,
            status,
            status_range: None,
            content: vec![MetaMediaType {
                content_type: problem::CONTENT_TYPE,
                schema: Problem::schema_ref(),
            }],
            headers: Vec::new(),
        };
        MetaResponses {
            responses: vec![
                one(
                    Some(400),
                    "A parameter or the body cannot be used: `invalid-parameter`, `malformed-body`, `invalid-body`.",
                ),
                one(Some(401), "No valid token: `unauthorized`."),
                one(Some(404), "There is no such thing, or it belongs to another team: `not-found`."),
                one(Some(500), "The service failed: `internal`. Its log has the request's id."),
                one(None, "Any other problem; `type` names it."),
            ],
        }
    }

    fn register(registry: &mut Registry) {
        Problem::register(registry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path() -> KnownPath {
        KnownPath {
            template: "/x/{id}".to_owned(),
            methods: "GET, POST".to_owned(),
            parameters: [("limit".to_owned(), "a whole number".to_owned())].into(),
            queries: std::collections::BTreeMap::new(),
        }
    }

    async fn shaped(error: Error) -> (StatusCode, serde_json::Value) {
        let reply = to_problem(error, "r1", Some(&path()));
        assert_eq!(reply.content_type(), Some(problem::CONTENT_TYPE));
        (reply.status(), reply.into_body().into_json().await.unwrap())
    }

    #[tokio::test]
    async fn errors_of_poem_become_problems() {
        let errors: [(Error, u16, &str); 9] = [
            (NotFoundError.into(), 404, "no-such-route"),
            (MethodNotAllowedError.into(), 405, "method-not-allowed"),
            (AuthorizationError.into(), 401, "unauthorized"),
            (ContentTypeError::ExpectContentType.into(), 415, "unsupported-media-type"),
            (ReadBodyError::PayloadTooLarge.into(), 413, "body-too-large"),
            (ParseParamError { name: "limit", reason: "x".to_owned() }.into(), 400, "invalid-parameter"),
            (ParsePathError { name: "id", reason: "x".to_owned() }.into(), 400, "invalid-parameter"),
            (ParseRequestPayloadError { reason: "x".to_owned() }.into(), 400, "invalid-body"),
            (Error::from_status(StatusCode::BAD_GATEWAY), 500, "internal"),
        ];
        for (error, status, kind) in errors {
            let (got, problem) = shaped(error).await;
            assert_eq!(got.as_u16(), status, "{problem}");
            assert_eq!(problem["type"], format!("urn:devmentor:problem:{kind}"));
            assert_eq!(problem["status"], status);
            assert_eq!(problem["request_id"], "r1");
            assert!(problem["detail"].as_str().unwrap().len() > 10, "{problem}");
        }
    }

    #[tokio::test]
    async fn what_failed_inside_stays_inside() {
        let (status, problem) = shaped(ApiError::internal("the password is hunter2").into()).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!problem.to_string().contains("hunter2"));
        let (_, problem) = shaped(Error::from_string("hunter2", StatusCode::INTERNAL_SERVER_ERROR)).await;
        assert!(!problem.to_string().contains("hunter2"));
    }

    #[test]
    fn replies_carry_the_headers_that_their_status_asks_for() {
        let reply = to_problem(AuthorizationError.into(), "r", None);
        assert_eq!(reply.header("www-authenticate"), Some("Bearer realm=\"devmentor\""));
        let reply = to_problem(MethodNotAllowedError.into(), "r", Some(&path()));
        assert_eq!(reply.header("allow"), Some("GET, POST"));
        let busy = ApiError::new(Kind::Busy, "later").retry_after(5);
        assert_eq!(to_problem(busy.into(), "r", None).header("retry-after"), Some("5"));
    }

    #[tokio::test]
    async fn parameters_are_told_what_they_may_be() {
        for (said, expected) in [
            (
                "failed to parse \"integer_uint64\": invalid digit",
                "The parameter 'limit' must be a whole number.",
            ),
            ("Type \"integer_uint64\" expects an input value.", "The parameter 'limit' is missing."),
        ] {
            let (_, problem) =
                shaped(ParseParamError { name: "limit", reason: said.to_owned() }.into()).await;
            assert_eq!(problem["detail"], expected);
        }
    }

    #[test]
    fn reasons_lose_the_names_of_types() {
        for (given, expected) in [
            (
                "failed to parse \"integer_uint64\": invalid digit found in string",
                "invalid digit found in string",
            ),
            ("Type \"string\" expects an input value.", "is missing"),
            ("plain", "plain"),
        ] {
            assert_eq!(reason(given), expected);
        }
    }
}
