//! The index follows the rows.

use std::sync::Mutex;

use queue::JobFilter;
use types::SearchFilter;
use vectors::{DIMENSIONS, EdgeStore, QdrantStore};

use super::*;
use crate::health::{self, Health};
use crate::search::{Question, search};
use crate::testing::{TestServices, chunk, report};

/// Gives each text a vector of its own, and remembers what it was asked.
#[derive(Debug, Default)]
struct Counting(Mutex<Vec<String>>);

impl Counting {
    fn asked(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

impl Embedding for Counting {
    fn model_id(&self) -> String {
        "counting@1".to_owned()
    }

    fn embed_query(&self, text: &str) -> Result<Vec<f32>, EmbeddingError> {
        let mut vector = vec![0.0; DIMENSIONS];
        vector[text.len() % DIMENSIONS] = 1.0;
        Ok(vector)
    }

    fn embed(&self, texts: &[String], cancel: &CancellationToken) -> Result<Vec<Vec<f32>>, EmbeddingError> {
        if cancel.is_cancelled() {
            return Err(EmbeddingError::Cancelled);
        }
        self.0.lock().unwrap().extend(texts.iter().cloned());
        texts.iter().map(|text| self.embed_query(text)).collect()
    }
}

async fn with_model() -> (TestServices, Arc<Counting>) {
    let model = Arc::new(Counting::default());
    let test = TestServices::start_with(|builder, folder| {
        let store = EdgeStore::new(&folder.join("vectors"));
        builder.vectors(Arc::new(store)).embedding(model.clone())
    })
    .await;
    (test, model)
}

async fn index(test: &TestServices, repository_id: Uuid) -> (u64, Meaning) {
    let job = EmbedRepository { team_id: test.team_id, repository_id };
    let cancel = CancellationToken::new();
    let words = index_words(&test.services, &job, &cancel).await.unwrap();
    (words, index_meaning(&test.services, &job, &cancel, |_| {}).await.unwrap())
}

async fn paths(test: &TestServices, text: &str) -> Vec<String> {
    let question = Question { text: text.to_owned(), filter: SearchFilter::default(), limit: None };
    let answer = search(&test.services, test.team_id, question).await.unwrap();
    answer.hits.into_iter().map(|hit| format!("{}:{}", hit.path, hit.start_line)).collect()
}

#[tokio::test]
async fn equal_content_is_embedded_once_in_a_team() {
    let (test, model) = with_model().await;
    let chunks = vec![chunk("a.rs", "parse", 1), chunk("a.rs", "render", 9), chunk("a.rs", "parse", 20)];
    let (job, _) = test.analysed(report(&[]), chunks.clone()).await;
    let (words, meaning) = index(&test, job.repository_id).await;
    assert_eq!(words, 3);
    assert_eq!(meaning, Meaning::Done(Embedded { chunks: 3, reused: 0, total: 3 }));
    assert_eq!(model.asked(), 2);

    // Another repository of the team, with one chunk more.
    let other = test.submitted("https://example.org/other").await;
    test.recorded(&other, report(&[]), [chunks, vec![chunk("b.rs", "send", 1)]].concat()).await;
    let (words, meaning) = index(&test, other.repository_id).await;
    assert_eq!(words, 4);
    assert_eq!(meaning, Meaning::Done(Embedded { chunks: 4, reused: 3, total: 4 }));
    assert_eq!(model.asked(), 3);

    // Nothing changed: nothing is done.
    let (words, meaning) = index(&test, job.repository_id).await;
    assert_eq!((words, meaning), (0, Meaning::Done(Embedded { chunks: 0, reused: 0, total: 3 })));
}

#[tokio::test]
async fn search_follows_what_was_moved_and_removed() {
    let (test, _) = with_model().await;
    let (job, _) =
        test.analysed(report(&[]), vec![chunk("a.rs", "parse_header", 1), chunk("a.rs", "render", 9)]).await;
    index(&test, job.repository_id).await;
    assert_eq!(paths(&test, "parse header").await[0], "a.rs:1");

    test.analysed(report(&[]), vec![chunk("a.rs", "parse_header", 31)]).await;
    // The rows count at once, the index follows.
    assert_eq!(paths(&test, "parse header").await, ["a.rs:31"]);
    index(&test, job.repository_id).await;
    let store = test.services.vectors.as_ref().unwrap();
    assert_eq!(store.count(test.team_id).await.unwrap(), 1);

    crate::repositories::delete(&test.services, test.team_id, job.repository_id).await.unwrap();
    assert_eq!(store.count(test.team_id).await.unwrap(), 0);
    assert!(paths(&test, "parse header").await.is_empty());
}

#[tokio::test]
async fn without_a_model_words_are_found_and_it_says_so() {
    let test = TestServices::start_with(|builder, folder| {
        let store = EdgeStore::new(&folder.join("vectors"));
        builder.vectors(Arc::new(store)).without_embedding("the model file is missing")
    })
    .await;
    let (job, _) = test.analysed(report(&[]), vec![chunk("a.rs", "parse_header", 1)]).await;
    let (words, meaning) = index(&test, job.repository_id).await;
    assert_eq!((words, meaning), (1, Meaning::Skipped("the model file is missing".to_owned())));
    let question = Question { text: "parsing of headers".to_owned(), ..Question::default() };
    let answer = search(&test.services, test.team_id, question).await.unwrap();
    assert_eq!(answer.hits.len(), 1);
    assert_eq!(answer.hits[0].repository, "tested");
    assert!(!answer.semantic);
    assert!(answer.notice.unwrap().contains("the model file is missing"));
}

#[tokio::test]
async fn a_lost_index_is_built_anew() {
    let (test, model) = with_model().await;
    let (job, _) = test.analysed(report(&[]), vec![chunk("a.rs", "parse_header", 1)]).await;
    index(&test, job.repository_id).await;
    assert_eq!(tend(&test.services).await.unwrap(), Tended { behind: 0, deleted: 0 });
    // The analysis's own job has come to nothing.
    for job in test.services.queue.list(&JobFilter::default(), None, 10).await.unwrap() {
        test.services.queue.cancel(None, job.id).await.unwrap();
    }

    test.services.vectors.as_ref().unwrap().recreate(test.team_id).await.unwrap();
    assert_eq!(tend(&test.services).await.unwrap().behind, 1);
    assert_eq!(tend(&test.services).await.unwrap().behind, 0, "a job sees to it already");
    let (words, _) = index(&test, job.repository_id).await;
    assert_eq!(words, 1);
    assert_eq!(model.asked(), 1, "the vector was remembered");
    assert_eq!(paths(&test, "parse header").await, ["a.rs:1"]);
}

#[tokio::test]
async fn a_stop_is_heard_between_batches() {
    let (test, model) = with_model().await;
    let (job, _) = test.analysed(report(&[]), vec![chunk("a.rs", "parse", 1)]).await;
    let job = EmbedRepository { team_id: test.team_id, repository_id: job.repository_id };
    let cancel = CancellationToken::new();
    cancel.cancel();
    assert_eq!(index_words(&test.services, &job, &cancel).await.unwrap(), 0);
    let meaning = index_meaning(&test.services, &job, &cancel, |_| {}).await.unwrap();
    assert_eq!(meaning, Meaning::Cancelled);
    assert_eq!(model.asked(), 0);
}

#[tokio::test]
async fn while_qdrant_is_down_work_goes_on_and_afterwards_the_index_is_mended() {
    let (mut test, model) = with_model().await;
    let (job, _) = test.analysed(report(&[]), vec![chunk("a.rs", "parse_header", 1)]).await;
    index(&test, job.repository_id).await;

    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", gone.local_addr().unwrap());
    drop(gone);
    let away = Arc::new(QdrantStore::at(&address, None).unwrap());
    let back = test.services.vectors.replace(away).unwrap();

    // Code is analysed, and waits for its place in the index.
    let other = test.submitted("https://example.org/other").await;
    test.recorded(&other, report(&[]), vec![chunk("b.rs", "send", 1)]).await;
    let waiting = EmbedRepository { team_id: test.team_id, repository_id: other.repository_id };
    let failed = index_words(&test.services, &waiting, &CancellationToken::new()).await.unwrap_err();
    assert!(failed.to_string().contains("Qdrant does not answer"), "{failed}");
    let question = Question { text: "parse header".to_owned(), ..Question::default() };
    let refused = search(&test.services, test.team_id, question).await.unwrap_err();
    assert!(matches!(refused, Error::Unavailable { what: "search", .. }), "{refused:?}");
    // A repository goes, and its points must follow.
    crate::repositories::delete(&test.services, test.team_id, job.repository_id).await.unwrap();
    let told = health::check(&test.services).await;
    let part = told.components.iter().find(|component| component.name == "vectors").unwrap();
    assert_eq!(part.health, Health::Degraded);
    assert!(part.detail.contains("Qdrant does not answer"), "{part:?}");
    assert!(matches!(tend(&test.services).await, Err(Error::Unavailable { .. })));

    test.services.vectors = Some(back.clone());
    assert_eq!(back.repositories(test.team_id).await.unwrap(), [job.repository_id]);
    // The job of the analysis is still queued, and will see to what waits.
    assert_eq!(tend(&test.services).await.unwrap(), Tended { behind: 0, deleted: 1 });
    index(&test, other.repository_id).await;
    assert_eq!(back.repositories(test.team_id).await.unwrap(), [other.repository_id]);
    assert_eq!(paths(&test, "send").await, ["b.rs:1"]);
    assert_eq!(model.asked(), 2);
}
