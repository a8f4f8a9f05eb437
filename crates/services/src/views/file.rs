//! One file as it was analysed, with what was found in it.

use std::io::Read;

use flate2::read::GzDecoder;
use models::file_contents;
use serde::Serialize;
use types::{Report, SourceFile};
use uuid::Uuid;

use super::parsed;
use crate::analyses::{FindingFilter, FindingView, findings, succeeded};
use crate::{Error, PageRequest, Result, Services};

/// Bytes of text that are shown; a file that was analysed has no more unless the installation's limit was raised.
const MAX_TEXT: u64 = 1024 * 1024;

/// One file with its text and its open findings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileView {
    /// Path in the repository.
    pub path: String,
    /// Its language's id, where it has one.
    pub language: Option<String>,
    /// All lines.
    pub lines: u64,
    /// Lines with code.
    pub code: u64,
    /// Sum of its functions' cognitive complexity.
    pub complexity: u64,
    /// How hot it is, 0..1.
    pub heat: f64,
    /// What stands in it.
    pub text: String,
    /// Whether more stands in it than `text` has.
    pub truncated: bool,
    /// Its open findings, by line.
    pub findings: Vec<FindingView>,
}

/// A file of an analysis, by its path.
pub async fn file(services: &Services, team_id: Uuid, analysis_id: Uuid, path: &str) -> Result<FileView> {
    let analysis = succeeded(services, team_id, analysis_id).await?;
    let report = parsed(services, team_id, analysis_id).await?;
    let file = listed(&report, path)?;
    let packed = file_contents::find(&services.db, team_id, analysis.repository_id, &file.blob).await?;
    let packed = packed.ok_or_else(|| Error::Missing("the text of that file was not kept".to_owned()))?;
    let unpacking = tokio::task::spawn_blocking(move || unpack(&packed, MAX_TEXT));
    let (text, truncated) = unpacking.await.map_err(Error::internal)??;
    Ok(FileView {
        path: file.path.clone(),
        language: file.language.as_ref().map(|language| language.as_str().to_owned()),
        lines: file.lines,
        code: file.code,
        complexity: file.complexity,
        heat: file.heat,
        text,
        truncated,
        findings: findings_in(services, team_id, analysis_id, path).await?,
    })
}

/// The file at a path; otherwise why there is none.
fn listed<'r>(report: &'r Report, path: &str) -> Result<&'r SourceFile> {
    if let Some(file) = report.files.iter().find(|file| file.path == path) {
        return Ok(file);
    }
    let left_out = report.skipped.iter().find(|skipped| skipped.path == path);
    Err(Error::Missing(match left_out {
        Some(skipped) => {
            format!("that file was left out of the analysis: {}", reason(skipped.reason)?)
        }
        None if report.files.is_empty() => {
            "that analysis is of a version that kept no files; analyse the repository again".to_owned()
        }
        None => "no file with that path was analysed".to_owned(),
    }))
}

/// The reason as the report has it, in words.
fn reason(reason: types::SkipReason) -> Result<String> {
    let name = serde_json::to_value(reason).map_err(Error::internal)?;
    Ok(name.as_str().unwrap_or_default().replace('_', " "))
}

/// At most so many bytes of a packed text, to the end of a line, and whether there is more.
fn unpack(packed: &[u8], most: u64) -> Result<(String, bool)> {
    let mut bytes = Vec::new();
    // One byte more than wanted tells that there is more.
    GzDecoder::new(packed).take(most + 1).read_to_end(&mut bytes).map_err(Error::internal)?;
    let truncated = bytes.len() as u64 > most;
    if truncated {
        bytes.pop();
        let whole_lines = bytes.iter().rposition(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
        bytes.truncate(whole_lines);
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok((text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(), truncated))
}

async fn findings_in(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    path: &str,
) -> Result<Vec<FindingView>> {
    let filter = FindingFilter { path: Some(path.to_owned()), ..FindingFilter::default() };
    let mut page = PageRequest { limit: Some(services.settings.page_items_max), cursor: None };
    let mut all = Vec::new();
    loop {
        let found = findings(services, team_id, analysis_id, &filter, &page).await?;
        all.extend(found.items);
        page.cursor = found.next_cursor;
        if page.cursor.is_none() {
            break;
        }
    }
    all.sort_by_key(|view| view.finding.start_line);
    Ok(all)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use types::{SkipReason, Skipped};

    use super::*;
    use crate::testing::{report, source_file};

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn texts_are_cut_at_the_end_of_a_line() {
        for (bytes, most, text, truncated) in [
            (&b"one\ntwo\n"[..], 100, "one\ntwo\n", false),
            (b"one\ntwo\n", 8, "one\ntwo\n", false),
            (b"one\ntwo\n", 7, "one\n", true),
            (b"no end of line", 5, "no en", true),
            ("\u{feff}bom\n".as_bytes(), 100, "bom\n", false),
            ("aé\n".as_bytes(), 2, "a\u{fffd}", true),
            (b"", 100, "", false),
        ] {
            assert_eq!(unpack(&packed(bytes), most).unwrap(), (text.to_owned(), truncated), "{bytes:?}");
        }
        assert!(unpack(b"not gzip", 10).is_err());
    }

    #[test]
    fn what_is_not_there_says_why() {
        let mut report = report(&[]);
        let why = |report: &Report, path: &str| listed(report, path).unwrap_err().to_string();
        assert!(why(&report, "a.rs").contains("analyse the repository again"));
        report.files.push(source_file("a.rs"));
        report.skipped.push(Skipped { path: "b.bin".to_owned(), reason: SkipReason::TooLarge });
        assert_eq!(listed(&report, "a.rs").unwrap().path, "a.rs");
        assert_eq!(why(&report, "b.bin"), "that file was left out of the analysis: too large");
        for path in ["", "A.rs", "./a.rs", "../a.rs", "a.rs/", "a.rs\0"] {
            assert_eq!(why(&report, path), "no file with that path was analysed", "{path}");
        }
    }
}
