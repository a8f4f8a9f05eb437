//! One finding: look at it, say that it does not count, make a task of it.

mod task;

use std::collections::BTreeMap;

use models::{findings as rows, suppressions};
use sea_orm::DatabaseTransaction;
use serde_json::json;
use types::{Channel, Finding, FindingState, NewEvent, Suppression};
use uuid::Uuid;

pub use task::make_task;

use crate::{Error, Result, Services};

/// The longest reason.
const REASON_CHARS: usize = 500;

/// A finding, wherever it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingDetail {
    /// Its id.
    pub id: Uuid,
    /// Where it is.
    pub repository_id: Uuid,
    /// Where it stands.
    pub state: FindingState,
    /// The analysis that saw it first.
    pub first_seen_analysis_id: Uuid,
    /// The analysis that saw it last.
    pub last_seen_analysis_id: Uuid,
    /// The finding.
    pub finding: Finding,
}

/// One finding of a team.
pub async fn show(services: &Services, team_id: Uuid, id: Uuid) -> Result<FindingDetail> {
    let row = rows::find(&services.db, team_id, id).await?.ok_or(Error::not_found("finding", id))?;
    detail(row)
}

/// Says that a finding does not count, and why; from the next analysis on the score says so too.
pub async fn suppress(services: &Services, team_id: Uuid, id: Uuid, reason: &str) -> Result<FindingDetail> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_CHARS {
        let detail = format!("say in 1 to {REASON_CHARS} characters why it does not count");
        return Err(Error::invalid("reason", detail));
    }
    let transaction = models::begin_write(&services.db).await?;
    let row = rows::find(&transaction, team_id, id).await?.ok_or(Error::not_found("finding", id))?;
    if row.state()? == FindingState::Fixed {
        return Err(Error::Conflict("the finding is fixed: there is nothing to be left out".to_owned()));
    }
    let said = suppressions::Model {
        id: services.clock.new_id(),
        team_id,
        repository_id: row.repository_id,
        fingerprint: row.fingerprint.clone(),
        reason: reason.to_owned(),
        created_at: services.now(),
    };
    suppressions::upsert(&transaction, said).await?;
    // What the code says itself goes before; it stands in the code.
    if row.state()? == FindingState::Open || row.suppression_source.as_deref() == Some(Suppression::PERSON) {
        let suppression = Suppression { reason: reason.to_owned(), source: Suppression::PERSON.to_owned() };
        rows::set_suppression(&transaction, team_id, id, Some(&suppression)).await?;
    }
    changed(services, transaction, team_id, row.repository_id, id).await
}

/// Takes that back: the finding counts again.
pub async fn unsuppress(services: &Services, team_id: Uuid, id: Uuid) -> Result<FindingDetail> {
    let transaction = models::begin_write(&services.db).await?;
    let row = rows::find(&transaction, team_id, id).await?.ok_or(Error::not_found("finding", id))?;
    let said = suppressions::delete(&transaction, team_id, row.repository_id, &row.fingerprint).await?;
    match (row.state()?, row.suppression_source.as_deref()) {
        (FindingState::Suppressed, Some(Suppression::PERSON)) => {
            rows::set_suppression(&transaction, team_id, id, None).await?;
        }
        (FindingState::Suppressed, _) => {
            let detail =
                "the code itself suppresses it: take the comment, or the entry in .devmentor.toml, away";
            return Err(Error::Conflict(detail.to_owned()));
        }
        _ if said => {}
        _ => return Err(Error::Conflict("nobody said that it does not count".to_owned())),
    }
    changed(services, transaction, team_id, row.repository_id, id).await
}

/// The findings of a repository, by fingerprint, that a person said do not count, with the reasons.
pub async fn suppressed(
    services: &Services,
    team_id: Uuid,
    repository_id: Uuid,
) -> Result<BTreeMap<String, String>> {
    Ok(suppressions::load(&services.db, team_id, repository_id).await?.into_iter().collect())
}

/// Tells the team, and shows the finding as it stands now.
async fn changed(
    services: &Services,
    transaction: DatabaseTransaction,
    team_id: Uuid,
    repository_id: Uuid,
    id: Uuid,
) -> Result<FindingDetail> {
    let payload = json!({ "finding_id": id, "repository_id": repository_id });
    let events = vec![(Channel::Team(team_id), NewEvent::new("finding.updated", team_id, payload))];
    let unpublished = services.events.append_in(&transaction, events).await?;
    transaction.commit().await?;
    unpublished.publish();
    show(services, team_id, id).await
}

