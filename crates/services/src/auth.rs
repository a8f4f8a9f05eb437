//! Who is calling.

use models::{api_tokens, sessions};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::page::hex;
use crate::{Error, Result, Services};

/// Who is calling, made out from a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Whom the caller acts for.
    pub team_id: Uuid,
    /// Which token was shown, or which session a browser is in: the key for limits and the audit log.
    pub token_id: Uuid,
    /// What people call that token.
    pub token_name: String,
}

/// Makes out the caller from the text of a token.
///
/// Tokens are looked up by their hash, so the time that it takes tells nothing of their text.
pub async fn authenticate(services: &Services, token: &str) -> Result<Caller> {
    let hash = hash(token);
    if let Some(row) = api_tokens::find_by_hash(&services.db, &hash).await? {
        return Ok(Caller { team_id: row.team_id, token_id: row.id, token_name: row.name });
    }
    let session = sessions::find_by_hash(&services.db, &hash, services.now()).await?;
    let session = session.ok_or(Error::Unauthenticated)?;
    Ok(Caller { team_id: session.team_id, token_id: session.id, token_name: "browser".to_owned() })
}

/// Whether the token or session that was shown is still good: for what goes on long after the caller was made out.
pub async fn is_still_good(services: &Services, caller: &Caller) -> Result<bool> {
    Ok(api_tokens::exists(&services.db, caller.token_id).await?
        || sessions::exists(&services.db, caller.token_id, services.now()).await?)
}

/// `dm_` and 256 random bits in hexadecimal. The prefix lets scanners know a leaked one.
pub(crate) fn new_secret() -> Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(Error::internal)?;
    Ok(format!("dm_{}", hex(&bytes)))
}

/// What is kept of a token: tokens have 256 random bits, so a plain hash cannot be guessed back.
pub(crate) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
