//! The whole service as a process of its own, on a fresh data directory and a free port.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Arc;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::command::{Output, bare, run};
use crate::servers::{self, Process};
use crate::stream::{EventStream, Told};
use crate::{PATIENCE, eventually};

/// A running service. It is killed, and its data directory removed, when the value goes.
pub struct App {
    builder: AppBuilder,
    child: Child,
    address: String,
    token: String,
    agent: ureq::Agent,
}

/// How to start a service.
#[derive(Clone)]
pub struct AppBuilder {
    folder: Arc<TempDir>,
    data: PathBuf,
    environment: Vec<(String, String)>,
    /// `up` for everything, `api` for the API alone.
    parts: &'static str,
}

impl Default for AppBuilder {
    /// On the servers of this run of the tests, with a database of its own, or with nothing beside it where there are
    /// none.
    fn default() -> Self {
        Self { environment: servers::own_environment(), ..Self::embedded() }
    }
}

impl AppBuilder {
    /// With nothing beside it, whatever servers there are.
    pub fn embedded() -> Self {
        let folder = TempDir::with_prefix("devmentor-").expect("a folder");
        Self {
            data: folder.path().join("data"),
            folder: Arc::new(folder),
            environment: Vec::new(),
            parts: "up",
        }
    }

    /// A service on a data directory of one's own, with nothing beside it.
    pub fn on(data: &Path) -> Self {
        Self { data: data.to_owned(), ..Self::embedded() }
    }

    /// Sets a variable of its environment.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The API alone, or everything again: `api` or `up`.
    #[must_use]
    pub fn running(mut self, parts: &'static str) -> Self {
        self.parts = parts;
        self
    }

    /// Another process on the same servers, as on another machine: with a data directory of its own.
    #[must_use]
    pub fn elsewhere(&self) -> Self {
        let Self { environment, parts, .. } = self.clone();
        Self { environment, parts, ..Self::default() }
    }

    /// Its data directory.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Its log file.
    pub fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// Runs a command in its environment, whether it runs or not.
    pub fn command(&self, arguments: &[&str]) -> Output {
        run(self.program().args(arguments))
    }

    /// Starts a worker in its environment, and gives its process.
    pub fn start_worker(&self, arguments: &[&str]) -> Process {
        let log = self.open_log();
        let mut program = self.program();
        program.arg("worker").args(arguments).stdin(Stdio::null());
        Process::spawn(program.stdout(log.try_clone().expect("a log file")).stderr(log))
    }

    fn open_log(&self) -> File {
        File::options().create(true).append(true).open(self.log()).expect("a log file")
    }

    fn program(&self) -> std::process::Command {
        let mut command = bare();
        command.env("DEVMENTOR_DATA_DIR", self.data());
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Starts it, and waits until it answers.
    pub fn start(self) -> App {
        let log = self.open_log();
        let mut child = self
            .program()
            .args([self.parts, "--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log file"))
            .stderr(log)
            .spawn()
            .expect("the service starts");
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build()
            .new_agent();
        let (address, token) = eventually("the service to answer", || {
            if let Some(status) = child.try_wait().expect("a child") {
                let log = std::fs::read_to_string(self.log()).unwrap_or_default();
                panic!("the service ended at once ({status}):\n{log}");
            }
            let runtime: Value =
                serde_json::from_slice(&std::fs::read(self.data().join("runtime.json")).ok()?).ok()?;
            if runtime["pid"].as_u64() != Some(u64::from(child.id())) {
                return None;
            }
            let address = runtime["url"].as_str()?.to_owned();
            agent.get(format!("{address}/health")).call().ok().filter(|reply| reply.status() == 200)?;
            let token = std::fs::read_to_string(self.data().join("owner.token")).unwrap_or_default();
            Some((address, token.trim().to_owned()))
        });
        App { builder: self, child, address, token, agent }
    }
}

impl App {
    /// A service with nothing special about it.
    pub fn start() -> Self {
        AppBuilder::default().start()
    }

    /// How it was started.
    pub fn builder(&self) -> &AppBuilder {
        &self.builder
    }

    /// Its address: `http://127.0.0.1:port`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The owner's token; empty where it was made on another machine.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Its process's id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The bare client, for requests out of the ordinary.
    pub fn agent(&self) -> &ureq::Agent {
        &self.agent
    }

    /// Kills it without a word (SIGKILL).
    pub fn kill(mut self) -> AppBuilder {
        self.child.kill().expect("a process to kill");
        self.child.wait().expect("a dead process");
        self.builder.clone()
    }

    /// Asks it to stop (SIGTERM) and gives its exit code.
    pub fn stop(mut self) -> (Option<i32>, AppBuilder) {
        let pid = self.child.id().to_string();
        std::process::Command::new("kill").arg(pid).status().expect("kill");
        let status = eventually("the service to stop", || self.child.try_wait().expect("a child"));
        (status.code(), self.builder.clone())
    }

