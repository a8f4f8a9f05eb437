//! The store in this process: a Qdrant shard for each team, in a folder of its own.
//!
//! A shard per team and not one for all with a filter: no query can see another team's points, term
//! statistics are the team's own, and a team goes by removing its folder.

mod convert;
mod filter;
mod log;
mod lookup;
mod shard;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use async_trait::async_trait;
use rustc_hash::FxHashMap;
use types::SearchHit;
use uuid::Uuid;

use crate::{Point, Query, VectorError, VectorStore};
use shard::Shard;

/// Keeps vectors in this process, under a folder. One process at a time may use a folder.
#[derive(Debug)]
pub struct EdgeStore {
    dir: PathBuf,
    teams: Mutex<FxHashMap<Uuid, Arc<Team>>>,
}

impl EdgeStore {
    /// A store under a folder, which is made when the first point comes. Shards are opened when their
    /// team first calls.
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), teams: Mutex::default() }
    }

    fn team(&self, id: Uuid) -> Arc<Team> {
        let mut teams = self.teams.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(teams.entry(id).or_insert_with(|| {
            Arc::new(Team { dir: self.dir.join(id.simple().to_string()), shard: RwLock::new(None) })
        }))
    }

    /// Runs on a thread that may block; a panic of the engine becomes an error.
    async fn run<T: Send + 'static>(
        &self,
        team_id: Uuid,
        work: impl FnOnce(&Team) -> Result<T, VectorError> + Send + 'static,
    ) -> Result<T, VectorError> {
        let team = self.team(team_id);
        tokio::task::spawn_blocking(move || work(&team))
            .await
            .unwrap_or_else(|error| Err(VectorError::Engine(format!("it panicked: {error}"))))
    }
}

#[async_trait]
impl VectorStore for EdgeStore {
    async fn upsert(&self, team_id: Uuid, points: Vec<Point>) -> Result<(), VectorError> {
        if points.is_empty() {
            return Ok(());
        }
        self.run(team_id, |team| team.write(|shard| shard.upsert(points))).await
    }

    async fn set_vectors(&self, team_id: Uuid, vectors: Vec<(Uuid, Vec<f32>)>) -> Result<(), VectorError> {
        if vectors.is_empty() {
            return Ok(());
        }
        self.run(team_id, |team| team.read((), |shard| shard.set_vectors(vectors))).await
    }

    async fn delete(&self, team_id: Uuid, ids: Vec<Uuid>) -> Result<(), VectorError> {
        if ids.is_empty() {
            return Ok(());
        }
        self.run(team_id, move |team| team.read((), |shard| shard.delete(&ids))).await
    }

    async fn delete_repository(&self, team_id: Uuid, repository_id: Uuid) -> Result<(), VectorError> {
        self.run(team_id, move |team| team.read((), |shard| shard.delete_repository(repository_id))).await
    }

    async fn repositories(&self, team_id: Uuid) -> Result<Vec<Uuid>, VectorError> {
        self.run(team_id, |team| team.read(Vec::new(), Shard::repositories)).await
    }

    async fn search(&self, query: Query) -> Result<Vec<SearchHit>, VectorError> {
        self.run(query.team_id, move |team| team.read(Vec::new(), |shard| shard.search(&query))).await
    }

    async fn count(&self, team_id: Uuid) -> Result<u64, VectorError> {
        self.run(team_id, |team| team.read(0, Shard::count)).await
    }

    async fn recreate(&self, team_id: Uuid) -> Result<(), VectorError> {
        self.run(team_id, Team::recreate).await
    }
}

/// A team's folder, and its shard once it is open.
#[derive(Debug)]
struct Team {
    dir: PathBuf,
    shard: RwLock<Option<Shard>>,
}

impl Team {
    /// Works on the shard, which is made if it is not there.
    fn write<T>(&self, work: impl FnOnce(&Shard) -> Result<T, VectorError>) -> Result<T, VectorError> {
        self.open()?;
        match &*self.shard.read().unwrap_or_else(PoisonError::into_inner) {
            Some(shard) => work(shard),
            None => Err(VectorError::Engine("the index is being made anew".to_owned())),
        }
    }

    /// Works on the shard if it is there; answers `absent` for a team that never stored anything.
    fn read<T>(
        &self,
        absent: T,
        work: impl FnOnce(&Shard) -> Result<T, VectorError>,
    ) -> Result<T, VectorError> {
        if self.dir.exists() { self.write(work) } else { Ok(absent) }
    }

    fn open(&self) -> Result<(), VectorError> {
        if self.shard.read().unwrap_or_else(PoisonError::into_inner).is_some() {
            return Ok(());
        }
        let mut shard = self.shard.write().unwrap_or_else(PoisonError::into_inner);
        if shard.is_none() {
            *shard = Some(Shard::open(&self.dir)?);
        }
        Ok(())
    }

    /// Waits for calls that are under way, then removes the folder.
    fn recreate(&self) -> Result<(), VectorError> {
        let mut shard = self.shard.write().unwrap_or_else(PoisonError::into_inner);
        drop(shard.take());
        match std::fs::remove_dir_all(&self.dir) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(source) => Err(VectorError::Folder { path: self.dir.clone(), source }),
        }
    }
}
