//! What stands in the files of an analysis, kept once per content.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use futures::{StreamExt, stream};
use models::file_contents::{self as rows, Model};
use types::Report;

use super::Learnt;
use crate::work::AnalyzeRepository;
use crate::{Error, Result, Services};

/// Contents that are packed in one go: of these, no more than one is in memory unpacked.
const BATCH: usize = 64;

/// Batches that are packed at the same time, or while others are written.
const PACKING: usize = 2;

/// Packed bytes that are written in one go.
const WRITTEN_AT_ONCE: usize = 4 * 1024 * 1024;

/// Where what stands in the files of an analysis can be read, by [`types::SourceFile::blob`].
pub trait Contents: Send + Sync {
    /// Hands each of these to `take`, with its id; what is not there is passed over. Blocks.
    fn each(&self, blobs: &[String], take: &mut dyn FnMut(&str, &[u8]));
}

/// Contents that are at hand.
impl Contents for BTreeMap<String, Vec<u8>> {
    fn each(&self, blobs: &[String], take: &mut dyn FnMut(&str, &[u8])) {
        for (blob, bytes) in blobs.iter().filter_map(|blob| self.get_key_value(blob)) {
            take(blob, bytes);
        }
    }
}

/// Writes down what stands in the files, as far as it is not known.
///
/// Before the transaction that lists the files, which on SQLite keeps every other writer waiting: a content that comes
/// too early does no harm, and the next analysis sees that nobody lists it.
pub(crate) async fn keep_contents(
    services: &Services,
    job: &AnalyzeRepository,
    learnt: &Arc<Learnt>,
) -> Result<()> {
    crate::repositories::find(services, job.team_id, job.repository_id).await?;
    let known = rows::known(&services.db, job.team_id, job.repository_id).await?;
    let listed = listed(&learnt.report);
    // What was long unused could be forgotten before the transaction notes that it is listed again.
    let (now, back) = (services.now(), back(&known, &listed));
    rows::touch_unused(&services.db, job.team_id, job.repository_id, &back, now).await?;
    let missing: Vec<String> =
        listed.into_iter().filter(|blob| !known.contains_key(*blob)).map(str::to_owned).collect();
    let batches: Vec<Vec<String>> = missing.chunks(BATCH).map(<[String]>::to_vec).collect();
    let mut packing = stream::iter(batches)
        .map(|batch| {
            let (job, learnt) = (*job, Arc::clone(learnt));
            tokio::task::spawn_blocking(move || pack(&job, learnt.contents.as_ref(), &batch))
        })
        .buffered(PACKING);
    let mut packed: Vec<Model> = Vec::new();
    while let Some(batch) = packing.next().await {
        packed.append(&mut batch.map_err(Error::internal)??);
        if packed.iter().map(|content| content.gzip.len()).sum::<usize>() >= WRITTEN_AT_ONCE {
            rows::insert_many(&services.db, std::mem::take(&mut packed)).await?;
        }
    }
    rows::insert_many(&services.db, packed).await?;
    Ok(())
}

fn pack(job: &AnalyzeRepository, contents: &dyn Contents, blobs: &[String]) -> Result<Vec<Model>> {
    let mut packed = Vec::with_capacity(blobs.len());
    contents.each(blobs, &mut |blob, bytes| {
        let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
        packed.push(encoder.write_all(bytes).and_then(|()| encoder.finish()).map(|gzip| Model {
            repository_id: job.repository_id,
            blob: blob.to_owned(),
            team_id: job.team_id,
            unused_since: None,
            gzip,
        }));
    });
    packed.into_iter().collect::<std::io::Result<_>>().map_err(Error::internal)
}

/// What is to be written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    /// Contents that are listed no more.
    pub(super) unused: Vec<String>,
    /// Contents that are listed again.
    pub(super) back: Vec<String>,
}

/// Compares what is known - and whether the analysis before listed it - with what an analysis lists.
pub(super) fn compare(known: &HashMap<String, bool>, report: &Report) -> Change {
    let listed = listed(report);
    let mut unused: Vec<String> = known
        .iter()
        .filter(|(blob, used)| **used && !listed.contains(blob.as_str()))
        .map(|(blob, _)| blob.clone())
        .collect();
    unused.sort_unstable();
    Change { unused, back: back(known, &listed) }
}

fn listed(report: &Report) -> BTreeSet<&str> {
    report.files.iter().map(|file| file.blob.as_str()).collect()
}

/// Known contents that the analysis before did not list.
fn back(known: &HashMap<String, bool>, listed: &BTreeSet<&str>) -> Vec<String> {
    let is_back = |blob: &&&str| known.get(**blob).is_some_and(|used| !used);
    listed.iter().filter(is_back).map(|blob| (*blob).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{report, source_file};

    #[test]
    fn contents_come_go_and_come_back() {
        let known = HashMap::from(["a", "b", "c", "d"].map(|blob| (blob.to_owned(), blob != "c")));
        let mut report = report(&[]);
        for blob in ["a", "c", "c", "new"] {
            report.files.push(types::SourceFile { blob: blob.to_owned(), ..source_file("x") });
        }
        let expected = Change { unused: vec!["b".to_owned(), "d".to_owned()], back: vec!["c".to_owned()] };
        assert_eq!(compare(&known, &report), expected);
    }
}
