//! The database that the settings name: a file of the data directory, or a server.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use config::{DataSettings, ExposeSecret, create_private, make_private};
use sea_orm::{DatabaseConnection, DbErr};
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;

/// Connections to the database. SQLite has one writer at a time, however many there are.
const MAX_CONNECTIONS: u32 = 16;

/// A server that has not let us in by then is taken for one that cannot be reached.
const PATIENCE: Duration = Duration::from_secs(4);

/// The port of PostgreSQL, where an address names none.
const POSTGRES_PORT: u16 = 5432;

/// Why the database cannot be used. Names where it is; never the whole address, which may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The file cannot be made, or kept from others.
    #[error("cannot prepare the database {}: {cause}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// It was reached, and cannot be opened.
    #[error("cannot open the database {place}: {cause}")]
    Refused {
        /// The file, or host and port.
        place: String,
        /// What it said.
        cause: DbErr,
    },
    /// Nobody answers there.
    #[error("cannot reach PostgreSQL at {place}: {reason}; check DATABASE_URL, and that the server runs")]
    Unreachable {
        /// Host and port.
        place: String,
        /// What the system said.
        reason: String,
    },
    /// The address means no database that is known.
    #[error("DATABASE_URL must begin with postgres:// or sqlite:")]
    UnknownKind,
}

/// Opens the database: SQLite in the data directory where no other is named.
pub(super) async fn open(data: &DataSettings) -> Result<DatabaseConnection, DatabaseError> {
    let Some(url) = &data.database_url else {
        return open_file(&data.database_file()).await;
    };
    let url = url.expose_secret();
    if url.starts_with("sqlite:") {
        return connect(url, "that DATABASE_URL names").await;
    }
    match Url::parse(url) {
        Ok(parsed) if matches!(parsed.scheme(), "postgres" | "postgresql") => {
            open_server(url, &Server::of(&parsed)).await
        }
        _ => Err(DatabaseError::UnknownKind),
    }
}

/// The rows hold source text: nobody else may read the files. SQLite gives those that it makes beside the
/// database the same mode.
async fn open_file(file: &Path) -> Result<DatabaseConnection, DatabaseError> {
    let refused = |cause| DatabaseError::File { file: file.to_owned(), cause };
    create_private(file).map_err(refused)?;
    for ending in ["-wal", "-shm"] {
        let mut beside = file.as_os_str().to_owned();
        beside.push(ending);
        match make_private(Path::new(&beside)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(refused(error)),
            _ => {}
        }
    }
    connect(&sqlite_url(file), &file.display().to_string()).await
}

/// The address of a file, with what means something in an address written otherwise.
fn sqlite_url(file: &Path) -> String {
    let path = file.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    format!("sqlite://{path}?mode=rwc")
}

/// Where a server listens.
struct Server {
    /// None for a socket in the file system.
    host: Option<String>,
    port: u16,
}

impl Server {
    /// As PostgreSQL's own clients read it: the query may name the host, and a host that is a path is a socket.
    fn of(url: &Url) -> Self {
        let asked = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value);
        let host = match (asked("host").or_else(|| asked("hostaddr")), url.host_str()) {
            (Some(host), _) => Some(host.into_owned()),
            (None, host) => host.map(|host| host.trim_matches(['[', ']']).replace("%2F", "/")),
        };
        let port = asked("port").and_then(|port| port.parse().ok()).or(url.port()).unwrap_or(POSTGRES_PORT);
        Self { host: host.filter(|host| !host.is_empty() && !host.starts_with('/')), port }
    }

    fn place(&self) -> String {
        match &self.host {
            Some(host) if host.contains(':') => format!("[{host}]:{}", self.port),
            Some(host) => format!("{host}:{}", self.port),
            None => format!("this machine's socket, port {}", self.port),
        }
    }
}

