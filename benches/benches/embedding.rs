//! Embedding: chunks a second, against a plain loop that runs the same model on one chunk at a time over
//! all cores. Both are measured in turns, so that a busy machine slows both.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use benchkit::corpus::functions;
use benchkit::figures::{median, verdict};
use benchkit::packages::Package;
use inference::{Embedder, Options};
use types::CancellationToken;

const TURNS: usize = 5;

fn main() -> Result<()> {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/onnx");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let ours = Embedder::load(&models)?;
    let plain = Embedder::load_with(
        &models,
        Options { threads: 1, threads_per_batch: cores, batch: 1, ..Options::default() },
    )?;

    let functions = functions(&[Package("scrapy", "2.19.0")])?;
    let texts: Vec<_> =
        functions.iter().step_by(8).map(|function| types::words::embedded_text(&function.chunk())).collect();
    println!("embedding: {} chunks, {cores} cores", texts.len());

    let rate = |embedder: &Embedder, texts: &[String]| -> Result<f64> {
        let start = Instant::now();
        embedder.embed(texts, &CancellationToken::new())?;
        Ok(texts.len() as f64 / start.elapsed().as_secs_f64())
    };
    // Sessions are made at the first call.
    for embedder in [&ours, &plain] {
        rate(embedder, &texts[..8])?;
    }
    let (mut ours_rates, mut plain_rates) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        ours_rates.push(rate(&ours, &texts)?);
        plain_rates.push(rate(&plain, &texts)?);
    }
    let (ours, plain) = (median(&mut ours_rates), median(&mut plain_rates));
    let ratio = ours / plain;
    println!("  {ours:.1} chunks/s, plain loop {plain:.1} chunks/s (medians of {TURNS} turns)");
    println!("  {ratio:.2} times the plain loop, at least 1.10: {}", verdict(ratio >= 1.10));
    Ok(())
}
