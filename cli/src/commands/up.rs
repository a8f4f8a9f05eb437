//! `devmentor up`, `api` and `worker`: the service, whole or in part.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use config::{DataDir, DataDirError, Flags, Settings, write_private};
use services::{Services, assembly, search, sessions};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::cli::Work;
use crate::client::Runtime;
use crate::exit::Failure;
use crate::terminal::{Paint, Screen};

/// Which parts run in this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts {
    api: bool,
    worker: bool,
}

impl Parts {
    /// Everything.
    pub(crate) const ALL: Self = Self { api: true, worker: true };
    /// The API alone.
    pub(crate) const API: Self = Self { api: true, worker: false };
    /// A worker alone.
    pub(crate) const WORKER: Self = Self { api: false, worker: true };
}

/// How often recorded metrics are folded, so that a process whom nobody asks does not keep every observation.
const FOLD: Duration = Duration::from_secs(5);
/// How long threads that cannot be stopped, such as one that reads a huge file, may hold up the end.
const LAST_WAIT: Duration = Duration::from_secs(2);

pub(crate) fn run(flags: Flags, parts: Parts, work: &Work, screen: &mut Screen) -> Result<ExitCode, Failure> {
    let mut settings = Settings::load(flags)?;
    if !work.queues.is_empty() {
        settings.worker.queues.clone_from(&work.queues);
    }
    if let Some(concurrency) = work.concurrency {
        settings.worker.concurrency = concurrency.into();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let inside = runtime.enter();
    let telemetry = telemetry::start(&settings.logging, &settings.tracing)
        .map_err(|error| Failure::Usage(error.to_string()))?;
    let data_dir = DataDir::open(&settings.data).map_err(|e| refused(&e, parts))?;
    settings.data.dir = std::path::absolute(data_dir.path())?;
    let result = runtime.block_on(serve(&settings, parts, screen));
    drop((telemetry, inside));
    runtime.shutdown_timeout(LAST_WAIT);
    drop(data_dir);
    result.map(|()| ExitCode::SUCCESS)
}

async fn serve(settings: &Settings, parts: Parts, screen: &mut Screen) -> Result<(), Failure> {
    let stop = CancellationToken::new();
    stop_on_signals(stop.clone())?;
    telemetry::metrics::install();
    // The port first: what is taken is better known before a database is opened.
    let listen = if parts.api { Some(&settings.server.listen) } else { settings.worker.listen.as_ref() };
    let bound = match listen {
        Some(listen) => Some(api::bind(listen).await.map_err(|e| Failure::of(&e))?),
        None => None,
    };
    let services = assembly::open(settings).await?;
    // A worker lets nobody in, and must not put a token of its own in the place of the API's.
    let owner = if parts.api { Some(assembly::admit_owner(&services, settings).await?) } else { None };
    if let Some(owner) = &owner {
        search::open_ahead(&services, owner.team_id);
    }
    if parts != Parts::ALL && settings.data.is_on_server() && settings.data.qdrant_url.is_none() {
        tracing::warn!(
            "QDRANT_URL is not set: each process has a search index of its own, which no other one sees"
        );
    }

    tokio::spawn(keep_metrics(services.clone(), stop.clone()));
    let working = async {
        if parts.worker {
            let sole = settings.data.database_url.is_none();
            worker::run(services.clone(), worker::Options::from_settings(settings, sole), stop.clone()).await;
        }
    };
    let serving = async {
        let Some(bound) = bound else { return Ok(()) };
        let url = bound.url();
        if !parts.api {
            tracing::info!(url, "/health, /ready and /metrics are at {url}");
            return Ok(bound.serve_probes(services.clone(), stop.clone()).await?);
        }
        let _announced = Announced::write(settings, &url)?;
        if let Some(owner) = owner {
            // What a team's service prints is kept by others; there, who may come in asks for a link.
            let open = if settings.data.is_on_server() {
                "with a link that 'devmentor link' makes".to_owned()
            } else {
                let link =
                    sessions::make_link(&services, owner.team_id).await.map_err(|e| Failure::of(&e))?;
                format!("{url}/welcome#{}", link.code)
            };
            say(screen, settings, parts, owner.token.is_some(), &url, &open)?;
        }
        let served = bound.serve(services.clone(), settings, stop.clone()).await;
        // Without its API the rest is to end too.
        stop.cancel();
        served.map_err(Failure::from)
    };
    let (served, ()) = tokio::join!(serving, working);
    served
}

async fn keep_metrics(services: Services, stop: CancellationToken) {
    let mut ticks = tokio::time::interval(FOLD);
    while stop.run_until_cancelled(ticks.tick()).await.is_some() {
        services.record_connections();
        telemetry::metrics::fold();
    }
}

/// Tells people where the service is.
fn say(
    screen: &mut Screen,
    settings: &Settings,
    parts: Parts,
    token_is_known: bool,
    url: &str,
    open: &str,
) -> Result<(), Failure> {
    let token = if settings.auth.owner_token.is_some() {
        "as in the settings".to_owned()
    } else if token_is_known {
        settings.data.token_file().display().to_string()
    } else {
        "as made on the machine that started first".to_owned()
    };
    let style = screen.style;
    let title = format!("DevMentor {} is up.", types::VERSION);
    screen.line(style.paint(Paint::Bold, title))?;
    for (name, value) in [
        ("Open", open.to_owned()),
        ("API", url.to_owned()),
        ("Document", format!("{url}/api-docs")),
        ("Token", token),
        ("Data", settings.data.dir.display().to_string()),
    ] {
        screen.line(format!("  {name:<9} {value}"))?;
    }
    if !parts.worker {
        screen.line("No worker runs in this process: jobs wait until one does.")?;
    }
    screen.line("Ctrl-C stops it; what is not finished goes on at the next start.")?;
    Ok(screen.flush()?)
}

/// The file by which clients find the service, while it runs.
struct Announced {
    path: PathBuf,
    text: Vec<u8>,
}

impl Announced {
    fn write(settings: &Settings, url: &str) -> Result<Self, Failure> {
        let path = settings.data.runtime_file();
        let runtime = Runtime {
            url: url.to_owned(),
            pid: std::process::id(),
            version: types::VERSION.to_owned(),
            token_file: settings.data.token_file(),
        };
        let text = serde_json::to_vec_pretty(&runtime)?;
        write_private(&path, &text)
            .map_err(|e| Failure::Failed(format!("cannot write {}: {e}", path.display())))?;
        Ok(Self { path, text })
    }
}

impl Drop for Announced {
    fn drop(&mut self) {
        // Another API on this directory, started later, has put its own there.
        if std::fs::read(&self.path).is_ok_and(|text| text != self.text) {
            return;
        }
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!(%error, "the runtime file could not be removed");
        }
    }
}

/// The first SIGINT or SIGTERM asks for a good end; the second does not ask.
fn stop_on_signals(stop: CancellationToken) -> Result<(), Failure> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        for asked in [false, true] {
            let code = tokio::select! {
                _ = interrupt.recv() => 130,
                _ = terminate.recv() => 143,
            };
            if asked {
                std::process::exit(code);
            }
            tracing::info!("stopping: running jobs get a while to finish; a second signal ends at once");
            stop.cancel();
        }
    });
    Ok(())
}

fn refused(error: &DataDirError, parts: Parts) -> Failure {
    let hint = match error {
        DataDirError::InUse { .. } if parts != Parts::ALL => {
            ". In embedded mode one process does everything: 'devmentor up' is API and worker in one"
        }
        _ => "",
    };
    Failure::Failed(format!("{error}{hint}"))
}
