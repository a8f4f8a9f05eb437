//! The store on a Qdrant server: the common suite and the server's own ways, where `QDRANT_URL` names one; and what
//! callers see of a server that is down, always.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use qdrant_client::Qdrant;
use qdrant_client::qdrant::vectors_config::Config;
use qdrant_client::qdrant::{
    CollectionInfo, CreateCollectionBuilder, Distance, Modifier, SparseVectorParamsBuilder,
    SparseVectorsConfigBuilder, VectorParamsBuilder, VectorsConfigBuilder,
};
use tokio::net::TcpListener;
use types::{Clock, SearchHit, SystemClock};
use uuid::Uuid;
use vectors::{DIMENSIONS, EdgeStore, Point, QdrantStore, Query, VectorError, VectorStore};

use crate::contract::{axis, chunk, question};

/// A server under test. What it was asked to keep goes when the test has ended.
struct Server {
    url: String,
    key: Option<String>,
    store: QdrantStore,
    teams: Mutex<Vec<Uuid>>,
}

impl Server {
    /// None where no server is named; that is said.
    fn named() -> Option<Self> {
        let Ok(url) = std::env::var("QDRANT_URL") else {
            println!(
                "skipped: no Qdrant server; run one and then \
                 QDRANT_URL=http://127.0.0.1:6334 cargo test --workspace --test store qdrant"
            );
            return None;
        };
        let key = std::env::var("QDRANT_API_KEY").ok();
        let store = QdrantStore::at(&url, key.as_deref()).unwrap();
        Some(Self { url, key, store, teams: Mutex::default() })
    }

    /// A fresh id, for a team or anything else.
    fn new_id(&self) -> Uuid {
        let id = SystemClock.new_id();
        self.teams.lock().unwrap().push(id);
        id
    }

    /// The server's own client.
    fn client(&self) -> Qdrant {
        Qdrant::from_url(&self.url).api_key(self.key.clone()).skip_compatibility_check().build().unwrap()
    }

    async fn clean_up(self) {
        for team in self.teams.into_inner().unwrap() {
            self.store.recreate(team).await.unwrap();
        }
    }
}

fn collection(team: Uuid) -> String {
    format!("devmentor-{}", team.simple())
}

fn point(id: Uuid) -> Point {
    Point::new(id, Uuid::nil(), &chunk("a.py", "kept", "def kept(): pass")).with_vector(axis(0))
}

#[tokio::test]
async fn passes_the_common_suite() {
    let Some(server) = Server::named() else { return };
    crate::contract::run(&server.store, &|| server.new_id()).await;
    server.clean_up().await;
}

#[tokio::test]
async fn answers_as_the_store_in_process_does() {
    let Some(server) = Server::named() else { return };
    let dir = tempfile::tempdir().unwrap();
    let edge = EdgeStore::new(dir.path());
    let (team, repository) = (server.new_id(), Uuid::from_u128(1));
    let words = ["parse", "render", "config", "header", "socket", "retry", "token", "cache"];
    let vector = |seed: usize| -> Vec<f32> {
        (0..DIMENSIONS).map(|at| ((seed * 31 + at * 17) as f32 * 0.37).sin()).collect()
    };
    // Fewer than what each search brings at most: which of several equal ones comes last is up to the store.
    let points: Vec<_> = (0..90_usize)
        .map(|at| {
            let name = format!("{}_{}", words[at % 8], words[at / 8 % 8]);
            let text = format!("def {name}({}): return {}", words[at / 64 % 8], words[at * 7 % 8].repeat(2));
            let point = Point::new(
                Uuid::from_u128(at as u128 + 1),
                repository,
                &chunk(&format!("{name}.py"), &name, &text),
            );
            if at % 5 == 0 { point } else { point.with_vector(vector(at)) }
        })
        .collect();
    edge.upsert(team, points.clone()).await.unwrap();
    server.store.upsert(team, points).await.unwrap();

    for (at, text) in
        ["parse the header", "retry", "cache tokens of a socket", "nothing like it", ""].iter().enumerate()
    {
        for vector in [None, Some(vector(at * 13 + 1))] {
            let asked = Query { vector, limit: 100, ..question(team, text) };
            let by_id = |mut hits: Vec<SearchHit>| {
                hits.sort_unstable_by_key(|hit| hit.chunk_id);
                hits
            };
            let here = by_id(edge.search(asked.clone()).await.unwrap());
            let there = by_id(server.store.search(asked).await.unwrap());
            assert_eq!(here.len(), there.len(), "{text}");
            for (here, there) in here.iter().zip(&there) {
                assert_eq!(here.chunk_id, there.chunk_id, "{text}");
                assert!((here.score - there.score).abs() < 1e-4, "{text}: {here:?}, there {there:?}");
            }
        }
    }
    server.clean_up().await;
}

