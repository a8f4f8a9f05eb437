//! A Redis server of a test's own, which it may kill, start again, and ask for anything.

use std::io;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use redis::{Cmd, FromRedisValue, RedisResult};
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A Redis server that ends with the test.
#[derive(Debug)]
pub struct RedisServer {
    process: Child,
    port: u16,
    folder: TempDir,
}

impl RedisServer {
    /// A server on a free port; `None` where none is installed, after saying so.
    ///
    /// # Panics
    ///
    /// When it is installed and does not start.
    #[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
    pub async fn start() -> Option<Self> {
        if Command::new("redis-server").arg("--version").stdout(Stdio::null()).status().is_err() {
            println!("skipped: there is no redis-server");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let port = free_port().expect("a free port");
        let server = Self { process: spawn(port, &folder).expect("redis-server starts"), port, folder };
        server.until_it_answers().await;
        Some(server)
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Ends it on the spot.
    ///
    /// # Panics
    ///
    /// When it cannot be ended.
    pub fn kill(&mut self) {
        self.process.kill().expect("a process to kill");
        self.process.wait().expect("a dead process");
    }

    /// On the same port, with nothing of what it knew.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub async fn start_again(&mut self) {
        self.process = spawn(self.port, &self.folder).expect("redis-server starts");
        self.until_it_answers().await;
    }

    /// Sends a command, its words parted by spaces.
    pub async fn ask<T: FromRedisValue>(&self, question: &str) -> RedisResult<T> {
        let client = redis::Client::open(self.url())?;
        let mut connection = client.get_multiplexed_async_connection().await?;
        let mut command = Cmd::new();
        question.split(' ').for_each(|word| {
            command.arg(word);
        });
        command.query_async(&mut connection).await
    }

    async fn until_it_answers(&self) {
        let began = Instant::now();
        while self.ask::<String>("PING").await.is_err() {
            assert!(began.elapsed() < PATIENCE, "Redis on port {} does not answer", self.port);
            sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn spawn(port: u16, folder: &TempDir) -> io::Result<Child> {
    let mut command = Command::new("redis-server");
    command.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
    command.current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}
