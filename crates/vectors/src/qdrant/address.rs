//! Where the server is, as people write it.

use url::{Position, Url};

/// The gRPC port of Qdrant, where an address names none.
const GRPC_PORT: u16 = 6334;

/// The port of its other protocol, which many addresses name.
const REST_PORT: u16 = 6333;

/// What cannot be the address of a Qdrant server, or the key to one. Never repeats the whole of it, which may hold a
/// secret.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum QdrantAddressError {
    /// It is no address at all.
    #[error("QDRANT_URL is no address; write http://host:{GRPC_PORT}, or https:// for TLS")]
    Unreadable,
    /// It is an address of something else.
    #[error("QDRANT_URL names {place}, but not by http:// or https://")]
    UnknownKind {
        /// Host and port.
        place: String,
    },
    /// It names more than a server.
    #[error(
        "QDRANT_URL names {place} and more; write http://host:{GRPC_PORT} alone, and a key in QDRANT_API_KEY"
    )]
    MoreThanAServer {
        /// Host and port.
        place: String,
    },
    /// No request could carry the key.
    #[error("QDRANT_API_KEY has characters that no key has; take the key as the server's settings have it")]
    UnusableKey,
}

/// An address that was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// For the client: scheme, host and port, nothing else.
    pub(super) url: String,
    /// Host and port, for people.
    pub(super) place: String,
    /// What may be wrong where nothing answers.
    pub(super) hint: &'static str,
}

impl Address {
    pub(super) fn read(text: &str) -> Result<Self, QdrantAddressError> {
        let url = Url::parse(text).map_err(|_| QdrantAddressError::Unreadable)?;
        let port = url.port().unwrap_or(GRPC_PORT);
        let place = format!("{}:{port}", url.host_str().unwrap_or("no host"));
        if !matches!(url.scheme(), "http" | "https") {
            return Err(QdrantAddressError::UnknownKind { place });
        }
        let has_user = !url.username().is_empty() || url.password().is_some();
        if has_user || !matches!(&url[Position::BeforePath..], "" | "/") {
            return Err(QdrantAddressError::MoreThanAServer { place });
        }
        let hint = match port {
            REST_PORT => " (6333 is the port of Qdrant's REST interface; its gRPC port is 6334)",
            _ => "",
        };
        Ok(Self { url: format!("{}://{place}", url.scheme()), place, hint })
    }
}

/// The key, if a request can carry it.
pub(super) fn checked_key(key: &str) -> Result<String, QdrantAddressError> {
    let usable = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic());
    usable.then(|| key.to_owned()).ok_or(QdrantAddressError::UnusableKey)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_found_at_the_port_of_its_grpc_interface() {
        for (text, url, place) in [
            ("http://qdrant:6334", "http://qdrant:6334", "qdrant:6334"),
            ("http://qdrant/", "http://qdrant:6334", "qdrant:6334"),
            ("https://q.example.org", "https://q.example.org:6334", "q.example.org:6334"),
            ("https://q.example.org:443", "https://q.example.org:6334", "q.example.org:6334"),
            ("http://[::1]:7000", "http://[::1]:7000", "[::1]:7000"),
        ] {
            let read = Address::read(text).unwrap();
            assert_eq!((read.url.as_str(), read.place.as_str(), read.hint), (url, place, ""), "{text}");
        }
        assert!(Address::read("http://qdrant:6333").unwrap().hint.contains("gRPC port is 6334"));
    }

    #[test]
    fn what_cannot_be_used_is_named_without_its_secrets() {
        for (text, said) in [
            ("hunter2", "no address"),
            ("qdrant:6334", "http://"),
            ("redis://ada:hunter2@cache:6380/", "cache:6380"),
            ("http://ada:hunter2@qdrant:6334", "QDRANT_API_KEY"),
            ("http://qdrant:6334/?api-key=hunter2", "qdrant:6334 and more"),
            ("http://qdrant:6334/hunter2", "qdrant:6334 and more"),
        ] {
            let error = Address::read(text).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(said) && !shown.contains("hunter2"), "{shown}");
        }
        for key in ["", "hunter2\n", "hünter2", "hunter 2"] {
            assert_eq!(checked_key(key), Err(QdrantAddressError::UnusableKey));
        }
        assert_eq!(checked_key("hunter2").as_deref(), Ok("hunter2"));
    }
}
