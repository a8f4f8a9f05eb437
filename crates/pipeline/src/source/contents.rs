//! What stands in files that were analysed, read by its id when it is asked for.

use std::path::PathBuf;

use git2::{Oid, Repository};

use crate::AnalyzeError;

/// A repository's object database, after the analysis. It may be gone by then, or lack what came from a folder as it
/// stood.
#[derive(Debug, Clone)]
pub struct Contents {
    git_dir: PathBuf,
}

impl Contents {
    pub(super) fn of(git_dir: PathBuf) -> Self {
        Self { git_dir }
    }

    /// Reads contents one by one, so that no more than one is in memory, and hands each to `take` with its id (a
    /// [`types::SourceFile::blob`]). One that is not there is passed over.
    pub fn each<'i>(
        &self,
        blobs: impl IntoIterator<Item = &'i str>,
        mut take: impl FnMut(&'i str, &[u8]),
    ) -> Result<(), AnalyzeError> {
        let repository = Repository::open(&self.git_dir)?;
        let database = repository.odb()?;
        for blob in blobs {
            if let Ok(object) = Oid::from_str(blob).and_then(|id| database.read(id)) {
                take(blob, object.data());
            }
        }
        Ok(())
    }
}
