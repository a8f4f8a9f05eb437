//! The API as clients see it, over real services on SQLite. What a worker would write is written by a job of the
//! tests' own, so that nothing is fetched or parsed.

mod analyses;
mod browsers;
mod manners;
mod repositories;
mod streams;
mod views;
mod work;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use config::Settings;
use poem::endpoint::BoxEndpoint;
use poem::http::Method;
use poem::{Endpoint, EndpointExt, Request, Response};
use queue::{Handle, JobError, JobRun, Registry, Worker, WorkerOptions};
use serde_json::{Value, json};
use services::work::{AnalyzeRepository, EmbedRepository};
use services::{Services, analyses as analysis_service, assembly, recording};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use types::{Progress, Report};

/// A service on a database of its own.
struct TestApp {
    app: BoxEndpoint<'static, Response>,
    services: Services,
    settings: Settings,
    token: String,
    stop: CancellationToken,
    _folder: TempDir,
}

/// A reply that has been read.
struct Reply {
    status: u16,
    body: Value,
    head: Response,
}

impl TestApp {
    async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::in_dir(folder.path());
        settings.embedding.enabled = false;
        change(&mut settings);
        let services = assembly::open(&settings).await.unwrap();
        let token = assembly::admit_owner(&services, &settings).await.unwrap().token.unwrap();
        let stop = CancellationToken::new();
        let app = crate::app(services.clone(), &settings, stop.clone()).boxed();
        Self { app, services, settings, token, stop, _folder: folder }
    }

    /// Sends a request as it is.
    async fn send(&self, request: Request) -> Reply {
        let mut head = self.app.get_response(request).await;
        let status = head.status().as_u16();
        let bytes = head.take_body().into_vec().await.unwrap();
        let body = serde_json::from_slice(&bytes).unwrap_or_else(|_| {
            if bytes.is_empty() { Value::Null } else { String::from_utf8_lossy(&bytes).into() }
        });
        Reply { status, body, head }
    }

    fn request(&self, method: Method, path: &str) -> poem::RequestBuilder {
        Request::builder()
            .method(method)
            .uri_str(path)
            .header("authorization", format!("Bearer {}", self.token))
    }

    async fn get(&self, path: &str) -> Reply {
        self.send(self.request(Method::GET, path).finish()).await
    }

    /// `GET` that must be answered well.
    async fn got(&self, path: &str) -> Value {
        let reply = self.get(path).await;
        assert_eq!(reply.status, 200, "GET {path}: {}", reply.body);
        reply.body
    }

    async fn with_body(&self, method: Method, path: &str, body: &Value) -> Reply {
        let request = self.request(method, path).content_type("application/json").body(body.to_string());
        self.send(request).await
    }

    async fn post(&self, path: &str, body: &Value) -> Reply {
        self.with_body(Method::POST, path, body).await
    }

    async fn delete(&self, path: &str) -> Reply {
        self.send(self.request(Method::DELETE, path).finish()).await
    }

    /// Submits a repository; gives the answer's body.
    async fn submit(&self, source: &str) -> Value {
        let reply = self.post("/api/repositories", &json!({ "source": source })).await;
        assert_eq!(reply.status, 202, "{}", reply.body);
        reply.body
    }

    /// Submits a repository and has the report written down as what came of it; gives the analysis' id.
    async fn analysed(&self, source: &str, report: Report) -> String {
        let submitted = self.submit(source).await;
        let worker = self.worker(Outcome::Report(Box::new(report)));
        let id = text(&submitted["analysis"]["id"]);
        self.events(&format!("/api/analyses/{id}/events"), None).await;
        worker.end().await;
        id
    }

    /// Starts a worker that ends every analysis the same way.
    fn worker(&self, outcome: Outcome) -> TestWorker {
        let registry = Registry::new(Pretender { services: self.services.clone(), outcome })
            .with::<AnalyzeRepository>()
            .with::<EmbedRepository>();
        let options = WorkerOptions { tick: Duration::from_millis(50), ..WorkerOptions::default() };
        let worker = Worker::new(self.services.queue().clone(), registry, options);
        let stop = CancellationToken::new();
        let running = tokio::spawn(worker.run(stop.clone()));
        TestWorker { stop, running }
    }

    /// The frames of an event stream, up to its end.
    async fn events(&self, path: &str, after: Option<&str>) -> Vec<Frame> {
        let mut request = self.request(Method::GET, path);
        if let Some(after) = after {
            request = request.header("last-event-id", after);
        }
        let reply = self.app.get_response(request.finish()).await;
        assert_eq!(reply.status().as_u16(), 200);
        assert_eq!(reply.content_type(), Some("text/event-stream"));
        let text = reply.into_body().into_string().await.unwrap();
        text.split("\n\n").filter_map(Frame::read).collect()
    }
}

