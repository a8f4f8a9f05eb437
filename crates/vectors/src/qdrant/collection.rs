//! A team's collection: how it must be, made where it is not there, refused where it is otherwise.

use qdrant_client::qdrant::payload_index_params::IndexParams;
use qdrant_client::qdrant::vectors_config::Config;
use qdrant_client::qdrant::{
    CollectionInfo, CollectionParams, CreateCollection, CreateFieldIndexCollection, Distance, FieldType,
    KeywordIndexParams, Modifier, OptimizersConfigDiff, PayloadIndexParams, SparseIndexConfig,
    SparseVectorConfig, SparseVectorParams, VectorParams, VectorParamsMap, VectorsConfig,
};
use uuid::Uuid;

use super::link::{Fault, Link, READ_WITHIN, WRITE_WITHIN};
use crate::fields::{DENSE, GRAPH_THRESHOLD_KB, INDEXED, TERMS};
use crate::{DIMENSIONS, VectorError};

/// The name of a team's collection.
pub(super) fn name(team_id: Uuid) -> String {
    format!("devmentor-{}", team_id.simple())
}

/// Whether a team has a collection; an error where it is not as it must be.
pub(super) async fn is_there(link: &Link, team_id: Uuid) -> Result<bool, VectorError> {
    let name = name(team_id);
    match info(link, &name).await? {
        Some(info) => check(link, &name, &info).map(|()| true),
        None => Ok(false),
    }
}

/// Makes a team's collection, or what it lacks. Others may do the same at the same moment.
pub(super) async fn make(link: &Link, team_id: Uuid) -> Result<(), VectorError> {
    let name = name(team_id);
    let there = match info(link, &name).await? {
        Some(there) => there,
        None => {
            let wanted = wanted(&name);
            let made = link.ask(WRITE_WITHIN, || link.client().create_collection(wanted.clone())).await;
            match (info(link, &name).await?, made) {
                (Some(there), _) => there,
                (None, Err(fault)) => return Err(fault.into()),
                (None, Ok(_)) => {
                    return Err(VectorError::Engine(format!(
                        "the collection {name} was made and is not there"
                    )));
                }
            }
        }
    };
    check(link, &name, &there)?;
    for key in INDEXED.into_iter().filter(|key| !there.payload_schema.contains_key(*key)) {
        let index = index(&name, key);
        link.ask(WRITE_WITHIN, || link.client().create_field_index(index.clone())).await?;
    }
    Ok(())
}

/// Removes a team's collection, whatever it is like.
pub(super) async fn remove(link: &Link, team_id: Uuid) -> Result<(), VectorError> {
    let name = name(team_id);
    match link.ask(WRITE_WITHIN, || link.client().delete_collection(name.clone())).await {
        Ok(_) | Err(Fault::Missing(_)) => Ok(()),
        Err(fault) => Err(fault.into()),
    }
}

async fn info(link: &Link, name: &str) -> Result<Option<CollectionInfo>, VectorError> {
    match link.ask(READ_WITHIN, || link.client().collection_info(name)).await {
        Ok(answer) => Ok(answer.result),
        Err(Fault::Missing(_)) => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

/// One shard, so that term statistics are the whole team's. Vectors, terms and payload stay on the server's disk and
/// are mapped into memory: a team's code may be larger than that.
#[expect(deprecated, reason = "servers before 1.19 know `on_disk` and not what follows it")]
fn wanted(name: &str) -> CreateCollection {
    let dense = VectorParams {
        size: DIMENSIONS as u64,
        distance: Distance::Cosine.into(),
        on_disk: Some(true),
        ..VectorParams::default()
    };
    let terms = SparseVectorParams {
        index: Some(SparseIndexConfig { on_disk: Some(true), ..SparseIndexConfig::default() }),
        modifier: Some(Modifier::Idf.into()),
    };
    CreateCollection {
        collection_name: name.to_owned(),
        shard_number: Some(1),
        on_disk_payload: Some(true),
        vectors_config: Some(VectorsConfig {
            config: Some(Config::ParamsMap(VectorParamsMap { map: [(DENSE.to_owned(), dense)].into() })),
        }),
        sparse_vectors_config: Some(SparseVectorConfig { map: [(TERMS.to_owned(), terms)].into() }),
        optimizers_config: Some(OptimizersConfigDiff {
            indexing_threshold: Some(GRAPH_THRESHOLD_KB as u64),
            ..OptimizersConfigDiff::default()
        }),
        ..CreateCollection::default()
    }
}

#[expect(deprecated, reason = "servers before 1.19 know `on_disk` and not what follows it")]
fn index(name: &str, key: &str) -> CreateFieldIndexCollection {
    let params = KeywordIndexParams { on_disk: Some(true), ..KeywordIndexParams::default() };
    CreateFieldIndexCollection {
        collection_name: name.to_owned(),
        wait: Some(true),
        field_name: key.to_owned(),
        field_type: Some(FieldType::Keyword.into()),
        field_index_params: Some(PayloadIndexParams {
            index_params: Some(IndexParams::KeywordIndexParams(params)),
        }),
        ..CreateFieldIndexCollection::default()
    }
}

fn check(link: &Link, name: &str, info: &CollectionInfo) -> Result<(), VectorError> {
    let params = info.config.as_ref().and_then(|config| config.params.as_ref());
    let (dense, terms) = params.map_or((None, None), |params| (dense_of(params), terms_of(params)));
    let cosine = i32::from(Distance::Cosine);
    let fits_dense = dense.is_some_and(|it| (it.size, it.distance) == (DIMENSIONS as u64, cosine));
    let fits_terms = terms.is_some_and(|it| it.modifier == Some(Modifier::Idf.into()));
    if fits_dense && fits_terms {
        return Ok(());
    }
    let dense = match dense {
        Some(it) => format!("'{DENSE}' of {} numbers compared by {}", it.size, it.distance().as_str_name()),
        None => format!("no vector '{DENSE}'"),
    };
    let terms = match (terms, fits_terms) {
        (None, _) => format!("no sparse vector '{TERMS}'"),
        (_, false) => format!("sparse '{TERMS}' without the modifier IDF"),
        (_, true) => format!("sparse '{TERMS}' with the modifier IDF"),
    };
    Err(VectorError::Unsuitable {
        collection: name.to_owned(),
        place: link.place().to_owned(),
        found: format!("{dense} and {terms}"),
    })
}

fn dense_of(params: &CollectionParams) -> Option<&VectorParams> {
    match params.vectors_config.as_ref()?.config.as_ref()? {
        Config::ParamsMap(named) => named.map.get(DENSE),
        Config::Params(_) => None,
    }
}

fn terms_of(params: &CollectionParams) -> Option<&SparseVectorParams> {
    params.sparse_vectors_config.as_ref()?.map.get(TERMS)
}
