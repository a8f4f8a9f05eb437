//! What comes of analyses in a row.

use std::time::Instant;

use types::{AnalysisState, FindingState, Suppression, TaskStatus};

use super::*;
use crate::analyses::{self, FindingFilter, FindingView, FindingsOf};
use crate::tasks::{self as task_feature, TaskFilter};
use crate::testing::{TestServices, chunk, finding, report, source_file, task};
use crate::{Page, PageRequest, views};

/// No contents of files.
fn nothing() -> Arc<dyn Contents> {
    Arc::new(std::collections::BTreeMap::<String, Vec<u8>>::new())
}

async fn found(test: &TestServices, job: &AnalyzeRepository, of: FindingsOf) -> Vec<String> {
    let (filter, page) = (FindingFilter { of, ..FindingFilter::default() }, PageRequest::default());
    let found = analyses::findings(&test.services, test.team_id, job.analysis_id, &filter, &page).await;
    names(&found.unwrap())
}

fn names(page: &Page<FindingView>) -> Vec<String> {
    page.items.iter().map(|view| view.finding.fingerprint.clone()).collect()
}

#[tokio::test]
async fn findings_are_new_then_still_open_then_fixed_then_back() {
    let test = TestServices::start().await;
    let (first, counts) = test.analysed(report(&["a", "b"]), Vec::new()).await;
    assert_eq!((counts.findings.open, counts.findings.new, counts.findings.fixed), (2, 2, 0));
    assert_eq!(found(&test, &first, FindingsOf::New).await, ["a", "b"]);

    let (second, counts) = test.analysed(report(&["b", "c"]), Vec::new()).await;
    assert_eq!((counts.findings.open, counts.findings.new, counts.findings.fixed), (2, 1, 1));
    assert_eq!(found(&test, &second, FindingsOf::Open).await, ["b", "c"]);
    assert_eq!(found(&test, &second, FindingsOf::New).await, ["c"]);
    assert_eq!(found(&test, &second, FindingsOf::Fixed).await, ["a"]);

    let (third, counts) = test.analysed(report(&["a", "b", "c"]), Vec::new()).await;
    assert_eq!((counts.findings.new, counts.findings.reopened, counts.findings.fixed), (0, 1, 0));
    assert_eq!(found(&test, &third, FindingsOf::New).await, ["a"]);
    assert_eq!(found(&test, &third, FindingsOf::Fixed).await, Vec::<String>::new());

    // An earlier analysis still says what it saw.
    assert_eq!(found(&test, &first, FindingsOf::Open).await, ["a", "b"]);
    assert_eq!(found(&test, &second, FindingsOf::Open).await, ["b", "c"]);
}

#[tokio::test]
async fn a_finding_that_moved_is_the_same_one() {
    let test = TestServices::start().await;
    let (first, _) = test.analysed(report(&["a"]), Vec::new()).await;
    let mut moved = report(&["a"]);
    moved.findings[0].start_line = 40;
    let (second, counts) = test.analysed(moved, Vec::new()).await;
    assert_eq!((counts.findings.open, counts.findings.new), (1, 0));

    let all = FindingFilter::default();
    let page = PageRequest::default();
    let now =
        analyses::findings(&test.services, test.team_id, second.analysis_id, &all, &page).await.unwrap();
    assert_eq!(now.items[0].finding.start_line, 40);
    assert_eq!(now.items[0].first_seen_analysis_id, first.analysis_id);
    assert!(!now.items[0].is_new);
}

#[tokio::test]
async fn suppressed_findings_are_counted_apart() {
    let test = TestServices::start().await;
    test.analysed(report(&["a", "b"]), Vec::new()).await;
    let mut quiet = report(&["a"]);
    let suppression = Suppression { reason: "known".to_owned(), source: "comment".to_owned() };
    quiet.suppressed.push(types::Finding { suppression: Some(suppression.clone()), ..finding("b") });
    let (job, counts) = test.analysed(quiet, Vec::new()).await;
    assert_eq!((counts.findings.open, counts.findings.suppressed, counts.findings.fixed), (1, 1, 0));
    assert_eq!(found(&test, &job, FindingsOf::Open).await, ["a"]);
    assert_eq!(found(&test, &job, FindingsOf::Suppressed).await, ["b"]);
    let filter = FindingFilter { of: FindingsOf::Suppressed, ..FindingFilter::default() };
    let page = PageRequest::default();
    let view =
        analyses::findings(&test.services, test.team_id, job.analysis_id, &filter, &page).await.unwrap();
    assert_eq!(view.items[0].finding.suppression, Some(suppression));
    assert_eq!(view.items[0].state, FindingState::Suppressed);
}