/// One event as a client reads it.
#[derive(Debug, Clone, PartialEq)]
struct Frame {
    id: String,
    kind: String,
    data: Value,
}

impl Frame {
    fn read(block: &str) -> Option<Self> {
        let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name));
        Some(Self {
            id: field("id: ").unwrap_or_default().to_owned(),
            kind: field("event: ")?.to_owned(),
            data: serde_json::from_str(field("data: ")?).unwrap(),
        })
    }
}

/// A worker that runs until it is told to end.
struct TestWorker {
    stop: CancellationToken,
    running: tokio::task::JoinHandle<()>,
}

impl TestWorker {
    async fn end(self) {
        self.stop.cancel();
        self.running.await.unwrap();
    }
}

/// How an analysis ends.
enum Outcome {
    Report(Box<Report>),
    Failure(&'static str, &'static str),
}

/// Does an analysis without looking at anything.
struct Pretender {
    services: Services,
    outcome: Outcome,
}

impl Handle<AnalyzeRepository> for Pretender {
    async fn run(&self, job: &AnalyzeRepository, run: &JobRun) -> Result<(), JobError> {
        let failed = |error: services::Error| JobError::give_up(error);
        if analysis_service::running::start(&self.services, job).await.map_err(failed)?.is_none() {
            return Ok(());
        }
        for done in 1..=2 {
            let progress = Progress { stage: "parse".to_owned(), done, total: 2, ..Progress::default() };
            analysis_service::running::progress(&self.services, job, &progress).await.map_err(failed)?;
        }
        match &self.outcome {
            Outcome::Report(report) => {
                let texts = report.files.iter().map(|file| (file.blob.clone(), text_of(&file.path)));
                let contents: BTreeMap<String, Vec<u8>> = texts.collect();
                let report = (**report).clone();
                recording::record(&self.services, run, job, report, Vec::new(), Arc::new(contents))
                    .await
                    .map_err(failed)?;
                Ok(())
            }
            Outcome::Failure(code, message) => {
                let ended = analysis_service::running::fail(&self.services, run, job, code, message).await;
                ended.map_err(failed)?;
                Err(JobError::give_up(message))
            }
        }
    }
}

impl Handle<EmbedRepository> for Pretender {
    async fn run(&self, _: &EmbedRepository, _: &JobRun) -> Result<(), JobError> {
        Ok(())
    }
}

/// What stands in a file.
fn text_of(path: &str) -> Vec<u8> {
    format!("# This is {path}.\nprint('<script>')\n").into_bytes()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// A report with these findings, a task for each, and an insight.
fn report(findings: &[(&str, &str)]) -> Report {
    let finding = |(name, severity): &(&str, &str)| {
        json!({
            "rule": format!("security/{name}"), "category": "security", "path": format!("src/{name}.py"),
            "start_line": 3, "end_line": 4, "severity": severity, "cwe": null, "message": format!("mend {name}"),
            "effort_minutes": 10, "fingerprint": name, "symbol": null, "in_test": false
        })
    };
    let task = |(name, _): &(&str, &str)| {
        json!({
            "key": name, "title": format!("Mend {name}"), "description": "Because.", "path": format!("src/{name}.py"),
            "start_line": 3, "end_line": 4, "impact": 0.5, "urgency": 0.5, "dependencies": 0.0,
            "effort_minutes": 10, "score": 0.5, "priority": "P1", "quadrant": "plan", "findings": [name]
        })
    };
    serde_json::from_value(json!({
        "schema_version": 1,
        "repository": {"name": "tested", "url": null, "commit": "c0ffee", "branch": "main"},
        "totals": {"files": 1, "lines": 9, "code": 9, "comments": 0, "blanks": 0, "functions": 1},
        "languages": [], "stack": [], "functions": [],
        "quality": {"score": 80.0, "maintainability": "A", "reliability": "B", "security": "C",
                    "debt_minutes": 30, "debt_ratio": 0.01},
        "findings": findings.iter().map(finding).collect::<Vec<_>>(), "suppressed": [],
        "duplication": {"duplicated_lines": 0, "ratio": 0.0, "clones": [], "clones_left_out": 0},
        "dependencies": {"edges": [], "cycles": [], "packages": [], "external": []},
        "history": null, "hotspots": [],
        "insights": [{"key": "k", "kind": "security-flow", "severity": "high", "title": "t", "detail": "d",
                      "advice": "a", "usefulness": 0.5, "evidence": [{"path": "src/a.py", "fact": "x"}]}],
        "tasks": findings.iter().map(task).collect::<Vec<_>>(), "skipped": [], "timings_ms": {}
    }))
    .unwrap()
}
