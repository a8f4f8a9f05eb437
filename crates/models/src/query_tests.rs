//! Queries of several tables, on whichever database the tests are given.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseConnection;
use types::{Clock, Priority, Quadrant, SystemClock, TaskDraft, TaskStatus};
use uuid::Uuid;

use crate::testing::TestDb;
use crate::{analyses, api_tokens, chunks, embeddings, findings, repositories, tasks, teams};

fn now() -> DateTime<Utc> {
    SystemClock.now()
}

async fn team(db: &DatabaseConnection) -> Uuid {
    let id = SystemClock.new_id();
    teams::insert(db, teams::Model { id, name: "Team".to_owned(), created_at: now(), index_epoch: 0 })
        .await
        .unwrap();
    id
}

async fn repository(db: &DatabaseConnection, team_id: Uuid, source: &str) -> repositories::Model {
    let row = repositories::Model {
        id: SystemClock.new_id(),
        team_id,
        name: "name".to_owned(),
        source: source.to_owned(),
        source_kind: "remote".to_owned(),
        default_branch: None,
        latest_analysis_id: None,
        created_at: now(),
        updated_at: now(),
    };
    repositories::upsert(db, row).await.unwrap()
}

fn queued(repository: &repositories::Model, revision: Option<&str>) -> analyses::Model {
    analyses::Model {
        id: SystemClock.new_id(),
        team_id: repository.team_id,
        repository_id: repository.id,
        job_id: SystemClock.new_id(),
        revision: revision.map(str::to_owned),
        branch: None,
        commit_sha: None,
        state: "queued".to_owned(),
        error_code: None,
        error_message: None,
        score: None,
        maintainability: None,
        reliability: None,
        security: None,
        debt_minutes: None,
        counts: None,
        progress: None,
        created_at: now(),
        started_at: None,
        finished_at: None,
    }
}

fn draft(key: &str, score: f64) -> TaskDraft {
    TaskDraft {
        key: key.to_owned(),
        title: key.to_owned(),
        description: String::new(),
        path: None,
        start_line: None,
        end_line: None,
        impact: score,
        urgency: score,
        dependencies: 0.0,
        effort_minutes: 5,
        score,
        priority: Priority::P2,
        quadrant: Quadrant::Plan,
        findings: vec!["one".to_owned()],
    }
}

fn chunk(repository: &repositories::Model, line: u32) -> chunks::Model {
    let chunk = types::Chunk {
        path: "src/lib.rs".to_owned(),
        language: types::Language::new("rust"),
        kind: types::ChunkKind::Function,
        symbol: None,
        start_line: line,
        end_line: line,
        text: "fn f() {}\n\u{1F980} ünïcode".to_owned(),
        content_hash: format!("{line:064}"),
    };
    chunks::Model::new(SystemClock.new_id(), repository.team_id, repository.id, chunk)
}

fn finding(repository: &repositories::Model, analysis_id: Uuid) -> findings::Model {
    let finding = types::Finding {
        rule: "security/tested".to_owned(),
        category: types::Category::Security,
        path: "src/lib.rs".to_owned(),
        start_line: 1,
        end_line: 1,
        severity: types::Severity::High,
        cwe: None,
        message: String::new(),
        effort_minutes: 5,
        fingerprint: "f".to_owned(),
        symbol: None,
        in_test: false,
        suppression: None,
    };
    findings::Model::new(SystemClock.new_id(), repository.team_id, repository.id, analysis_id, &finding)
}

#[tokio::test]
async fn tokens_are_found_by_their_hash_alone() {
    let test = TestDb::migrated().await;
    let team_id = team(&test.db).await;
    let row = api_tokens::Model {
        id: SystemClock.new_id(),
        team_id,
        name: "owner".to_owned(),
        token_sha256: vec![7; 32],
        created_at: now(),
    };
    api_tokens::insert(&test.db, row.clone()).await.unwrap();
    let found = api_tokens::find_by_hash(&test.db, &[7; 32]).await.unwrap().unwrap();
    assert_eq!((found.id, found.team_id), (row.id, team_id));
    assert!(api_tokens::find_by_hash(&test.db, &[8; 32]).await.unwrap().is_none());
    let twice = api_tokens::Model { id: SystemClock.new_id(), ..row };
    assert!(api_tokens::insert(&test.db, twice).await.is_err());
}

