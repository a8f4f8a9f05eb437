//! Retrieval quality: nDCG@10 of BM25, of dense vectors and of both fused, through the product's own path
//! (embedded text, model, store), on code of published packages.
//!
//! Weights and stop words were chosen on Django, NetworkX and Sphinx; what is measured here is other code.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use benchkit::corpus::functions;
use benchkit::figures::verdict;
use benchkit::packages::Package;
use benchkit::retrieval::{Task, ndcg_at_10, task};
use inference::Embedder;
use types::{CancellationToken, Chunk, SearchFilter};
use uuid::Uuid;
use vectors::{EdgeStore, Point, Query, VectorStore};

const TUNED_ON: [Package; 3] =
    [Package("django", "5.2.19"), Package("networkx", "3.6.1"), Package("sphinx", "9.0.4")];
const MEASURED_ON: [Package; 3] =
    [Package("twisted", "26.10.0"), Package("nltk", "3.10.4"), Package("scrapy", "2.19.0")];

const TEAM: Uuid = Uuid::nil();

#[tokio::main]
async fn main() -> Result<()> {
    let embedder = Embedder::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/onnx"))?;
    // `--tuned` measures the packages that the weights were chosen on.
    let packages =
        if std::env::args().any(|argument| argument == "--tuned") { TUNED_ON } else { MEASURED_ON };
    let task = task(functions(&packages)?, 1_000, 3_000);
    let names: Vec<_> = packages.iter().map(|package| package.0).collect();
    println!(
        "retrieval: {} questions, {} functions of {}",
        task.questions.len(),
        task.functions.len(),
        names.join(", ")
    );

    let dir = tempfile::tempdir()?;
    let store = EdgeStore::new(dir.path());
    index(&store, &embedder, &task).await?;

    let bm25 = measure(&store, &task, |text| Ok((text.to_owned(), None))).await?;
    let dense = measure(&store, &task, |text| Ok((String::new(), Some(embedder.embed_query(text)?)))).await?;
    let fused =
        measure(&store, &task, |text| Ok((text.to_owned(), Some(embedder.embed_query(text)?)))).await?;

    println!("  nDCG@10  BM25 {bm25:.3}  dense {dense:.3}  fused {fused:.3}");
    println!("  fused is the best of the three: {}", verdict(fused > bm25.max(dense)));
    println!("  fused at least 0.70: {}", verdict(fused >= 0.70));
    Ok(())
}

async fn index(store: &EdgeStore, embedder: &Embedder, task: &Task) -> Result<()> {
    let chunks: Vec<Chunk> = task.functions.iter().map(benchkit::corpus::Function::chunk).collect();
    let texts: Vec<_> = chunks.iter().map(types::words::embedded_text).collect();
    let start = Instant::now();
    let embedded = embedder.embed(&texts, &CancellationToken::new())?;
    println!("  {:.1} chunks embedded a second", texts.len() as f64 / start.elapsed().as_secs_f64());
    let points =
        chunks.iter().zip(embedded).zip(1..).map(|((chunk, vector), id)| {
            Point::new(Uuid::from_u128(id), Uuid::nil(), chunk).with_vector(vector)
        });
    Ok(store.upsert(TEAM, points.collect()).await?)
}

/// nDCG@10 of all questions, each asked as `ask` says: its words, its vector, or both.
async fn measure(
    store: &EdgeStore,
    task: &Task,
    ask: impl Fn(&str) -> Result<(String, Option<Vec<f32>>)>,
) -> Result<f64> {
    let mut ranks = Vec::with_capacity(task.questions.len());
    for (question, answer) in &task.questions {
        let (text, vector) = ask(question)?;
        let query = Query { team_id: TEAM, text, vector, filter: SearchFilter::default(), limit: 10 };
        let right = Uuid::from_u128(*answer as u128 + 1);
        let hits = store.search(query).await?;
        ranks.push(hits.iter().position(|hit| hit.chunk_id == right).map(|at| at + 1));
    }
    Ok(ndcg_at_10(&ranks))
}
