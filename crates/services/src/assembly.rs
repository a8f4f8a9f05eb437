//! From settings to services: opens the database, the queue, the log, the index and the model.

use std::path::Path;
use std::sync::Arc;

use config::{ExposeSecret, Settings, write_private};
use events::TableLog;
use queue::{MemoryTransport, Queue};
use sea_orm::{DatabaseConnection, DbErr};
use types::{Clock, SystemClock};
use vectors::EdgeStore;

use crate::bootstrap::{self, Owner};
use crate::{Error, Services};

/// Connections to the database. SQLite has one writer at a time, however many there are.
const MAX_CONNECTIONS: u32 = 16;

/// Why the services cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database cannot be reached or opened.
    #[error("cannot open the database: {0}")]
    Database(DbErr),
    /// Its schema cannot be brought up to date.
    #[error("cannot bring the database's schema up to date: {0}")]
    Migration(DbErr),
    /// The settings name a service that this version does not use.
    #[error("{0} is set, but this version keeps its queue, its vectors and its mail in process; unset it")]
    NotUsed(&'static str),
    /// The owner's token cannot be kept.
    #[error("cannot write the owner's token: {0}")]
    Token(std::io::Error),
    /// The owner cannot be let in.
    #[error("cannot prepare the owner's access: {0}")]
    Owner(Error),
}

/// Opens the database that the settings name, SQLite in the data directory where they name none.
pub async fn open_database(settings: &Settings) -> Result<DatabaseConnection, OpenError> {
    let url = match &settings.data.database_url {
        Some(url) => url.expose_secret().to_owned(),
        None => sqlite_url(&settings.data.database_file()),
    };
    models::connect(&url, MAX_CONNECTIONS).await.map_err(OpenError::Database)
}

/// The address of a file, with what means something in an address written otherwise.
fn sqlite_url(file: &Path) -> String {
    let path = file.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    format!("sqlite://{path}?mode=rwc")
}

/// Opens everything that the settings name. The schema is brought up to date on the way.
///
/// A missing or damaged model is no error: search goes on by words alone, and says why. The data directory
/// must be owned by the caller.
pub async fn open(settings: &Settings) -> Result<Services, OpenError> {
    refuse_unused(settings)?;
    let db = open_database(settings).await?;
    models::migrate(&db).await.map_err(OpenError::Migration)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let queue = Queue::new(db.clone(), Arc::new(MemoryTransport::default()), clock.clone());
    let log = Arc::new(TableLog::new(db.clone(), clock));
    let builder = Services::builder(db, queue, log)
        .settings(settings.clone())
        .vectors(Arc::new(EdgeStore::new(&settings.data.vectors())));
    let builder = match load_model(settings).await {
        Ok(model) => builder.embedding(Arc::new(model)),
        Err(reason) => {
            tracing::warn!(reason, "no embedding model: search is by words alone");
            builder.without_embedding(reason)
        }
    };
    Ok(builder.build())
}

/// A setting that did nothing would let people believe that it does.
fn refuse_unused(settings: &Settings) -> Result<(), OpenError> {
    let data = &settings.data;
    let named =
        [("REDIS_URL", &data.redis_url), ("QDRANT_URL", &data.qdrant_url), ("SMTP_URL", &data.smtp_url)];
    match named.into_iter().find(|(_, url)| url.is_some()) {
        Some((name, _)) => Err(OpenError::NotUsed(name)),
        None => Ok(()),
    }
}

/// Lets the local owner in with the token from the settings or from the data directory. At the first start a
/// token is made and written there, readable by the owner alone.
pub async fn admit_owner(services: &Services, settings: &Settings) -> Result<Owner, OpenError> {
    let file = settings.data.token_file();
    let known = match &settings.auth.owner_token {
        Some(token) => Some(token.expose_secret().to_owned()),
        None => match tokio::fs::read_to_string(&file).await {
            Ok(text) => Some(text.trim().to_owned()).filter(|token| !token.is_empty()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(OpenError::Token(error)),
        },
    };
    let owner = bootstrap::ensure_owner(services, known.as_deref()).await.map_err(OpenError::Owner)?;
    if owner.is_new {
        write_private(&file, format!("{}\n", owner.token).as_bytes()).map_err(OpenError::Token)?;
    }
    Ok(owner)
}

/// The model, or why there is none.
async fn load_model(settings: &Settings) -> Result<inference::Embedder, String> {
    let embedding = settings.embedding.clone();
    if !embedding.enabled {
        return Err("embedding is switched off in the settings".to_owned());
    }
    let load = move || {
        let mut options =
            inference::Options { max_tokens: embedding.max_tokens, ..inference::Options::default() };
        if embedding.threads > 0 {
            options.threads = embedding.threads;
        }
        inference::Embedder::load_with(&embedding.model_dir, options).map_err(|error| error.to_string())
    };
    tokio::task::spawn_blocking(load).await.map_err(|error| error.to_string())?
}
