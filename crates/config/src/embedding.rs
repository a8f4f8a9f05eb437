//! How code becomes vectors.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// `[embedding]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmbeddingSettings {
    /// Whether to embed at all; without, search is by words alone.
    pub enabled: bool,
    /// The folder with `manifest.toml`, the model, its tokenizer and, often, the runtime. The default is
    /// `models/onnx` in the current folder or, where that is not, in one above the program.
    pub model_dir: PathBuf,
    /// Threads that embed; 0: one per core.
    pub threads: usize,
    /// Tokens of a chunk that the model reads.
    pub max_tokens: usize,
}

impl Default for EmbeddingSettings {
    fn default() -> Self {
        Self { enabled: true, model_dir: default_model_dir(), threads: 0, max_tokens: 128 }
    }
}

const MODEL_DIR: &str = "models/onnx";

/// So that the program finds its model wherever it is called from: installed beside it, or above the folder that it
/// was built in.
fn default_model_dir() -> PathBuf {
    let here = PathBuf::from(MODEL_DIR);
    if has_model(&here) {
        return here;
    }
    let program = std::env::current_exe().unwrap_or_default();
    find_above(&program).unwrap_or(here)
}

fn find_above(program: &Path) -> Option<PathBuf> {
    program.ancestors().skip(1).map(|folder| folder.join(MODEL_DIR)).find(|folder| has_model(folder))
}

fn has_model(folder: &Path) -> bool {
    folder.join("manifest.toml").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_found_above_the_program() {
        let root = tempfile::tempdir().unwrap();
        let program = root.path().join("target/debug/devmentor");
        assert_eq!(find_above(&program), None);
        let models = root.path().join(MODEL_DIR);
        std::fs::create_dir_all(&models).unwrap();
        std::fs::write(models.join("manifest.toml"), "").unwrap();
        assert_eq!(find_above(&program), Some(models));
    }
}
