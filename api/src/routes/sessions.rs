//! `/api/sessions` and `/api/me`: browsers that sign in.

use chrono::{DateTime, Utc};
use poem::Request;
use poem::web::Data;
use poem_openapi::param::Header;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Enum, Object, OpenApi};
use services::{Services, sessions};
use uuid::Uuid;

use super::Tag;
use crate::auth::Authenticated;
use crate::body::Body;
use crate::cookie;
use crate::error::ApiError;

pub(crate) struct Sessions;

/// What a link brought.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct SignIn {
    /// What stands behind the `#` of the link.
    #[oai(validator(min_length = 1, max_length = 200))]
    code: String,
}

#[derive(ApiResponse)]
enum SessionReply {
    /// A cookie says the rest.
    #[oai(status = 204)]
    Done(
        /// Begins or ends the session.
        #[oai(header = "set-cookie")]
        String,
    ),
}

/// A link that signs a browser in, once.
#[derive(Debug, Object)]
struct SignInLink {
    /// The path and fragment, to be put behind the service's address.
    path: String,
    /// Until when it can be used.
    expires_at: DateTime<Utc>,
}

/// Who is signed in, and where.
#[derive(Debug, Object)]
struct Me {
    /// The team whose repositories and tasks are shown.
    team: Team,
    /// How the service runs.
    mode: Mode,
    /// Its version.
    version: String,
    /// Whether repositories may be paths on the service's disk.
    local_paths: bool,
}

/// A team.
#[derive(Debug, Object)]
struct Team {
    /// Its id.
    id: Uuid,
    /// What people call it.
    name: String,
}

/// How the service runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum Mode {
    /// For one person, with nothing beside it.
    Embedded,
    /// For a team, on servers of its own.
    Server,
}

#[OpenApi(tag = "Tag::Sessions")]
impl Sessions {
    /// Make a link
    ///
    /// It signs a browser in, once, within an hour. `devmentor link` prints one.
    #[oai(path = "/api/sessions/links", method = "post", operation_id = "make_sign_in_link")]
    async fn link(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
    ) -> Result<Json<SignInLink>, ApiError> {
        let link = sessions::make_link(&services, caller.0.team_id).await?;
        Ok(Json(SignInLink { path: format!("/welcome#{}", link.code), expires_at: link.expires_at }))
    }

    /// Sign in
    ///
    /// Uses a link up, and answers with the cookie of a session. It lasts for 30 days.
    #[oai(path = "/api/sessions", method = "post", operation_id = "sign_in")]
    async fn sign_in(
        &self,
        services: Data<&Services>,
        /// `https` where a proxy in front speaks TLS.
        #[oai(name = "x-forwarded-proto")]
        forwarded_proto: Header<Option<String>>,
        request: &Request,
        body: Body<SignIn>,
    ) -> Result<SessionReply, ApiError> {
        let session = sessions::sign_in(&services, &body.0.code).await?;
        let over_tls = forwarded_proto.0.as_deref() == Some("https");
        let seconds = sessions::SESSION_LASTS.num_seconds();
        Ok(SessionReply::Done(cookie::set(
            cookie::host(request.headers()),
            &session.secret,
            seconds,
            over_tls,
        )))
    }

    /// Sign out
    #[oai(path = "/api/sessions/current", method = "delete", operation_id = "sign_out")]
    async fn sign_out(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        request: &Request,
    ) -> Result<SessionReply, ApiError> {
        sessions::sign_out(&services, &caller.0).await?;
        Ok(SessionReply::Done(cookie::clear(cookie::host(request.headers()))))
    }

    /// Who am I
    #[oai(path = "/api/me", method = "get", operation_id = "show_me")]
    async fn me(&self, caller: Authenticated, services: Data<&Services>) -> Result<Json<Me>, ApiError> {
        let me = sessions::me(&services, &caller.0).await?;
        Ok(Json(Me {
            team: Team { id: me.team_id, name: me.team_name },
            mode: if me.is_on_server { Mode::Server } else { Mode::Embedded },
            version: types::VERSION.to_owned(),
            local_paths: me.local_paths,
        }))
    }
}
