//! The real model, where its files are: what its vectors promise, and what is said when files are wrong.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::{Path, PathBuf};

use inference::{DIMENSIONS, EmbedError, Embedder, LoadError, Options};
use types::CancellationToken;

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/onnx")
}

/// The model, or nothing and the reason on the standard error stream.
fn embedder(options: Options) -> Option<Embedder> {
    match Embedder::load_with(&models(), options) {
        Ok(embedder) => Some(embedder),
        Err(error @ (LoadError::Missing { .. } | LoadError::Runtime { .. })) => {
            eprintln!("skipped: {error}");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn texts() -> Vec<String> {
    [
        "def read_config(path):\n    return json.load(open(path))",
        "def add_user(db, name):\n    db.insert('users', name)",
        "",
        "ünïcödé 漢字 🙂",
        "x",
    ]
    .map(str::to_owned)
    .into()
}

#[test]
fn vectors_are_unit_length_in_order_and_the_same_every_time() {
    let Some(embedder) = embedder(Options { threads: 2, ..Options::default() }) else { return };
    let mut texts = texts();
    texts.push("word ".repeat(100_000));
    let cancel = CancellationToken::new();
    let together = embedder.embed(&texts, &cancel).unwrap();
    assert_eq!(together, embedder.embed(&texts, &cancel).unwrap());
    assert_eq!(together.len(), texts.len());
    for (text, vector) in texts.iter().zip(&together) {
        assert_eq!(vector.len(), DIMENSIONS);
        assert!((cosine(vector, vector) - 1.0).abs() < 1e-4);
        // Which texts are embedded with it changes a vector only a little.
        let alone = embedder.embed_query(text).unwrap();
        assert!(cosine(vector, &alone) > 0.98, "{}", cosine(vector, &alone));
    }
}

#[test]
fn a_question_is_nearest_to_the_code_that_answers_it() {
    let Some(embedder) = embedder(Options::default()) else { return };
    let code = embedder.embed(&texts()[..2], &CancellationToken::new()).unwrap();
    let question = embedder.embed_query("load the settings file").unwrap();
    assert!(cosine(&question, &code[0]) > cosine(&question, &code[1]) + 0.1);
}

#[test]
fn nothing_to_embed_gives_nothing_and_a_raised_flag_stops() {
    let Some(embedder) = embedder(Options::default()) else { return };
    let cancel = CancellationToken::new();
    assert_eq!(embedder.embed(&[], &cancel).unwrap(), Vec::<Vec<f32>>::new());
    cancel.cancel();
    assert!(matches!(embedder.embed(&texts(), &cancel), Err(EmbedError::Cancelled)));
}

#[test]
fn an_empty_folder_is_told_with_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let error = Embedder::load(dir.path()).unwrap_err();
    assert!(matches!(error, LoadError::Missing { .. }), "{error}");
    assert!(error.to_string().contains("fetch.py"));
}

#[test]
fn a_damaged_file_is_never_loaded() {
    for damaged in ["model.onnx", "tokenizer.json"] {
        let dir = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(models()).unwrap().map(Result::unwrap) {
            std::fs::copy(file.path(), dir.path().join(file.file_name())).unwrap();
        }
        if !dir.path().join(damaged).exists() {
            eprintln!("skipped: the model files are not there");
            return;
        }
        std::fs::write(dir.path().join(damaged), "not it").unwrap();
        let error = Embedder::load(dir.path()).unwrap_err();
        assert!(matches!(&error, LoadError::Corrupted { path, .. } if path.ends_with(damaged)), "{error}");
    }
}
