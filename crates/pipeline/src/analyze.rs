//! The analysis from end to end: names the stages in order.

use types::CancellationToken;

use crate::{Analysis, AnalyzeError, Options, Progress, Source};

/// Analyses a commit, or a folder as it stands.
///
/// What is wrong in single files is data in the report; an error means that there is no report at all.
pub fn analyze(
    source: &Source,
    options: &Options,
    progress: &mut dyn Progress,
    cancel: &CancellationToken,
) -> Result<Analysis, AnalyzeError> {
    let _ = (source, options, progress, cancel);
    Err(AnalyzeError::EmptyRepository)
}
