//! A view as a reply. Its bytes are written from the service's value; the type here only describes them, and tests hold
//! one against the other.

use std::marker::PhantomData;

use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::registry::{MetaHeader, MetaMediaType, MetaResponse, MetaResponses, Registry};
use poem_openapi::types::Type;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::ApiError;
use crate::routes::report::{names, quoted};

/// JSON that `T` describes, with a tag that changes when it does; without a body for who has it already.
pub(crate) struct View<T> {
    body: Option<Vec<u8>>,
    etag: String,
    described: PhantomData<fn() -> T>,
}

impl<T> View<T> {
    /// The reply to who may have a view at hand with one of these tags.
    pub(crate) fn of(view: &impl Serialize, if_none_match: Option<&str>) -> Result<Self, ApiError> {
        let body = serde_json::to_vec(view).map_err(ApiError::internal)?;
        let digits: String = Sha256::digest(&body)[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        let etag = quoted(&digits);
        let at_hand = if_none_match.is_some_and(|header| names(header, &etag));
        Ok(Self { body: (!at_hand).then_some(body), etag, described: PhantomData })
    }
}

impl<T: Send> IntoResponse for View<T> {
    fn into_response(self) -> Response {
        let head = Response::builder()
            .header(header::ETAG, self.etag)
            .header(header::VARY, "authorization, cookie")
            .header(header::CACHE_CONTROL, "private, no-cache");
        match self.body {
            Some(body) => head.content_type("application/json; charset=utf-8").body(body),
            None => head.status(StatusCode::NOT_MODIFIED).finish(),
        }
    }
}

impl<T: Type> ApiResponse for View<T> {
    fn meta() -> MetaResponses {
        conditional::<T>("The view.", "The view at hand is the view.")
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

/// What the document says of a reply that is sent only where it is not at hand.
pub(crate) fn conditional<T: Type>(sent: &'static str, at_hand: &'static str) -> MetaResponses {
    let etag = || MetaHeader {
        name: "etag".to_owned(),
        description: Some("Changes when the body does.".to_owned()),
        required: true,
        deprecated: false,
        schema: String::schema_ref(),
    };
    let reply = |status, description, content| MetaResponse {
        description,
        status: Some(status),
        status_range: None,
        content,
        headers: vec![etag()],
    };
    let content = vec![MetaMediaType { content_type: "application/json", schema: T::schema_ref() }];
    MetaResponses { responses: vec![reply(200, sent, content), reply(304, at_hand, Vec::new())] }
}
