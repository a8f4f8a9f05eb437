//! Signing in with a browser: a link that can be used once begins a session.

use chrono::{DateTime, Duration, Utc};
use models::{sessions, sign_in_links, teams};
use uuid::Uuid;

use crate::auth::{Caller, hash, new_secret};
use crate::{Error, Result, Services};

/// How long a link can be used.
const LINK_LASTS: Duration = Duration::hours(1);

/// How long a session lasts.
pub const SESSION_LASTS: Duration = Duration::days(30);

/// What a link is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What signs in, once. It goes behind the `#` of the address, so that no proxy's log ever holds it.
    pub code: String,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// A session that has just begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// What the browser shows from now on.
    pub secret: String,
}

/// Who is signed in, as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// The team's id.
    pub team_id: Uuid,
    /// What people call it.
    pub team_name: String,
    /// Whether the service runs for a team, on servers of its own.
    pub is_on_server: bool,
    /// Whether repositories may be paths on the service's disk.
    pub local_paths: bool,
}

/// Makes a link that signs a browser in for a team.
pub async fn make_link(services: &Services, team_id: Uuid) -> Result<Link> {
    let (code, expires_at) = (new_secret()?, services.now() + LINK_LASTS);
    let (id, code_sha256) = (services.clock.new_id(), hash(&code));
    sign_in_links::insert(&services.db, sign_in_links::Model { id, team_id, code_sha256, expires_at })
        .await?;
    Ok(Link { code, expires_at })
}

/// Uses a link up, and begins a session.
pub async fn sign_in(services: &Services, code: &str) -> Result<Session> {
    let now = services.now();
    let transaction = models::begin_write(&services.db).await?;
    let link = sign_in_links::take(&transaction, &hash(code), now).await?.ok_or(Error::Unauthenticated)?;
    let secret = new_secret()?;
    let session = sessions::Model {
        id: services.clock.new_id(),
        team_id: link.team_id,
        secret_sha256: hash(&secret),
        created_at: now,
        expires_at: now + SESSION_LASTS,
    };
    sessions::insert(&transaction, session).await?;
    transaction.commit().await?;
    Ok(Session { secret })
}

/// Ends the session of whoever calls; a caller with a token has none.
pub async fn sign_out(services: &Services, caller: &Caller) -> Result<()> {
    Ok(sessions::delete(&services.db, caller.token_id).await?)
}

/// Who is calling.
pub async fn me(services: &Services, caller: &Caller) -> Result<Me> {
    let team = teams::find(&services.db, caller.team_id).await?;
    let team = team.ok_or_else(|| Error::not_found("team", caller.team_id))?;
    let settings = &services.settings;
    Ok(Me {
        team_id: team.id,
        team_name: team.name,
        is_on_server: settings.on_server,
        local_paths: settings.local_paths,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::authenticate;
    use crate::testing::TestServices;

    #[tokio::test]
    async fn a_link_signs_in_once_and_a_session_ends_when_asked() {
        let test = TestServices::start().await;
        let link = make_link(&test.services, test.team_id).await.unwrap();
        let session = sign_in(&test.services, &link.code).await.unwrap();
        let again = sign_in(&test.services, &link.code).await;
        assert!(matches!(again, Err(Error::Unauthenticated)));

        let caller = authenticate(&test.services, &session.secret).await.unwrap();
        assert_eq!(me(&test.services, &caller).await.unwrap().team_id, test.team_id);
        let as_token = authenticate(&test.services, &link.code).await;
        assert!(matches!(as_token, Err(Error::Unauthenticated)), "a link is no token");
        sign_out(&test.services, &caller).await.unwrap();
        assert!(matches!(authenticate(&test.services, &session.secret).await, Err(Error::Unauthenticated)));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn of_many_that_come_with_one_link_one_is_let_in() {
        let test = TestServices::start().await;
        let link = make_link(&test.services, test.team_id).await.unwrap();
        let tries = (0..8).map(|_| sign_in(&test.services, &link.code));
        let let_in = futures::future::join_all(tries).await.into_iter().flatten().count();
        assert_eq!(let_in, 1);
    }

    #[tokio::test]
    async fn a_new_owners_token_ends_what_the_old_one_let_in() {
        let test = TestServices::start().await;
        let link = make_link(&test.services, test.team_id).await.unwrap();
        let session = sign_in(&test.services, &link.code).await.unwrap();
        let unused = make_link(&test.services, test.team_id).await.unwrap();
        crate::bootstrap::ensure_owner(&test.services, None, true).await.unwrap();
        assert!(matches!(authenticate(&test.services, &session.secret).await, Err(Error::Unauthenticated)));
        assert!(matches!(sign_in(&test.services, &unused.code).await, Err(Error::Unauthenticated)));
    }

    #[tokio::test]
    async fn links_and_sessions_end_by_themselves() {
        let mut test = TestServices::start().await;
        let clock = types::FixedClock::at(test.services.now());
        test.services.clock = std::sync::Arc::new(clock.clone());
        let late = make_link(&test.services, test.team_id).await.unwrap();
        let link = make_link(&test.services, test.team_id).await.unwrap();
        let session = sign_in(&test.services, &link.code).await.unwrap();
        clock.advance(LINK_LASTS);
        assert!(matches!(sign_in(&test.services, &late.code).await, Err(Error::Unauthenticated)));
        authenticate(&test.services, &session.secret).await.unwrap();
        clock.advance(SESSION_LASTS);
        assert!(matches!(authenticate(&test.services, &session.secret).await, Err(Error::Unauthenticated)));
    }
}
