//! Whole reports, packed once when they are written.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use models::reports as rows;
use sha2::{Digest, Sha256};
use types::Report;
use uuid::Uuid;

use super::succeeded;
use crate::page::hex;
use crate::{Error, Result, Services};

/// A report as it is kept: one JSON object, packed with gzip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportBytes {
    /// The packed bytes: for readers that take `Content-Encoding: gzip` as they are.
    pub gzip: Vec<u8>,
    /// Size of the JSON when unpacked.
    pub json_bytes: u64,
    /// Changes when the report does; without quotes.
    pub etag: String,
}

/// The report of an analysis that has succeeded.
pub async fn report(services: &Services, team_id: Uuid, analysis_id: Uuid) -> Result<ReportBytes> {
    succeeded(services, team_id, analysis_id).await?;
    let row = rows::find(&services.db, team_id, analysis_id).await?.ok_or_else(missing)?;
    Ok(ReportBytes { gzip: row.gzip, json_bytes: row.json_bytes.cast_unsigned(), etag: row.etag })
}

/// The `etag` of that report, without the report.
pub async fn report_etag(services: &Services, team_id: Uuid, analysis_id: Uuid) -> Result<String> {
    succeeded(services, team_id, analysis_id).await?;
    rows::find_etag(&services.db, team_id, analysis_id).await?.ok_or_else(missing)
}

fn missing() -> Error {
    Error::internal("the report of an analysis that has succeeded is missing")
}

impl ReportBytes {
    /// Packs a report. Takes a while for large ones: call it on a blocking thread.
    pub(crate) fn pack(report: &Report) -> Result<Self> {
        let mut counted =
            Counted { inner: GzEncoder::new(Vec::new(), Compression::fast()), bytes: 0, hash: Sha256::new() };
        serde_json::to_writer(std::io::BufWriter::with_capacity(64 * 1024, &mut counted), report)
            .map_err(Error::internal)?;
        let json_bytes = counted.bytes;
        let etag = hex(&counted.hash.finalize()[..16]);
        let gzip = counted.inner.finish().map_err(Error::internal)?;
        Ok(Self { gzip, json_bytes, etag })
    }

    /// The JSON itself.
    pub fn json(&self) -> Result<Vec<u8>> {
        let mut json = Vec::with_capacity(usize::try_from(self.json_bytes).unwrap_or_default());
        GzDecoder::new(self.gzip.as_slice()).read_to_end(&mut json).map_err(Error::internal)?;
        Ok(json)
    }

    /// The report as a value.
    pub fn parse(&self) -> Result<Report> {
        serde_json::from_slice(&self.json()?).map_err(Error::internal)
    }
}

/// Counts and hashes what goes through, so that the JSON is never in memory as a whole.
struct Counted<W> {
    inner: W,
    bytes: u64,
    hash: Sha256,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.bytes += written as u64;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::report;

    #[test]
    fn a_report_comes_out_as_it_went_in() {
        let report = report(&["a", "b"]);
        let packed = ReportBytes::pack(&report).unwrap();
        assert_eq!(packed.parse().unwrap(), report);
        assert_eq!(packed.json().unwrap().len() as u64, packed.json_bytes);
        assert_eq!(ReportBytes::pack(&report).unwrap().etag, packed.etag);
        assert_ne!(ReportBytes::pack(&crate::testing::report(&["a"])).unwrap().etag, packed.etag);
    }
}
