//! The store on a Qdrant server: a collection for each team.
//!
//! A collection per team and not one for all with a filter, for the reasons that the store in this process has a
//! shard per team: no query can see another team's points, term statistics are the team's own, and a team goes with
//! its collection. Ids of teams are unique everywhere, so installations may share a server.
//!
//! A server that does not answer costs one caller a moment and the others nothing: see [`link`].

mod address;
mod collection;
mod convert;
mod link;
mod lookup;

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use qdrant_client::qdrant::{
    CountPoints, DeletePoints, FacetCounts, Filter, GetPoints, PointId, PointsSelector, UpdatePointVectors,
    UpsertPoints,
};
use rustc_hash::FxHashSet;
use types::SearchHit;
use uuid::Uuid;

pub use address::QdrantAddressError;
use convert::{any_of, id_of, point_id};
use link::{Fault, Link, READ_WITHIN, WRITE_WITHIN};

use crate::fields::{BATCH, MOST_VALUES, REPOSITORY};
use crate::store::check;
use crate::{Point, Query, VectorError, VectorStore};

/// Keeps vectors on a Qdrant server. Any number of processes may use it at once.
#[derive(Debug)]
pub struct QdrantStore {
    link: Link,
    /// Teams whose collection was seen to be as it must be.
    checked: Mutex<FxHashSet<Uuid>>,
}

impl QdrantStore {
    /// A store on the server at `http://host:port` or `https://host:port` (the gRPC port, 6334 where none is named),
    /// with the key that the server asks for. Connects at first use, and goes on trying.
    pub fn at(address: &str, api_key: Option<&str>) -> Result<Self, QdrantAddressError> {
        Ok(Self { link: Link::to(address, api_key)?, checked: Mutex::default() })
    }

    /// Whether the server answers, and lets this service in.
    pub async fn ping(&self) -> Result<(), VectorError> {
        Ok(self.link.ping().await?)
    }

    /// Does something with a team's collection, once more where it went away in the meantime. Answers `None` for a
    /// team that has none.
    async fn read<T, F: Future<Output = Result<T, Fault>>>(
        &self,
        team_id: Uuid,
        work: impl Fn(String) -> F,
    ) -> Result<Option<T>, VectorError> {
        for _ in 0..2 {
            if !self.is_checked(team_id) && !collection::is_there(&self.link, team_id).await? {
                return Ok(None);
            }
            self.remember(team_id);
            match work(collection::name(team_id)).await {
                Err(Fault::Missing(_)) => self.forget(team_id),
                other => return Ok(Some(other?)),
            }
        }
        Ok(None)
    }

    /// Writes to a team's collection, which is made if it is not there.
    async fn write<T, F: Future<Output = Result<T, Fault>>>(
        &self,
        team_id: Uuid,
        work: impl Fn(String) -> F,
    ) -> Result<T, VectorError> {
        loop {
            let was_checked = self.is_checked(team_id);
            if !was_checked {
                collection::make(&self.link, team_id).await?;
                self.remember(team_id);
            }
            match work(collection::name(team_id)).await {
                Err(Fault::Missing(_)) if was_checked => self.forget(team_id),
                other => return Ok(other?),
            }
        }
    }

    /// Gives embeddings to those of the points that are there.
    async fn set_batch(&self, collection_name: String, batch: &[(Uuid, Vec<f32>)]) -> Result<(), Fault> {
        let asked = GetPoints {
            collection_name: collection_name.clone(),
            ids: batch.iter().map(|(id, _)| point_id(id)).collect(),
            with_payload: Some(false.into()),
            with_vectors: Some(false.into()),
            ..GetPoints::default()
        };
        let there = self.link.ask(READ_WITHIN, || self.link.client().get_points(asked.clone())).await?.result;
        let there: FxHashSet<Uuid> = there.iter().filter_map(|point| id_of(point.id.as_ref())).collect();
        let there = batch.iter().filter(|(id, _)| there.contains(id));
        let points: Vec<_> = there.map(|(id, vector)| convert::embedding(id, vector.clone())).collect();
        if points.is_empty() {
            return Ok(());
        }
        let request =
            UpdatePointVectors { collection_name, wait: Some(true), points, ..UpdatePointVectors::default() };
        self.link.ask(WRITE_WITHIN, || self.link.client().update_vectors(request.clone())).await?;
        Ok(())
    }

