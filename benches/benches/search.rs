//! Search among 10,000 chunks: the time from the words to the hits, the question's embedding included.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use benchkit::corpus::{Function, functions};
use benchkit::figures::{percentile, verdict};
use benchkit::packages::Package;
use benchkit::retrieval::task;
use inference::Embedder;
use types::{Language, SearchFilter};
use uuid::Uuid;
use vectors::{DIMENSIONS, EdgeStore, Point, Query, VectorStore};

const CHUNKS: usize = 10_000;
const TEAM: Uuid = Uuid::nil();

#[tokio::main]
async fn main() -> Result<()> {
    let embedder = Embedder::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/onnx"))?;
    let packages = [Package("django", "5.2.19"), Package("networkx", "3.6.1"), Package("sphinx", "9.0.4")];
    let task = task(functions(&packages)?, 500, CHUNKS);
    ensure!(task.functions.len() == CHUNKS, "only {} functions", task.functions.len());

    let dir = tempfile::tempdir()?;
    let store = EdgeStore::new(dir.path());
    let start = Instant::now();
    store
        .upsert(TEAM, task.functions.iter().zip(1..).map(|(function, id)| point(function, id)).collect())
        .await?;
    println!("search: {CHUNKS} chunks, written in {:.1} s", start.elapsed().as_secs_f64());

    let narrow = SearchFilter {
        languages: vec![Language::new("python")],
        path_prefix: Some("django/db/".to_owned()),
        ..SearchFilter::default()
    };
    for (name, filter) in [("all", SearchFilter::default()), ("by language and path", narrow)] {
        let mut times = Vec::new();
        for (question, _) in &task.questions {
            let start = Instant::now();
            let vector = Some(embedder.embed_query(question)?);
            let text = question.clone();
            store.search(Query { team_id: TEAM, text, vector, filter: filter.clone(), limit: 10 }).await?;
            times.push(start.elapsed());
        }
        let (p50, p95) = (percentile(&mut times, 0.5), percentile(&mut times, 0.95));
        let met = verdict(p95 < Duration::from_millis(50));
        println!("  {name}: p50 {p50:.1?}, p95 {p95:.1?}, under 50 ms: {met}");
    }
    Ok(())
}

/// A chunk with a vector of its own. What the numbers are makes no difference to the time that comparing
/// them takes, and embedding all chunks would take minutes.
fn point(function: &Function, id: u128) -> Point {
    let mut state = id as u64 | 1;
    let vector = (0..DIMENSIONS)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 40) as f32 / 8_388_608.0 - 1.0
        })
        .collect();
    Point::new(Uuid::from_u128(id), Uuid::nil(), &function.chunk()).with_vector(vector)
}