#[tokio::test]
async fn a_source_stands_once_in_a_team() {
    let test = TestDb::migrated().await;
    let (team_id, other) = (team(&test.db).await, team(&test.db).await);
    let first = repository(&test.db, team_id, "https://example.org/a").await;
    assert_eq!(repository(&test.db, team_id, "https://example.org/a").await.id, first.id);
    assert_ne!(repository(&test.db, other, "https://example.org/a").await.id, first.id);
    let second = repository(&test.db, team_id, "https://example.org/b").await;
    let list = repositories::list(&test.db, team_id, None, None, 10).await.unwrap();
    assert_eq!(list.iter().map(|row| row.id).collect::<Vec<_>>(), [second.id, first.id]);
    let rest = repositories::list(&test.db, team_id, None, Some(second.id), 10).await.unwrap();
    assert_eq!(rest.len(), 1);
    assert!(repositories::find(&test.db, other, first.id).await.unwrap().is_none());
    assert!(!repositories::delete(&test.db, other, first.id).await.unwrap());
}

#[tokio::test]
async fn an_analysis_ends_once() {
    let test = TestDb::migrated().await;
    let repository = repository(&test.db, team(&test.db).await, "https://example.org/a").await;
    let (main, next) = (queued(&repository, None), queued(&repository, Some("next")));
    analyses::insert(&test.db, main.clone()).await.unwrap();
    analyses::insert(&test.db, next.clone()).await.unwrap();
    let active = async |revision| {
        analyses::find_active(&test.db, repository.team_id, repository.id, revision)
            .await
            .unwrap()
            .map(|row| row.id)
    };
    assert_eq!(active(None).await, Some(main.id));
    assert_eq!(active(Some("next")).await, Some(next.id));
    assert_eq!(active(Some("other")).await, None);

    analyses::start(&test.db, main.team_id, main.id, now()).await.unwrap();
    let begun = analyses::find(&test.db, repository.team_id, main.id).await.unwrap().unwrap();
    analyses::start(&test.db, main.team_id, main.id, now()).await.unwrap();
    let again = analyses::find(&test.db, repository.team_id, main.id).await.unwrap().unwrap();
    assert_eq!((again.state.as_str(), again.started_at), ("running", begun.started_at));

    let failed = types::AnalysisState::Failed;
    assert!(
        analyses::end(&test.db, main.team_id, main.id, failed, Some(("code", "words")), now()).await.unwrap()
    );
    assert!(!analyses::end(&test.db, main.team_id, main.id, failed, None, now()).await.unwrap());
    let ended = analyses::find(&test.db, repository.team_id, main.id).await.unwrap().unwrap();
    assert_eq!((ended.error_code.as_deref(), ended.error_message.as_deref()), (Some("code"), Some("words")));
    assert_eq!(active(None).await, None);

    analyses::requeue(&test.db, main.team_id, main.id).await.unwrap();
    let by_job = analyses::find_by_job(&test.db, repository.team_id, main.job_id);
    let queued = by_job.await.unwrap().unwrap();
    assert_eq!((queued.state.as_str(), queued.error_code, queued.finished_at), ("queued", None, None));
}

