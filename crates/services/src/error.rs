//! What a feature can answer instead of a result. The API gives each variant its status, in one place.

use queue::EnqueueError;
use sea_orm::DbErr;
use uuid::Uuid;
use vectors::VectorError;

use crate::repositories::AddressError;

/// The answer of a feature.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a feature did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is another team's.
    #[error("there is no {what} with the id {id}")]
    NotFound {
        /// `repository`, `analysis`, `task`, `job`.
        what: &'static str,
        /// The id that was asked for.
        id: Uuid,
    },
    /// A part of something is not there; the text says why.
    #[error("{0}")]
    Missing(String),
    /// The repository's address is refused.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// Other fields of the request are refused.
    #[error("{}", describe(.0))]
    Invalid(Vec<FieldError>),
    /// Somebody else has changed it since.
    #[error("it has changed since: it is at version {current} now")]
    VersionMismatch {
        /// The version that it has now.
        current: i32,
    },
    /// It stands in a state in which that cannot be done.
    #[error("{0}")]
    Conflict(String),
    /// The token lets nobody in.
    #[error("the token is not known")]
    Unauthenticated,
    /// Something that it needs is not there; everything else goes on.
    #[error("{what} is not available: {reason}")]
    Unavailable {
        /// What is missing.
        what: &'static str,
        /// Why.
        reason: String,
    },
    /// A fault inside. Its text is for the log only.
    #[error("internal: {0}")]
    Internal(String),
}

/// Why one field of a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, as the API calls it.
    pub field: &'static str,
    /// What is wrong with it, and what would be right.
    pub detail: String,
}

impl Error {
    /// One field is refused.
    pub fn invalid(field: &'static str, detail: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError { field, detail: detail.into() }])
    }

    /// There is no such thing, or it is another team's.
    pub const fn not_found(what: &'static str, id: Uuid) -> Self {
        Self::NotFound { what, id }
    }

    /// A fault inside.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        if !models::is_outage(&error) {
            return Self::Internal(format!("database: {error}"));
        }
        tracing::warn!(%error, "the database is away or has no time");
        Self::Unavailable {
            what: "the database",
            reason: "it does not answer, or has too much to do".to_owned(),
        }
    }
}

impl From<events::EventError> for Error {
    fn from(error: events::EventError) -> Self {
        match error {
            events::EventError::BadId(id) => {
                Self::invalid("after", format!("'{id}' is not the id of an event"))
            }
            events::EventError::Json(error) => Self::internal(error),
            events::EventError::Database(error) => error.into(),
        }
    }
}

impl From<EnqueueError> for Error {
    fn from(error: EnqueueError) -> Self {
        match error {
            EnqueueError::Database(error) => error.into(),
            EnqueueError::Payload(_) => Self::internal(error),
        }
    }
}

impl From<VectorError> for Error {
    fn from(error: VectorError) -> Self {
        // What the engine says names folders and servers: it is for the log.
        tracing::warn!(%error, "the search index does not do what it is asked");
        Self::Unavailable { what: "search", reason: index_fault(&error).to_owned() }
    }
}

/// What is wrong with the index, as far as strangers may know.
const fn index_fault(error: &VectorError) -> &'static str {
    match error {
        VectorError::Unreachable { .. } => "Qdrant does not answer; new code is searchable once it does",
        VectorError::Refused { .. } => "Qdrant does not let this service in; check QDRANT_API_KEY",
        VectorError::Unsuitable { .. } => {
            "a collection of Qdrant cannot hold its vectors; the service's log says which, and how to mend it"
        }
        _ => "its index cannot be used; the service's log says why",
    }
}

fn describe(fields: &[FieldError]) -> String {
    fields.iter().map(|field| format!("{}: {}", field.field, field.detail)).collect::<Vec<_>>().join("; ")
}
