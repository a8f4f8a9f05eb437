//! The model: token ids to vectors.

use std::path::Path;

use ort::environment::Environment;
use ort::session::Session;
use ort::session::builder::GraphOptimizationLevel;
use ort::value::TensorRef;

use crate::batches::Rows;
use crate::manifest::MANIFEST;
use crate::{DIMENSIONS, EmbedError, LoadError};

/// One session of the model. It runs one batch at a time.
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

    /// For each text the mean of its token vectors (all-MiniLM-L6-v2's pooling), scaled to length 1.
    pub(crate) fn vectors(&mut self, texts: &[&[i64]]) -> Result<Vec<Vec<f32>>, EmbedError> {
        let batch = Rows::pad(texts);
        let kinds = vec![0_i64; batch.ids.len()];
        let outputs = self
            .session
            .run(ort::inputs![
                "input_ids" => tensor(&batch, &batch.ids)?,
                "attention_mask" => tensor(&batch, &batch.mask)?,
                "token_type_ids" => tensor(&batch, &kinds)?,
            ])
            .map_err(failed)?;
        let (_, tokens) = outputs[0].try_extract_tensor::<f32>().map_err(failed)?;
        let row = batch.width * DIMENSIONS;
        if tokens.len() != batch.rows * row {
            return Err(EmbedError::Model(format!(
                "{} numbers for {} tokens",
                tokens.len(),
                batch.ids.len()
            )));
        }
        let own = tokens.chunks_exact(row).zip(texts).map(|(tokens, ids)| &tokens[..ids.len() * DIMENSIONS]);
        Ok(own.map(pool).collect())
    }
}

/// One of the model's inputs.
fn tensor<'v>(batch: &Rows, values: &'v [i64]) -> Result<TensorRef<'v, i64>, EmbedError> {
    TensorRef::from_array_view(([batch.rows, batch.width], values)).map_err(failed)
}

fn failed(error: ort::Error) -> EmbedError {
    EmbedError::Model(error.to_string())
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
