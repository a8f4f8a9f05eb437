//! A PostgreSQL server of a test's own.

use std::fs::{self, File, Permissions};
use std::net::TcpStream;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::{Process, free_port};
use crate::eventually;

/// The user that the server runs as where the test is root, which PostgreSQL refuses to be.
const SERVER_USER: &str = "postgres";

/// A running PostgreSQL server with an empty database `postgres`, that trusts everybody on this machine.
#[derive(Debug)]
pub struct Postgres {
    process: Process,
    programs: PathBuf,
    port: u16,
    options: Vec<String>,
    folder: TempDir,
}

impl Postgres {
    /// `None`, and a word on it, where none is installed.
    pub fn start() -> Option<Self> {
        Self::start_with(&[])
    }

    /// The same, with settings such as `max_connections=5`.
    ///
    /// It does not wait for the disk: the tests kill processes, not machines. `fsync=on` brings that back.
    pub fn start_with(settings: &[&str]) -> Option<Self> {
        let Some(programs) = programs() else {
            println!("skipped: the PostgreSQL server is not installed");
            return None;
        };
        let folder = TempDir::with_prefix("devmentor-postgres-").expect("a folder");
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("a folder to open");
        let data = data_folder(&folder);
        fs::create_dir(&data).expect("a folder");
        if let Some((user, group)) = server_user() {
            chown(&data, Some(user), Some(group)).expect("a folder to give away");
        }
        let mut made = as_server(&programs.join("initdb"));
        made.args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "-D",
        ]);
        let output = made.arg(&data).current_dir("/").output().expect("initdb starts");
        assert!(output.status.success(), "initdb: {}", String::from_utf8_lossy(&output.stderr));
        let port = free_port();
        let options: Vec<_> = settings.iter().map(|&setting| setting.to_owned()).collect();
        let process = spawn(&programs, port, &options, &folder);
        let mut server = Self { process, programs, port, options, folder };
        server.wait();
        Some(server)
    }

    /// The address of the database `postgres`.
    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    /// The address of one of its databases.
    pub fn url_of(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Its data directory.
    pub fn data(&self) -> PathBuf {
        data_folder(&self.folder)
    }

    /// The folder of its programs: `pg_dump` and the like.
    pub fn programs(&self) -> &Path {
        &self.programs
    }

    /// Ends it as a crash would: connections break, and it recovers at its next start.
    pub fn crash(&mut self) {
        self.process.stop("QUIT");
    }

    /// Starts it again after its end, on the same port.
    pub fn start_again(&mut self) {
        self.process = spawn(&self.programs, self.port, &self.options, &self.folder);
        self.wait();
    }

    /// Runs SQL in a database, and gives what `psql` prints: a line per row, columns apart by `|`.
    pub fn query(&self, database: &str, sql: &str) -> String {
        psql(&self.url_of(database), sql)
    }

    fn wait(&mut self) {
        eventually("PostgreSQL to answer", || {
            if let Some(status) = self.process.ended() {
                panic!("PostgreSQL ended ({status}):\n{}", read(&log_file(&self.folder)));
            }
            TcpStream::connect(("127.0.0.1", self.port)).ok()?;
            let ready = Command::new(self.programs.join("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])
                .status();
            ready.is_ok_and(|status| status.success()).then_some(())
        });
    }
}

/// Runs SQL on a server, and gives what `psql` prints: a line per row, columns apart by `|`.
pub fn psql(url: &str, sql: &str) -> String {
    let programs = programs().expect("PostgreSQL is installed");
    let output = Command::new(programs.join("psql"))
        .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql])
        .output()
        .expect("psql starts");
    assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn spawn(programs: &Path, port: u16, options: &[String], folder: &TempDir) -> Process {
    let mut command = as_server(&programs.join("postgres"));
    command.arg("-D").arg(data_folder(folder)).args(["-h", "127.0.0.1", "-p", &port.to_string(), "-k", ""]);
    for setting in ["fsync=off", "max_connections=300"] {
        command.args(["-c", setting]);
    }
    for setting in options {
        command.args(["-c", setting]);
    }
    let log = File::options().create(true).append(true).open(log_file(folder)).expect("a log file");
    command.current_dir("/").stdin(Stdio::null()).stdout(log.try_clone().expect("a log file")).stderr(log);
    Process::spawn(&mut command)
}

fn data_folder(folder: &TempDir) -> PathBuf {
    folder.path().join("data")
}

fn log_file(folder: &TempDir) -> PathBuf {
    folder.path().join("log")
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_default()
}

/// Where the server's programs are: Debian keeps them out of the path, a folder per version.
fn programs() -> Option<PathBuf> {
    let in_path = std::env::var_os("PATH").into_iter().flat_map(|path| {
        std::env::split_paths(&path).filter(|folder| folder.join("initdb").exists()).collect::<Vec<_>>()
    });
    let mut versions: Vec<_> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .filter(|folder| folder.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop().or_else(|| in_path.into_iter().next())
}

/// A command as the user that the server runs as.
fn as_server(program: &Path) -> Command {
    let Some((user, group)) = server_user() else {
        return Command::new(program);
    };
    let mut command = Command::new("setpriv");
    command.args([&format!("--reuid={user}"), &format!("--regid={group}"), "--clear-groups"]).arg(program);
    command
}

/// The user and group to be where the test is root; `None` where it is somebody else already.
fn server_user() -> Option<(u32, u32)> {
    let number = |arguments: &[&str]| -> Option<u32> {
        let output = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8_lossy(&output.stdout).trim().parse().ok()
    };
    if number(&["-u"])? != 0 {
        return None;
    }
    Some((number(&["-u", SERVER_USER])?, number(&["-g", SERVER_USER])?))
}