    /// The distinct values under a key.
    async fn values(
        &self,
        collection_name: String,
        key: &str,
        filter: Option<Filter>,
    ) -> Result<Vec<String>, Fault> {
        let request = FacetCounts {
            collection_name,
            key: key.to_owned(),
            filter,
            limit: Some(MOST_VALUES as u64),
            // The values are exact either way; exact counts take a count for each value.
            exact: Some(false),
            ..FacetCounts::default()
        };
        let answer = self.link.ask(READ_WITHIN, || self.link.client().facet(request.clone())).await?;
        Ok(answer.hits.into_iter().filter_map(convert::keyword).collect())
    }

    async fn remove(&self, team_id: Uuid, points: impl Into<PointsSelector>) -> Result<(), VectorError> {
        let points = points.into();
        let removed = self.read(team_id, |collection_name| {
            let request = DeletePoints {
                collection_name,
                wait: Some(true),
                points: Some(points.clone()),
                ..DeletePoints::default()
            };
            self.link.ask(WRITE_WITHIN, move || self.link.client().delete_points(request.clone()))
        });
        removed.await.map(|_| ())
    }

    fn is_checked(&self, team_id: Uuid) -> bool {
        self.checked.lock().unwrap_or_else(PoisonError::into_inner).contains(&team_id)
    }

    fn remember(&self, team_id: Uuid) {
        self.checked.lock().unwrap_or_else(PoisonError::into_inner).insert(team_id);
    }

    fn forget(&self, team_id: Uuid) {
        self.checked.lock().unwrap_or_else(PoisonError::into_inner).remove(&team_id);
    }
}

#[async_trait]
impl VectorStore for QdrantStore {
    async fn upsert(&self, team_id: Uuid, points: Vec<Point>) -> Result<(), VectorError> {
        let stored = points.into_iter().map(convert::stored).collect::<Result<Vec<_>, _>>()?;
        for batch in stored.chunks(BATCH) {
            self.write(team_id, |collection_name| {
                let request = UpsertPoints {
                    collection_name,
                    wait: Some(true),
                    points: batch.to_vec(),
                    ..UpsertPoints::default()
                };
                self.link.ask(WRITE_WITHIN, move || self.link.client().upsert_points(request.clone()))
            })
            .await?;
        }
        Ok(())
    }

    async fn set_vectors(&self, team_id: Uuid, vectors: Vec<(Uuid, Vec<f32>)>) -> Result<(), VectorError> {
        for (_, vector) in &vectors {
            check(vector)?;
        }
        for batch in vectors.chunks(BATCH) {
            // The server refuses the whole batch for one id that is not there.
            self.read(team_id, |collection_name| self.set_batch(collection_name, batch)).await?;
        }
        Ok(())
    }

    async fn delete(&self, team_id: Uuid, ids: Vec<Uuid>) -> Result<(), VectorError> {
        for batch in ids.chunks(BATCH) {
            self.remove(team_id, batch.iter().map(point_id).collect::<Vec<PointId>>()).await?;
        }
        Ok(())
    }

    async fn delete_repository(&self, team_id: Uuid, repository_id: Uuid) -> Result<(), VectorError> {
        self.remove(team_id, Filter::must([any_of(REPOSITORY, vec![repository_id.to_string()])])).await
    }

    async fn repositories(&self, team_id: Uuid) -> Result<Vec<Uuid>, VectorError> {
        let values = self.read(team_id, |name| self.values(name, REPOSITORY, None)).await?;
        Ok(values.unwrap_or_default().iter().filter_map(|id| id.parse().ok()).collect())
    }

    async fn search(&self, query: Query) -> Result<Vec<SearchHit>, VectorError> {
        if let Some(vector) = &query.vector {
            check(vector)?;
        }
        let found = self.read(query.team_id, |name| self.look_up(name, &query)).await?;
        Ok(found.unwrap_or_default())
    }

    async fn count(&self, team_id: Uuid) -> Result<u64, VectorError> {
        let answer = self.read(team_id, |collection_name| {
            let request = CountPoints { collection_name, exact: Some(true), ..CountPoints::default() };
            self.link.ask(READ_WITHIN, move || self.link.client().count(request.clone()))
        });
        Ok(answer.await?.and_then(|answer| answer.result).map_or(0, |result| result.count))
    }

    async fn recreate(&self, team_id: Uuid) -> Result<(), VectorError> {
        self.forget(team_id);
        collection::remove(&self.link, team_id).await
    }
}
