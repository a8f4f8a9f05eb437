//! The database that the settings name: a file of the data directory, or a server.

mod refusal;
mod server;

use std::io;
use std::path::{Path, PathBuf};

use config::{DatabaseSettings, ExposeSecret, Settings, create_private, make_private};
use models::SchemaError;
use sea_orm::{DatabaseConnection, DbErr};
use url::Url;

use server::Server;

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
        /// The file.
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
    /// A server answers, and does not let us in, or not do what we need.
    #[error("PostgreSQL at {place} refuses: {reason}")]
    TurnedAway {
        /// Host and port.
        place: String,
        /// What it said, and what to do about it.
        reason: String,
    },
    /// Its schema does not fit.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The address means no database that is known.
    #[error("DATABASE_URL must begin with postgres:// or sqlite:")]
    UnknownKind,
}

/// Opens the database, SQLite in the data directory where no other is named, and brings its schema up to date.
pub(super) async fn open(settings: &Settings) -> Result<DatabaseConnection, DatabaseError> {
    let Some(url) = &settings.data.database_url else {
        return open_file(&settings.data.database_file(), &settings.database).await;
    };
    let url = url.expose_secret();
    if url.starts_with("sqlite:") {
        return open_sqlite(url, "that DATABASE_URL names", &settings.database).await;
    }
    match Url::parse(url) {
        Ok(parsed) if matches!(parsed.scheme(), "postgres" | "postgresql") => {
            Server::of(&parsed).open(url, &settings.database).await
        }
        _ => Err(DatabaseError::UnknownKind),
    }
}

/// The rows hold source text: nobody else may read the files. SQLite gives those that it makes beside the
/// database the same mode.
async fn open_file(file: &Path, settings: &DatabaseSettings) -> Result<DatabaseConnection, DatabaseError> {
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
    open_sqlite(&sqlite_url(file), &file.display().to_string(), settings).await
}

/// The address of a file, with what means something in an address written otherwise.
fn sqlite_url(file: &Path) -> String {
    let path = file.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    format!("sqlite://{path}?mode=rwc")
}

async fn open_sqlite(
    url: &str,
    place: &str,
    settings: &DatabaseSettings,
) -> Result<DatabaseConnection, DatabaseError> {
    let refused = |cause| DatabaseError::Refused { place: place.to_owned(), cause };
    let db = models::connect(url, settings).await.map_err(refused)?;
    models::migrate(url).await?;
    Ok(db)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use config::SecretString;
    use sea_orm::ConnectionTrait;
    use tokio::net::TcpListener;
    use tokio::time::{Duration, Instant};

    use super::*;

    fn named(url: &str) -> Settings {
        let mut settings = Settings::default();
        settings.data.database_url = Some(SecretString::from(url));
        settings
    }

    #[tokio::test]
    async fn others_cannot_read_the_database_even_where_they_could() {
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), Permissions::from_mode(0o755)).unwrap();
        for _ in 0..2 {
            let db = open(&Settings::in_dir(dir.path())).await.unwrap();
            db.execute_unprepared("SELECT 1 FROM teams").await.unwrap();
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
        let settings = Settings::in_dir(dir.path());
        let file = settings.data.database_file();
        fs::write(&file, "a letter to a friend\n".repeat(100)).unwrap();
        let error = open(&settings).await.unwrap_err().to_string();
        assert!(error.contains(file.to_str().unwrap()), "{error}");
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
}
