//! Submitting a repository: write down what is wanted, and answer at once.

use models::{analyses as analysis_rows, repositories as rows};
use queue::EnqueueOptions;
use sea_orm::DatabaseTransaction;
use serde::Serialize;
use serde_json::json;
use types::{AnalysisState, Channel, NewEvent};
use uuid::Uuid;

use super::{Repository, SourceKind, address};
use crate::analyses::Analysis;
use crate::work::AnalyzeRepository;
use crate::{Error, Result, Services};

/// What is to be analysed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// An https address, or a path on the service's disk where that is allowed.
    pub source: String,
    /// A branch, tag or commit; none means the default branch.
    pub revision: Option<String>,
}

/// What became of a submission.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Submitted {
    /// The repository, new or known.
    pub repository: Repository,
    /// The analysis that will answer.
    pub analysis: Analysis,
    /// Whether that analysis stood in the queue before: somebody submitted the same a moment ago.
    pub existing: bool,
}

/// What somebody may be about to submit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The last part of its address.
    pub name: String,
    /// How it is reached.
    pub kind: SourceKind,
    /// The repository of this address that the team has already.
    pub known: Option<Uuid>,
}

/// Looks at an address as it is typed. The disk is looked at for paths, the network never: whether a repository is there
/// is found out by its analysis.
pub async fn check(services: &Services, team_id: Uuid, typed: String) -> Result<Checked> {
    let local_paths = services.settings.local_paths;
    let address = tokio::task::spawn_blocking(move || address::parse(&typed, local_paths))
        .await
        .map_err(Error::internal)??;
    let known = rows::find_by_source(&services.db, team_id, &address.source).await?;
    Ok(Checked { name: address.name, kind: address.kind, known: known.map(|row| row.id) })
}

/// Submits a repository for analysis. Where an analysis of the same revision has not ended yet, that one is
/// answered. Takes a few milliseconds, however large the repository: nothing of it is read here.
pub async fn submit(services: &Services, team_id: Uuid, submission: Submission) -> Result<Submitted> {
    let local_paths = services.settings.local_paths;
    let typed = submission.source;
    let address = tokio::task::spawn_blocking(move || address::parse(&typed, local_paths))
        .await
        .map_err(Error::internal)??;
    let revision = submission.revision.map(checked_revision).transpose()?;
    let now = services.now();

    let transaction = models::begin_write(&services.db).await?;
    let row = rows::Model {
        id: services.clock.new_id(),
        team_id,
        name: address.name,
        source: address.source,
        source_kind: address.kind.as_str().to_owned(),
        default_branch: None,
        latest_analysis_id: None,
        created_at: now,
        updated_at: now,
    };
    // The row stays locked from here on, so nobody else adds an analysis of this repository in between.
    let repository = rows::upsert(&transaction, row).await?;
    let latest = match repository.latest_analysis_id {
        Some(latest) => analysis_rows::find(&transaction, team_id, latest).await?,
        None => None,
    };
    let active =
        analysis_rows::find_active(&transaction, team_id, repository.id, revision.as_deref()).await?;
    if let Some(active) = active
        && is_under_way(services, &transaction, &active).await?
    {
        transaction.commit().await?;
        return Ok(Submitted {
            repository: Repository::of(repository, latest)?,
            analysis: active.try_into()?,
            existing: true,
        });
    }

    let analysis_id = services.clock.new_id();
    let job = AnalyzeRepository { team_id, repository_id: repository.id, analysis_id };
    let enqueued = services.queue.enqueue(&transaction, team_id, &job, EnqueueOptions::default()).await?;
    let analysis = analysis_rows::Model {
        id: analysis_id,
        team_id,
        repository_id: repository.id,
        job_id: enqueued.id,
        revision,
        branch: None,
        commit_sha: None,
        state: AnalysisState::Queued.as_str().to_owned(),
        error_code: None,
        error_message: None,
        score: None,
        maintainability: None,
        reliability: None,
        security: None,
        debt_minutes: None,
        counts: None,
        progress: None,
        created_at: now,
        started_at: None,
        finished_at: None,
    };
    analysis_rows::insert(&transaction, analysis.clone()).await?;
    let payload =
        json!({ "analysis_id": analysis_id, "repository_id": repository.id, "job_id": enqueued.id });
    let event = NewEvent::new("analysis.queued", team_id, payload);
    let channels = [Channel::Analysis(analysis_id), Channel::Team(team_id)];
    let events = channels.map(|channel| (channel, event.clone())).to_vec();
    let unpublished = services.events.append_in(&transaction, events).await?;
    transaction.commit().await?;
    unpublished.publish();
    services.queue.ring(&enqueued).await;
    tracing::info!(
        repository.id = %repository.id, analysis.id = %analysis_id, job.id = %enqueued.id,
        "analysis {analysis_id} is queued"
    );
    Ok(Submitted {
        repository: Repository::of(repository, latest)?,
        analysis: analysis.try_into()?,
        existing: false,
    })
}

