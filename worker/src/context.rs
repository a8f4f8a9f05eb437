//! What every job works with.

use services::Services;

/// What every job works with.
#[derive(Debug)]
pub(crate) struct Context {
    /// The features, with what they lean on.
    pub(crate) services: Services,
    /// How repositories are analysed; the folder of the cache is set per repository.
    pub(crate) analysis: pipeline::Options,
}
