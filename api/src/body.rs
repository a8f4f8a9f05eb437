//! A JSON body: capped in size, checked against its own schema, every fault named.

use poem::http::header;
use poem::{Request, RequestBody};
use poem_openapi::error::ContentTypeError;
use poem_openapi::payload::{Json, Payload};
use poem_openapi::registry::{MetaMediaType, MetaRequest, Registry};
use poem_openapi::types::{ParseFromJSON, Type};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use serde_json::Value;

use crate::error::ApiError;
use crate::limits::BodyLimit;
use crate::problem::{FieldError, FieldPlace, Kind};
use crate::schema;

/// A JSON body of type `T`.
#[derive(Debug)]
pub(crate) struct Body<T>(pub(crate) T);

impl<T: Type> Body<T> {
    fn check_content_type(request: &Request) -> Result<(), ContentTypeError> {
        match request.content_type() {
            Some(given) if Json::<T>::check_content_type(given) => Ok(()),
            Some(given) => Err(ContentTypeError::NotSupported { content_type: given.to_owned() }),
            None => Err(ContentTypeError::ExpectContentType),
        }
    }
}

impl<'a, T: ParseFromJSON> ApiExtractor<'a> for Body<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        Some(MetaRequest {
            description: Some("Fields that are not listed are refused."),
            content: vec![MetaMediaType { content_type: "application/json", schema: T::schema_ref() }],
            required: true,
        })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        Self::check_content_type(request)?;
        let BodyLimit(limit) =
            *request.data::<BodyLimit>().ok_or_else(|| ApiError::internal("no limit is set for bodies"))?;
        let bytes = body.take()?.into_bytes_limit(limit).await?;
        let value: Value = serde_json::from_slice(&bytes)
            .map_err(|e| ApiError::new(Kind::MalformedBody, format!("The body is not JSON: {e}.")))?;
        if holds_nul(&value) {
            let detail = "The body holds a text with a NUL character (\\u0000); leave it out.";
            return Err(ApiError::new(Kind::MalformedBody, detail).into());
        }
        let faults = schema::faults::<T>(&value);
        if !faults.is_empty() {
            return Err(ApiError::body(faults).into());
        }
        // What the schema cannot say, the type still may.
        T::parse_from_json(Some(value)).map(Body).map_err(|e| {
            let fault = FieldError {
                place: FieldPlace::Body,
                field: String::new(),
                code: None,
                detail: e.into_message(),
            };
            ApiError::body(vec![fault]).into()
        })
    }
}

/// Whether a text in it holds what PostgreSQL has no room for.
fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || holds_nul(value)),
        _ => false,
    }
}

/// Whether the request says that it waits for a word before it sends its body.
pub(crate) fn waits_to_send(request: &Request) -> bool {
    request
        .headers()
        .get(header::EXPECT)
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"100-continue"))
}
