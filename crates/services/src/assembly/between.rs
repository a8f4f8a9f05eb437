//! What goes between processes, as the settings have it: over a Redis server, or inside this process.

use std::sync::Arc;

use config::{DataSettings, ExposeSecret};
use events::EventLog;
use queue::{MemoryTransport, RedisAddressError, RedisTransport, Transport};
use sea_orm::DatabaseConnection;
use types::Clock;

/// Opens the doorbell of the queue. A Redis server that does not answer is no error: jobs are accepted without it, and
/// run once it is back. The namespace keeps installations apart that share a server.
pub(super) async fn doorbell(
    data: &DataSettings,
    namespace: &str,
) -> Result<Arc<dyn Transport>, RedisAddressError> {
    let Some(address) = &data.redis_url else {
        return Ok(Arc::new(MemoryTransport::default()));
    };
    let redis = RedisTransport::at(address.expose_secret(), namespace)?;
    if let Err(error) = redis.check().await {
        tracing::warn!(%error, "jobs start up to a second late until Redis answers; check REDIS_URL");
    }
    Ok(Arc::new(redis))
}

/// Opens the event log. It needs no Redis either: without it, what others append is seen a second later.
pub(super) fn events(
    data: &DataSettings,
    namespace: &str,
    db: &DatabaseConnection,
    clock: &Arc<dyn Clock>,
) -> Result<EventLog, RedisAddressError> {
    let (db, clock) = (db.clone(), clock.clone());
    match &data.redis_url {
        Some(address) => EventLog::over_redis(db, clock, address.expose_secret(), namespace),
        None => Ok(EventLog::new(db, clock)),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use config::SecretString;
    use tokio::net::TcpListener;

    use super::*;

    fn named(address: &str) -> DataSettings {
        DataSettings { redis_url: Some(SecretString::from(address)), ..DataSettings::default() }
    }

    #[tokio::test]
    async fn a_server_that_does_not_answer_holds_nobody_up() {
        // Takes connections and says nothing.
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = silent.local_addr().unwrap().port();
        let began = Instant::now();
        let bell = doorbell(&named(&format!("redis://ada:hunter2@127.0.0.1:{port}")), "test").await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        let error = bell.check().await.unwrap_err().to_string();
        assert!(error.contains(&format!("127.0.0.1:{port}")) && !error.contains("hunter2"), "{error}");
    }

    #[tokio::test]
    async fn an_address_of_something_else_is_refused() {
        let error = doorbell(&named("http://ada:hunter2@cache:1"), "test").await.err().unwrap();
        assert_eq!(error, RedisAddressError::UnknownKind { place: "cache:1".to_owned() });
    }
}
