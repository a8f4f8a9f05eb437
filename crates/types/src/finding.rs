//! One fault at one place.

use serde::{Deserialize, Serialize};

/// How bad a finding is. Ordered: `Info` is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing, nothing to do at once.
    Info,
    /// A small cost to readers.
    Low,
    /// A real cost, or a fault in rare cases.
    Medium,
    /// Likely to hurt: a probable bug, a weakness that needs one more slip to be used.
    High,
    /// Hurts now: a fault or weakness that can be used as it stands.
    Critical,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] = [Self::Critical, Self::High, Self::Medium, Self::Low, Self::Info];

    /// The name used in JSON, the database and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// What a fault harms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Someone can make the program do what it must not.
    Security,
    /// The program may do the wrong thing or stop.
    Reliability,
    /// People will find it hard to read or change.
    Maintainability,
}

impl Category {
    /// The name used in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Security => "security",
            Self::Reliability => "reliability",
            Self::Maintainability => "maintainability",
        }
    }
}

/// One fault at one place, found by one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's id, `group/name`.
    pub rule: String,
    /// What it harms.
    pub category: Category,
    /// Path in the repository, with `/`.
    pub path: String,
    /// First line, from 1.
    pub start_line: u32,
    /// Last line, inclusive.
    pub end_line: u32,
    /// How bad it is.
    pub severity: Severity,
    /// The weakness's number in the Common Weakness Enumeration, as `CWE-89`.
    pub cwe: Option<String>,
    /// What is wrong here, in one sentence, and what to do.
    pub message: String,
    /// Minutes that the repair will take (SQALE remediation cost).
    pub effort_minutes: u32,
    /// Identity from one analysis to the next: 32 hexadecimal digits that survive moved lines.
    pub fingerprint: String,
    /// The function or type around it, where there is one.
    pub symbol: Option<String>,
    /// Whether it stands in test code.
    pub in_test: bool,
    /// Why it is not to be counted, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suppression: Option<Suppression>,
}

/// Somebody's word that a finding is not to be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// The reason given, possibly empty.
    pub reason: String,
    /// Where it was said: `comment`, `config` or [`Suppression::PERSON`].
    pub source: String,
}

impl Suppression {
    /// A person said it of this very finding, where findings are looked at.
    pub const PERSON: &str = "person";
}

/// A name that is none of the known ones.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not one of {1}")]
pub struct UnknownName(pub String, pub &'static str);

macro_rules! named {
    ($type:ty, $names:literal, $($name:literal => $value:path),+ $(,)?) => {
        impl std::str::FromStr for $type {
            type Err = crate::finding::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($name => Ok($value),)+
                    _ => Err(crate::finding::UnknownName(text.to_owned(), $names)),
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use named;

named!(Severity, "info, low, medium, high, critical",
    "info" => Self::Info, "low" => Self::Low, "medium" => Self::Medium, "high" => Self::High, "critical" => Self::Critical);
named!(Category, "security, reliability, maintainability",
    "security" => Self::Security, "reliability" => Self::Reliability, "maintainability" => Self::Maintainability);
