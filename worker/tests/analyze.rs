//! Repositories through the worker: from submission to findings, tasks and search.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::time::Duration;

use config::Settings;
use futures::StreamExt;
use git2::{Repository, Signature};
use services::repositories::{Submission, Submitted};
use services::{PageRequest, Services, analyses, assembly, jobs, repositories, search, tasks, views};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use types::{AnalysisState, JobState};
use uuid::Uuid;

/// What no wait in these tests may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// An installation in a temporary folder, without a model, and a worker where one was started.
struct Installation {
    settings: Settings,
    services: Services,
    team: Uuid,
    stop: CancellationToken,
    worker: Option<JoinHandle<()>>,
    /// The last to go: the search index writes to it when it is dropped.
    folder: TempDir,
}

impl Installation {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let mut settings = Settings::in_dir(data);
        settings.embedding.enabled = false;
        let services = assembly::open(&settings).await.unwrap();
        let team = assembly::admit_owner(&services, &settings).await.unwrap().team_id;
        Self { settings, services, team, stop: CancellationToken::new(), worker: None, folder }
    }

    async fn with_worker() -> Self {
        let mut installation = Self::new().await;
        installation.start_worker();
        installation
    }

    fn start_worker(&mut self) {
        let options = worker::Options::from_settings(&self.settings, true);
        let run = worker::run(self.services.clone(), options, self.stop.clone());
        self.worker = Some(tokio::spawn(run));
    }

    async fn stop(mut self) {
        self.stop.cancel();
        if let Some(worker) = self.worker.take() {
            tokio::time::timeout(PATIENCE, worker).await.unwrap().unwrap();
        }
    }

    /// A git repository with these files in one commit; none without files.
    fn repository(&self, name: &str, files: &[(&str, &str)]) -> String {
        let root = self.folder.path().join(name);
        let repository = Repository::init(&root).unwrap();
        if !files.is_empty() {
            commit(&repository, &root, files);
        }
        root.to_str().unwrap().to_owned()
    }

    async fn submit(&self, source: &str) -> Submitted {
        let submission = Submission { source: source.to_owned(), revision: None };
        repositories::submit(&self.services, self.team, submission).await.unwrap()
    }

    /// The kinds of the analysis's events, until its last.
    async fn followed(&self, analysis: Uuid) -> Vec<String> {
        let stream = analyses::follow(&self.services, self.team, analysis, None).await.unwrap();
        let kinds = stream.map(|event| event.unwrap().kind().to_owned()).collect();
        tokio::time::timeout(PATIENCE, kinds).await.unwrap()
    }

    async fn analysis(&self, id: Uuid) -> analyses::Analysis {
        analyses::show(&self.services, self.team, id).await.unwrap()
    }

    /// Waits until every job has ended, and answers their kinds and states, the newest first.
    async fn jobs_done(&self) -> Vec<(String, JobState)> {
        let waited = async {
            let mut look = tokio::time::interval(Duration::from_millis(20));
            loop {
                look.tick().await;
                let page = PageRequest::default();
                let all =
                    jobs::list(&self.services, self.team, &jobs::Wanted::default(), &page).await.unwrap();
                if all.items.iter().all(|job| job.state.is_final()) {
                    return all.items.into_iter().map(|job| (job.kind, job.state)).collect();
                }
            }
        };
        tokio::time::timeout(PATIENCE, waited).await.unwrap()
    }
}

fn commit(repository: &Repository, root: &Path, files: &[(&str, &str)]) {
    let mut index = repository.index().unwrap();
    for (path, text) in files {
        std::fs::write(root.join(path), text).unwrap();
        index.add_path(Path::new(path)).unwrap();
    }
    let tree = repository.find_tree(index.write_tree().unwrap()).unwrap();
    let author = Signature::now("A", "a@example.org").unwrap();
    let parent = repository.head().ok().map(|head| head.peel_to_commit().unwrap());
    let parents: Vec<_> = parent.iter().collect();
    repository.commit(Some("HEAD"), &author, &author, "files", &tree, &parents).unwrap();
}

const FAULTY: &str = "import hashlib\nimport sqlite3\nfrom flask import request\n\n\n\
    def find_user(db: sqlite3.Connection):\n    name = request.args.get('name')\n    \
    return db.execute(\"SELECT * FROM users WHERE name = '\" + name + \"'\").fetchone()\n\n\n\
    def password_digest(password, salt=[]):\n    return hashlib.md5(password.encode()).hexdigest()\n";

