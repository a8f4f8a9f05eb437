//! `.devmentor.toml`: what a repository says about its own analysis.
//!
//! ```toml
//! exclude = ["migrations/**", "*.snap"]
//!
//! [rules]
//! off = ["maintainability/long-function"]
//!
//! [[suppress]]
//! rule = "security/sql-injection"
//! path = "tools/**"
//! reason = "offline tools, input is ours"
//! expires = "2027-01-31"
//!
//! [thresholds]
//! cognitive = 20
//! ```

use chrono::NaiveDate;
use globset::{Glob, GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};
use serde::Deserialize;

use crate::rules;

/// Where the file stands in the repository.
pub(crate) const PATH: &str = ".devmentor.toml";

/// What a repository says about its own analysis.
#[derive(Debug, Clone, Default)]
pub struct RepositoryConfig {
    /// Rules that are not asked, by id or group.
    pub rules_off: Vec<String>,
    /// Findings that are not to be counted.
    pub suppressions: Vec<SuppressionEntry>,
    /// From where on a function is too much.
    pub thresholds: Thresholds,
    /// Paths that are left out.
    exclude: GlobSet,
}

/// Findings of a rule under some paths are not to be counted.
#[derive(Debug, Clone)]
pub struct SuppressionEntry {
    /// A rule's id, a group (`security`), or `*`.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// The last day on which it holds; `None` for ever. It is compared with the day of the analysed commit, so that
    /// a commit always gives the same report.
    pub expires: Option<NaiveDate>,
    /// The paths.
    path: GlobMatcher,
}

/// From where on a function is too much. `None` leaves it to the rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// Cognitive complexity.
    pub cognitive: Option<u32>,
    /// Cyclomatic complexity.
    pub cyclomatic: Option<u32>,
    /// Lines with code in a function.
    pub function_lines: Option<u32>,
    /// Parameters.
    pub parameters: Option<u32>,
    /// Nesting of control structures.
    pub nesting: Option<u32>,
}

/// Why a configuration cannot be understood.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Not TOML, a wrong type, or a key that means nothing.
    #[error("{0}")]
    Syntax(#[from] toml::de::Error),
    /// Not a pattern of paths.
    #[error("'{pattern}' is not a pattern of paths: {reason}")]
    Pattern {
        /// As written.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Not a day.
    #[error("'{0}' is not a day; write it as 2027-01-31")]
    Day(String),
    /// Neither a rule's id, nor a group of rules, nor `*`.
    #[error(
        "there is no rule '{0}'; a rule is named by its id as findings show it, a group by what stands before the /"
    )]
    NoRule(String),
    /// A suppression without a reason.
    #[error("the suppression of '{0}' gives no reason")]
    NoReason(String),
}

impl RepositoryConfig {
    /// Reads the text of a `.devmentor.toml`.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let raw: Raw = toml::from_str(text)?;
        let given = raw.rules.off.iter().chain(raw.suppress.iter().map(|suppress| &suppress.rule));
        for name in given {
            if !rules::ALL.iter().any(|rule| names(name, rule.id)) {
                return Err(ConfigError::NoRule(name.clone()));
            }
        }
        let mut exclude = GlobSetBuilder::new();
        for pattern in &raw.exclude {
            exclude.add(glob(pattern)?);
        }
        let suppressions =
            raw.suppress.into_iter().map(SuppressionEntry::from_raw).collect::<Result<_, _>>()?;
        Ok(Self {
            rules_off: raw.rules.off,
            suppressions,
            thresholds: raw.thresholds,
            exclude: exclude.build().map_err(|error| ConfigError::Pattern {
                pattern: "exclude".to_owned(),
                reason: error.to_string(),
            })?,
        })
    }

    /// Whether a path is left out.
    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.is_match(path)
    }

    /// Whether a rule is not asked.
    pub fn turns_off(&self, rule: &str) -> bool {
        self.rules_off.iter().any(|off| names(off, rule))
    }
}

impl SuppressionEntry {
    /// Whether it covers a finding of a rule at a path, as of a day.
    pub fn covers(&self, rule: &str, path: &str, day: NaiveDate) -> bool {
        names(&self.rule, rule) && self.path.is_match(path) && self.expires.is_none_or(|last| day <= last)
    }

