//! Who may come in: whoever shows a token.

use poem::Request;
use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;
use services::Services;
use services::auth::{self, Caller};

use crate::error::ApiError;

/// A token as `Authorization: Bearer <token>`. The owner's token is made at the first start and kept in the data
/// directory, in a file that only its owner may read.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "token", checker = "check")]
pub(crate) struct Authenticated(pub(crate) Caller);

async fn check(request: &Request, bearer: Bearer) -> poem::Result<Caller> {
    let services = request
        .data::<Services>()
        .ok_or_else(|| ApiError::internal("the services are not at hand to authenticate"))?;
    Ok(auth::authenticate(services, &bearer.token).await.map_err(ApiError::from)?)
}
