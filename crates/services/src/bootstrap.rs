//! The first start: a team, and its owner's token.

use models::{api_tokens, sessions, sign_in_links, teams};
use uuid::Uuid;

use crate::{Result, Services, auth};

/// What the owner's token is called.
const OWNER: &str = "owner";

/// The local owner, ready to be let in.
#[derive(Clone, PartialEq, Eq)]
pub struct Owner {
    /// The team of this installation.
    pub team_id: Uuid,
    /// The owner's token, to be kept where the owner alone can read it; none where it was made elsewhere, for
    /// only its hash is known.
    pub token: Option<String>,
    /// Whether the token is new and must be written down now: only its hash is kept here.
    pub is_new: bool,
}

impl std::fmt::Debug for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Owner")
            .field("team_id", &self.team_id)
            .field("is_new", &self.is_new)
            .finish_non_exhaustive()
    }
}

/// Makes the team where there is none, and sees to it that the owner has a token.
///
/// `known` is the token that the owner has already: in a file from an earlier start, or in the settings. It
/// is let in from now on. Without one, a new one is made. The owner has one token: others that the owner had
/// are forgotten. Where this start does not `decide`, since other machines start on the same rows, a token that
/// stands there stays, and no other is made.
pub async fn ensure_owner(services: &Services, known: Option<&str>, decides: bool) -> Result<Owner> {
    let (now, clock) = (services.now(), &services.clock);
    let transaction = models::begin_alone(&services.db, "devmentor.owner").await?;
    let team_id = match teams::first(&transaction).await? {
        Some(team) => team.id,
        None => {
            let team = teams::Model {
                id: clock.new_id(),
                name: "Local".to_owned(),
                created_at: now,
                index_epoch: 0,
            };
            let id = team.id;
            teams::insert(&transaction, team).await?;
            id
        }
    };
    if !decides && api_tokens::is_named(&transaction, team_id, OWNER).await? {
        let known = match known {
            Some(token) => {
                api_tokens::find_by_hash(&transaction, &auth::hash(token)).await?.map(|_| token.to_owned())
            }
            None => None,
        };
        transaction.commit().await?;
        return Ok(Owner { team_id, token: known, is_new: false });
    }
    let (token, is_new) = match known {
        Some(token) => (token.to_owned(), false),
        None => (auth::new_secret()?, true),
    };
    let token_sha256 = auth::hash(&token);
    if api_tokens::delete_others(&transaction, team_id, OWNER, &token_sha256).await? {
        // Whoever had the old token may have signed in with it.
        sessions::delete_all(&transaction, team_id).await?;
        sign_in_links::delete_all(&transaction, team_id).await?;
    }
    if api_tokens::find_by_hash(&transaction, &token_sha256).await?.is_none() {
        let name = OWNER.to_owned();
        let row = api_tokens::Model { id: clock.new_id(), team_id, name, token_sha256, created_at: now };
        api_tokens::insert(&transaction, row).await?;
    }
    transaction.commit().await?;
    Ok(Owner { team_id, token: Some(token), is_new })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::testing::TestServices;

    #[tokio::test]
    async fn the_owner_is_let_in_from_the_first_start_on() {
        let test = TestServices::start().await;
        let first = ensure_owner(&test.services, None, true).await.unwrap();
        let token = first.token.clone().unwrap();
        assert!(first.is_new);
        assert_eq!(token.len(), 67);
        let caller = auth::authenticate(&test.services, &token).await.unwrap();
        assert_eq!(caller.team_id, first.team_id);

        let again = ensure_owner(&test.services, Some(&token), true).await.unwrap();
        assert_eq!(again, Owner { is_new: false, ..first.clone() });

        let lost = ensure_owner(&test.services, None, true).await.unwrap();
        assert_eq!(lost.team_id, first.team_id);
        assert_ne!(lost.token, first.token);
        assert!(!format!("{lost:?}").contains(lost.token.as_ref().unwrap()));
        let replaced = auth::authenticate(&test.services, &token).await;
        assert!(matches!(replaced, Err(Error::Unauthenticated)));
    }

    #[tokio::test]
    async fn what_another_machine_made_stands() {
        let test = TestServices::start().await;
        let first = ensure_owner(&test.services, None, true).await.unwrap();
        let token = first.token.clone().unwrap();
        for (known, kept) in [(None, None), (Some("a stale one"), None), (Some(token.as_str()), Some(&token))]
        {
            let other = ensure_owner(&test.services, known, false).await.unwrap();
            assert_eq!((other.team_id, other.token.as_ref(), other.is_new), (first.team_id, kept, false));
            auth::authenticate(&test.services, &token).await.unwrap();
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn machines_that_start_at_once_agree_on_one_team_and_one_token() {
        let test = TestServices::start_empty().await;
        let starts = (0..6).map(|_| ensure_owner(&test.services, None, false));
        let owners: Vec<Owner> = futures::future::try_join_all(starts).await.unwrap();
        let made: Vec<&Owner> = owners.iter().filter(|owner| owner.is_new).collect();
        assert_eq!(made.len(), 1, "{owners:?}");
        assert!(owners.iter().all(|owner| owner.team_id == made[0].team_id));
        auth::authenticate(&test.services, made[0].token.as_ref().unwrap()).await.unwrap();
    }

    #[tokio::test]
    async fn a_token_that_nobody_made_lets_nobody_in() {
        let test = TestServices::start().await;
        assert!(matches!(auth::authenticate(&test.services, "dm_00").await, Err(Error::Unauthenticated)));
    }
}
