//! The suite that every `VectorStore` must pass, whatever keeps the vectors.
//!
//! Each check takes a store and ids of its own, so that checks can share one server.

use types::{Chunk, ChunkKind, Language, SearchFilter, SearchHit};
use uuid::Uuid;

use vectors::{DIMENSIONS, Point, Query, VectorError, VectorStore};

/// Runs every check. `new_id` gives a fresh id at each call.
pub(crate) async fn run(store: &dyn VectorStore, new_id: &(dyn Fn() -> Uuid + Sync)) {
    words_find_chunks_before_vectors_are_there(store, new_id).await;
    vectors_find_what_words_do_not(store, new_id).await;
    teams_do_not_see_each_other(store, new_id).await;
    filters_narrow(store, new_id).await;
    what_is_deleted_is_not_found(store, new_id).await;
    repeating_changes_nothing(store, new_id).await;
    replacing_forgets_the_old_vector(store, new_id).await;
    odd_questions_are_answered(store, new_id).await;
    bad_vectors_are_refused(store, new_id).await;
    recreate_empties_one_team(store, new_id).await;
    repositories_are_those_that_have_points(store, new_id).await;
    many_points_go_in_at_once(store, new_id).await;
}

/// A chunk of Python as the analysis would cut it.
pub(crate) fn chunk(path: &str, symbol: &str, text: &str) -> Chunk {
    Chunk {
        path: path.to_owned(),
        language: Language::new("python"),
        kind: ChunkKind::Function,
        symbol: Some(symbol.to_owned()),
        start_line: 1,
        end_line: 2,
        text: text.to_owned(),
        content_hash: String::new(),
    }
}

/// The unit vector along one axis.
pub(crate) fn axis(at: usize) -> Vec<f32> {
    let mut vector = vec![0.0; DIMENSIONS];
    vector[at] = 1.0;
    vector
}

/// A question of a team with neither vector nor filter.
pub(crate) fn question(team_id: Uuid, text: &str) -> Query {
    Query { team_id, text: text.to_owned(), vector: None, filter: SearchFilter::default(), limit: 10 }
}

fn ids(hits: &[SearchHit]) -> Vec<Uuid> {
    hits.iter().map(|hit| hit.chunk_id).collect()
}

async fn words_find_chunks_before_vectors_are_there(
    store: &dyn VectorStore,
    new_id: &(dyn Fn() -> Uuid + Sync),
) {
    let (team, repository, reader, writer) = (new_id(), new_id(), new_id(), new_id());
    let points = vec![
        Point::new(reader, repository, &chunk("a.py", "readConfigFile", "def readConfigFile(path): pass")),
        Point::new(writer, repository, &chunk("b.py", "write_log", "def write_log(line): pass")),
    ];
    store.upsert(team, points).await.unwrap();
    assert_eq!(store.count(team).await.unwrap(), 2);

    let hits = store.search(question(team, "where are config files read")).await.unwrap();
    assert_eq!(ids(&hits), [reader]);
    assert_eq!(hits[0].repository_id, repository);
    assert!((0.0..=1.0).contains(&hits[0].score));
}

async fn vectors_find_what_words_do_not(store: &dyn VectorStore, new_id: &(dyn Fn() -> Uuid + Sync)) {
    let (team, repository, near, far, gone) = (new_id(), new_id(), new_id(), new_id(), new_id());
    let points = vec![
        Point::new(near, repository, &chunk("a.py", "alpha", "def alpha(): pass")),
        Point::new(far, repository, &chunk("b.py", "beta", "def beta(): pass")).with_vector(axis(1)),
    ];
    store.upsert(team, points).await.unwrap();
    store.set_vectors(team, vec![(gone, axis(3)), (near, axis(0))]).await.unwrap();
    assert_eq!(store.count(team).await.unwrap(), 2, "an id that is not there is passed over");

    let by_vector = Query { vector: Some(axis(0)), ..question(team, "something else") };
    let hits = store.search(by_vector).await.unwrap();
    assert_eq!(ids(&hits), [near, far]);
    assert!(hits[0].score > hits[1].score);

    let one_of_each = Query { vector: Some(axis(0)), ..question(team, "beta") };
    assert_eq!(store.search(one_of_each).await.unwrap().len(), 2);
}

async fn teams_do_not_see_each_other(store: &dyn VectorStore, new_id: &(dyn Fn() -> Uuid + Sync)) {
    let (ours, theirs, repository, id) = (new_id(), new_id(), new_id(), new_id());
    let point =
        Point::new(id, repository, &chunk("a.py", "secret", "def secret(): pass")).with_vector(axis(0));
    store.upsert(ours, vec![point]).await.unwrap();

    let asked = Query { vector: Some(axis(0)), ..question(theirs, "secret") };
    assert_eq!(store.search(asked).await.unwrap(), []);
    assert_eq!(store.count(theirs).await.unwrap(), 0);

    store.delete(theirs, vec![id]).await.unwrap();
    store.delete_repository(theirs, repository).await.unwrap();
    store.set_vectors(theirs, vec![(id, axis(1))]).await.unwrap();
    store.recreate(theirs).await.unwrap();
    assert_eq!(store.count(ours).await.unwrap(), 1);
    let asked = Query { vector: Some(axis(0)), ..question(ours, "secret") };
    assert!(store.search(asked).await.unwrap()[0].score > 0.99, "the vector is still ours");
}

