//! Texts to vectors, over all cores.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use ort::environment::Environment;
use rayon::prelude::*;
use types::CancellationToken;

use crate::batches::by_length;
use crate::manifest::MANIFEST;
use crate::model::Model;
use crate::tokens::Tokens;
use crate::{DIMENSIONS, EmbedError, LoadError, runtime};

/// How to embed.
#[derive(Debug, Clone)]
pub struct Options {
    /// Tokens of a text that the model sees, begin and end marks included; at most 512. More are slower,
    /// and past 128 the retrieval of code gets no better.
    pub max_tokens: usize,
    /// Batches run at once, each with its own session (about 60 MB each).
    pub threads: usize,
    /// Cores that work together on one batch. One is the fastest: nobody waits for others.
    pub threads_per_batch: usize,
    /// Texts run through the model together. Past four the batch outgrows a core's caches.
    pub batch: usize,
}

impl Default for Options {
    fn default() -> Self {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(8);
        Self { max_tokens: 128, threads, threads_per_batch: 1, batch: 4 }
    }
}

/// The embedding model, ready to use. Share it behind an `Arc`: calls from several threads go side by side.
///
/// A text's vector depends a little on the texts that are embedded with it (cosine above 0.98 to the vector
/// it has alone): the model quantizes activations over the whole of a batch. The same call gives the same
/// vectors.
#[derive(Debug)]
pub struct Embedder {
    environment: Environment,
    dir: PathBuf,
    options: Options,
    tokens: Tokens,
    /// Kept apart, so that a question never waits for a repository that is being embedded.
    query: Mutex<Model>,
    /// Sessions at rest. Made when they are first needed: a process that only asks has none.
    rested: Mutex<Vec<Model>>,
}

impl Embedder {
    /// Loads runtime, model and tokenizer from a folder with the default options.
    pub fn load(dir: &Path) -> Result<Self, LoadError> {
        Self::load_with(dir, Options::default())
    }

    /// Loads runtime, model and tokenizer from a folder. Model and tokenizer are loaded only if their
    /// checksums are those of the manifest.
    pub fn load_with(dir: &Path, options: Options) -> Result<Self, LoadError> {
        // The small files first: a missing model is told before a library is searched for.
        let tokens = Tokens::load(dir, options.max_tokens.clamp(8, 512))?;
        MANIFEST.model.file.exists(dir)?;
        let environment = runtime::environment(dir)?;
        let query = Mutex::new(Model::load(&environment, dir, options.threads_per_batch)?);
        Ok(Self { environment, dir: dir.to_owned(), options, tokens, query, rested: Mutex::default() })
    }

    /// The name that goes with stored vectors: vectors under different names must not be compared.
    pub fn model_id(&self) -> String {
        format!("{}@{}", MANIFEST.model.id, self.options.max_tokens)
    }

    /// Numbers in a vector.
    pub const fn dimensions(&self) -> usize {
        DIMENSIONS
    }

    /// The vector of a question, at once, whatever else is being embedded.
    pub fn embed_query(&self, text: &str) -> Result<Vec<f32>, EmbedError> {
        let ids = self.tokens.ids(text)?;
        let vectors = self.query.lock().unwrap_or_else(PoisonError::into_inner).vectors(&[&ids])?;
        Ok(vectors.into_iter().next().unwrap_or_default())
    }

    /// The vectors of texts, in their order; `cancel` is looked at before each batch.
    pub fn embed(&self, texts: &[String], cancel: &CancellationToken) -> Result<Vec<Vec<f32>>, EmbedError> {
        let tokens = texts.par_iter().map(|text| self.tokens.ids(text)).collect::<Result<Vec<_>, _>>()?;
        let lengths: Vec<_> = tokens.iter().map(Vec::len).collect();
        // Few texts are spread over all cores rather than put together.
        let size = self.options.batch.min(texts.len().div_ceil(self.options.threads.max(1)));
        let batches = by_length(&lengths, size);

        let next = AtomicUsize::new(0);
        let workers = self.options.threads.clamp(1, batches.len().max(1));
        let parts = thread::scope(|scope| {
            let handles: Vec<_> = (0..workers)
                .map(|_| scope.spawn(|| self.take_batches(&batches, &tokens, &next, cancel)))
                .collect();
            handles.into_iter().map(join).collect::<Result<Vec<_>, _>>()
        })?;
        let mut vectors = vec![Vec::new(); texts.len()];
        for (at, vector) in parts.into_iter().flatten() {
            vectors[at] = vector;
        }
        Ok(vectors)
    }

    /// One worker: embeds the next batch that nobody has taken, until none is left.
    fn take_batches(
        &self,
        batches: &[Vec<usize>],
        tokens: &[Vec<i64>],
        next: &AtomicUsize,
        cancel: &CancellationToken,
    ) -> Result<Vec<(usize, Vec<f32>)>, EmbedError> {
        let rested = self.rested.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut model = match rested {
            Some(model) => model,
            None => Model::load(&self.environment, &self.dir, self.options.threads_per_batch)?,
        };
        let mut vectors = Vec::new();
        let outcome = loop {
            let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) else { break Ok(vectors) };
            if cancel.is_cancelled() {
                break Err(EmbedError::Cancelled);
            }
            let ids: Vec<&[i64]> = batch.iter().map(|&at| tokens[at].as_slice()).collect();
            match model.vectors(&ids) {
                Ok(embedded) => vectors.extend(batch.iter().copied().zip(embedded)),
                Err(error) => break Err(error),
            }
        };
        self.rested.lock().unwrap_or_else(PoisonError::into_inner).push(model);
        outcome
    }
}

/// A worker's result; its panic goes on in the caller.
fn join<T>(handle: thread::ScopedJoinHandle<'_, T>) -> T {
    handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
