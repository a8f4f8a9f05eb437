//! What the product does, composed of rows and adapters; knows neither HTTP nor terminals.
//!
//! One module per feature, with free functions over one context, [`Services`]. Whoever calls has made out the
//! team before; no function works without one.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod analyses;
pub mod assembly;
pub mod auth;
pub mod bootstrap;
mod context;
mod embedding;
mod error;
#[cfg(test)]
mod feature_tests;
pub mod findings;
pub mod health;
pub mod indexing;
pub mod jobs;
mod page;
pub mod recording;
pub mod repositories;
pub mod retention;
pub mod search;
pub mod sessions;
pub mod tasks;
pub mod teams;
#[cfg(test)]
mod testing;
pub mod views;
pub mod work;

pub use context::{Builder, Services};
pub use embedding::{Embedding, EmbeddingError};
pub use error::{Error, FieldError, Result};
pub use events::{Entry as EventEntry, EventError, EventStream};
pub use page::{Page, PageRequest};