    fn from_raw(raw: RawSuppression) -> Result<Self, ConfigError> {
        if raw.reason.trim().is_empty() {
            return Err(ConfigError::NoReason(raw.rule));
        }
        let expires =
            raw.expires.map(|day| day.parse::<NaiveDate>().map_err(|_| ConfigError::Day(day))).transpose()?;
        let path = glob(raw.path.as_deref().unwrap_or("**"))?.compile_matcher();
        Ok(Self { rule: raw.rule, reason: raw.reason, expires, path })
    }
}

/// Whether a name given by a person - an id, a group or `*` - means a rule.
pub(crate) fn names(given: &str, rule: &str) -> bool {
    given == "*" || given == rule || rule.split_once('/').is_some_and(|(group, _)| group == given)
}

/// A pattern as people know it from `.gitignore`: `*` stays within a folder, `**` does not, a pattern without a
/// slash holds in every folder.
fn glob(pattern: &str) -> Result<Glob, ConfigError> {
    let anchored = pattern.trim_start_matches('/');
    let anywhere = !pattern.trim_end_matches('/').contains('/');
    let mut text = if anywhere { format!("**/{anchored}") } else { anchored.to_owned() };
    if text.ends_with('/') {
        text.push_str("**");
    }
    GlobBuilder::new(&text).literal_separator(true).build().map_err(|error| ConfigError::Pattern {
        pattern: pattern.to_owned(),
        reason: error.kind().to_string(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    exclude: Vec<String>,
    #[serde(default)]
    rules: RawRules,
    #[serde(default)]
    suppress: Vec<RawSuppression>,
    #[serde(default)]
    thresholds: Thresholds,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawRules {
    off: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSuppression {
    rule: String,
    path: Option<String>,
    #[serde(default)]
    reason: String,
    expires: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn everything_that_can_be_said() {
        let config = RepositoryConfig::parse(
            r#"
            exclude = ["migrations/", "*.snap", "a/*.py"]
            [rules]
            off = ["maintainability/long-function", "reliability"]
            [[suppress]]
            rule = "security/sql-injection"
            path = "tools/**"
            reason = "offline"
            expires = "2027-01-31"
            [[suppress]]
            rule = "*"
            path = "legacy.py"
            reason = "to be removed"
            [thresholds]
            cognitive = 20
            "#,
        )
        .unwrap();
        for (path, expected) in [
            ("migrations/001.py", true),
            ("src/migrations/001.py", true),
            ("x/y/z.snap", true),
            ("a/b.py", true),
            ("a/b/c.py", false),
            ("src/main.py", false),
        ] {
            assert_eq!(config.excludes(path), expected, "{path}");
        }
        assert!(config.turns_off("maintainability/long-function"));
        assert!(config.turns_off("reliability/empty-catch"));
        assert!(!config.turns_off("security/code-injection"));
        let tools = &config.suppressions[0];
        assert!(tools.covers("security/sql-injection", "tools/a/b.py", day("2027-01-31")));
        assert!(!tools.covers("security/sql-injection", "tools/a/b.py", day("2027-02-01")));
        assert!(!tools.covers("security/code-injection", "tools/a/b.py", day("2026-01-01")));
        assert!(!tools.covers("security/sql-injection", "src/b.py", day("2026-01-01")));
        assert!(config.suppressions[1].covers("security/code-injection", "src/legacy.py", day("2099-01-01")));
        assert_eq!(config.thresholds.cognitive, Some(20));
    }

    #[test]
    fn mistakes_are_told() {
        for (text, part) in [
            ("exclude = 3", "exclude"),
            ("exlude = []", "exlude"),
            ("exclude = ['a[']", "a["),
            ("[[suppress]]\nrule = 'security'", "no reason"),
            ("[[suppress]]\nrule = 'security/sql'\nreason = 'y'", "no rule 'security/sql'"),
            ("[rules]\noff = ['x']", "no rule 'x'"),
            ("[[suppress]]\nrule = '*'\nreason = 'y'\nexpires = 'soon'", "soon"),
        ] {
            let message = RepositoryConfig::parse(text).unwrap_err().to_string();
            assert!(message.contains(part), "{text}: {message}");
        }
    }
}