#[tokio::test]
async fn findings_are_narrowed_and_paged_worst_first() {
    let test = TestServices::start().await;
    let mut many = report(&[]);
    for number in 0..25 {
        let mut one = finding(&format!("f{number:02}"));
        one.severity = types::Severity::ALL[number % 5];
        one.in_test = number % 2 == 0;
        one.path = if number < 10 { "src/a_b.rs".to_owned() } else { "src/aXb.rs".to_owned() };
        many.findings.push(one);
    }
    many.findings[24].path = "src/deep/aXb.rs".to_owned();
    let (job, _) = test.analysed(many, Vec::new()).await;
    let list = async |filter: &FindingFilter, page: &PageRequest| {
        analyses::findings(&test.services, test.team_id, job.analysis_id, filter, page).await.unwrap()
    };

    let mut page = PageRequest { limit: Some(7), cursor: None };
    let mut all = Vec::new();
    loop {
        let part = list(&FindingFilter::default(), &page).await;
        all.extend(part.items.iter().map(|view| (view.finding.severity, view.finding.fingerprint.clone())));
        let Some(cursor) = part.next_cursor else { break };
        page.cursor = Some(cursor);
    }
    assert_eq!(all.len(), 25);
    assert!(all.is_sorted_by_key(|(severity, _)| std::cmp::Reverse(*severity)));
    let unique: std::collections::HashSet<_> = all.iter().map(|(_, name)| name).collect();
    assert_eq!(unique.len(), 25);

    let page = PageRequest { limit: Some(100), cursor: None };
    for (folder, findings) in [("src", 24), ("src/deep", 1), (".", 0), ("sr", 0)] {
        let directly = FindingFilter { folder: Some(folder.to_owned()), ..FindingFilter::default() };
        assert_eq!(list(&directly, &page).await.items.len(), findings, "{folder}");
    }
    let prefix = FindingFilter { path_prefix: Some("src/a_".to_owned()), ..FindingFilter::default() };
    assert_eq!(list(&prefix, &page).await.items.len(), 10);
    let capitals = FindingFilter { path_prefix: Some("SRC".to_owned()), ..FindingFilter::default() };
    assert!(list(&capitals, &page).await.items.is_empty());
    let tests = FindingFilter {
        in_test: Some(true),
        severities: vec![types::Severity::Critical],
        rules: vec!["reliability/tested".to_owned()],
        categories: vec![types::Category::Reliability],
        ..FindingFilter::default()
    };
    assert_eq!(list(&tests, &page).await.items.len(), 3);
}

#[tokio::test]
async fn an_earlier_analysis_is_paged_as_it_was_and_its_report_unpacked_once() {
    let test = TestServices::start().await;
    let mut many = report(&[]);
    for number in 0..25 {
        let mut one = finding(&format!("f{number:02}"));
        // Several at one place: only their ids tell them apart.
        one.path = format!("src/{}.rs", number % 4);
        one.severity = types::Severity::ALL[number % 2];
        many.findings.push(one);
    }
    let (job, _) = test.analysed(many, Vec::new()).await;
    let page_after = async |cursor: Option<String>| {
        let (filter, page) = (FindingFilter::default(), PageRequest { limit: Some(4), cursor });
        analyses::findings(&test.services, test.team_id, job.analysis_id, &filter, &page).await.unwrap()
    };
    let rest = async |mut page: Page<FindingView>| {
        let mut seen = names(&page);
        while let Some(cursor) = page.next_cursor {
            page = page_after(Some(cursor)).await;
            seen.extend(names(&page));
        }
        seen
    };
    let as_latest = rest(page_after(None).await).await;
    assert_eq!(as_latest.len(), 25);

    test.analysed(report(&["other"]), Vec::new()).await;
    let first = page_after(None).await;
    let broken = report_rows::Model {
        analysis_id: job.analysis_id,
        team_id: test.team_id,
        etag: String::new(),
        json_bytes: 0,
        gzip: Vec::new(),
    };
    report_rows::upsert(&test.services.db, broken).await.unwrap();
    assert_eq!(rest(first).await, as_latest);
}

