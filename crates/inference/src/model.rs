//! The model: token ids to one vector.

use std::path::Path;

use ort::environment::Environment;
use ort::session::Session;
use ort::session::builder::GraphOptimizationLevel;
use ort::value::TensorRef;

use crate::manifest::MANIFEST;
use crate::{DIMENSIONS, EmbedError, LoadError};

/// One session of the model. It runs one text at a time.
#[derive(Debug)]
pub(crate) struct Model {
    session: Session,
}

impl Model {
    /// Loads the model's file, its checksum verified, to run on `threads` threads.
    pub(crate) fn load(environment: &Environment, dir: &Path, threads: usize) -> Result<Self, LoadError> {
        let bytes = MANIFEST.model.file.read(dir)?;
        let failed = |error: &dyn std::fmt::Display| LoadError::Model(error.to_string());
        let session = Session::builder(environment)
            .map_err(|e| failed(&e))?
            .with_optimization_level(GraphOptimizationLevel::Level3)
            .map_err(|e| failed(&e))?
            .with_intra_threads(threads)
            .map_err(|e| failed(&e))?
            .commit_from_memory(&bytes)
            .map_err(|e| failed(&e))?;
        Ok(Self { session })
    }

    /// The mean of the token vectors (all-MiniLM-L6-v2's pooling), scaled to length 1.
    pub(crate) fn vector(&mut self, ids: &[i64]) -> Result<Vec<f32>, EmbedError> {
        let (attention, kinds) = (vec![1_i64; ids.len()], vec![0_i64; ids.len()]);
        let outputs = self
            .session
            .run(ort::inputs![
                "input_ids" => row(ids)?,
                "attention_mask" => row(&attention)?,
                "token_type_ids" => row(&kinds)?,
            ])
            .map_err(|error| EmbedError::Model(error.to_string()))?;
        let (_, tokens) =
            outputs[0].try_extract_tensor::<f32>().map_err(|error| EmbedError::Model(error.to_string()))?;
        if tokens.len() != ids.len() * DIMENSIONS {
            return Err(EmbedError::Model(format!("{} numbers for {} tokens", tokens.len(), ids.len())));
        }
        Ok(pool(tokens))
    }
}

/// A tensor of one row.
fn row(values: &[i64]) -> Result<TensorRef<'_, i64>, EmbedError> {
    TensorRef::from_array_view(([1, values.len()], values))
        .map_err(|error| EmbedError::Model(error.to_string()))
}

/// Sums the token vectors and scales the sum to length 1; the division by their number falls out.
fn pool(tokens: &[f32]) -> Vec<f32> {
    let mut sum = vec![0_f32; DIMENSIONS];
    for token in tokens.chunks_exact(DIMENSIONS) {
        for (total, value) in sum.iter_mut().zip(token) {
            *total += value;
        }
    }
    let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        for value in &mut sum {
            *value /= length;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pooling_gives_the_direction_of_the_mean_at_length_one() {
        let mut tokens = vec![0_f32; 2 * DIMENSIONS];
        tokens[0] = 6.0;
        tokens[DIMENSIONS + 1] = 8.0;
        let pooled = pool(&tokens);
        assert!((pooled[0] - 0.6).abs() < 1e-6 && (pooled[1] - 0.8).abs() < 1e-6);
        assert_eq!(pool(&vec![0.0; DIMENSIONS]), vec![0.0; DIMENSIONS]);
    }
}
