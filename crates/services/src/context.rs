//! Everything that the features need, built once.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use events::EventLog;
use models::PoolUse;
use queue::Queue;
use sea_orm::DatabaseConnection;
use types::{Clock, SystemClock};
use uuid::Uuid;
use vectors::VectorStore;

use crate::Embedding;
use crate::indexing::Locks;
use crate::views::Reports;

/// What the features work with; clones share everything.
#[derive(Debug, Clone)]
pub struct Services {
    pub(crate) db: DatabaseConnection,
    pub(crate) queue: Queue,
    pub(crate) events: EventLog,
    pub(crate) vectors: Option<Arc<dyn VectorStore>>,
    pub(crate) embedding: Option<Arc<dyn Embedding>>,
    pub(crate) without_embedding: Arc<str>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) indexing: Arc<Locks>,
    pub(crate) reports: Arc<Reports>,
}

/// What the features may be told.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// Whether a repository may be a path on this disk.
    pub(crate) local_paths: bool,
    /// Whether the database is a server's, for a team, and not a file for one person.
    pub(crate) on_server: bool,
    /// Where mirrors of remote repositories stand.
    pub(crate) mirrors: PathBuf,
    /// Where facts about files are kept between analyses.
    pub(crate) facts: PathBuf,
    /// How long the ledger keeps ended jobs.
    pub(crate) keep_jobs: chrono::Duration,
    /// How long ended analyses are kept.
    pub(crate) keep_analyses: chrono::Duration,
    /// Items of a page where none are asked for.
    pub(crate) page_items: u64,
    /// Items of a page at most.
    pub(crate) page_items_max: u64,
}

impl Services {
    /// Starts with what no feature can do without.
    pub fn builder(db: DatabaseConnection, queue: Queue, events: EventLog) -> Builder {
        Builder {
            db,
            queue,
            events,
            vectors: None,
            embedding: None,
            without_embedding: "no model was loaded".to_owned(),
            clock: Arc::new(SystemClock),
            settings: config::Settings::default(),
        }
    }

    /// The job queue, for whoever runs jobs.
    pub fn queue(&self) -> &Queue {
        &self.queue
    }

    /// The event log, for whoever follows a channel.
    pub fn events(&self) -> &EventLog {
        &self.events
    }

    /// The clock that everything goes by.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Tells the metrics how the connections to the database are used. To be called every few seconds.
    pub fn record_connections(&self) {
        let PoolUse { busy, idle } = models::pool_use(&self.db);
        for (state, connections) in [("busy", busy), ("idle", idle)] {
            metrics::gauge!("devmentor_database_connections", "use" => state).set(connections as f64);
        }
    }

    /// The folder of a repository's bare mirror; it need not be there.
    pub fn mirror_dir(&self, repository_id: Uuid) -> PathBuf {
        self.settings.mirrors.join(format!("{repository_id}.git"))
    }

    /// The folder of what is known of a repository's files; it need not be there.
    pub fn facts_dir(&self, repository_id: Uuid) -> PathBuf {
        self.settings.facts.join(repository_id.to_string())
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

/// Puts the context together.
#[derive(Debug)]
pub struct Builder {
    db: DatabaseConnection,
    queue: Queue,
    events: EventLog,
    vectors: Option<Arc<dyn VectorStore>>,
    embedding: Option<Arc<dyn Embedding>>,
    without_embedding: String,
    clock: Arc<dyn Clock>,
    settings: config::Settings,
}

impl Builder {
    /// Search answers from this store; without one it says that it cannot.
    #[must_use]
    pub fn vectors(mut self, vectors: Arc<dyn VectorStore>) -> Self {
        self.vectors = Some(vectors);
        self
    }

    /// Code and questions become vectors with this model; without one, search is by words alone.
    #[must_use]
    pub fn embedding(mut self, embedding: Arc<dyn Embedding>) -> Self {
        self.embedding = Some(embedding);
        self
    }

    /// Says why there is no model, for people to read.
    #[must_use]
    pub fn without_embedding(mut self, reason: impl Into<String>) -> Self {
        self.without_embedding = reason.into();
        self
    }

    /// Another clock than the machine's.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Other settings than the defaults.
    #[must_use]
    pub fn settings(mut self, settings: config::Settings) -> Self {
        self.settings = settings;
        self
    }

    /// The context.
    pub fn build(self) -> Services {
        let settings = Settings {
            local_paths: self.settings.limits.local_paths,
            on_server: self.settings.data.is_on_server(),
            mirrors: self.settings.data.mirrors(),
            facts: self.settings.data.facts_cache(),
            keep_jobs: chrono::Duration::days(i64::from(self.settings.worker.keep_jobs_days)),
            keep_analyses: chrono::Duration::days(i64::from(self.settings.worker.keep_analyses_days)),
            page_items: self.settings.limits.page_items,
            page_items_max: self.settings.limits.page_items_max,
        };
        Services {
            db: self.db,
            queue: self.queue,
            events: self.events,
            vectors: self.vectors,
            embedding: self.embedding,
            without_embedding: self.without_embedding.into(),
            clock: self.clock,
            settings: Arc::new(settings),
            indexing: Arc::default(),
            reports: Arc::default(),
        }
    }
}
