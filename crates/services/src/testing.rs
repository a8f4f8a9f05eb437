//! Services over a fresh database, for tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use events::EventLog;
use models::testing::TestDb;
use queue::{MemoryTransport, Queue};
use tempfile::TempDir;
use types::{
    Category, Chunk, ChunkKind, Clock, Dependencies, Duplication, Finding, Function, Language, Priority,
    Quadrant, Quality, Rating, Report, RepositoryInfo, Severity, SourceFile, SystemClock, TaskDraft, Totals,
};
use uuid::Uuid;

use crate::analyses::Counts;
use crate::repositories::{Submission, submit};
use crate::work::AnalyzeRepository;
use crate::{Services, recording};

/// Services with one team; everything goes when it is dropped.
pub(crate) struct TestServices {
    pub(crate) services: Services,
    pub(crate) team_id: Uuid,
    _folder: TempDir,
    _db: TestDb,
}

impl TestServices {
    /// Without vectors and model.
    pub(crate) async fn start() -> Self {
        Self::start_with(|builder, _| builder).await
    }

    /// Without a team.
    pub(crate) async fn start_empty() -> Self {
        Self::build(|builder, _| builder).await
    }

    /// With more than that; the path is a folder for files.
    pub(crate) async fn start_with(
        more: impl FnOnce(crate::Builder, &std::path::Path) -> crate::Builder,
    ) -> Self {
        let mut test = Self::build(more).await;
        test.team_id = crate::bootstrap::ensure_owner(&test.services, None, true).await.unwrap().team_id;
        test
    }

    async fn build(more: impl FnOnce(crate::Builder, &std::path::Path) -> crate::Builder) -> Self {
        let db = TestDb::migrated().await;
        let folder = tempfile::tempdir().unwrap();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let queue = Queue::new(db.db.clone(), Arc::new(MemoryTransport::default()), clock.clone());
        let log = EventLog::new(db.db.clone(), clock);
        let settings = config::Settings::in_dir(folder.path());
        let builder = Services::builder(db.db.clone(), queue, log).settings(settings);
        let services = more(builder, folder.path()).build();
        Self { services, team_id: Uuid::nil(), _folder: folder, _db: db }
    }

    pub(crate) async fn another_team(&self) -> Uuid {
        let id = self.services.clock.new_id();
        let team = models::teams::Model {
            id,
            name: "Other".to_owned(),
            created_at: self.services.now(),
            index_epoch: 0,
        };
        models::teams::insert(&self.services.db, team).await.unwrap();
        id
    }

    /// Submits a repository and answers the job that will analyse it.
    pub(crate) async fn submitted(&self, source: &str) -> AnalyzeRepository {
        let submission = Submission { source: source.to_owned(), revision: None };
        let submitted = submit(&self.services, self.team_id, submission).await.unwrap();
        assert!(!submitted.existing, "the analysis before has ended");
        AnalyzeRepository {
            team_id: self.team_id,
            repository_id: submitted.repository.id,
            analysis_id: submitted.analysis.id,
        }
    }

    /// An analysis of the test repository from submission to success.
    pub(crate) async fn analysed(&self, report: Report, chunks: Vec<Chunk>) -> (AnalyzeRepository, Counts) {
        let job = self.submitted("https://example.org/tested").await;
        let counts = self.recorded(&job, report, chunks).await;
        (job, counts)
    }

    /// An analysis of the test repository that read files with these texts, by their blobs.
    pub(crate) async fn analysed_files(&self, report: Report, texts: &[(&str, &str)]) -> AnalyzeRepository {
        let job = self.submitted("https://example.org/tested").await;
        let bytes = |(blob, text): &(&str, &str)| ((*blob).to_owned(), text.as_bytes().to_vec());
        self.recorded_with(&job, report, Vec::new(), texts.iter().map(bytes).collect()).await;
        job
    }

    /// Records results without a worker's lease.
    pub(crate) async fn recorded(
        &self,
        job: &AnalyzeRepository,
        report: Report,
        chunks: Vec<Chunk>,
    ) -> Counts {
        self.recorded_with(job, report, chunks, BTreeMap::new()).await
    }