fn detail(row: rows::Model) -> Result<FindingDetail> {
    Ok(FindingDetail {
        id: row.id,
        repository_id: row.repository_id,
        state: row.state()?,
        first_seen_analysis_id: row.first_seen_analysis_id,
        last_seen_analysis_id: row.last_seen_analysis_id,
        finding: row.into_finding()?,
    })
}

#[cfg(test)]
mod tests {
    use types::TaskStatus;

    use super::*;
    use crate::PageRequest;
    use crate::analyses::{self, FindingFilter};
    use crate::testing::{TestServices, report};

    const SOURCE: &str = "https://example.org/tested";

    /// Has an analysis see a finding, and gives the finding's id.
    async fn found(test: &TestServices) -> Uuid {
        let job = test.submitted(SOURCE).await;
        test.recorded(&job, report(&["a"]), Vec::new()).await;
        let (services, team, page) = (&test.services, test.team_id, PageRequest::default());
        let all = FindingFilter::default();
        let open = analyses::findings(services, team, job.analysis_id, &all, &page).await.unwrap();
        open.items[0].id
    }

    #[tokio::test]
    async fn what_a_person_says_outlives_an_analysis_that_does_not_know_it() {
        let test = TestServices::start().await;
        let (services, team, id) = (&test.services, test.team_id, found(&test).await);
        let running = test.submitted(SOURCE).await;
        suppress(services, team, id, "checked").await.unwrap();
        test.recorded(&running, report(&["a"]), Vec::new()).await;
        let kept = show(services, team, id).await.unwrap();
        assert_eq!(kept.state, FindingState::Suppressed);
        assert_eq!(kept.finding.suppression.unwrap().reason, "checked");
        assert_eq!(suppressed(services, team, kept.repository_id).await.unwrap().len(), 1);

        unsuppress(services, team, id).await.unwrap();
        assert_eq!(show(services, team, id).await.unwrap().state, FindingState::Open);
        let twice = unsuppress(services, team, id).await;
        assert!(matches!(twice, Err(Error::Conflict(_))));
    }

    #[tokio::test]
    async fn a_task_that_went_with_its_finding_is_there_again_when_asked_for() {
        let test = TestServices::start().await;
        let (services, team, id) = (&test.services, test.team_id, found(&test).await);
        let made = make_task(services, team, id).await.unwrap();
        suppress(services, team, id, "checked").await.unwrap();
        let mut quiet = report(&["a"]);
        quiet.suppressed = std::mem::take(&mut quiet.findings);
        let job = test.submitted(SOURCE).await;
        test.recorded(&job, quiet, Vec::new()).await;
        let closed = crate::tasks::show(services, team, made.id).await.unwrap();
        assert_eq!(closed.closed_reason.as_deref(), Some("cause_gone"));
        assert_eq!(make_task(services, team, id).await.unwrap().status, TaskStatus::Done, "still not open");

        unsuppress(services, team, id).await.unwrap();
        let again = make_task(services, team, id).await.unwrap();
        assert_eq!((again.id, again.status, again.closed_reason), (made.id, TaskStatus::Created, None));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn many_that_make_a_task_of_one_finding_get_one() {
        let test = TestServices::start().await;
        let id = found(&test).await;
        let tasks = (0..8).map(|_| make_task(&test.services, test.team_id, id));
        let tasks = futures::future::try_join_all(tasks).await.unwrap();
        assert!(tasks.iter().all(|task| task.id == tasks[0].id), "{tasks:?}");
    }

    #[tokio::test]
    async fn another_teams_finding_is_not_there() {
        let test = TestServices::start().await;
        let (services, id, other) = (&test.services, found(&test).await, test.another_team().await);
        for answer in [
            show(services, other, id).await.err(),
            suppress(services, other, id, "mine").await.err(),
            unsuppress(services, other, id).await.err(),
            make_task(services, other, id).await.err(),
        ] {
            assert!(matches!(answer, Some(Error::NotFound { .. })), "{answer:?}");
        }
    }
}