    /// Runs a client command against it.
    pub fn command(&self, arguments: &[&str]) -> Output {
        self.builder.command(arguments)
    }

    /// The same service with another token.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        token.clone_into(&mut self.token);
        self
    }

    /// `GET`: status and body (`null` where there is none).
    pub fn get(&self, path: &str) -> (u16, Value) {
        let request = self.agent.get(format!("{}{path}", self.address));
        answer(request.header("authorization", format!("Bearer {}", self.token)).call())
    }

    /// `GET` that must answer 200.
    pub fn got(&self, path: &str) -> Value {
        let (status, body) = self.get(path);
        assert_eq!(status, 200, "GET {path}: {body}");
        body
    }

    /// `POST` with a JSON body.
    pub fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let request = self.agent.post(format!("{}{path}", self.address));
        answer(request.header("authorization", format!("Bearer {}", self.token)).send_json(body))
    }

    /// `PATCH` with a JSON body.
    pub fn patch(&self, path: &str, body: &Value) -> (u16, Value) {
        let request = self.agent.patch(format!("{}{path}", self.address));
        answer(request.header("authorization", format!("Bearer {}", self.token)).send_json(body))
    }

    /// `DELETE`: status and body.
    pub fn delete(&self, path: &str) -> (u16, Value) {
        let request = self.agent.delete(format!("{}{path}", self.address));
        answer(request.header("authorization", format!("Bearer {}", self.token)).call())
    }

    /// Submits a repository; gives the answer's body.
    pub fn submit(&self, source: &str) -> Value {
        let (status, body) = self.post("/api/repositories", &json!({ "source": source }));
        assert_eq!(status, 202, "{body}");
        body
    }

    /// Submits a repository and waits for its analysis to end well; gives the analysis.
    pub fn analyse(&self, source: &str) -> Value {
        let submitted = self.submit(source);
        let analysis = self.wait_for_analysis(id(&submitted["analysis"]));
        assert_eq!(analysis["state"], "succeeded", "{analysis}");
        analysis
    }

    /// Waits for an analysis to end, well or not.
    pub fn wait_for_analysis(&self, id: &str) -> Value {
        eventually("the analysis to end", || {
            let analysis = self.got(&format!("/api/analyses/{id}"));
            let state = analysis["state"].as_str().unwrap_or_default();
            matches!(state, "succeeded" | "failed" | "cancelled").then_some(analysis)
        })
    }

    /// Waits until no job is queued or running; gives them all.
    pub fn run_pending_jobs(&self) -> Vec<Value> {
        eventually("the jobs to end", || {
            let jobs = self.items("/api/jobs?limit=100");
            jobs.iter()
                .all(|job| !matches!(job["state"].as_str(), Some("queued" | "running")))
                .then_some(jobs)
        })
    }

    /// All items of a list, page after page.
    pub fn items(&self, path: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut cursor = String::new();
        loop {
            let joint = if path.contains('?') { '&' } else { '?' };
            let page = self.got(&if cursor.is_empty() {
                path.to_owned()
            } else {
                format!("{path}{joint}cursor={cursor}")
            });
            items.extend(page["items"].as_array().expect("items").iter().cloned());
            match page["next_cursor"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => return items,
            }
        }
    }

    /// Follows an analysis, from after the event with the id given.
    pub fn follow(&self, analysis: &str, after: Option<&str>) -> EventStream {
        EventStream::open(self, analysis, after)
    }

    /// The events of an analysis up to `done`, read as a stream.
    pub fn events(&self, analysis: &str, after: Option<&str>) -> Vec<Told> {
        let mut events = Vec::new();
        for event in self.follow(analysis, after) {
            let ended = event.1 == "done";
            events.push(event);
            if ended {
                break;
            }
        }
        events
    }
}

impl Drop for App {
    fn drop(&mut self) {
        // A panic of the test has its own message; the log says what the service thought.
        if std::thread::panicking() {
            eprintln!("{}", std::fs::read_to_string(self.builder.log()).unwrap_or_default());
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The `id` of an object.
pub fn id(object: &Value) -> &str {
    object["id"].as_str().unwrap_or_else(|| panic!("no id in {object}"))
}

fn answer(reply: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> (u16, Value) {
    let mut reply = reply.expect("an answer");
    let status = reply.status().as_u16();
    let text = reply.body_mut().with_config().limit(1 << 30).read_to_string().expect("a body");
    let body = if text.is_empty() {
        Value::Null
    } else {
        serde_json::from_str(&text).unwrap_or(Value::String(text))
    };
    (status, body)
}
