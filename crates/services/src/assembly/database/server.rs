//! A PostgreSQL server: where it listens, and whether it lets us in.

use std::time::Duration;

use config::DatabaseSettings;
use models::SchemaError;
use sea_orm::{DatabaseConnection, DbErr};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use url::Url;

use super::DatabaseError;
use super::refusal::{self, Refusal};

/// A server that has not let us in by then is taken for one that cannot be reached.
const PATIENCE: Duration = Duration::from_secs(4);

/// How often a server that is just starting is asked again.
const ASK_AGAIN: Duration = Duration::from_millis(100);

/// The port of PostgreSQL, where an address names none.
const POSTGRES_PORT: u16 = 5432;

/// Where a server listens.
pub(super) struct Server {
    /// None for a socket in the file system.
    host: Option<String>,
    port: u16,
}

impl Server {
    /// As PostgreSQL's own clients read it: the query may name the host, and a host that is a path is a socket.
    pub(super) fn of(url: &Url) -> Self {
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

    /// Knocks first, for the pool tries again and again and then says only that it ran out of time; then brings the
    /// schema up to date, which may take a while.
    pub(super) async fn open(
        &self,
        url: &str,
        settings: &DatabaseSettings,
    ) -> Result<DatabaseConnection, DatabaseError> {
        let mut last = None;
        match timeout(PATIENCE, self.knock(url, &mut last)).await {
            Ok(answer) => answer?,
            Err(_) => {
                return Err(last.unwrap_or_else(|| {
                    self.unreachable(format!("no answer within {} s", PATIENCE.as_secs()))
                }));
            }
        }
        models::migrate(url).await.map_err(|error| match error {
            SchemaError::Database(cause) => self.turned_away(&cause),
            newer @ SchemaError::Newer { .. } => newer.into(),
        })?;
        models::connect(url, settings).await.map_err(|cause| self.turned_away(&cause))
    }

    /// Tries to come in. A refusal that passes, such as that of a server that starts, is kept in `last`.
    async fn knock(&self, url: &str, last: &mut Option<DatabaseError>) -> Result<(), DatabaseError> {
        if let Some(host) = &self.host {
            let opened = TcpStream::connect((host.as_str(), self.port)).await;
            opened.map_err(|error| self.unreachable(error.to_string()))?;
        }
        loop {
            let Err(cause) = models::knock(url).await else { return Ok(()) };
            let error = self.turned_away(&cause);
            if !refusal::passes(&cause) {
                return Err(error);
            }
            *last = Some(error);
            sleep(ASK_AGAIN).await;
        }
    }

    fn turned_away(&self, cause: &DbErr) -> DatabaseError {
        match refusal::explain(cause) {
            Refusal::Silent(reason) => self.unreachable(reason),
            Refusal::Said(reason) => DatabaseError::TurnedAway { place: self.place(), reason },
        }
    }

    fn unreachable(&self, reason: String) -> DatabaseError {
        DatabaseError::Unreachable { place: self.place(), reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