    /// The same with what stands in the files.
    pub(crate) async fn recorded_with(
        &self,
        job: &AnalyzeRepository,
        report: Report,
        chunks: Vec<Chunk>,
        contents: BTreeMap<String, Vec<u8>>,
    ) -> Counts {
        let learnt = recording::Learnt::pack(report, chunks, Arc::new(contents)).await.unwrap();
        recording::keep_contents(&self.services, job, &learnt).await.unwrap();
        let compared = recording::compare(&self.services, job, &learnt).await.unwrap();
        let transaction = models::begin_write(&self.services.db).await.unwrap();
        let written = recording::write(&self.services, &transaction, job, &learnt, compared);
        let written = written.await.unwrap().expect("nothing else was written down meanwhile");
        transaction.commit().await.unwrap();
        written.unpublished.publish();
        written.counts
    }
}

/// A report with one finding and one task for each name.
pub(crate) fn report(names: &[&str]) -> Report {
    Report {
        schema_version: types::SCHEMA_VERSION,
        repository: RepositoryInfo {
            name: "tested".to_owned(),
            url: None,
            commit: Some("c0ffee".to_owned()),
            branch: Some("main".to_owned()),
        },
        totals: Totals::default(),
        languages: Vec::new(),
        stack: Vec::new(),
        quality: Quality {
            score: 80.0,
            maintainability: Rating::A,
            reliability: Rating::B,
            security: Rating::C,
            debt_minutes: 30,
            debt_ratio: 0.01,
        },
        files: Vec::new(),
        functions: Vec::new(),
        rules: Vec::new(),
        findings: names.iter().map(|name| finding(name)).collect(),
        suppressed: Vec::new(),
        duplication: Duplication::default(),
        dependencies: Dependencies::default(),
        history: None,
        hotspots: Vec::new(),
        insights: Vec::new(),
        tasks: names.iter().map(|name| task(name)).collect(),
        skipped: Vec::new(),
        timings_ms: BTreeMap::new(),
    }
}

pub(crate) fn finding(name: &str) -> Finding {
    Finding {
        rule: "reliability/tested".to_owned(),
        category: Category::Reliability,
        path: format!("src/{name}.rs"),
        start_line: 1,
        end_line: 2,
        severity: Severity::High,
        cwe: Some("CWE-1".to_owned()),
        message: format!("mend {name}"),
        effort_minutes: 10,
        fingerprint: name.to_owned(),
        symbol: None,
        in_test: false,
        suppression: None,
    }
}

/// A file with nothing in it.
pub(crate) fn source_file(path: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        language: None,
        lines: 0,
        code: 0,
        complexity: 0,
        heat: 0.0,
        blob: format!("blob of {path}"),
    }
}

/// A function with the smallest measures.
pub(crate) fn function(path: &str, name: &str) -> Function {
    Function {
        path: path.to_owned(),
        name: name.to_owned(),
        start_line: 1,
        end_line: 2,
        cyclomatic: 1,
        cognitive: 0,
        parameters: 0,
        nesting: 0,
        halstead_volume: 1.0,
        maintainability_index: 100.0,
        code_lines: 2,
        in_test: false,
    }
}

pub(crate) fn task(name: &str) -> TaskDraft {
    TaskDraft {
        key: name.to_owned(),
        title: format!("Mend {name}"),
        description: "Because.".to_owned(),
        path: Some(format!("src/{name}.rs")),
        start_line: Some(1),
        end_line: Some(2),
        impact: 0.5,
        urgency: 0.5,
        dependencies: 0.5,
        effort_minutes: 10,
        score: 0.5,
        priority: Priority::P1,
        quadrant: Quadrant::Plan,
        findings: vec![name.to_owned()],
    }
}

/// A chunk whose content is known by `hash`.
pub(crate) fn chunk(path: &str, hash: &str, start_line: u32) -> Chunk {
    Chunk {
        path: path.to_owned(),
        language: Language::new("rust"),
        kind: ChunkKind::Function,
        symbol: Some(format!("{hash}_function")),
        start_line,
        end_line: start_line + 4,
        text: format!("fn {hash}_function() {{ let answer = 42; }}"),
        content_hash: hash.to_owned(),
    }
}
