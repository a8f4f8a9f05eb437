//! The doorbell of the queue that the settings name: inside this process, or a Redis server.

use std::sync::Arc;

use config::{DataSettings, ExposeSecret};
use queue::{MemoryTransport, RedisAddressError, RedisTransport, Transport};

/// Opens the doorbell. A Redis server that does not answer is no error: jobs are accepted without it, and run once
/// it is back.
pub(super) async fn open(data: &DataSettings) -> Result<Arc<dyn Transport>, RedisAddressError> {
    let Some(address) = &data.redis_url else {
        return Ok(Arc::new(MemoryTransport::default()));
    };
    let redis = RedisTransport::at(address.expose_secret())?;
    if let Err(error) = redis.check().await {
        tracing::warn!(%error, "jobs are accepted, but start only once Redis answers; check REDIS_URL");
    }
    Ok(Arc::new(redis))
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
        let doorbell = open(&named(&format!("redis://ada:hunter2@127.0.0.1:{port}"))).await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        let error = doorbell.check().await.unwrap_err().to_string();
        assert!(error.contains(&format!("127.0.0.1:{port}")) && !error.contains("hunter2"), "{error}");
    }

    #[tokio::test]
    async fn an_address_of_something_else_is_refused() {
        let error = open(&named("http://ada:hunter2@cache:1")).await.err().unwrap();
        assert_eq!(error, RedisAddressError::UnknownKind { place: "cache:1".to_owned() });
    }
}
