//! Events from a worker's process to clients of an API's process, through PostgreSQL and Redis: how long they take
//! while many clients listen, and what a client that hears nothing costs.
//!
//! `cargo bench -p devmentor-benches --bench events`

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::io::BufRead;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use benchkit::figures::{percentile, verdict};
use benchkit::process;
use chrono::{DateTime, Utc};
use config::{SecretString, Settings};
use serde::Deserialize;
use serde_json::json;
use services::repositories::{Submission, submit};
use services::{Services, assembly};
use tempfile::TempDir;
use testkit::servers::{Postgres, Redis};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio::task::JoinHandle;
use tokio::time::{interval, timeout};
use tokio_util::sync::CancellationToken;
use types::{Channel, Clock, NewEvent, SystemClock};
use uuid::Uuid;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Clients, and the analyses that they follow.
const CLIENTS: usize = 500;
const ANALYSES: usize = 100;

/// Clients that connect at the same time: what a crowd of requests needs for a moment is no client's cost.
const ARRIVING: usize = 20;

/// Events appended in a second, for so many seconds, by so many jobs at a time.
const RATE: usize = 1_000;
const SECONDS: usize = 20;
const JOBS: usize = 10;

/// Events before those that are measured: what is made at first use is made then.
const WARM_UP: usize = 2 * RATE;

/// Long enough for the slowest client.
const PATIENCE: Duration = Duration::from_secs(60);

/// Every process of the benchmark lets in who has it.
const TOKEN: &str = "a token that serves this benchmark alone";

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["api", database, redis] => serve(database, redis).await,
        ["worker", database, redis, channels] => append(database, redis, channels).await,
        _ => measure().await,
    }
}

async fn measure() -> Result<()> {
    let postgres = Postgres::start_with(&["fsync=on"]).context("PostgreSQL is needed")?;
    let redis = Redis::start().context("Redis is needed")?;
    let (database, redis) = (postgres.url(), redis.url());
    let (services, team, _folder) = open(&database, &redis).await?;
    let mut analyses = Vec::new();
    for number in 0..ANALYSES {
        let source = format!("https://example.org/team/repository-{number}");
        analyses.push(submit(&services, team, Submission { source, revision: None }).await?.analysis.id);
    }
    let mut api = Part::start(&["api", &database, &redis])?;
    let address = api.first_line()?;

    println!(
        "events: {CLIENTS} clients follow {ANALYSES} analyses, {RATE} events a second from another process"
    );
    let (heard, mut told) = mpsc::unbounded_channel();
    let before = process::resident(api.0.id());
    let clients = listen(&address, &analyses, &heard).await?;
    let each = process::resident(api.0.id()).saturating_sub(before) / CLIENTS as u64;
    println!("  a client that hears nothing: {} kB, under 100 kB: {}", each / 1_000, verdict(each < 100_000));

    let channels: Vec<_> = analyses.iter().map(Uuid::to_string).collect();
    let _worker = Part::start(&["worker", &database, &redis, &channels.join(",")])?;
    let deliveries = (WARM_UP + RATE * SECONDS) * CLIENTS / ANALYSES;
    let mut times = Vec::with_capacity(deliveries);
    while times.len() < deliveries {
        let next = timeout(PATIENCE, told.recv()).await;
        let next = next.with_context(|| format!("only {} of {deliveries} arrived", times.len()))?;
        times.push(next.context("the clients are gone")?);
    }
    ensure!(clients.iter().all(|client| !client.is_finished()), "a client was cut off");
    let mut times = times.split_off(WARM_UP * CLIENTS / ANALYSES);
    let (p50, p99) = (percentile(&mut times, 0.5), percentile(&mut times, 0.99));
    let met = verdict(p99 < Duration::from_millis(100));
    println!("  from the append to the client: p50 {p50:.1?}, p99 {p99:.1?}, under 100 ms: {met}");
    println!("  {deliveries} deliveries, none lost, in order and none twice");
    Ok(())
}

/// Services of a process of their own on the shared servers.
async fn open(database: &str, redis: &str) -> Result<(Services, Uuid, TempDir)> {
    let folder = tempfile::tempdir()?;
    let mut settings = Settings::in_dir(folder.path());
    settings.data.database_url = Some(SecretString::from(database));
    settings.data.redis_url = Some(SecretString::from(redis));
    settings.auth.owner_token = Some(SecretString::from(TOKEN));
    settings.embedding.enabled = false;
    let services = assembly::open(&settings).await?;
    let team = assembly::admit_owner(&services, &settings).await?.team_id;
    Ok((services, team, folder))
}

