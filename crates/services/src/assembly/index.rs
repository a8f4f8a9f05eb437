//! The store of vectors that the settings name: inside this process, or a Qdrant server.

use std::sync::Arc;

use config::{DataSettings, ExposeSecret};
use vectors::{EdgeStore, QdrantAddressError, QdrantStore, VectorStore};

/// Opens the store. A Qdrant server that does not answer is no error: code is analysed without it, and becomes
/// searchable once it is back.
pub(super) async fn open(data: &DataSettings) -> Result<Arc<dyn VectorStore>, QdrantAddressError> {
    let Some(address) = &data.qdrant_url else {
        return Ok(Arc::new(EdgeStore::new(&data.vectors())));
    };
    let key = data.qdrant_api_key.as_ref().map(ExposeSecret::expose_secret);
    let qdrant = QdrantStore::at(address.expose_secret(), key)?;
    if let Err(error) = qdrant.ping().await {
        tracing::warn!(%error, "code is analysed, but nothing can be searched until Qdrant serves; check QDRANT_URL");
    }
    Ok(Arc::new(qdrant))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use config::SecretString;
    use tokio::net::TcpListener;
    use uuid::Uuid;
    use vectors::VectorError;

    use super::*;

    fn named(address: &str, key: &str) -> DataSettings {
        DataSettings {
            qdrant_url: Some(SecretString::from(address)),
            qdrant_api_key: Some(SecretString::from(key)),
            ..DataSettings::default()
        }
    }

    #[tokio::test]
    async fn a_server_that_does_not_answer_holds_nobody_up() {
        // Takes connections and says nothing.
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = silent.local_addr().unwrap().port();
        let began = Instant::now();
        let store = open(&named(&format!("http://127.0.0.1:{port}"), "hunter2")).await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        let error = store.count(Uuid::nil()).await.unwrap_err();
        assert!(matches!(error, VectorError::Unreachable { .. }), "{error:?}");
        let text = format!("{error} {error:?} {store:?}");
        assert!(text.contains(&format!("127.0.0.1:{port}")) && !text.contains("hunter2"), "{text}");
    }

    #[tokio::test]
    async fn an_address_or_a_key_that_cannot_be_one_is_refused() {
        let error = open(&named("redis://ada:hunter2@cache:1", "key")).await.err().unwrap();
        assert_eq!(error, QdrantAddressError::UnknownKind { place: "cache:1".to_owned() });
        let error = open(&named("http://qdrant", "hünter2")).await.err().unwrap();
        assert_eq!(error, QdrantAddressError::UnusableKey);
    }
}
