//! Sets apart the findings that somebody said are not to be counted: by a comment beside them, by path in
//! `.devmentor.toml`, or one by one where findings are looked at.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use types::{Finding, Suppression};

use crate::facts::SuppressionComment;
use crate::options::RepositoryConfig;
use crate::options::repository::names;

/// Marks each finding of one file that a comment of the file, the repository's configuration or a person covers. They
/// go before each other in this order.
///
/// `day` is the day of the analysed commit: an expiry is compared with it and not with today, so that a commit always
/// gives the same report.
pub fn mark(
    findings: &mut [Finding],
    comments: &[SuppressionComment],
    config: &RepositoryConfig,
    by_person: &BTreeMap<String, String>,
    day: NaiveDate,
) {
    for finding in findings {
        finding.suppression = by_comment(finding, comments)
            .or_else(|| by_config(finding, config, day))
            .or_else(|| by_fingerprint(finding, by_person));
    }
}

/// Takes findings apart into open and suppressed ones, each ordered worst first, then by path and line.
pub fn split(findings: Vec<Finding>) -> (Vec<Finding>, Vec<Finding>) {
    let (mut suppressed, mut open): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|finding| finding.suppression.is_some());
    for list in [&mut open, &mut suppressed] {
        list.sort_by(|a, b| {
            (b.severity, &a.path, a.start_line, &a.rule, &a.fingerprint).cmp(&(
                a.severity,
                &b.path,
                b.start_line,
                &b.rule,
                &b.fingerprint,
            ))
        });
    }
    (open, suppressed)
}

fn by_comment(finding: &Finding, comments: &[SuppressionComment]) -> Option<Suppression> {
    comments
        .iter()
        .find(|comment| {
            names(&comment.rule, &finding.rule)
                && comment.start_line <= finding.start_line
                && finding.start_line <= comment.end_line
        })
        .map(|comment| Suppression { reason: comment.reason.clone(), source: "comment".to_owned() })
}

fn by_config(finding: &Finding, config: &RepositoryConfig, day: NaiveDate) -> Option<Suppression> {
    config
        .suppressions
        .iter()
        .find(|entry| entry.covers(&finding.rule, &finding.path, day))
        .map(|entry| Suppression { reason: entry.reason.clone(), source: "config".to_owned() })
}

fn by_fingerprint(finding: &Finding, by_person: &BTreeMap<String, String>) -> Option<Suppression> {
    let reason = by_person.get(&finding.fingerprint)?;
    Some(Suppression { reason: reason.clone(), source: Suppression::PERSON.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::FindingFacts;
    use crate::fingerprint;
    use types::Severity;

    fn found(rule: &'static str, line: u32, severity: Severity) -> FindingFacts {
        FindingFacts {
            rule: rule.into(),
            start_line: line,
            end_line: line,
            severity,
            message: String::new(),
            effort_minutes: 5,
            symbol: None,
            in_test: false,
            context: 1,
        }
    }

    #[test]
    fn comments_and_configuration_cover_what_they_name() {
        let config = RepositoryConfig::parse(
            "[[suppress]]\nrule = 'security/code-injection'\npath = 'tools/**'\nreason = 'ours'\nexpires = '2026-01-31'",
        )
        .unwrap();
        let comments = [SuppressionComment {
            rule: "security".to_owned(),
            reason: "checked".to_owned(),
            start_line: 4,
            end_line: 5,
        }];
        for (path, rule, line, day, expected) in [
            ("tools/a.py", "security/code-injection", 1, "2026-01-31", Some("config")),
            ("tools/a.py", "security/code-injection", 1, "2026-02-01", None),
            ("tools/a.py", "security/code-injection", 5, "2026-02-01", Some("comment")),
            ("src/a.py", "security/code-injection", 3, "2026-01-01", None),
            ("src/a.py", "reliability/bare-except", 5, "2026-01-01", None),
            ("src/a.py", "security/exec", 4, "2026-01-01", Some("comment")),
        ] {
            let mut findings = fingerprint::findings(path, &[found(rule, line, Severity::High)]);
            mark(&mut findings, &comments, &config, &BTreeMap::new(), day.parse().unwrap());
            let source = findings[0].suppression.as_ref().map(|by| by.source.as_str());
            assert_eq!(source, expected, "{path} {rule} {line} {day}");
        }
    }

    #[test]
    fn a_person_covers_one_finding_and_the_code_goes_before() {
        let config = RepositoryConfig::default();
        let mut findings = fingerprint::findings(
            "a.py",
            &[found("security/exec", 1, Severity::High), found("security/exec", 9, Severity::High)],
        );
        let by_person = BTreeMap::from([(findings[1].fingerprint.clone(), "checked".to_owned())]);
        let day = "2026-01-01".parse().unwrap();
        mark(&mut findings, &[], &config, &by_person, day);
        let said: Vec<_> = findings
            .iter()
            .map(|finding| finding.suppression.as_ref().map(|by| by.source.as_str()))
            .collect();
        assert_eq!(said, [None, Some("person")]);
        let comment = SuppressionComment {
            rule: "security".to_owned(),
            reason: String::new(),
            start_line: 9,
            end_line: 9,
        };
        mark(&mut findings, &[comment], &config, &by_person, day);
        assert_eq!(findings[1].suppression.as_ref().unwrap().source, "comment");
    }

    #[test]
    fn the_worst_comes_first() {
        let mut findings = fingerprint::findings(
            "b.py",
            &[
                found("security/code-injection", 9, Severity::Low),
                found("security/code-injection", 3, Severity::Critical),
                found("security/code-injection", 2, Severity::Low),
            ],
        );
        findings[2].suppression = Some(Suppression { reason: String::new(), source: "comment".to_owned() });
        let (open, suppressed) = split(findings);
        assert_eq!(open.iter().map(|finding| finding.start_line).collect::<Vec<_>>(), [3, 9]);
        assert_eq!(suppressed.len(), 1);
    }
}
