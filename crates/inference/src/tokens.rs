//! Texts to token ids.

use std::path::Path;

use tokenizers::{Tokenizer, TruncationParams};

use crate::manifest::MANIFEST;
use crate::{EmbedError, LoadError};

/// The bytes of a text that are read for each token that the model may see: no token of the vocabulary is
/// longer, and cutting up the rest of a long text would cost more than the model itself.
const LONGEST_TOKEN_BYTES: usize = 24;

/// Cuts texts into the model's tokens.
#[derive(Debug)]
pub(crate) struct Tokens {
    tokenizer: Tokenizer,
    max_bytes: usize,
}

impl Tokens {
    /// Reads the tokenizer's file, its checksum verified.
    pub(crate) fn load(dir: &Path, max_tokens: usize) -> Result<Self, LoadError> {
        let bytes = MANIFEST.tokenizer.read(dir)?;
        let broken = |error: tokenizers::Error| LoadError::Model(format!("tokenizer: {error}"));
        let mut tokenizer = Tokenizer::from_bytes(bytes).map_err(broken)?;
        tokenizer
            .with_truncation(Some(TruncationParams { max_length: max_tokens, ..TruncationParams::default() }))
            .map_err(broken)?;
        tokenizer.with_padding(None);
        Ok(Self { tokenizer, max_bytes: max_tokens * LONGEST_TOKEN_BYTES })
    }

    /// The ids of a text, begin and end marks included, cut at the longest length.
    pub(crate) fn ids(&self, text: &str) -> Result<Vec<i64>, EmbedError> {
        let seen = &text[..text.floor_char_boundary(self.max_bytes)];
        let encoding =
            self.tokenizer.encode_fast(seen, true).map_err(|error| EmbedError::Model(error.to_string()))?;
        Ok(encoding.get_ids().iter().map(|&id| i64::from(id)).collect())
    }
}