#[tokio::test]
async fn a_collection_that_cannot_hold_our_vectors_is_refused_with_what_to_do() {
    let Some(server) = Server::named() else { return };
    let client = server.client();
    for (size, modifier, said) in [
        (768, Some(Modifier::Idf), "'dense' of 768 numbers compared by Cosine"),
        (DIMENSIONS as u64, Some(Modifier::None), "'terms' without the modifier IDF"),
        (DIMENSIONS as u64, None, "no sparse vector 'terms'"),
    ] {
        let team = server.new_id();
        let mut dense = VectorsConfigBuilder::default();
        dense.add_named_vector_params("dense", VectorParamsBuilder::new(size, Distance::Cosine));
        let mut wrong = CreateCollectionBuilder::new(collection(team)).vectors_config(dense);
        if let Some(modifier) = modifier {
            let mut sparse = SparseVectorsConfigBuilder::default();
            sparse.add_named_vector_params("terms", SparseVectorParamsBuilder::default().modifier(modifier));
            wrong = wrong.sparse_vectors_config(sparse);
        }
        client.create_collection(wrong).await.unwrap();

        for refused in [
            server.store.upsert(team, vec![point(Uuid::from_u128(1))]).await.unwrap_err(),
            server.store.search(question(team, "kept")).await.unwrap_err(),
            server.store.count(team).await.map(|_| ()).unwrap_err(),
        ] {
            assert!(matches!(refused, VectorError::Unsuitable { .. }), "{refused:?}");
            let text = refused.to_string();
            for part in [said, &collection(team), "384", "Delete the collection"] {
                assert!(text.contains(part), "{text}\nlacks {part}");
            }
        }
        // What the error advises helps, without a restart.
        client.delete_collection(collection(team)).await.unwrap();
        server.store.upsert(team, vec![point(Uuid::from_u128(1))]).await.unwrap();
        assert_eq!(server.store.count(team).await.unwrap(), 1);
    }
    server.clean_up().await;
}

#[tokio::test]
async fn a_collection_that_goes_away_is_empty_and_is_made_again() {
    let Some(server) = Server::named() else { return };
    let (team, client) = (server.new_id(), server.client());
    server.store.upsert(team, vec![point(Uuid::from_u128(1))]).await.unwrap();
    client.delete_collection(collection(team)).await.unwrap();

    assert_eq!(server.store.search(question(team, "kept")).await.unwrap(), []);
    assert_eq!(server.store.count(team).await.unwrap(), 0);
    server.store.set_vectors(team, vec![(Uuid::from_u128(1), axis(1))]).await.unwrap();
    server.store.upsert(team, vec![point(Uuid::from_u128(2))]).await.unwrap();
    assert_eq!(server.store.search(question(team, "kept")).await.unwrap().len(), 1);
    server.clean_up().await;
}