#[tokio::test]
async fn tasks_follow_their_cause_and_respect_people() {
    let test = TestServices::start().await;
    let (services, team) = (&test.services, test.team_id);
    let status = async |title: &str| {
        let page = PageRequest::default();
        let all = task_feature::list(services, team, &TaskFilter::default(), &page).await.unwrap();
        let found: Vec<_> = all.items.into_iter().filter(|task| task.title == title).collect();
        assert_eq!(found.len(), 1, "{title} stands once");
        found.into_iter().next().unwrap()
    };
    let (_, counts) = test.analysed(report(&["a", "b", "c"]), Vec::new()).await;
    assert_eq!(counts.tasks.created, 3);
    let rejected = status("Mend b").await;
    let rejected =
        task_feature::set_status(services, team, rejected.id, TaskStatus::Rejected, Some(1)).await.unwrap();
    let done = status("Mend c").await;
    task_feature::set_status(services, team, done.id, TaskStatus::Done, None).await.unwrap();

    // The causes stand: nothing changes, least of all what people said.
    let (_, counts) = test.analysed(report(&["a", "b", "c"]), Vec::new()).await;
    assert_eq!(counts.tasks, analyses::TaskCounts::default());
    assert_eq!(status("Mend c").await.status, TaskStatus::Done);

    // All causes go.
    let (_, counts) = test.analysed(report(&[]), Vec::new()).await;
    assert_eq!(counts.tasks.closed, 1);
    let closed = status("Mend a").await;
    assert_eq!((closed.status, closed.closed_reason.as_deref()), (TaskStatus::Done, Some("cause_gone")));
    assert!(closed.closed_at.is_some());

    // All causes come back.
    let (_, counts) = test.analysed(report(&["a", "b", "c"]), Vec::new()).await;
    assert_eq!((counts.tasks.reopened, counts.tasks.created), (2, 0));
    let open = status("Mend a").await;
    assert_eq!((open.status, open.closed_reason, open.closed_at), (TaskStatus::Created, None, None));
    assert_eq!(status("Mend c").await.status, TaskStatus::Created);
    let still = status("Mend b").await;
    assert_eq!((still.status, still.closed_reason), (TaskStatus::Rejected, rejected.closed_reason));
}