/// Whether somebody will still end an analysis that has not ended: its job waits or runs. One that was left behind is
/// ended here, or no submission of its revision would ever be analysed again.
async fn is_under_way(
    services: &Services,
    transaction: &DatabaseTransaction,
    analysis: &analysis_rows::Model,
) -> Result<bool> {
    let job = services.queue.find_in(transaction, Some(analysis.team_id), analysis.job_id).await?;
    if job.is_some_and(|job| !job.state.is_final()) {
        return Ok(true);
    }
    let error = Some(("job_lost", "the job of this analysis has ended without it"));
    let (team_id, id) = (analysis.team_id, analysis.id);
    analysis_rows::end(transaction, team_id, id, AnalysisState::Failed, error, services.now()).await?;
    Ok(false)
}

/// Refuses what git would refuse as the name of a revision, or could take for an option.
fn checked_revision(revision: String) -> Result<String> {
    let refused = |detail: &str| Err(Error::invalid("revision", detail));
    if revision.is_empty() || revision.len() > 255 {
        return refused("must have from 1 to 255 characters");
    }
    if revision.starts_with('-') {
        return refused("must not begin with '-'");
    }
    if revision.contains(|c: char| c.is_control() || " ~^:?*[\\".contains(c)) || revision.contains("..") {
        return refused("must be a branch, a tag or a commit id");
    }
    Ok(revision)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestServices;

    fn of(source: &str) -> Submission {
        Submission { source: source.to_owned(), revision: None }
    }

    #[tokio::test]
    async fn the_second_of_two_submissions_gets_the_first_ones_analysis() {
        let test = TestServices::start().await;
        let one = of("https://github.com/owner/name");
        let two = of("https://GitHub.com/owner/name.git");
        let (first, second) = tokio::join!(
            submit(&test.services, test.team_id, one.clone()),
            submit(&test.services, test.team_id, two)
        );
        let (first, second) = (first.unwrap(), second.unwrap());
        assert_eq!(first.analysis.id, second.analysis.id);
        assert_eq!(first.analysis.job_id, second.analysis.job_id);
        assert_ne!(first.existing, second.existing);

        let branch = Submission { revision: Some("next".to_owned()), ..one };
        let third = submit(&test.services, test.team_id, branch).await.unwrap();
        assert_eq!(third.repository.id, first.repository.id);
        assert_ne!(third.analysis.id, first.analysis.id);

        let jobs = services_jobs(&test).await;
        assert_eq!(jobs, 2);
    }

    #[tokio::test]
    async fn teams_do_not_share_repositories() {
        let test = TestServices::start().await;
        let other = test.another_team().await;
        let mine = submit(&test.services, test.team_id, of("https://example.org/a")).await.unwrap();
        let theirs = submit(&test.services, other, of("https://example.org/a")).await.unwrap();
        assert_ne!(mine.repository.id, theirs.repository.id);
        let error = super::super::show(&test.services, other, mine.repository.id).await.unwrap_err();
        assert!(matches!(error, Error::NotFound { what: "repository", .. }));
    }

    #[tokio::test]
    async fn nonsense_is_refused_and_leaves_nothing() {
        let test = TestServices::start().await;
        for revision in ["", "-x", "a b", "HEAD~1", "a..b", "x\n"] {
            let submission =
                Submission { revision: Some(revision.to_owned()), ..of("https://example.org/a") };
            let error = submit(&test.services, test.team_id, submission).await.unwrap_err();
            assert!(matches!(error, Error::Invalid(_)), "{revision}");
        }
        let error = submit(&test.services, test.team_id, of("ftp://example.org/a")).await.unwrap_err();
        assert!(matches!(error, Error::Address(_)));
        assert_eq!(services_jobs(&test).await, 0);
    }

    async fn services_jobs(test: &TestServices) -> usize {
        let page = test.services.queue.list(&queue::JobFilter::default(), None, 10).await.unwrap();
        page.len()
    }
}
