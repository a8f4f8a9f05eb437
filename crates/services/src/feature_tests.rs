//! Features that are a few lines each, and what they refuse.

use std::sync::Arc;

use chrono::Duration;
use events::EventLog;
use futures::StreamExt;
use queue::{Queue, RedisTransport};
use types::{AnalysisState, Channel, Clock, FixedClock, JobState, NewEvent, SystemClock, TaskStatus};
use uuid::Uuid;

use crate::analyses::{self, running};
use crate::health::{self, Health};
use crate::search::{Question, search};
use crate::tasks::{self, TaskFilter};
use crate::testing::{TestServices, chunk, report};
use crate::{Error, PageRequest, jobs, repositories, retention, views};

#[tokio::test]
async fn a_status_is_changed_by_whoever_saw_it_last() {
    let test = TestServices::start().await;
    test.analysed(report(&["a"]), Vec::new()).await;
    let (services, team) = (&test.services, test.team_id);
    let page = PageRequest::default();
    let task = tasks::list(services, team, &TaskFilter::default(), &page).await.unwrap().items.remove(0);
    assert_eq!((task.version, task.status), (1, TaskStatus::Created));

    let begun = tasks::set_status(services, team, task.id, TaskStatus::InProgress, Some(1)).await.unwrap();
    assert_eq!((begun.version, begun.status), (2, TaskStatus::InProgress));
    let late = tasks::set_status(services, team, task.id, TaskStatus::Done, Some(1)).await;
    assert!(matches!(late, Err(Error::VersionMismatch { current: 2 })));
    let same = tasks::set_status(services, team, task.id, TaskStatus::InProgress, Some(2)).await.unwrap();
    assert_eq!(same.version, 2, "nothing changed");
    let done = tasks::set_status(services, team, task.id, TaskStatus::Done, None).await.unwrap();
    assert_eq!((done.closed_reason.as_deref(), done.closed_at.is_some()), (Some("person"), true));
    let open = tasks::set_status(services, team, task.id, TaskStatus::Created, Some(3)).await.unwrap();
    assert_eq!((open.closed_reason, open.closed_at), (None, None));

    let told = services.events.read_after(Channel::Team(team), 0, 100).await.unwrap();
    let told = told.iter().map(|entry| entry.event().unwrap());
    let changes: Vec<_> = told.filter(|event| event.kind == "task.updated").collect();
    assert_eq!(changes.len(), 3);
    assert_eq!(
        (&changes[0].payload["from"], &changes[0].payload["to"]),
        (&"created".into(), &"in_progress".into())
    );
}