async fn filters_narrow(store: &dyn VectorStore, new_id: &(dyn Fn() -> Uuid + Sync)) {
    let (team, first, second) = (new_id(), new_id(), new_id());
    let files = [
        (first, "python", "src/http/client.py"),
        (first, "python", "src/http/server.py"),
        (first, "rust", "src/main.rs"),
        (second, "python", "src/http/client.py"),
        (second, "python", "srcs/other.py"),
        (second, "python", "näme with\nnewline.py"),
    ];
    let points: Vec<_> = files
        .iter()
        .map(|&(repository, language, path)| {
            let mut chunk = chunk(path, "handle", "def handle(): pass");
            chunk.language = Language::new(language);
            Point::new(new_id(), repository, &chunk).with_vector(axis(0))
        })
        .collect();
    let all: Vec<_> = points.iter().map(|point| point.id).collect();
    store.upsert(team, points).await.unwrap();

    let none = SearchFilter::default();
    let prefix = |text: &str| SearchFilter { path_prefix: Some(text.to_owned()), ..SearchFilter::default() };
    let python = vec![Language::new("python")];
    for (filter, expected) in [
        (none.clone(), &[0, 1, 2, 3, 4, 5][..]),
        (SearchFilter { repositories: vec![first], ..none.clone() }, &[0, 1, 2]),
        (SearchFilter { repositories: vec![first, second], ..none.clone() }, &[0, 1, 2, 3, 4, 5]),
        (SearchFilter { repositories: vec![new_id()], ..none.clone() }, &[]),
        (SearchFilter { languages: vec![Language::new("rust")], ..none.clone() }, &[2]),
        (SearchFilter { languages: python.clone(), repositories: vec![first], ..none.clone() }, &[0, 1]),
        (prefix(""), &[0, 1, 2, 3, 4, 5]),
        (prefix("src/"), &[0, 1, 2, 3]),
        (prefix("src"), &[0, 1, 2, 3, 4]),
        (prefix("src/http/cl"), &[0, 3]),
        (prefix("src/http/client.py"), &[0, 3]),
        (prefix("src/http/client.py/"), &[]),
        (prefix("näme with\n"), &[5]),
        (prefix("SRC/"), &[]),
        (SearchFilter { languages: python, repositories: vec![second], ..prefix("src/h") }, &[3]),
    ] {
        for vector in [None, Some(axis(0))] {
            let asked = Query { vector, filter: filter.clone(), ..question(team, "handle") };
            let mut found = ids(&store.search(asked).await.unwrap());
            found.sort_unstable();
            let mut wanted: Vec<_> = expected.iter().map(|&at: &usize| all[at]).collect();
            wanted.sort_unstable();
            assert_eq!(found, wanted, "{filter:?}");
        }
    }
}

async fn what_is_deleted_is_not_found(store: &dyn VectorStore, new_id: &(dyn Fn() -> Uuid + Sync)) {
    let (team, kept, dropped) = (new_id(), new_id(), new_id());
    let point = |repository| {
        Point::new(new_id(), repository, &chunk("a.py", "thing", "def thing(): pass")).with_vector(axis(0))
    };
    let points = vec![point(kept), point(kept), point(dropped), point(dropped)];
    let (first, second) = (points[0].id, points[1].id);
    store.upsert(team, points).await.unwrap();

    store.delete(team, vec![first, new_id()]).await.unwrap();
    store.delete_repository(team, dropped).await.unwrap();
    for vector in [None, Some(axis(0))] {
        let asked = Query { vector, ..question(team, "thing") };
        assert_eq!(ids(&store.search(asked).await.unwrap()), [second]);
    }
    assert_eq!(store.count(team).await.unwrap(), 1);
}

async fn repeating_changes_nothing(store: &dyn VectorStore, new_id: &(dyn Fn() -> Uuid + Sync)) {
    let (team, repository, id) = (new_id(), new_id(), new_id());
    let point = Point::new(id, repository, &chunk("a.py", "again", "def again(): pass"));
    for _ in 0..2 {
        store.upsert(team, vec![point.clone()]).await.unwrap();
        store.set_vectors(team, vec![(id, axis(5))]).await.unwrap();
    }
    let asked = Query { vector: Some(axis(5)), ..question(team, "again") };
    assert_eq!(ids(&store.search(asked).await.unwrap()), [id]);
    for _ in 0..2 {
        store.delete(team, vec![id]).await.unwrap();
        assert_eq!(store.count(team).await.unwrap(), 0);
    }
}

