//! How code becomes vectors.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// `[embedding]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmbeddingSettings {
    /// Whether to embed at all; without, search is by words alone.
    pub enabled: bool,
    /// The folder with `manifest.toml`, the model, its tokenizer and, often, the runtime.
    pub model_dir: PathBuf,
    /// Threads that embed; 0: one per core.
    pub threads: usize,
    /// Tokens of a chunk that the model reads.
    pub max_tokens: usize,
}

impl Default for EmbeddingSettings {
    fn default() -> Self {
        Self { enabled: true, model_dir: PathBuf::from("models/onnx"), threads: 0, max_tokens: 128 }
    }
}
