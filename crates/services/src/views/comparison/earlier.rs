//! The earlier of two reports: what is compared of it, read out of its JSON where that stands. As a value like any other
//! a large report would take longer to make, and more room, than all the comparing.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use types::{Finding, Hotspot, Quality, SourceFile, Totals};

use super::Figures;
use crate::{Error, Result};

#[derive(Debug, Deserialize)]
pub(super) struct Earlier<'j> {
    quality: Quality,
    totals: Totals,
    duplication: Repeated,
    #[serde(default)]
    pub(super) files: Vec<SourceFile>,
    #[serde(borrow)]
    pub(super) functions: Vec<Measured<'j>>,
    #[serde(borrow)]
    findings: Vec<Seen<'j>>,
    #[serde(borrow)]
    suppressed: Vec<Seen<'j>>,
    pub(super) hotspots: Vec<Hotspot>,
}

#[derive(Debug, Deserialize)]
struct Repeated {
    ratio: f64,
}

/// A function, and how hard it was to follow.
#[derive(Debug, Deserialize)]
pub(super) struct Measured<'j> {
    #[serde(borrow)]
    pub(super) path: Cow<'j, str>,
    #[serde(borrow)]
    pub(super) name: Cow<'j, str>,
    pub(super) cognitive: u32,
    pub(super) cyclomatic: u32,
}

/// A finding, of which no more is read than whether it is the one looked for.
#[derive(Debug)]
struct Seen<'j> {
    fingerprint: Cow<'j, str>,
    whole: &'j RawValue,
}

impl<'de: 'j, 'j> Deserialize<'de> for Seen<'j> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Known<'j> {
            #[serde(borrow)]
            fingerprint: Cow<'j, str>,
        }
        let whole = <&RawValue>::deserialize(deserializer)?;
        let Known { fingerprint } = serde_json::from_str(whole.get()).map_err(D::Error::custom)?;
        Ok(Self { fingerprint, whole })
    }
}

impl<'j> Earlier<'j> {
    /// Reads it out of a `types::Report` as JSON.
    pub(super) fn read(json: &'j [u8]) -> Result<Self> {
        serde_json::from_slice(json).map_err(Error::internal)
    }

    /// Of all findings, open and suppressed.
    pub(super) fn fingerprints(&self) -> impl Iterator<Item = &str> {
        self.findings.iter().chain(&self.suppressed).map(|seen| &*seen.fingerprint)
    }

    /// The open findings whose fingerprints are not among these.
    pub(super) fn findings_but(&self, fingerprints: &HashSet<&str>) -> Result<Vec<Finding>> {
        let wanted = self.findings.iter().filter(|seen| !fingerprints.contains(&*seen.fingerprint));
        wanted.map(|seen| serde_json::from_str(seen.whole.get()).map_err(Error::internal)).collect()
    }

    /// What is told of it beside what changed.
    pub(super) fn figures(&self) -> Figures {
        let open: HashSet<&str> = self.findings.iter().map(|seen| &*seen.fingerprint).collect();
        Figures {
            quality: self.quality,
            totals: self.totals,
            duplication_ratio: self.duplication.ratio,
            findings: open.len(),
        }
    }
}