async fn replacing_forgets_the_old_vector(store: &dyn VectorStore, new_id: &(dyn Fn() -> Uuid + Sync)) {
    let (team, repository, id) = (new_id(), new_id(), new_id());
    let old = Point::new(id, repository, &chunk("a.py", "old", "def old(): pass")).with_vector(axis(0));
    store.upsert(team, vec![old]).await.unwrap();
    let new = Point::new(id, repository, &chunk("b.py", "new", "def new(): pass"));
    store.upsert(team, vec![new]).await.unwrap();

    let by_old = Query { vector: Some(axis(0)), ..question(team, "old") };
    assert_eq!(store.search(by_old).await.unwrap(), []);
    assert_eq!(ids(&store.search(question(team, "new")).await.unwrap()), [id]);
}

async fn odd_questions_are_answered(store: &dyn VectorStore, new_id: &(dyn Fn() -> Uuid + Sync)) {
    let (team, repository) = (new_id(), new_id());
    assert_eq!(store.search(question(team, "nothing is here")).await.unwrap(), []);
    let point =
        Point::new(new_id(), repository, &chunk("a.py", "one", "def one(): pass")).with_vector(axis(0));
    store.upsert(team, vec![point]).await.unwrap();
    store.upsert(team, Vec::new()).await.unwrap();

    for text in ["", " ?! ", "the of and", &"long ".repeat(10_000)] {
        assert_eq!(store.search(question(team, text)).await.unwrap(), []);
    }
    let nothing_wanted = Query { limit: 0, ..question(team, "one") };
    assert_eq!(store.search(nothing_wanted).await.unwrap(), []);
}

async fn bad_vectors_are_refused(store: &dyn VectorStore, new_id: &(dyn Fn() -> Uuid + Sync)) {
    let (team, repository, id) = (new_id(), new_id(), new_id());
    let point = Point::new(id, repository, &chunk("a.py", "one", "def one(): pass"));
    store.upsert(team, vec![point.clone()]).await.unwrap();
    for bad in [vec![], vec![1.0; DIMENSIONS + 1], vec![f32::NAN; DIMENSIONS]] {
        let refused = |result| matches!(result, Err(VectorError::BadVector { .. }));
        assert!(refused(store.upsert(team, vec![point.clone().with_vector(bad.clone())]).await));
        assert!(refused(store.set_vectors(team, vec![(id, bad.clone())]).await));
        let asked = Query { vector: Some(bad), ..question(team, "one") };
        assert!(refused(store.search(asked).await.map(|_| ())));
    }
}

async fn recreate_empties_one_team(store: &dyn VectorStore, new_id: &(dyn Fn() -> Uuid + Sync)) {
    let (team, repository, id) = (new_id(), new_id(), new_id());
    let point = Point::new(id, repository, &chunk("a.py", "one", "def one(): pass"));
    store.upsert(team, vec![point.clone()]).await.unwrap();
    store.recreate(team).await.unwrap();
    assert_eq!(store.count(team).await.unwrap(), 0);
    store.upsert(team, vec![point]).await.unwrap();
    assert_eq!(ids(&store.search(question(team, "one")).await.unwrap()), [id]);
}

async fn repositories_are_those_that_have_points(
    store: &dyn VectorStore,
    new_id: &(dyn Fn() -> Uuid + Sync),
) {
    let (team, kept, dropped) = (new_id(), new_id(), new_id());
    assert!(store.repositories(team).await.unwrap().is_empty(), "the team never stored anything");
    let point = |repository| Point::new(new_id(), repository, &chunk("a.py", "one", "def one(): pass"));
    store.upsert(team, vec![point(kept), point(kept), point(dropped)]).await.unwrap();
    let mut listed = store.repositories(team).await.unwrap();
    listed.sort_unstable();
    assert_eq!(listed, [kept, dropped]);
    store.delete_repository(team, dropped).await.unwrap();
    assert_eq!(store.repositories(team).await.unwrap(), [kept]);
}

async fn many_points_go_in_at_once(store: &dyn VectorStore, new_id: &(dyn Fn() -> Uuid + Sync)) {
    let (team, repository) = (new_id(), new_id());
    let points: Vec<_> = (0..700)
        .map(|at| Point::new(new_id(), repository, &chunk(&format!("{at}.py"), "one", "def one(): pass")))
        .collect();
    let ids: Vec<_> = points.iter().map(|point| point.id).collect();
    store.upsert(team, points).await.unwrap();
    store.set_vectors(team, ids.iter().map(|id| (*id, axis(2))).collect()).await.unwrap();
    assert_eq!(store.count(team).await.unwrap(), 700);
    let asked = Query { vector: Some(axis(2)), limit: 1_000, ..question(team, "") };
    assert_eq!(store.search(asked).await.unwrap().len(), 700);
    store.delete(team, ids).await.unwrap();
    assert_eq!(store.count(team).await.unwrap(), 0);
}
