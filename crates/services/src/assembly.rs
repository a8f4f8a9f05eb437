//! From settings to services: opens the database, the queue, the log, the index and the model.

mod between;
mod database;
mod index;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use config::{ExposeSecret, Settings, make_private, write_private};
pub use database::DatabaseError;
use queue::{Queue, RedisAddressError};
use sea_orm::DbErr;
use vectors::QdrantAddressError;

use crate::bootstrap::{self, Owner};
use crate::{Error, Services};

/// What nobody guesses has at least so many characters.
const MIN_TOKEN_CHARS: usize = 32;

/// Why the services cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database cannot be reached or opened, or has another schema.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// What tells this installation from others cannot be read.
    #[error("cannot read the database: {0}")]
    Installation(DbErr),
    /// What is named as the Redis server cannot be one.
    #[error(transparent)]
    Redis(#[from] RedisAddressError),
    /// What is named as the store of vectors cannot be one.
    #[error(transparent)]
    Index(#[from] QdrantAddressError),
    /// The settings name a service that this version does not use.
    #[error("{0} is set, but this version sends no mail; unset it")]
    NotUsed(&'static str),
    /// The owner's token cannot be kept.
    #[error("cannot keep the owner's token in {}: {cause}", file.display())]
    Token {
        /// The file.
        file: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The owner's token could be guessed.
    #[error(
        "the owner's token in {place} has fewer than {MIN_TOKEN_CHARS} characters and could be guessed; take one of \
         at least {MIN_TOKEN_CHARS}, such as 'openssl rand -hex 32' makes"
    )]
    WeakToken {
        /// Where it was found.
        place: String,
    },
    /// The owner cannot be let in.
    #[error("cannot prepare the owner's access: {0}")]
    Owner(Error),
}

/// Opens everything that the settings name. The schema is brought up to date on the way.
///
/// A missing or damaged model is no error: search goes on by words alone, and says why. The data directory
/// must be owned by the caller.
pub async fn open(settings: &Settings) -> Result<Services, OpenError> {
    refuse_unused(settings)?;
    let index = index::open(&settings.data).await?;
    let db = database::open(settings).await?;
    let clock = models::clock(&db).await.map_err(OpenError::Installation)?;
    let installation =
        models::installation::id(&db, clock.new_id()).await.map_err(OpenError::Installation)?;
    let namespace = format!("devmentor:{installation}");
    let doorbell = between::doorbell(&settings.data, &namespace).await?;
    let log = between::events(&settings.data, &namespace, &db, &clock)?;
    let queue = Queue::new(db.clone(), doorbell, clock.clone());
    let builder = Services::builder(db, queue, log).clock(clock).settings(settings.clone()).vectors(index);
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
    if settings.data.smtp_url.is_some() { Err(OpenError::NotUsed("SMTP_URL")) } else { Ok(()) }
}

/// Lets the local owner in with the token from the settings or from the data directory. At the first start a
/// token is made and written there, readable by the owner alone. A token that the owner had before lets nobody in
/// from now on - but for one on a server, where other machines may have been first: that is replaced by one from the
/// settings only.
pub async fn admit_owner(services: &Services, settings: &Settings) -> Result<Owner, OpenError> {
    let file = settings.data.token_file();
    let unkept = |cause| OpenError::Token { file: file.clone(), cause };
    let (known, place) = match &settings.auth.owner_token {
        Some(token) => {
            (Some(token.expose_secret().to_owned()), "the settings ([auth] owner_token)".to_owned())
        }
        None => (read_token(&file).map_err(unkept)?, file.display().to_string()),
    };
    if known.as_ref().is_some_and(|token| token.chars().count() < MIN_TOKEN_CHARS) {
        return Err(OpenError::WeakToken { place });
    }
    let decides = settings.auth.owner_token.is_some() || !settings.data.is_on_server();
    let owner =
        bootstrap::ensure_owner(services, known.as_deref(), decides).await.map_err(OpenError::Owner)?;
    match &owner.token {
        Some(token) if owner.is_new => {
            write_private(&file, format!("{token}\n").as_bytes()).map_err(unkept)?;
        }
        Some(_) => {}
        None => tracing::warn!(
            "the owner's token was made on another machine and is not known on this one; it lets in here too. To keep \
             it here, copy its file, or give every machine the same [auth] owner_token"
        ),
    }
    Ok(owner)
}

/// The token of an earlier start, if there is one; others are kept from reading it.
fn read_token(file: &Path) -> io::Result<Option<String>> {
    match std::fs::read_to_string(file) {
        Ok(text) => {
            make_private(file)?;
            Ok(Some(text.trim().to_owned()).filter(|token| !token.is_empty()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
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

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use config::SecretString;

    use super::*;
    use crate::testing::TestServices;
    use crate::{Error, auth};

    #[tokio::test]
    async fn only_the_owners_last_token_lets_in() {
        let test = TestServices::start().await;
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::in_dir(folder.path());
        let file = settings.data.token_file();
        let first = admit_owner(&test.services, &settings).await.unwrap().token.unwrap();

        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        assert_eq!(admit_owner(&test.services, &settings).await.unwrap().token.as_ref(), Some(&first));
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);

        let configured = "a configured token of 32 letters";
        settings.auth.owner_token = Some(SecretString::from(configured));
        admit_owner(&test.services, &settings).await.unwrap();
        let let_in = async |token: &str| auth::authenticate(&test.services, token).await;
        let_in(configured).await.unwrap();
        assert!(matches!(let_in(&first).await, Err(Error::Unauthenticated)));

        settings.auth.owner_token = None;
        fs::remove_file(&file).unwrap();
        let lost = admit_owner(&test.services, &settings).await.unwrap().token.unwrap();
        let_in(&lost).await.unwrap();
        assert!(matches!(let_in(configured).await, Err(Error::Unauthenticated)));
    }

    #[tokio::test]
    async fn a_token_that_could_be_guessed_is_refused_and_not_repeated() {
        let test = TestServices::start().await;
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::in_dir(folder.path());
        fs::write(settings.data.token_file(), "hunter2\n").unwrap();
        let in_file = admit_owner(&test.services, &settings).await.unwrap_err().to_string();
        assert!(in_file.contains("owner.token") && in_file.contains("32 characters"), "{in_file}");
        settings.auth.owner_token = Some(SecretString::from("hunter2"));
        let in_settings = admit_owner(&test.services, &settings).await.unwrap_err().to_string();
        assert!(in_settings.contains("[auth] owner_token"), "{in_settings}");
        assert!(!in_file.contains("hunter2") && !in_settings.contains("hunter2"));
    }
}
