//! The store in this process: the common suite, and what concerns its files.

use std::fs;
use std::path::Path;

use crate::contract::{axis, chunk, question};
use types::{Clock, SystemClock};
use uuid::Uuid;
use vectors::{EdgeStore, Point, Query, VectorError, VectorStore};

fn point(id: Uuid) -> Point {
    Point::new(id, Uuid::nil(), &chunk("a.py", "kept", "def kept(): pass")).with_vector(axis(0))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test]
async fn passes_the_common_suite() {
    let dir = tempfile::tempdir().unwrap();
    crate::contract::run(&EdgeStore::new(dir.path()), &|| SystemClock.new_id()).await;
}

#[tokio::test]
async fn points_outlive_the_store() {
    let (dir, team) = (tempfile::tempdir().unwrap(), Uuid::from_u128(1));
    for round in 1..=3_u128 {
        let store = EdgeStore::new(dir.path());
        assert_eq!(store.count(team).await.unwrap(), u64::try_from(round - 1).unwrap());
        store.upsert(team, vec![point(Uuid::from_u128(round))]).await.unwrap();
    }
    let store = EdgeStore::new(dir.path());
    let asked = Query { vector: Some(axis(0)), ..question(team, "kept") };
    assert_eq!(store.search(asked).await.unwrap().len(), 3);
}

#[tokio::test]
async fn what_was_written_is_on_the_disk_though_the_store_was_never_closed() {
    let (dir, team) = (tempfile::tempdir().unwrap(), Uuid::from_u128(1));
    let store = EdgeStore::new(&dir.path().join("running"));
    store.upsert(team, (1..=50).map(|id| point(Uuid::from_u128(id))).collect()).await.unwrap();
    store.set_vectors(team, vec![(Uuid::from_u128(7), axis(9))]).await.unwrap();
    store.delete(team, vec![Uuid::from_u128(8)]).await.unwrap();

    // The files as a killed process leaves them.
    copy(&dir.path().join("running"), &dir.path().join("killed"));
    let after = EdgeStore::new(&dir.path().join("killed"));
    assert_eq!(after.count(team).await.unwrap(), 49);
    let asked = Query { vector: Some(axis(9)), ..question(team, "") };
    assert_eq!(after.search(asked).await.unwrap()[0].chunk_id, Uuid::from_u128(7));
    after.upsert(team, vec![point(Uuid::from_u128(8))]).await.unwrap();
    assert_eq!(after.count(team).await.unwrap(), 50);
}

#[tokio::test]
async fn a_damaged_index_is_told_and_can_be_made_anew() {
    let (dir, team) = (tempfile::tempdir().unwrap(), Uuid::from_u128(1));
    EdgeStore::new(dir.path()).upsert(team, vec![point(Uuid::from_u128(1))]).await.unwrap();
    let shard = dir.path().join(team.simple().to_string());
    fs::write(shard.join("edge_config.json"), "{").unwrap();
    for segment in fs::read_dir(shard.join("segments")).unwrap().map(Result::unwrap) {
        fs::write(segment.path().join("segment.json"), "not JSON").unwrap();
    }

    let store = EdgeStore::new(dir.path());
    assert!(matches!(store.count(team).await, Err(VectorError::Damaged { .. })));
    assert!(matches!(store.search(question(team, "kept")).await, Err(VectorError::Damaged { .. })));
    store.recreate(team).await.unwrap();
    assert_eq!(store.count(team).await.unwrap(), 0);
    store.upsert(team, vec![point(Uuid::from_u128(1))]).await.unwrap();
    assert_eq!(store.count(team).await.unwrap(), 1);
}

#[tokio::test]
async fn the_engine_s_log_does_not_grow_for_ever() {
    let (dir, team) = (tempfile::tempdir().unwrap(), Uuid::from_u128(1));
    let log = dir.path().join(team.simple().to_string()).join("wal");
    let files = || fs::read_dir(&log).unwrap().count();
    let many: Vec<_> = (1..=1_000).map(|id| point(Uuid::from_u128(id))).collect();
    let store = EdgeStore::new(dir.path());
    for _ in 0..12 {
        store.upsert(team, many.clone()).await.unwrap();
    }
    drop(store);
    let grown = files();

    let store = EdgeStore::new(dir.path());
    assert_eq!(store.count(team).await.unwrap(), 1_000);
    assert!(files() <= 3 && files() < grown, "{} files, were {grown}", files());
    // Writes go on being newer than what stands there.
    store.set_vectors(team, vec![(Uuid::from_u128(5), axis(7))]).await.unwrap();
    store.delete(team, vec![Uuid::from_u128(6)]).await.unwrap();
    assert_eq!(store.count(team).await.unwrap(), 999);
    let asked = Query { vector: Some(axis(7)), ..question(team, "") };
    assert_eq!(store.search(asked).await.unwrap()[0].chunk_id, Uuid::from_u128(5));
}

#[tokio::test]
async fn searches_and_writes_go_side_by_side() {
    let (dir, team) = (tempfile::tempdir().unwrap(), Uuid::from_u128(1));
    let store = EdgeStore::new(dir.path());
    store.upsert(team, vec![point(Uuid::from_u128(1))]).await.unwrap();
    let writes = async {
        for round in 0..20_u128 {
            let ids = (1..=100).map(|id| Uuid::from_u128(round * 100 + id));
            store.upsert(team, ids.map(point).collect()).await.unwrap();
        }
    };
    let searches = async {
        for _ in 0..100 {
            let asked = Query { vector: Some(axis(0)), ..question(team, "kept") };
            assert!(!store.search(asked).await.unwrap().is_empty());
        }
    };
    tokio::join!(writes, searches);
    assert_eq!(store.count(team).await.unwrap(), 2_000);
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_that_cannot_be_made_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let error = EdgeStore::new(&file).upsert(Uuid::nil(), vec![point(Uuid::nil())]).await.unwrap_err();
    assert!(matches!(error, VectorError::Folder { .. }), "{error}");
}
