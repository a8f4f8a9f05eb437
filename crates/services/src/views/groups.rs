//! Findings put together by what they share.

use std::collections::{BTreeMap, HashMap};

use models::findings::{self as rows, SharedBy};
use serde::Serialize;
use types::{RuleText, Severity};
use uuid::Uuid;

use super::parsed;
use crate::analyses::{FindingFilter, folder_of, wanted};
use crate::{Page, PageRequest, Result, Services};

/// What findings are put together by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// The rule that found them.
    #[default]
    Rule,
    /// The folder that their file stands in.
    Folder,
    /// How bad they are.
    Severity,
    /// What they harm.
    Category,
}

/// Findings that share something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// A rule's id, a folder (`.` for the root), a severity or a category: what narrows the list to the group.
    pub key: String,
    /// The same for people: a rule's title, otherwise the key.
    pub title: String,
    /// How many they are.
    pub findings: u64,
    /// Minutes that their repair will take.
    pub effort_minutes: u64,
    /// How bad the worst of them is.
    pub worst: Severity,
}

/// The findings of an analysis in groups: those with the worst first, and of these the largest.
///
/// The same findings are counted as [`crate::analyses::findings`] lists.
pub async fn groups(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    by: GroupBy,
    filter: &FindingFilter,
    page: &PageRequest,
) -> Result<Page<Group>> {
    let window = page.window(services)?;
    let (analysis, wanted) = wanted(services, team_id, analysis_id, filter).await?;
    let report = parsed(services, team_id, analysis_id).await?;
    let counted = match wanted {
        Some(wanted) => {
            rows::count(&services.db, team_id, analysis.repository_id, &wanted, shared_by(by)).await?
        }
        None => counted(filter.seen_in(&report), by),
    };
    window.cut(put_together(counted, by, &report.rules)?.into_iter())
}

/// What the rows of a group share, but for what [`put_together`] sees to.
const fn shared_by(by: GroupBy) -> SharedBy {
    match by {
        GroupBy::Rule => SharedBy::Rule,
        GroupBy::Folder => SharedBy::Path,
        GroupBy::Severity | GroupBy::Category => SharedBy::Category,
    }
}

/// Counts findings as the rows would be.
fn counted<'f>(findings: impl Iterator<Item = &'f types::Finding>, by: GroupBy) -> Vec<rows::Counted> {
    findings
        .map(|finding| rows::Counted {
            shared: match shared_by(by) {
                SharedBy::Rule => finding.rule.clone(),
                SharedBy::Path => finding.path.clone(),
                SharedBy::Category => finding.category.as_str().to_owned(),
            },
            severity_rank: rows::severity_rank(finding.severity),
            findings: 1,
            effort_minutes: i64::from(finding.effort_minutes),
        })
        .collect()
}

fn put_together(counted: Vec<rows::Counted>, by: GroupBy, rules: &[RuleText]) -> Result<Vec<Group>> {
    let titles: HashMap<&str, &str> =
        rules.iter().map(|rule| (rule.id.as_str(), rule.title.as_str())).collect();
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for part in counted {
        let severity = part.severity()?;
        let key = match by {
            GroupBy::Severity => severity.as_str().to_owned(),
            GroupBy::Folder => folder_of(&part.shared).to_owned(),
            GroupBy::Rule | GroupBy::Category => part.shared,
        };
        let group = groups.entry(key).or_insert_with_key(|key| Group {
            title: titles.get(key.as_str()).map_or_else(|| key.clone(), |title| (*title).to_owned()),
            key: key.clone(),
            findings: 0,
            effort_minutes: 0,
            worst: severity,
        });
        group.findings += part.findings.cast_unsigned();
        group.effort_minutes += part.effort_minutes.cast_unsigned();
        group.worst = group.worst.max(severity);
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.sort_by(|a, b| (b.worst, b.findings, &a.key).cmp(&(a.worst, a.findings, &b.key)));
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use types::{Category, Finding};

    use super::*;
    use crate::testing::finding;

    fn sample() -> Vec<Finding> {
        let at = |name: &str, rule: &str, path: &str, severity, effort_minutes| Finding {
            rule: rule.to_owned(),
            path: path.to_owned(),
            severity,
            effort_minutes,
            ..finding(name)
        };
        let mut all = vec![
            at("a", "r/one", "x/a.rs", Severity::Low, 5),
            at("b", "r/one", "x/b.rs", Severity::High, 10),
            at("c", "r/two", "x/y/c.rs", Severity::Low, 20),
            at("d", "r/two", "d.rs", Severity::Low, 40),
            at("e", "r/two", "x/a.rs", Severity::Low, 80),
        ];
        all[3].category = Category::Security;
        all
    }

    #[test]
    fn findings_are_put_together_the_worst_first() {
        let (low, high) = (Severity::Low, Severity::High);
        for (by, expected) in [
            (GroupBy::Rule, vec![("r/one", 2, 15, high), ("r/two", 3, 140, low)]),
            (GroupBy::Folder, vec![("x", 3, 95, high), (".", 1, 40, low), ("x/y", 1, 20, low)]),
            (GroupBy::Severity, vec![("high", 1, 10, high), ("low", 4, 145, low)]),
            (GroupBy::Category, vec![("reliability", 4, 115, high), ("security", 1, 40, low)]),
        ] {
            let groups = put_together(counted(sample().iter(), by), by, &[]).unwrap();
            let found: Vec<_> = groups
                .iter()
                .map(|group| (group.key.as_str(), group.findings, group.effort_minutes, group.worst))
                .collect();
            assert_eq!(found, expected, "{by:?}");
        }
    }

    #[test]
    fn rules_have_titles_as_far_as_they_are_known() {
        let text = RuleText {
            id: "r/one".to_owned(),
            title: "One of them".to_owned(),
            category: Category::Reliability,
            severity: Severity::Low,
            cwe: None,
            what: String::new(),
            why: String::new(),
            advice: String::new(),
        };
        let groups = put_together(counted(sample().iter(), GroupBy::Rule), GroupBy::Rule, &[text]).unwrap();
        let titles: Vec<_> = groups.iter().map(|group| group.title.as_str()).collect();
        assert_eq!(titles, ["One of them", "r/two"]);
    }
}
