//! A task that somebody makes of one finding.

use models::tasks::ClosedReason;
use models::{findings as rows, tasks as task_rows};
use serde_json::json;
use types::{
    Category, Channel, Finding, FindingState, NewEvent, RuleText, TaskDraft, TaskScore, TaskStatus,
    finding_task_title,
};
use uuid::Uuid;

use crate::tasks::Task;
use crate::{Error, Result, Services, views};

/// Makes a task of a finding; asked again, the same one.
pub async fn make_task(services: &Services, team_id: Uuid, id: Uuid) -> Result<Task> {
    let known = super::show(services, team_id, id).await?;
    let rule = text_of(services, team_id, known.last_seen_analysis_id, &known.finding.rule).await;
    // Of two that ask at once, the second finds the first one's.
    let transaction = models::begin_alone(&services.db, &format!("devmentor.task:{id}")).await?;
    let row = rows::find(&transaction, team_id, id).await?.ok_or(Error::not_found("finding", id))?;
    let (repository_id, key) = (row.repository_id, format!("finding:{}", row.fingerprint));
    let is_open = row.state()? == FindingState::Open;
    if let Some(standing) = task_rows::find_by_key(&transaction, team_id, repository_id, &key).await? {
        transaction.rollback().await?;
        // What went with its finding comes back with it.
        if is_open && standing.closed_reason.as_deref() == Some(ClosedReason::CauseGone.as_str()) {
            return crate::tasks::set_status(services, team_id, standing.id, TaskStatus::Created, None).await;
        }
        return crate::tasks::show(services, team_id, standing.id).await;
    }
    if !is_open {
        return Err(Error::Conflict(
            "the finding is not open: there is nothing to be done about it".to_owned(),
        ));
    }
    let (task_id, now) = (services.clock.new_id(), services.now());
    let draft = draft(key, &row.into_finding()?, rule.as_ref());
    let task = task_rows::Model::manual(task_id, team_id, repository_id, &draft, now);
    task_rows::upsert_many(&transaction, vec![task]).await?;
    let payload = json!({ "repository_id": repository_id });
    let events = vec![(Channel::Team(team_id), NewEvent::new("tasks.changed", team_id, payload))];
    let unpublished = services.events.append_in(&transaction, events).await?;
    transaction.commit().await?;
    unpublished.publish();
    crate::tasks::show(services, team_id, task_id).await
}

/// What the rule of a finding says, from the report of the analysis that saw it last; none where that report has been
/// forgotten, or tells no texts.
async fn text_of(services: &Services, team_id: Uuid, analysis_id: Uuid, rule: &str) -> Option<RuleText> {
    let texts = views::rules(services, team_id, analysis_id).await.ok()?;
    texts.into_iter().find(|text| text.id == rule)
}

/// The task of one finding, without what only an analysis knows: how hot the file is, and who leans on it.
fn draft(key: String, finding: &Finding, rule: Option<&RuleText>) -> TaskDraft {
    let score = TaskScore::of(finding.severity, 0.0, 0.0, finding.effort_minutes);
    let score = match finding.category {
        Category::Security => score.as_weakness(finding.severity),
        Category::Reliability => score.as_fault(finding.severity),
        Category::Maintainability => score,
    };
    let score = if finding.in_test { score.in_test() } else { score };
    let offence = rule.map_or(finding.rule.as_str(), |rule| &rule.title);
    TaskDraft {
        key,
        title: finding_task_title(finding.category, &finding.path, offence),
        description: describe(finding, rule),
        path: Some(finding.path.clone()),
        start_line: Some(finding.start_line),
        end_line: Some(finding.end_line),
        impact: score.impact,
        urgency: score.urgency,
        dependencies: score.dependencies,
        effort_minutes: score.effort_minutes,
        score: score.total(),
        priority: score.priority(),
        quadrant: score.quadrant(),
        findings: vec![finding.fingerprint.clone()],
    }
}

/// Why, what was seen and how to go about it, as Markdown.
fn describe(finding: &Finding, rule: Option<&RuleText>) -> String {
    let seen = format!("**Seen**\n\n- `{}:{}` {}", finding.path, finding.start_line, finding.message);
    match rule {
        Some(RuleText { what, why, advice, .. }) => {
            format!("{} {}\n\n{seen}\n\n**Steps**\n\n1. {}", what.trim(), why.trim(), advice.trim())
        }
        None => seen,
    }
}

#[cfg(test)]
mod tests {
    use types::Severity;

    use super::*;
    use crate::testing::finding;

    #[test]
    fn a_task_says_what_its_rule_says() {
        let rule = RuleText {
            id: "security/sql-injection".to_owned(),
            title: "Text put into SQL".to_owned(),
            category: Category::Security,
            severity: Severity::High,
            cwe: None,
            what: "What it is.".to_owned(),
            why: "Why it matters.\n".to_owned(),
            advice: "What to do.".to_owned(),
        };
        let finding = Finding { category: Category::Security, path: "a/b.py".to_owned(), ..finding("a") };
        let known = draft(String::new(), &finding, Some(&rule));
        assert_eq!(known.title, "Close the weakness in a/b.py: text put into SQL");
        let place = format!("`a/b.py:{}` {}", finding.start_line, finding.message);
        let parts =
            ["What it is. Why it matters.", "**Seen**", &format!("- {place}"), "**Steps**", "1. What to do."];
        assert_eq!(known.description, parts.join("\n\n"));
        let unknown = draft(String::new(), &finding, None);
        assert!(unknown.title.ends_with(&finding.rule), "{}", unknown.title);
        assert!(unknown.description.contains(&place), "{}", unknown.description);
    }
}
