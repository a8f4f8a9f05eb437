//! Which of the things that the product leans on are up.

use std::time::Duration;

use models::teams;
use sea_orm::{ConnectionTrait, DbBackend};
use serde::Serialize;
use tokio::time::timeout;
use types::JobState;
use vectors::VectorStore;

use crate::{Error, Services};

/// How one thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// It works.
    Up,
    /// It is missing or broken, and the product goes on with less.
    Degraded,
    /// It is broken, and nothing goes on without it.
    Down,
}

/// One thing that the product leans on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Component {
    /// `database`, `queue`, `events`, `vectors`, `embedding`.
    pub name: &'static str,
    /// How it is.
    pub health: Health,
    /// What there is to say about it.
    pub detail: String,
}

/// How the whole is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The worst of its parts.
    pub health: Health,
    /// The product's version.
    pub version: &'static str,
    /// Its parts.
    pub components: Vec<Component>,
}

/// Asks every part how it is.
pub async fn check(services: &Services) -> Report {
    let (database, queue, events, vectors) = tokio::join!(
        in_time("database", Health::Down, database(services)),
        in_time("queue", Health::Down, queue(services)),
        in_time("events", Health::Degraded, events(services)),
        in_time("vectors", Health::Degraded, vectors(services)),
    );
    let components = vec![database, queue, events, vectors, embedding(services)];
    let health = components.iter().map(|component| component.health).max().unwrap_or(Health::Up);
    Report { health, version: types::VERSION, components }
}

/// Who probes has little patience: a part that takes longer does not answer.
const PATIENCE: Duration = Duration::from_secs(4);

async fn in_time(name: &'static str, otherwise: Health, part: impl Future<Output = Component>) -> Component {
    timeout(PATIENCE, part).await.unwrap_or_else(|_| {
        tracing::warn!(part = name, "a part that is asked how it is does not answer");
        Component { name, health: otherwise, detail: "does not answer".to_owned() }
    })
}

async fn database(services: &Services) -> Component {
    let name = "database";
    match services.db.execute_unprepared("SELECT 1").await {
        Ok(_) => {
            let on_sqlite = services.db.get_database_backend() == DbBackend::Sqlite;
            let detail = if on_sqlite { "SQLite" } else { "PostgreSQL" }.to_owned();
            Component { name, health: Health::Up, detail }
        }
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            Component { name, health: Health::Down, detail: "does not answer".to_owned() }
        }
    }
}

async fn queue(services: &Services) -> Component {
    let name = "queue";
    let shown = [JobState::Queued, JobState::Running, JobState::Dead];
    match services.queue.count_states(&shown).await {
        Ok(counts) => {
            let count = |state| counts.iter().find(|(of, _)| *of == state).map_or(0, |(_, jobs)| *jobs);
            let detail = shown.map(|state| format!("{} {state}", count(state))).join(", ");
            match services.queue.check_doorbell().await {
                Ok(()) => Component { name, health: Health::Up, detail },
                Err(error) => {
                    tracing::warn!(%error, "the queue's doorbell does not answer");
                    let detail = format!(
                        "{detail}; Redis cannot be used, the log says why: jobs start up to a second late"
                    );
                    Component { name, health: Health::Degraded, detail }
                }
            }
        }
        Err(error) => {
            tracing::warn!(%error, "the jobs cannot be counted");
            Component { name, health: Health::Down, detail: "its table cannot be read".to_owned() }
        }
    }
}

async fn events(services: &Services) -> Component {
    let name = "events";
    match services.events.check().await {
        Ok(()) => {
            let way = if services.events.is_shared() { "over Redis" } else { "in this process" };
            Component { name, health: Health::Up, detail: format!("told {way}") }
        }
        Err(error) => {
            tracing::warn!(%error, "processes cannot tell each other of events");
            let detail =
                "Redis cannot be used, the log says why: events of other processes come a second late"
                    .to_owned();
            Component { name, health: Health::Degraded, detail }
        }
    }
}

async fn vectors(services: &Services) -> Component {
    let name = "vectors";
    let Some(store) = &services.vectors else {
        let detail = "no store is set up: search answers nothing".to_owned();
        return Component { name, health: Health::Degraded, detail };
    };
    match count_points(services, store.as_ref()).await {
        Ok(points) => Component { name, health: Health::Up, detail: format!("{points} chunks") },
        Err(error) => {
            let detail = match error {
                Error::Unavailable { reason, .. } => reason,
                error => {
                    tracing::warn!(%error, "the points of the search index cannot be counted");
                    "its points cannot be counted".to_owned()
                }
            };
            Component { name, health: Health::Degraded, detail }
        }
    }
}

/// The points of all teams: each has an index of its own, and each may be broken.
async fn count_points(services: &Services, store: &dyn VectorStore) -> crate::Result<u64> {
    let mut points = 0;
    for team_id in teams::list_ids(&services.db).await? {
        points += store.count(team_id).await?;
    }
    Ok(points)
}

fn embedding(services: &Services) -> Component {
    let name = "embedding";
    match &services.embedding {
        Some(model) => Component { name, health: Health::Up, detail: model.model_id() },
        None => Component {
            name,
            health: Health::Degraded,
            detail: format!("search is by words alone: {}", services.without_embedding),
        },
    }
}
