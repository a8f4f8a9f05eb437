//! A statement about the repository that a person can act on, with its evidence.

use serde::{Deserialize, Serialize};

use crate::Severity;

/// What an insight is about. An open set by intent: each kind is one file in the pipeline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InsightKind(pub String);

/// A statement that a person can act on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Insight {
    /// Identity from one analysis to the next: 32 hexadecimal digits.
    pub key: String,
    /// What it is about: `hotspot`, `cycle`, `security-flow`, ...
    pub kind: InsightKind,
    /// How much it matters.
    pub severity: Severity,
    /// One line that says it, naming the place.
    pub title: String,
    /// A few sentences: what was seen, why it matters here.
    pub detail: String,
    /// What to do about it.
    pub advice: String,
    /// How useful it is, 0..1; insights are ordered by it, highest first.
    pub usefulness: f64,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// One thing that an insight rests on: a place, a number, or both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Path in the repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// First line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_line: Option<u32>,
    /// Last line, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_line: Option<u32>,
    /// The finding's fingerprint, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// What is there: `cognitive complexity 48`, `changed 31 times by 4 people`.
    pub fact: String,
}