#[tokio::test]
async fn another_teams_things_are_not_there() {
    let test = TestServices::start().await;
    let (job, _) = test.analysed(report(&["a"]), Vec::new()).await;
    let (services, other, page) = (&test.services, test.another_team().await, PageRequest::default());
    // Of the team itself somebody has looked: what is kept parsed is not for others.
    views::overview(services, test.team_id, job.analysis_id).await.unwrap();
    let all = analyses::FindingFilter::default();
    let analysis = analyses::show(services, test.team_id, job.analysis_id).await.unwrap();
    let task =
        tasks::list(services, test.team_id, &TaskFilter::default(), &page).await.unwrap().items.remove(0);
    let refused = [
        analyses::show(services, other, analysis.id).await.map(drop),
        analyses::report(services, other, analysis.id).await.map(drop),
        analyses::insights(services, other, analysis.id).await.map(drop),
        analyses::follow(services, other, analysis.id, None).await.map(drop),
        views::overview(services, other, analysis.id).await.map(drop),
        views::hotspots(services, other, analysis.id, &page).await.map(drop),
        views::functions(services, other, analysis.id, views::FunctionFilter::default(), &page)
            .await
            .map(drop),
        views::clones(services, other, analysis.id, None, &page).await.map(drop),
        views::cycles(services, other, analysis.id, &page).await.map(drop),
        views::dependencies(services, other, analysis.id, &page).await.map(drop),
        views::graph(services, other, analysis.id, String::new()).await.map(drop),
        views::treemap(services, other, analysis.id, String::new()).await.map(drop),
        views::rules(services, other, analysis.id).await.map(drop),
        views::file(services, other, analysis.id, "src/a.rs").await.map(drop),
        views::comparison(services, other, analysis.id, Some(analysis.id)).await.map(drop),
        views::groups(services, other, analysis.id, views::GroupBy::Rule, &all, &page).await.map(drop),
        views::trend(services, other, job.repository_id, &page).await.map(drop),
        analyses::list(services, other, Some(job.repository_id), &page).await.map(drop),
        repositories::delete(services, other, job.repository_id).await,
        tasks::show(services, other, task.id).await.map(drop),
        tasks::set_status(services, other, task.id, TaskStatus::Done, None).await.map(drop),
        jobs::show(services, other, analysis.job_id).await.map(drop),
        jobs::cancel(services, other, analysis.job_id).await.map(drop),
    ];
    for (number, result) in refused.into_iter().enumerate() {
        assert!(matches!(result, Err(Error::NotFound { .. })), "call {number}: {result:?}");
    }
    assert!(tasks::list(services, other, &TaskFilter::default(), &page).await.unwrap().items.is_empty());
    assert!(analyses::list(services, other, None, &page).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn events_of_an_analysis_end_with_it() {
    let test = TestServices::start().await;
    let services = &test.services;
    let job = test.submitted("https://example.org/tested").await;
    let follow = async |after: Option<String>| {
        let stream = analyses::follow(services, test.team_id, job.analysis_id, after).await.unwrap();
        stream.map(|entry| entry.unwrap().event().unwrap()).collect::<Vec<_>>().await
    };
    let live = follow(None);
    let work = async {
        running::start(services, &job).await.unwrap().unwrap();
        let progress =
            types::Progress { stage: "parse".to_owned(), done: 1, total: 2, ..types::Progress::default() };
        running::progress(services, &job, &progress).await.unwrap();
        test.recorded(&job, report(&[]), Vec::new()).await;
    };
    let (live, ()) = tokio::join!(live, work);
    let kinds: Vec<_> = live.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["analysis.queued", "analysis.started", "analysis.progress", "analysis.succeeded"]);
    assert_eq!(live[2].payload["progress"]["stage"], "parse");
    assert_eq!(live[3].payload["analysis_id"], job.analysis_id.to_string());

    // Afterwards it is told again, from wherever one stopped.
    assert_eq!(follow(None).await, live);
    assert_eq!(follow(Some(live[2].id.clone())).await, live[3..]);
    assert!(follow(Some(live[3].id.clone())).await.is_empty());
    assert!(follow(Some("999999".to_owned())).await.is_empty());
    let nonsense = analyses::follow(services, test.team_id, job.analysis_id, Some("x".to_owned())).await;
    assert!(matches!(nonsense, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn an_analysis_that_succeeded_is_not_started_again() {
    let test = TestServices::start().await;
    let (job, _) = test.analysed(report(&[]), Vec::new()).await;
    assert_eq!(running::start(&test.services, &job).await.unwrap(), None);
    repositories::delete(&test.services, test.team_id, job.repository_id).await.unwrap();
    assert_eq!(running::start(&test.services, &job).await.unwrap(), None);
}

#[tokio::test]
async fn jobs_are_steered_and_refuse_what_makes_no_sense() {
    let test = TestServices::start().await;
    let (services, team) = (&test.services, test.team_id);
    let about = test.submitted("https://example.org/tested").await;
    let analysis = analyses::show(services, team, about.analysis_id).await.unwrap();
    let id = analysis.job_id;
    assert_eq!(jobs::show(services, team, id).await.unwrap().state, JobState::Queued);
    assert!(matches!(jobs::retry(services, team, id).await, Err(Error::Conflict(_))));
    assert!(matches!(jobs::delete(services, team, id).await, Err(Error::Conflict(_))));
    jobs::cancel(services, team, id).await.unwrap();
    assert!(matches!(jobs::cancel(services, team, id).await, Err(Error::Conflict(_))));
    let state = async || analyses::show(services, team, about.analysis_id).await.unwrap().state;
    assert_eq!(state().await, AnalysisState::Cancelled);

    jobs::retry(services, team, id).await.unwrap();
    assert_eq!(state().await, AnalysisState::Queued);
    jobs::cancel(services, team, id).await.unwrap();
    let cancelled =
        jobs::Wanted { states: vec![JobState::Cancelled], kinds: vec!["analyze_repository".to_owned()] };
    assert_eq!(jobs::list(services, team, &cancelled, &PageRequest::default()).await.unwrap().items.len(), 1);
    assert_eq!(jobs::retry_many(services, team, &cancelled).await.unwrap(), 1);
    jobs::cancel(services, team, id).await.unwrap();
    jobs::delete(services, team, id).await.unwrap();
    assert!(matches!(jobs::show(services, team, id).await, Err(Error::NotFound { what: "job", .. })));
}

#[tokio::test]
async fn an_analysis_that_was_left_behind_stops_nobody() {
    let test = TestServices::start().await;
    let (services, team) = (&test.services, test.team_id);
    let lost = test.submitted("https://example.org/tested").await;
    let job_id = analyses::show(services, team, lost.analysis_id).await.unwrap().job_id;
    // The job ends, and nobody tells the analysis.
    services.queue.cancel(Some(team), job_id).await.unwrap();
    services.queue.delete(&services.db, Some(team), job_id).await.unwrap();
    let next = test.submitted("https://example.org/tested").await;
    assert_ne!(next.analysis_id, lost.analysis_id);
    let lost = analyses::show(services, team, lost.analysis_id).await.unwrap();
    assert_eq!((lost.state, lost.error.unwrap().code.as_str()), (AnalysisState::Failed, "job_lost"));
}

#[tokio::test]
async fn an_analysis_ends_with_the_job_that_is_deleted() {
    let test = TestServices::start().await;
    let (services, team) = (&test.services, test.team_id);
    let about = test.submitted("https://example.org/tested").await;
    let job_id = analyses::show(services, team, about.analysis_id).await.unwrap().job_id;
    services.queue.cancel(Some(team), job_id).await.unwrap();
    jobs::delete(services, team, job_id).await.unwrap();
    let ended = analyses::show(services, team, about.analysis_id).await.unwrap();
    assert_eq!(ended.state, AnalysisState::Cancelled);
}

#[tokio::test]
async fn what_a_deleted_repository_left_on_the_disk_goes() {
    let test = TestServices::start().await;
    let (services, team) = (&test.services, test.team_id);
    let kept = test.submitted("https://example.org/kept").await.repository_id;
    let gone = test.submitted("https://example.org/gone").await;
    repositories::delete(services, team, gone.repository_id).await.unwrap();
    let write = |folder: std::path::PathBuf| {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("x"), "source").unwrap();
        folder
    };
    // An analysis that was still running writes on.
    let left = write(services.facts_dir(gone.repository_id));
    repositories::remove_if_deleted(services, team, gone.repository_id).await.unwrap();
    assert!(!left.exists());
    // One that did not live to clean up leaves it to the sweep.
    let left =
        [write(services.facts_dir(gone.repository_id)), write(services.mirror_dir(gone.repository_id))];
    let stays = [write(services.facts_dir(kept)), write(services.mirror_dir(kept))];
    repositories::remove_if_deleted(services, team, kept).await.unwrap();
    repositories::sweep_folders(services).await.unwrap();
    assert!(left.iter().all(|folder| !folder.exists()));
    assert!(stays.iter().all(|folder| folder.exists()));
}

#[tokio::test]
async fn pages_have_bounds() {
    let test = TestServices::start().await;
    let list = async |limit, cursor: Option<&str>| {
        let page = PageRequest { limit, cursor: cursor.map(str::to_owned) };
        repositories::list(&test.services, test.team_id, None, &page).await
    };
    for (limit, cursor) in [(Some(0), None), (Some(201), None), (None, Some("made up"))] {
        assert!(matches!(list(limit, cursor).await, Err(Error::Invalid(_))), "{limit:?} {cursor:?}");
    }
    for number in 0..5 {
        test.submitted(&format!("https://example.org/{number}")).await;
    }
    let first = list(Some(3), None).await.unwrap();
    let rest = list(Some(3), first.next_cursor.as_deref()).await.unwrap();
    let names: Vec<_> = first.items.iter().chain(&rest.items).map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["4", "3", "2", "1", "0"]);
    assert_eq!(rest.next_cursor, None);
}

#[tokio::test]
async fn repositories_are_found_by_a_part_of_their_name() {
    let test = TestServices::start().await;
    for name in ["Shop", "workshop_api", "other"] {
        test.submitted(&format!("https://example.org/{name}")).await;
    }
    for (typed, found) in [
        ("shop", vec!["workshop_api", "Shop"]),
        (" p_a ", vec!["workshop_api"]),
        ("%", vec![]),
        (" ", vec!["other", "workshop_api", "Shop"]),
    ] {
        let page = PageRequest::default();
        let list = repositories::list(&test.services, test.team_id, Some(typed), &page).await.unwrap();
        let names: Vec<_> = list.items.iter().map(|item| item.name.as_str()).collect();
        assert_eq!(names, found, "{typed}");
    }
}

#[tokio::test]
async fn tasks_are_found_by_their_words_in_any_alphabet() {
    let test = TestServices::start().await;
    test.analysed(report(&["Übung", "other"]), Vec::new()).await;
    for (typed, found) in [("mend", 2), ("Übung", 1), ("OTHER", 1), ("_", 0)] {
        let filter = TaskFilter { text: Some(typed.to_owned()), ..TaskFilter::default() };
        let list = tasks::list(&test.services, test.team_id, &filter, &PageRequest::default()).await.unwrap();
        assert_eq!(list.items.len(), found, "{typed}");
    }
}

#[tokio::test]
async fn questions_are_checked_and_need_a_store() {
    let test = TestServices::start().await;
    let ask = async |text: &str, limit| {
        let question = Question { text: text.to_owned(), limit, ..Question::default() };
        search(&test.services, test.team_id, question).await
    };
    assert!(matches!(ask("  ", None).await, Err(Error::Invalid(_))));
    assert!(matches!(ask(&"word ".repeat(1_000), None).await, Err(Error::Invalid(_))));
    assert!(matches!(ask("words", Some(0)).await, Err(Error::Invalid(_))));
    assert!(matches!(ask("words", Some(51)).await, Err(Error::Invalid(_))));
    assert!(matches!(ask("words", None).await, Err(Error::Unavailable { what: "search", .. })));
}

#[tokio::test]
async fn without_redis_work_is_accepted_and_queue_and_events_are_degraded() {
    let mut test = TestServices::start().await;
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("redis://{}", gone.local_addr().unwrap());
    drop(gone);
    let services = &mut test.services;
    let doorbell = Arc::new(RedisTransport::at(&address, "test").unwrap());
    services.queue = Queue::new(services.db.clone(), doorbell, services.clock.clone());
    let (db, clock) = (services.db.clone(), services.clock.clone());
    services.events = EventLog::over_redis(db, clock, &address, "test").unwrap();

    test.submitted("https://example.org/team/project").await;

    let report = health::check(&test.services).await;
    let of = |name| report.components.iter().find(|component| component.name == name).unwrap();
    assert_eq!(of("events").health, Health::Degraded);
    assert!(of("events").detail.contains("Redis cannot be used"), "{}", of("events").detail);
    assert_eq!(of("queue").health, Health::Degraded);
    assert_eq!(
        of("queue").detail,
        "1 queued, 0 running, 0 dead; Redis cannot be used, the log says why: jobs start up to a second late"
    );
    assert_ne!(report.health, Health::Down);
}

#[tokio::test]
async fn health_names_what_is_missing() {
    let test = TestServices::start_with(|builder, _| builder.without_embedding("no model file")).await;
    let report = health::check(&test.services).await;
    let of = |name| report.components.iter().find(|component| component.name == name).unwrap();
    assert_eq!(report.health, Health::Degraded);
    assert_eq!(of("database").health, Health::Up);
    assert_eq!(of("queue").detail, "0 queued, 0 running, 0 dead");
    assert!(of("embedding").detail.contains("no model file"));
    assert_eq!(of("vectors").health, Health::Degraded);

    test.services.db.clone().close().await.unwrap();
    assert_eq!(health::check(&test.services).await.health, Health::Down);
}

#[tokio::test]
async fn what_is_old_is_forgotten() {
    let test = TestServices::start_with(|builder, _| {
        let later = FixedClock::at(SystemClock.now() + Duration::days(31));
        builder.clock(Arc::new(later))
    })
    .await;
    let services = &test.services;
    test.analysed(report(&["a"]), vec![chunk("a.rs", "one", 1)]).await;
    let id = jobs::list(services, test.team_id, &jobs::Wanted::default(), &PageRequest::default())
        .await
        .unwrap()
        .items[0]
        .id;
    jobs::cancel(services, test.team_id, id).await.unwrap();
    services.events.append(Channel::Global, NewEvent::new("test.old", Uuid::nil(), ().into())).await.unwrap();
    let forgotten = retention::sweep(services).await.unwrap();
    assert!(forgotten.events >= 2, "{forgotten:?}");
    assert_eq!(forgotten.jobs, 1);
    assert_eq!(retention::sweep(services).await.unwrap(), retention::Forgotten::default());
}
