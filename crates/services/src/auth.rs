//! Who is calling.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Error, Result, Services};

/// Who is calling, made out from a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Whom the caller acts for.
    pub team_id: Uuid,
    /// Which token was shown: the key for limits and the audit log.
    pub token_id: Uuid,
    /// What people call that token.
    pub token_name: String,
}

/// Makes out the caller from the text of a token.
///
/// Tokens are looked up by their hash, so the time that it takes tells nothing of their text.
pub async fn authenticate(services: &Services, token: &str) -> Result<Caller> {
    let found = models::api_tokens::find_by_hash(&services.db, &hash(token)).await?;
    let row = found.ok_or(Error::Unauthenticated)?;
    Ok(Caller { team_id: row.team_id, token_id: row.id, token_name: row.name })
}

/// What is kept of a token: tokens have 256 random bits, so a plain hash cannot be guessed back.
pub(crate) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