#[tokio::test]
async fn a_task_that_a_person_made_of_a_finding_goes_and_comes_with_it() {
    let test = TestServices::start().await;
    let (services, team) = (&test.services, test.team_id);
    let mut seen = report(&["a", "b"]);
    seen.tasks.clear();
    let (job, _) = test.analysed(seen.clone(), Vec::new()).await;
    let page = PageRequest::default();
    let all = FindingFilter { fingerprints: vec!["a".to_owned()], ..FindingFilter::default() };
    let found = analyses::findings(services, team, job.analysis_id, &all, &page).await.unwrap().items;
    assert_eq!(found.len(), 1, "the other has another fingerprint");
    let made = crate::findings::make_task(services, team, found[0].id).await.unwrap();
    let task = async || task_feature::show(services, team, made.id).await.unwrap();

    let (_, counts) = test.analysed(seen.clone(), Vec::new()).await;
    assert_eq!(counts.tasks, analyses::TaskCounts::default());
    assert_eq!(task().await.version, 1);

    let mut other = report(&["b"]);
    other.tasks.clear();
    let (_, counts) = test.analysed(other, Vec::new()).await;
    assert_eq!(counts.tasks.closed, 1);
    let closed = task().await;
    assert_eq!((closed.status, closed.closed_reason.as_deref()), (TaskStatus::Done, Some("cause_gone")));

    let (_, counts) = test.analysed(seen, Vec::new()).await;
    assert_eq!((counts.tasks.reopened, counts.tasks.created), (1, 0));
    let open = task().await;
    assert_eq!((open.status, open.closed_reason, open.version), (TaskStatus::Created, None, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_changes_while_results_are_written_is_not_lost() {
    let test = TestServices::start().await;
    let (job, _) = test.analysed(report(&["a"]), Vec::new()).await;
    let (services, team) = (test.services.clone(), test.team_id);
    let writing = models::begin_write(&services.db).await.unwrap();
    let mut tasks = models::tasks::load(&writing, team, job.repository_id).await.unwrap();
    let (id, other) = (tasks[0].id, services.clone());
    let mut change = tokio::spawn(async move {
        task_feature::set_status(&other, team, id, TaskStatus::InProgress, None).await
    });
    // Long enough for it to be there first, if nothing held it up.
    let first = timeout(Duration::from_millis(200), &mut change).await;
    assert!(first.is_err(), "it waits for its turn");
    tasks[0].title = "Mend a at last".to_owned();
    tasks[0].version += 1;
    models::tasks::upsert_many(&writing, tasks).await.unwrap();
    writing.commit().await.unwrap();
    let changed = change.await.unwrap().unwrap();
    assert_eq!((changed.status, changed.version), (TaskStatus::InProgress, 3));
    assert_eq!(changed.title, "Mend a at last");
}

#[tokio::test]
async fn a_task_that_is_not_listed_stays_while_its_findings_do() {
    let test = TestServices::start().await;
    test.analysed(report(&["a", "b"]), Vec::new()).await;
    // `a` fell off the list; `b` was taken over by a task for both.
    let mut other = report(&["a", "b"]);
    other.tasks = vec![types::TaskDraft { findings: vec!["b".to_owned()], ..task("group") }];
    let (_, counts) = test.analysed(other, Vec::new()).await;
    assert_eq!((counts.tasks.created, counts.tasks.closed), (1, 1));
    let open = TaskFilter { statuses: task_feature::OPEN.to_vec(), ..TaskFilter::default() };
    let page = PageRequest::default();
    let open = task_feature::list(&test.services, test.team_id, &open, &page).await.unwrap();
    let mut titles: Vec<_> = open.items.iter().map(|task| task.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Mend a", "Mend group"]);
}

#[tokio::test]
async fn chunks_keep_their_ids_while_their_content_stands() {
    let test = TestServices::start().await;
    let chunks = vec![chunk("a.rs", "one", 1), chunk("a.rs", "two", 10), chunk("a.rs", "two", 20)];
    let (job, counts) = test.analysed(report(&[]), chunks).await;
    assert_eq!((counts.chunks.total, counts.chunks.added), (3, 3));
    let ids = async || {
        let rows = chunk_rows::load(&test.services.db, test.team_id, job.repository_id).await.unwrap();
        let mut rows: Vec<_> =
            rows.into_iter().map(|row| (row.start_line, row.content_hash, row.id)).collect();
        rows.sort();
        rows
    };
    let before = ids().await;

    // One line was put in above the last two, and one of them was copied to another file.
    let chunks = vec![
        chunk("a.rs", "one", 1),
        chunk("a.rs", "two", 11),
        chunk("a.rs", "two", 21),
        chunk("b.rs", "two", 1),
    ];
    let (_, counts) = test.analysed(report(&[]), chunks).await;
    assert_eq!((counts.chunks.added, counts.chunks.moved, counts.chunks.removed), (1, 2, 0));
    let after = ids().await;
    assert_eq!(after.len(), 4);
    for (line, hash, id) in before {
        let now = after.iter().find(|row| row.2 == id).unwrap();
        assert_eq!(now.1, hash);
        assert_eq!(now.0, if line == 1 { 1 } else { line + 1 });
    }

    let (_, counts) = test.analysed(report(&[]), vec![chunk("a.rs", "one", 1)]).await;
    assert_eq!((counts.chunks.added, counts.chunks.moved, counts.chunks.removed), (0, 0, 3));
    assert_eq!(ids().await.len(), 1);
}

#[tokio::test]
async fn texts_are_kept_once_and_as_long_as_an_analysis_lists_them() {
    let test = TestServices::start().await;
    let listing = |blobs: &[&str]| {
        let files =
            blobs.iter().map(|blob| types::SourceFile { blob: (*blob).to_owned(), ..source_file(blob) });
        Report { files: files.collect(), ..report(&[]) }
    };
    let first = test.analysed_files(listing(&["a", "b"]), &[("a", "one"), ("b", "two"), ("x", "no")]).await;
    // What stands already is not read again.
    let second = test.analysed_files(listing(&["b", "c"]), &[("b", "other"), ("c", "three")]).await;
    let used = async || {
        let known = content_rows::known(&test.services.db, test.team_id, first.repository_id).await.unwrap();
        let mut known: Vec<_> = known.into_iter().collect();
        known.sort();
        known
    };
    let named = |names: &[(&str, bool)]| -> Vec<(String, bool)> {
        names.iter().map(|(blob, used)| ((*blob).to_owned(), *used)).collect()
    };
    assert_eq!(used().await, named(&[("a", false), ("b", true), ("c", true)]));
    let read = async |job: &AnalyzeRepository, path: &str| {
        views::file(&test.services, test.team_id, job.analysis_id, path).await.map(|file| file.text)
    };
    assert_eq!(read(&first, "a").await.unwrap(), "one");
    assert_eq!(read(&first, "b").await.unwrap(), "two");
    assert_eq!(read(&second, "c").await.unwrap(), "three");
    assert!(matches!(read(&second, "a").await, Err(Error::Missing(_))));

    // One comes back, and nothing could be read of another.
    let third = test.analysed_files(listing(&["a", "d"]), &[]).await;
    assert_eq!(used().await, named(&[("a", true), ("b", false), ("c", false)]));
    assert_eq!(read(&third, "a").await.unwrap(), "one");
    let error = read(&third, "d").await.unwrap_err();
    assert_eq!(error.to_string(), "the text of that file was not kept");

    let long_after = test.services.now() + chrono::Duration::days(1);
    assert_eq!(content_rows::forget_unused(&test.services.db, long_after).await.unwrap(), 2);
    assert_eq!(used().await, named(&[("a", true)]));
    crate::repositories::delete(&test.services, test.team_id, first.repository_id).await.unwrap();
    assert!(used().await.is_empty());
}

#[tokio::test]
async fn the_analysis_and_its_repository_say_what_was_found() {
    let test = TestServices::start().await;
    let (job, counts) = test.analysed(report(&["a"]), Vec::new()).await;
    let analysis = analyses::show(&test.services, test.team_id, job.analysis_id).await.unwrap();
    assert_eq!(analysis.state, AnalysisState::Succeeded);
    assert_eq!(analysis.counts, Some(counts));
    assert_eq!(analysis.commit.as_deref(), Some("c0ffee"));
    assert!((analysis.quality.unwrap().score - 80.0).abs() < f64::EPSILON);
    let repository =
        crate::repositories::show(&test.services, test.team_id, job.repository_id).await.unwrap();
    assert_eq!(repository.repository.latest_analysis.unwrap().id, job.analysis_id);
    assert_eq!(repository.repository.default_branch.as_deref(), Some("main"));
    assert!(repository.active_analyses.is_empty());
    let packed = analyses::report(&test.services, test.team_id, job.analysis_id).await.unwrap();
    let etag = analyses::report_etag(&test.services, test.team_id, job.analysis_id).await.unwrap();
    assert_eq!(packed.etag, etag);
    let other = analyses::report_etag(&test.services, test.another_team().await, job.analysis_id).await;
    assert!(matches!(other, Err(Error::NotFound { .. })));
    assert_eq!(packed.parse().unwrap(), report(&["a"]));
}

#[tokio::test]
async fn an_analysis_that_has_ended_takes_no_results() {
    let test = TestServices::start().await;
    let job = test.submitted("https://example.org/tested").await;
    crate::jobs::cancel(
        &test.services,
        test.team_id,
        analyses::show(&test.services, test.team_id, job.analysis_id).await.unwrap().job_id,
    )
    .await
    .unwrap();
    let learnt = Learnt::pack(report(&["a"]), Vec::new(), nothing()).await.unwrap();
    let compared = compare(&test.services, &job, &learnt).await.unwrap();
    let transaction = models::begin_write(&test.services.db).await.unwrap();
    let written = write(&test.services, &transaction, &job, &learnt, compared).await;
    assert!(matches!(written, Err(Error::Conflict(_))));
    transaction.rollback().await.unwrap();
    let error = analyses::report(&test.services, test.team_id, job.analysis_id).await.unwrap_err();
    assert!(matches!(error, Error::Conflict(_)), "{error}");
}

#[tokio::test]
async fn of_two_analyses_that_end_at_once_the_second_compares_with_the_first() {
    let test = TestServices::start().await;
    let mut jobs = Vec::new();
    for revision in [None, Some("next".to_owned())] {
        let source = "https://example.org/tested".to_owned();
        let submission = crate::repositories::Submission { source, revision };
        let submitted = crate::repositories::submit(&test.services, test.team_id, submission).await.unwrap();
        jobs.push(AnalyzeRepository {
            team_id: test.team_id,
            repository_id: submitted.repository.id,
            analysis_id: submitted.analysis.id,
        });
    }
    let slow = Learnt::pack(report(&["a", "b"]), vec![chunk("a.rs", "one", 1)], nothing()).await.unwrap();
    let too_early = compare(&test.services, &jobs[0], &slow).await.unwrap();
    test.recorded(&jobs[1], report(&["a"]), vec![chunk("a.rs", "one", 1)]).await;

    let transaction = models::begin_write(&test.services.db).await.unwrap();
    let written = write(&test.services, &transaction, &jobs[0], &slow, too_early).await.unwrap();
    assert!(written.is_none(), "what it compared with stands no longer");
    transaction.rollback().await.unwrap();

    let counts = test.recorded(&jobs[0], report(&["a", "b"]), vec![chunk("a.rs", "one", 1)]).await;
    assert_eq!((counts.findings.open, counts.findings.new), (2, 1));
    assert_eq!((counts.chunks.total, counts.chunks.added), (1, 0));
    let rows = chunk_rows::load(&test.services.db, test.team_id, jobs[0].repository_id).await.unwrap();
    assert_eq!(rows.len(), 1, "the chunk stands once");
}

#[tokio::test]
async fn a_worker_without_the_lease_writes_nothing() {
    let test = TestServices::start().await;
    let job = test.submitted("https://example.org/tested").await;
    let run = JobRun::detached(job.analysis_id, test.team_id);
    let recorded = record(&test.services, &run, &job, report(&["a"]), Vec::new(), nothing()).await;
    assert!(matches!(recorded, Err(Error::Conflict(_))));
    let analysis = analyses::show(&test.services, test.team_id, job.analysis_id).await.unwrap();
    assert_eq!(analysis.state, AnalysisState::Queued);
    assert!(finding_rows::load(&test.services.db, test.team_id, job.repository_id).await.unwrap().is_empty());
}

/// Prints how long the largest writes take; a figure to look at, not a bound.
#[tokio::test]
async fn large_results_are_written_in_few_statements() {
    const MANY: u32 = 20_000;
    let test = TestServices::start().await;
    let mut large = report(&[]);
    large.findings = (0..MANY).map(|number| finding(&format!("finding-{number:08}"))).collect();
    let chunks: Vec<_> =
        (0..MANY).map(|number| chunk("src/large.rs", &format!("{number:064}"), number * 10 + 1)).collect();
    let text = "let answer = 42;\n".repeat(400).into_bytes();
    large.files = (0..MANY / 4).map(|number| source_file(&format!("src/{number:05}.rs"))).collect();
    let contents: std::collections::BTreeMap<_, _> =
        large.files.iter().map(|file| (file.blob.clone(), text.clone())).collect();
    let mut times = Vec::new();
    for round in ["first", "again, nothing changed"] {
        let job = test.submitted("https://example.org/tested").await;
        let begun = Instant::now();
        let counts = test.recorded_with(&job, large.clone(), chunks.clone(), contents.clone()).await;
        times.push(format!("{round}: {} ms", begun.elapsed().as_millis()));
        assert_eq!(counts.findings.open, u64::from(MANY));
        assert_eq!(counts.chunks.total, u64::from(MANY));
    }
    println!("{MANY} findings, {MANY} chunks and {} files: {}", large.files.len(), times.join("; "));
}