#[tokio::test]
async fn what_belongs_to_a_repository_goes_with_it() {
    let test = TestDb::migrated().await;
    let repository = repository(&test.db, team(&test.db).await, "https://example.org/a").await;
    analyses::insert(&test.db, queued(&repository, None)).await.unwrap();
    chunks::insert_many(&test.db, vec![chunk(&repository, 1)]).await.unwrap();
    let task = tasks::Model::generated(
        SystemClock.new_id(),
        repository.team_id,
        repository.id,
        &draft("a", 0.5),
        now(),
    );
    tasks::upsert_many(&test.db, vec![task.clone()]).await.unwrap();
    assert!(repositories::delete(&test.db, repository.team_id, repository.id).await.unwrap());
    assert!(tasks::find(&test.db, repository.team_id, task.id).await.unwrap().is_none());
    assert!(chunks::load(&test.db, repository.team_id, repository.id).await.unwrap().is_empty());
    assert!(analyses::list(&test.db, repository.team_id, None, None, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn tasks_are_paged_by_score_even_where_scores_are_equal() {
    let test = TestDb::migrated().await;
    let repository = repository(&test.db, team(&test.db).await, "https://example.org/a").await;
    let rows = (0..20).map(|number| {
        let draft = draft(&format!("key {number}"), 0.1 + f64::from(number / 4) * 0.1);
        tasks::Model::generated(SystemClock.new_id(), repository.team_id, repository.id, &draft, now())
    });
    tasks::upsert_many(&test.db, rows.collect()).await.unwrap();
    let filter = tasks::Filter {
        repository_id: Some(repository.id),
        statuses: vec![TaskStatus::Created, TaskStatus::Done],
        priorities: vec![Priority::P2],
        ..tasks::Filter::default()
    };
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = tasks::list(&test.db, repository.team_id, &filter, after, 3).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some((last.score, last.id));
        seen.extend(page.iter().map(|row| (row.score, row.id)));
    }
    assert_eq!(seen.len(), 20);
    assert!(seen.is_sorted_by(|a, b| a.0 >= b.0));
    assert_eq!(seen.iter().map(|row| row.1).collect::<std::collections::HashSet<_>>().len(), 20);
}

#[tokio::test]
async fn a_task_that_changed_is_not_overwritten() {
    let test = TestDb::migrated().await;
    let repository = repository(&test.db, team(&test.db).await, "https://example.org/a").await;
    let task = tasks::Model::generated(
        SystemClock.new_id(),
        repository.team_id,
        repository.id,
        &draft("a", 0.5),
        now(),
    );
    tasks::upsert_many(&test.db, vec![task.clone()]).await.unwrap();
    assert!(tasks::set_status(&test.db, &task, TaskStatus::Done, now()).await.unwrap());
    assert!(!tasks::set_status(&test.db, &task, TaskStatus::Created, now()).await.unwrap());
    let stands = tasks::find(&test.db, repository.team_id, task.id).await.unwrap().unwrap();
    assert_eq!(
        (stands.status.as_str(), stands.version, stands.closed_reason.as_deref()),
        ("done", 2, Some("person"))
    );
    // The same cause again is the same row.
    let again = tasks::Model { id: SystemClock.new_id(), title: "b".to_owned(), ..task.clone() };
    tasks::upsert_many(&test.db, vec![again]).await.unwrap();
    let stands = tasks::load(&test.db, repository.team_id, repository.id).await.unwrap();
    assert_eq!((stands.len(), stands[0].id, stands[0].title.as_str()), (1, task.id, "b"));
}

#[tokio::test]
async fn chunks_go_through_their_states() {
    let test = TestDb::migrated().await;
    let repository = repository(&test.db, team(&test.db).await, "https://example.org/a").await;
    let team_id = repository.team_id;
    let rows: Vec<_> = (1..=3).map(|line| chunk(&repository, line)).collect();
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    chunks::insert_many(&test.db, rows.clone()).await.unwrap();
    assert_eq!(chunks::load(&test.db, repository.team_id, repository.id).await.unwrap(), rows);
    let behind = async |model| chunks::list_behind(&test.db, model).await.unwrap().len();
    assert_eq!(behind(None).await, 1);

    chunks::mark_indexed(&test.db, team_id, &ids).await.unwrap();
    assert_eq!((behind(None).await, behind(Some("m")).await), (0, 1));
    chunks::mark_embedded(&test.db, team_id, &ids[..2], "m").await.unwrap();
    let without = async |model: &str, after| {
        let found = chunks::list_without_vector(&test.db, team_id, repository.id, model, after, 10).await;
        found.unwrap().into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(without("m", None).await, ids[2..]);
    assert_eq!(without("n", None).await, ids);
    assert_eq!(without("n", Some(ids[0])).await, ids[1..], "a walk goes on where it was");
    let status = chunks::index_status(&test.db, team_id, repository.id, Some("m")).await.unwrap();
    assert_eq!(status, chunks::IndexStatus { chunks: 3, indexed: 3, embedded: 2 });
    // Another process put one in again, without its vector.
    chunks::mark_indexed(&test.db, team_id, &ids[..1]).await.unwrap();
    assert_eq!(without("m", None).await, [ids[0], ids[2]]);
    chunks::mark_embedded(&test.db, team_id, &ids[..1], "m").await.unwrap();

    let moved = chunks::Moved { id: ids[0], start_line: 40, end_line: 50, text: "there".to_owned() };
    chunks::move_many(&test.db, team_id, vec![moved]).await.unwrap();
    let found = chunks::find_many(&test.db, repository.team_id, [ids[0]]).await.unwrap();
    assert_eq!((found[0].start_line, found[0].end_line, found[0].text.as_str()), (40, 50, "there"));
    assert!(chunks::find_many(&test.db, SystemClock.new_id(), [ids[0]]).await.unwrap().is_empty());

    chunks::mark_removed(&test.db, team_id, &ids[..1]).await.unwrap();
    assert_eq!(chunks::load(&test.db, repository.team_id, repository.id).await.unwrap().len(), 2);
    assert!(chunks::find_many(&test.db, repository.team_id, [ids[0]]).await.unwrap().is_empty());
    chunks::delete_many(&test.db, team_id, &ids[..1]).await.unwrap();
    assert_eq!(chunks::count_indexed(&test.db, repository.team_id).await.unwrap(), 2);
    chunks::reset_index(&test.db, repository.team_id).await.unwrap();
    assert_eq!(chunks::count_indexed(&test.db, repository.team_id).await.unwrap(), 0);
}

#[tokio::test]
async fn another_teams_id_opens_and_changes_nothing() {
    let test = TestDb::migrated().await;
    let (mine, other) =
        (repository(&test.db, team(&test.db).await, "https://example.org/a").await, Uuid::nil());
    let analysis = queued(&mine, None);
    analyses::insert(&test.db, analysis.clone()).await.unwrap();
    let rows: Vec<_> = (1..=2).map(|line| chunk(&mine, line)).collect();
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    chunks::insert_many(&test.db, rows.clone()).await.unwrap();
    let finding = finding(&mine, analysis.id);
    findings::upsert_many(&test.db, vec![finding.clone()]).await.unwrap();
    let task = tasks::Model::generated(SystemClock.new_id(), mine.team_id, mine.id, &draft("a", 0.5), now());
    tasks::upsert_many(&test.db, vec![task.clone()]).await.unwrap();

    assert!(analyses::find_active(&test.db, other, mine.id, None).await.unwrap().is_none());
    assert!(analyses::list_active(&test.db, other, mine.id).await.unwrap().is_empty());
    analyses::start(&test.db, other, analysis.id, now()).await.unwrap();
    analyses::set_progress(&test.db, other, analysis.id, &types::Progress::default()).await.unwrap();
    let failed = types::AnalysisState::Failed;
    assert!(!analyses::end(&test.db, other, analysis.id, failed, None, now()).await.unwrap());
    let stands = analyses::find(&test.db, mine.team_id, analysis.id).await.unwrap().unwrap();
    assert_eq!((stands.state.as_str(), stands.progress, stands.started_at), ("queued", None, None));

    assert!(findings::load(&test.db, other, mine.id).await.unwrap().is_empty());
    assert!(findings::find_many(&test.db, other, mine.id, ["f"]).await.unwrap().is_empty());
    findings::mark_fixed(&test.db, other, &[finding.id], analysis.id).await.unwrap();
    findings::mark_seen(&test.db, other, mine.id, Uuid::nil()).await.unwrap();
    assert_eq!(findings::load(&test.db, mine.team_id, mine.id).await.unwrap(), [finding]);

    assert!(tasks::load(&test.db, other, mine.id).await.unwrap().is_empty());
    let theirs = tasks::Model { team_id: other, ..task };
    assert!(!tasks::set_status(&test.db, &theirs, TaskStatus::Done, now()).await.unwrap());

    assert!(chunks::load(&test.db, other, mine.id).await.unwrap().is_empty());
    let pending = chunks::ChunkState::Pending;
    assert!(chunks::list_in_state(&test.db, other, mine.id, pending, 9).await.unwrap().is_empty());
    let status = chunks::index_status(&test.db, other, mine.id, None).await.unwrap();
    assert_eq!(status, chunks::IndexStatus::default());
    let moved = chunks::Moved { id: ids[0], start_line: 9, end_line: 9, text: String::new() };
    chunks::move_many(&test.db, other, vec![moved]).await.unwrap();
    chunks::mark_indexed(&test.db, other, &ids).await.unwrap();
    chunks::mark_embedded(&test.db, other, &ids, "m").await.unwrap();
    chunks::mark_removed(&test.db, other, &ids).await.unwrap();
    chunks::delete_many(&test.db, other, &ids).await.unwrap();
    assert_eq!(chunks::load(&test.db, mine.team_id, mine.id).await.unwrap(), rows);

    let theirs = repositories::Model { team_id: other, ..mine.clone() };
    assert!(!repositories::set_latest(&test.db, &theirs, analysis.id, None, now()).await.unwrap());
    assert!(repositories::set_latest(&test.db, &mine, analysis.id, None, now()).await.unwrap());
    assert!(!repositories::set_latest(&test.db, &mine, analysis.id, None, now()).await.unwrap(), "once");
}

#[tokio::test]
async fn vectors_come_back_as_they_were() {
    let test = TestDb::migrated().await;
    let (team_id, other) = (team(&test.db).await, team(&test.db).await);
    let vector = [0.25_f32, -1.5, f32::MIN_POSITIVE];
    let insert = async |vector: &[f32]| {
        embeddings::insert_many(&test.db, team_id, "m", [("hash", vector)], now()).await.unwrap();
    };
    insert(&vector).await;
    insert(&[9.0]).await;
    let hashes = ["hash".to_owned(), "unknown".to_owned()];
    let found = embeddings::find_many(&test.db, team_id, "m", &hashes).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found["hash"], vector);
    assert!(embeddings::find_many(&test.db, team_id, "n", &hashes).await.unwrap().is_empty());
    assert!(embeddings::find_many(&test.db, other, "m", &hashes).await.unwrap().is_empty());
}