/// Knocks first: the pool tries again and again for half a minute, and then says that it ran out of time.
async fn open_server(url: &str, server: &Server) -> Result<DatabaseConnection, DatabaseError> {
    let place = server.place();
    let unreachable = |reason: String| DatabaseError::Unreachable { place: place.clone(), reason };
    let opened = timeout(PATIENCE, async {
        if let Some(host) = &server.host {
            TcpStream::connect((host.as_str(), server.port)).await.map_err(|e| unreachable(e.to_string()))?;
        }
        connect(url, &place).await
    });
    opened.await.unwrap_or_else(|_| Err(unreachable(format!("no answer within {} s", PATIENCE.as_secs()))))
}

async fn connect(url: &str, place: &str) -> Result<DatabaseConnection, DatabaseError> {
    let refused = |cause| DatabaseError::Refused { place: place.to_owned(), cause };
    models::connect(url, MAX_CONNECTIONS).await.map_err(refused)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use config::SecretString;
    use tokio::net::TcpListener;
    use tokio::time::Instant;

    use super::*;

    fn named(url: &str) -> DataSettings {
        DataSettings { database_url: Some(SecretString::from(url)), ..DataSettings::default() }
    }

    #[tokio::test]
    async fn others_cannot_read_the_database_even_where_they_could() {
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), Permissions::from_mode(0o755)).unwrap();
        let data = DataSettings { dir: dir.path().to_owned(), ..DataSettings::default() };
        for _ in 0..2 {
            let db = open(&data).await.unwrap();
            models::migrate(&db).await.unwrap();
            let files: Vec<_> =
                fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
            assert!(files.len() >= 3, "database, log and index: {files:?}");
            for file in &files {
                let mode = fs::metadata(file).unwrap().permissions().mode() & 0o777;
                assert_eq!(mode, 0o600, "{}", file.display());
            }
            // As an older version left them.
            for file in &files {
                fs::set_permissions(file, Permissions::from_mode(0o644)).unwrap();
            }
        }
    }

    #[tokio::test]
    async fn a_file_that_is_no_database_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let data = DataSettings { dir: dir.path().to_owned(), ..DataSettings::default() };
        fs::write(data.database_file(), "a letter to a friend\n".repeat(100)).unwrap();
        let error = open(&data).await.unwrap_err().to_string();
        assert!(error.contains(data.database_file().to_str().unwrap()), "{error}");
        assert!(error.contains("not a database"), "{error}");
    }

    #[tokio::test]
    async fn a_server_that_does_not_answer_is_named_soon_and_its_password_never() {
        // Takes connections and says nothing.
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let silent_port = silent.local_addr().unwrap().port();
        let closed_port = {
            let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
            gone.local_addr().unwrap().port()
        };
        for (port, said) in [(silent_port, "no answer within"), (closed_port, "refused")] {
            let started = Instant::now();
            let error =
                open(&named(&format!("postgres://ada:hunter2@127.0.0.1:{port}/x"))).await.unwrap_err();
            assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
            let text = error.to_string();
            assert!(text.contains(&format!("127.0.0.1:{port}")) && text.contains(said), "{text}");
            assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
        }
    }

    #[tokio::test]
    async fn an_address_of_something_else_is_refused_without_repeating_it() {
        for url in ["mysql://ada:hunter2@db/x", "hunter2"] {
            let error = open(&named(url)).await.unwrap_err();
            assert!(matches!(error, DatabaseError::UnknownKind), "{error:?}");
            assert!(!format!("{error} {error:?}").contains("hunter2"));
        }
    }

    #[test]
    fn places_are_read_as_other_clients_read_them() {
        for (url, place) in [
            ("postgres://u:p@db.example.org/x", "db.example.org:5432"),
            ("postgresql://db:6432/x?sslmode=require", "db:6432"),
            ("postgres://[::1]:7/x", "[::1]:7"),
            ("postgres:///x?host=/run/postgresql", "this machine's socket, port 5432"),
            ("postgres://%2Frun%2Fpostgresql/x", "this machine's socket, port 5432"),
            ("postgres:///x?host=db&port=8", "db:8"),
        ] {
            assert_eq!(Server::of(&Url::parse(url).unwrap()).place(), place, "{url}");
        }
    }
}