/// A process that serves the API; its first line says where.
async fn serve(database: &str, redis: &str) -> Result<()> {
    let (services, _, folder) = open(database, redis).await?;
    let settings = Settings::in_dir(folder.path());
    let bound = api::bind("127.0.0.1:0").await?;
    println!("{}", bound.url());
    Ok(bound.serve(services, &settings, CancellationToken::new()).await?)
}

/// A process that appends events as jobs do, each job to analyses of its own, at a steady pace.
async fn append(database: &str, redis: &str, channels: &str) -> Result<()> {
    let (services, team, _folder) = open(database, redis).await?;
    let channels: Vec<Uuid> = channels.split(',').map(str::parse).collect::<Result<_, _>>()?;
    let mut jobs = tokio::task::JoinSet::new();
    for job in 0..JOBS {
        let channels: Vec<Uuid> = channels.iter().copied().skip(job).step_by(JOBS).collect();
        let log = services.events().clone();
        jobs.spawn(async move {
            let mut ticks = interval(Duration::from_secs(1) * JOBS as u32 / RATE as u32);
            for number in 0..(WARM_UP + RATE * SECONDS) / JOBS {
                ticks.tick().await;
                let progress =
                    json!({ "stage": "parse", "done": number, "total": RATE * SECONDS, "message": "" });
                let payload =
                    json!({ "analysis_id": channels[number % channels.len()], "progress": progress });
                let channel = Channel::Analysis(channels[number % channels.len()]);
                log.append(channel, NewEvent::new("analysis.progress", team, payload)).await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(ended) = jobs.join_next().await {
        ended??;
    }
    // What waits to be told is told by then, and killed with the benchmark.
    std::future::pending().await
}

/// A process of the benchmark, killed with it.
struct Part(Child);

impl Part {
    fn start(arguments: &[&str]) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        Ok(Self(command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?))
    }

    /// What the process says first.
    fn first_line(&mut self) -> Result<String> {
        let said = self.0.stdout.take().context("it says nothing")?;
        let mut line = String::new();
        std::io::BufReader::new(said).read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Clients that tell how long each event took, all connected and idle.
async fn listen(
    address: &str,
    analyses: &[Uuid],
    heard: &UnboundedSender<Duration>,
) -> Result<Vec<JoinHandle<Result<()>>>> {
    let host = address.trim_start_matches("http://").to_owned();
    let idle = Arc::new(Semaphore::new(0));
    let mut clients = Vec::new();
    for number in 0..CLIENTS {
        if number >= ARRIVING {
            timeout(PATIENCE, idle.acquire()).await??.forget();
        }
        let client = Client {
            host: host.clone(),
            analysis: analyses[number % ANALYSES],
            idle: idle.clone(),
            heard: heard.clone(),
        };
        clients.push(tokio::spawn(client.listen()));
    }
    timeout(PATIENCE, idle.acquire_many(ARRIVING as u32)).await??.forget();
    Ok(clients)
}

struct Client {
    host: String,
    analysis: Uuid,
    idle: Arc<Semaphore>,
    heard: UnboundedSender<Duration>,
}

/// What a client looks at.
#[derive(Deserialize)]
struct Told {
    id: String,
    time: DateTime<Utc>,
    #[serde(rename = "type")]
    kind: String,
}

impl Client {
    /// Ends never, but when it is cut off or an event comes in disorder.
    async fn listen(self) -> Result<()> {
        let mut stream = TcpStream::connect(&self.host).await?;
        // Not 1.1: the lines come as they are, not cut into chunks.
        let request = format!(
            "GET /api/analyses/{}/events HTTP/1.0\r\nauthorization: Bearer {TOKEN}\r\n\r\n",
            self.analysis
        );
        stream.write_all(request.as_bytes()).await?;
        let mut lines = BufReader::new(stream).lines();
        let mut last = 0;
        while let Some(line) = lines.next_line().await? {
            let Some(data) = line.strip_prefix("data:") else { continue };
            let told: Told = serde_json::from_str(data)?;
            let id: i64 = told.id.parse()?;
            ensure!(id > last, "{id} after {last}");
            last = id;
            if told.kind == "analysis.queued" {
                self.idle.add_permits(1);
            } else {
                self.heard.send((SystemClock.now() - told.time).to_std().unwrap_or_default())?;
            }
        }
        anyhow::bail!("the stream ended")
    }
}
