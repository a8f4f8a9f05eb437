//! A writer that is killed in the middle of its work: what it was told is written must be there.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::contract::{axis, chunk, question};
use uuid::Uuid;
use vectors::{EdgeStore, Point, Query, VectorStore};

const TEAM: Uuid = Uuid::nil();
const FOLDER: &str = "DEVMENTOR_TEST_WRITER_FOLDER";
const ROUNDS: u128 = 1_000;
const POINTS: u128 = 40;

/// The points of a round; each round also replaces those of the round before, with vectors.
fn round(number: u128, embedded: bool) -> Vec<Point> {
    (0..POINTS)
        .map(|at| {
            let id = Uuid::from_u128(1 + number * POINTS + at);
            let point = Point::new(id, TEAM, &chunk("a.py", "kept", "def kept(): pass"));
            if embedded { point.with_vector(axis(1)) } else { point }
        })
        .collect()
}

/// Not a test by itself: what the killed process runs. It writes for ever and tells each finished round.
#[tokio::test]
async fn writer() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let store = EdgeStore::new(&PathBuf::from(folder));
    for number in 0..ROUNDS {
        store.upsert(TEAM, round(number, false)).await.unwrap();
        store.upsert(TEAM, round(number, true)).await.unwrap();
        println!("\nwritten {number}");
    }
}

#[tokio::test]
async fn what_was_written_outlives_a_kill_and_the_index_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let mut finished = 0;
    for kill_after in [1, 4, 2] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed::writer", "--nocapture"])
            .env(FOLDER, dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let told: Vec<u128> =
            lines.filter_map(|line| line.strip_prefix("written ")?.parse().ok()).take(kill_after).collect();
        // The next round is under way by now.
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(told.len(), kill_after);
        finished = finished.max(told.last().unwrap() + 1);

        let store = EdgeStore::new(dir.path());
        let count = u128::from(store.count(TEAM).await.unwrap());
        assert!(count >= finished * POINTS, "{count} points after {finished} rounds");
        let asked = Query { vector: Some(axis(1)), limit: 1_000, ..question(TEAM, "") };
        let embedded = store.search(asked).await.unwrap().len() as u128;
        assert!(embedded >= finished * POINTS, "{embedded} vectors after {finished} rounds");
    }
}