const CLEAN: &str = "def add(left, right):\n    return left + right\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_repository_goes_in_and_findings_tasks_and_search_come_out() {
    let installation = Installation::with_worker().await;
    let source = installation.repository("shop", &[("users.py", FAULTY), ("sums.py", CLEAN)]);
    let submitted = installation.submit(&source).await;
    let (services, team, analysis) = (&installation.services, installation.team, submitted.analysis.id);

    let told = installation.followed(analysis).await;
    assert_eq!(told.first().unwrap(), "analysis.queued");
    assert_eq!(told.last().unwrap(), "analysis.succeeded");
    assert!(told.iter().any(|kind| kind == "analysis.started"), "{told:?}");

    let ended = installation.analysis(analysis).await;
    assert_eq!(ended.state, AnalysisState::Succeeded);
    assert_eq!(ended.counts.unwrap().files, 2);
    let report = analyses::report(services, team, analysis).await.unwrap().parse().unwrap();
    assert_eq!(report.repository.name, "shop");
    let (filter, page) = (analyses::FindingFilter::default(), PageRequest::default());
    let findings = analyses::findings(services, team, analysis, &filter, &page).await.unwrap();
    assert_eq!(findings.items.len(), report.findings.len());
    assert!(findings.items.iter().any(|view| view.finding.path == "users.py"), "{findings:?}");
    let file = views::file(services, team, analysis, "users.py").await.unwrap();
    assert_eq!((file.text.as_str(), file.findings.len()), (FAULTY, findings.items.len()));
    let rules = views::rules(services, team, analysis).await.unwrap();
    assert!(rules.iter().any(|rule| rule.id == file.findings[0].finding.rule), "{rules:?}");
    let open = tasks::list(services, team, &tasks::TaskFilter::default(), &page).await.unwrap();
    assert!(!open.items.is_empty());

    let done = installation.jobs_done().await;
    assert_eq!(done[0], ("embed_repository".to_owned(), JobState::Succeeded));
    let question = search::Question { text: "find a user by name".to_owned(), ..search::Question::default() };
    let answer = search::search(services, team, question).await.unwrap();
    assert_eq!(answer.hits[0].path, "users.py");
    assert!(!answer.semantic);

    // The cause goes: what it led to is closed.
    let root = Path::new(&source);
    commit(&Repository::open(root).unwrap(), root, &[("users.py", CLEAN)]);
    let again = installation.submit(&source).await;
    assert!(!again.existing);
    installation.followed(again.analysis.id).await;
    let counts = installation.analysis(again.analysis.id).await.counts.unwrap();
    assert!(counts.findings.fixed > 0 && counts.tasks.closed > 0, "{counts:?}");
    installation.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repository_that_cannot_be_analysed_says_why() {
    let installation = Installation::with_worker().await;
    for (name, files, code) in [
        ("empty", &[][..], "empty_repository"),
        ("prose", &[("README", "Nothing to see.\n")][..], "no_supported_language"),
    ] {
        let source = installation.repository(name, files);
        let submitted = installation.submit(&source).await;
        let told = installation.followed(submitted.analysis.id).await;
        assert_eq!(told.last().unwrap(), "analysis.failed", "{name}: {told:?}");
        let ended = installation.analysis(submitted.analysis.id).await;
        assert_eq!(ended.state, AnalysisState::Failed);
        assert_eq!(ended.error.unwrap().code, code);
    }
    let done = installation.jobs_done().await;
    assert!(done.iter().all(|(_, state)| *state == JobState::Failed), "{done:?}");
    installation.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_is_cancelled_while_it_waits_ends_its_analysis() {
    let mut installation = Installation::new().await;
    let source = installation.repository("shop", &[("sums.py", CLEAN)]);
    let submitted = installation.submit(&source).await;
    let (team, analysis) = (installation.team, submitted.analysis.id);
    let job = jobs::cancel(&installation.services, team, submitted.analysis.job_id).await.unwrap();
    assert_eq!(job.state, JobState::Cancelled);
    assert_eq!(installation.analysis(analysis).await.state, AnalysisState::Cancelled);
    assert_eq!(installation.followed(analysis).await, ["analysis.queued", "analysis.cancelled"]);

    // A person thinks better of it. The events of the first run end nothing.
    jobs::retry(&installation.services, team, job.id).await.unwrap();
    installation.start_worker();
    let told = installation.followed(analysis).await;
    assert_eq!(told.last().unwrap(), "analysis.succeeded");
    assert_eq!(installation.analysis(analysis).await.state, AnalysisState::Succeeded);
    installation.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_listens_hears_of_an_analysis_that_ended_without_its_handler() {
    let mut installation = Installation::new().await;
    let source = installation.repository("shop", &[("sums.py", CLEAN)]);
    let submitted = installation.submit(&source).await;
    let (services, analysis) = (&installation.services, submitted.analysis.id);
    // Past the service, which would end the analysis by itself.
    services.queue().cancel(Some(installation.team), submitted.analysis.job_id).await.unwrap();
    let listening = analyses::follow(services, installation.team, analysis, None).await.unwrap();
    installation.start_worker();
    let kinds = listening.map(|event| event.unwrap().kind().to_owned()).collect();
    let kinds: Vec<String> = tokio::time::timeout(PATIENCE, kinds).await.unwrap();
    assert_eq!(kinds, ["analysis.queued", "analysis.cancelled"]);
    assert_eq!(installation.analysis(analysis).await.state, AnalysisState::Cancelled);
    installation.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repository_that_is_deleted_takes_everything_with_it() {
    let installation = Installation::with_worker().await;
    let source = installation.repository("shop", &[("users.py", FAULTY)]);
    let submitted = installation.submit(&source).await;
    installation.followed(submitted.analysis.id).await;
    installation.jobs_done().await;
    let (services, team, id) = (&installation.services, installation.team, submitted.repository.id);
    assert!(services.facts_dir(id).exists());
    repositories::delete(services, team, id).await.unwrap();
    assert!(!services.facts_dir(id).exists());
    let question = search::Question { text: "password".to_owned(), ..search::Question::default() };
    assert!(search::search(services, team, question).await.unwrap().hits.is_empty());
    let gone = analyses::show(services, team, submitted.analysis.id).await;
    assert!(matches!(gone, Err(services::Error::NotFound { .. })));
    installation.stop().await;
}
