//! How much a client may send, and how that is refused without hanging up on it.

use std::time::Duration;

use futures::StreamExt;
use poem::http::header;
use poem::{Endpoint, Middleware, Request, Result};

use crate::body::waits_to_send;
use crate::error::ApiError;
use crate::problem::Kind;

/// Bytes of a body that are read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodyLimit(pub(crate) usize);

/// A client that sends too much is listened to for so long and so much before it is answered, because most
/// clients read no answer before they have sent everything, and a closed connection tells them nothing.
const PATIENCE: Duration = Duration::from_secs(2);
const PATIENCE_BYTES: usize = 64 * 1024 * 1024;

/// Refuses a body that says it is too large; those that do not say are counted while they are read.
impl<E: Endpoint> Middleware<E> for BodyLimit {
    type Output = Limited<E>;

    fn transform(&self, inner: E) -> Limited<E> {
        Limited { inner, limit: *self }
    }
}

/// See [`BodyLimit`].
#[derive(Debug)]
pub(crate) struct Limited<E> {
    inner: E,
    limit: BodyLimit,
}

impl<E: Endpoint> Endpoint for Limited<E> {
    type Output = E::Output;

    async fn call(&self, mut request: Request) -> Result<E::Output> {
        let length = request
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.parse::<usize>().ok());
        if length.is_some_and(|length| length > self.limit.0) {
            if !waits_to_send(&request) {
                drain(request.take_body()).await;
            }
            return Err(too_large(self.limit.0).into());
        }
        request.set_data(self.limit);
        self.inner.call(request).await
    }
}

/// The refusal of a body larger than `limit` bytes.
pub(crate) fn too_large(limit: usize) -> ApiError {
    ApiError::new(
        Kind::BodyTooLarge,
        format!("The body is larger than the {limit} bytes that the service reads."),
    )
}

async fn drain(body: poem::Body) {
    let mut stream = Box::pin(body.into_bytes_stream());
    let read_all = async {
        let mut seen = 0;
        while let Some(Ok(bytes)) = stream.next().await {
            seen += bytes.len();
            if seen > PATIENCE_BYTES {
                break;
            }
        }
    };
    // Either way the answer is the same.
    let _ = tokio::time::timeout(PATIENCE, read_all).await;
}