#[tokio::test]
async fn two_processes_may_begin_with_a_team_at_once() {
    let Some(server) = Server::named() else { return };
    let team = server.new_id();
    let other = QdrantStore::at(&server.url, server.key.as_deref()).unwrap();
    let (one, two) = tokio::join!(
        server.store.upsert(team, vec![point(Uuid::from_u128(1))]),
        other.upsert(team, vec![point(Uuid::from_u128(2))]),
    );
    one.unwrap();
    two.unwrap();
    assert_eq!(other.count(team).await.unwrap(), 2);
    server.clean_up().await;
}

#[tokio::test]
async fn a_collection_is_indexed_by_what_is_filtered_by_and_stands_on_the_disk() {
    let Some(server) = Server::named() else { return };
    let team = server.new_id();
    server.store.upsert(team, vec![point(Uuid::from_u128(1))]).await.unwrap();
    let info = server.client().collection_info(collection(team)).await.unwrap().result.unwrap();
    let mut indexed: Vec<_> = info.payload_schema.keys().map(String::as_str).collect();
    indexed.sort_unstable();
    assert_eq!(indexed, ["folders", "language", "path", "repository_id"]);
    assert!(stands_on_disk(&info));
    let params = info.config.unwrap().params.unwrap();
    assert_eq!(params.shard_number, 1);
    server.clean_up().await;
}

#[tokio::test]
async fn another_key_than_the_server_s_is_refused_by_name() {
    let Some(server) = Server::named() else { return };
    if server.key.is_none() {
        println!("skipped: the server asks for no key; start it with one, and set QDRANT_API_KEY to it");
        return;
    }
    for key in [None, Some("hunter2")] {
        let store = QdrantStore::at(&server.url, key).unwrap();
        for refused in [store.ping().await.unwrap_err(), store.count(server.new_id()).await.unwrap_err()] {
            assert!(matches!(refused, VectorError::Refused { .. }), "{refused:?}");
            let text = refused.to_string();
            assert!(text.contains("QDRANT_API_KEY") && !text.contains("hunter2"), "{text}");
        }
    }
    server.store.ping().await.unwrap();
}

#[expect(deprecated, reason = "servers before 1.19 know `on_disk` and not what follows it")]
fn stands_on_disk(info: &CollectionInfo) -> bool {
    let params = info.config.as_ref().unwrap().params.as_ref().unwrap();
    let Some(Config::ParamsMap(dense)) = params.vectors_config.as_ref().unwrap().config.as_ref() else {
        return false;
    };
    let terms = params.sparse_vectors_config.as_ref().unwrap().map["terms"];
    params.on_disk_payload
        && dense.map["dense"].on_disk == Some(true)
        && terms.index.is_some_and(|index| index.on_disk == Some(true))
}

#[tokio::test]
async fn a_server_that_is_down_costs_one_caller_a_moment_and_the_others_nothing() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = gone.local_addr().unwrap();
    drop(gone);
    let store = QdrantStore::at(&format!("http://{address}"), Some("hunter2")).unwrap();
    let first = store.count(Uuid::nil()).await.unwrap_err();
    let VectorError::Unreachable { place, reason } = &first else { panic!("{first:?}") };
    assert_eq!(*place, address.to_string());
    assert!(reason.contains("Connection refused"), "{reason}");
    assert!(!format!("{first} {first:?}").contains("hunter2"));

    let began = Instant::now();
    for _ in 0..100 {
        let error = store.upsert(Uuid::nil(), vec![point(Uuid::nil())]).await.unwrap_err();
        assert!(matches!(error, VectorError::Unreachable { .. }), "{error:?}");
    }
    assert!(began.elapsed() < Duration::from_millis(200), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_server_that_takes_calls_and_says_nothing_is_given_up_in_time() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let store = QdrantStore::at(&format!("http://{}", silent.local_addr().unwrap()), None).unwrap();
    let began = Instant::now();
    let error = store.search(question(Uuid::nil(), "anything")).await.unwrap_err();
    assert!(matches!(error, VectorError::Unreachable { .. }), "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    let began = Instant::now();
    store.count(Uuid::nil()).await.unwrap_err();
    assert!(began.elapsed() < Duration::from_millis(50), "{:?}", began.elapsed());
}
