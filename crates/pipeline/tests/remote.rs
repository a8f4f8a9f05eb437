//! Repositories on other hosts: a real fetch over TLS, and every way in which a host can fail.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod support;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use pipeline::{Analysis, AnalyzeError, Network, NoProgress, Options, Progress, Source};
use support::server::{Answers, Server};
use support::{TestRepo, stable};
use tempfile::TempDir;
use types::CancellationToken;

const CODE: &str = "def greet(name):\n    return 'hello ' + name\n";

/// A place for a mirror.
fn place() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn remote(url: &str, revision: Option<&str>, place: &Path) -> Source {
    Source::Remote {
        url: url.to_owned(),
        revision: revision.map(str::to_owned),
        mirror: place.join("a/mirror.git"),
    }
}

fn fetch(source: &Source, network: Network) -> Result<Analysis, AnalyzeError> {
    let options = Options { network, ..Options::default() };
    pipeline::analyze(source, &options, &mut NoProgress, &CancellationToken::new())
}

/// A repository with two branches and a tag, and the folder that it stands in.
fn repository() -> TestRepo {
    let mut repo = TestRepo::with(&[("a.py", CODE)]);
    let first = repo.git().head().unwrap().peel_to_commit().unwrap();
    repo.git().tag("v1", first.as_object(), &first.author(), "one", false).unwrap();
    repo.git().branch("old", &first, false).unwrap();
    drop(first);
    repo.commit(&[("b.py", "def leave():\n    return 1\n")]);
    repo
}

fn root(repo: &TestRepo) -> std::path::PathBuf {
    repo.path().parent().unwrap().to_owned()
}

#[test]
fn a_repository_is_fetched_and_kept_up_to_date() {
    let mut repo = repository();
    let server = Server::start(Answers::Git(root(&repo)));
    let place = place();
    let source = remote(&server.url("project"), None, place.path());

    let first = fetch(&source, server.network()).unwrap();
    assert_eq!(first.report.functions.len(), 2);
    assert_eq!(first.report.repository.branch.as_deref(), Some("main"));
    assert_eq!(first.report.repository.name, "project");
    let packs = server.packs();

    let again = fetch(&source, server.network()).unwrap();
    assert_eq!(stable(&again), stable(&first));
    assert_eq!(server.packs(), packs, "nothing new was asked for");

    repo.commit(&[("c.py", "def third():\n    return 3\n")]);
    let later = fetch(&source, server.network()).unwrap();
    assert_eq!(later.report.functions.len(), 3);

    // History may be rewritten.
    let old = repo.git().find_branch("old", git2::BranchType::Local).unwrap().get().peel_to_commit().unwrap();
    repo.git().reset(old.as_object(), git2::ResetType::Soft, None).unwrap();
    let rewritten = fetch(&source, server.network()).unwrap();
    assert_eq!(rewritten.report.functions.len(), 1);
}

#[test]
fn a_mirror_gives_what_the_repository_itself_gives() {
    let repo = repository();
    let server = Server::start(Answers::Git(root(&repo)));
    let place = place();
    let mut fetched = fetch(&remote(&server.url("project"), None, place.path()), server.network()).unwrap();
    fetched.report.repository.url = None;
    assert_eq!(stable(&fetched), stable(&support::analyze(&repo.source())));
}

#[test]
fn revisions_are_branches_tags_and_commits() {
    let repo = repository();
    let server = Server::start(Answers::Git(root(&repo)));
    let commit = repo.git().head().unwrap().peel_to_commit().unwrap().parent(0).unwrap().id().to_string();
    for revision in ["old", "v1", "refs/heads/old", &commit, &commit[..12]] {
        let place = place();
        let source = remote(&server.url("project"), Some(revision), place.path());
        for _ in 0..2 {
            let report = fetch(&source, server.network()).unwrap().report;
            assert_eq!(report.repository.commit.as_deref(), Some(commit.as_str()), "{revision}");
        }
    }
    for revision in ["nowhere", "0000000000000000000000000000000000000001", "../../etc", "-x", ""] {
        let place = place();
        let error = fetch(&remote(&server.url("project"), Some(revision), place.path()), server.network())
            .unwrap_err();
        assert_eq!(error.code(), "revision_not_found", "{revision}");
    }
}

#[test]
fn an_empty_repository_on_a_host_is_told() {
    let repo = TestRepo::empty();
    let server = Server::start(Answers::Git(root(&repo)));
    let place = place();
    let error = fetch(&remote(&server.url("project"), None, place.path()), server.network()).unwrap_err();
    assert_eq!(error.code(), "empty_repository");
}

#[test]
fn what_the_host_answers_has_a_name() {
    for (answers, code, transient) in [
        (Answers::Status(401), "login_required", false),
        (Answers::Status(403), "login_required", false),
        (Answers::Status(404), "repository_not_found", false),
        (Answers::Status(500), "bad_response", true),
        (Answers::Page, "bad_response", true),
        (Answers::Silence, "host_unreachable", true),
        (Answers::Redirect("http://127.0.0.1:1".to_owned()), "bad_response", true),
    ] {
        let server = Server::start(answers.clone());
        let place = place();
        let error = fetch(&remote(&server.url("project"), None, place.path()), server.network()).unwrap_err();
        assert_eq!((error.code(), error.is_transient()), (code, transient), "{answers:?}: {error}");
        assert!(error.to_string().contains(&server.host()), "{error}");
    }
    let repo = repository();
    let server = Server::start(Answers::Git(root(&repo)));
    let place = place();
    let error = fetch(&remote(&server.url("missing"), None, place.path()), server.network()).unwrap_err();
    assert_eq!(error.code(), "repository_not_found");
}

#[test]
fn a_host_that_is_not_there_is_told() {
    // Bound, and never listened on again: nothing else takes the port while the socket is open.
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let place = place();
    for url in [format!("https://{closed}/a/b"), "https://no-such-host.invalid/a/b".to_owned()] {
        let error = fetch(&remote(&url, None, place.path()), Network::default()).unwrap_err();
        assert_eq!(error.code(), "host_unreachable", "{error}");
        assert!(error.is_transient());
    }
}

#[test]
fn a_redirect_is_followed_to_https() {
    let repo = repository();
    let server = Server::start(Answers::Git(root(&repo)));
    let mut front_network = server.network();
    let front = Server::start(Answers::Redirect(format!("https://{}", server.host())));
    let both = place();
    let authorities: Vec<u8> = [&server, &front]
        .into_iter()
        .flat_map(|server| fs::read(server.network().ca_file.unwrap()).unwrap())
        .collect();
    fs::write(both.path().join("both.pem"), authorities).unwrap();
    front_network.ca_file = Some(both.path().join("both.pem"));
    let report = fetch(&remote(&front.url("project"), None, both.path()), front_network).unwrap().report;
    assert_eq!(report.functions.len(), 2);
}

#[test]
fn an_unknown_certificate_is_refused() {
    let repo = repository();
    let server = Server::start(Answers::Git(root(&repo)));
    let place = place();
    let network = Network { ca_file: None, ..server.network() };
    let error = fetch(&remote(&server.url("project"), None, place.path()), network).unwrap_err();
    assert_eq!(error.code(), "untrusted_certificate", "{error}");
}

#[test]
fn private_addresses_are_refused_where_they_are_not_wanted() {
    let repo = repository();
    let server = Server::start(Answers::Git(root(&repo)));
    let place = place();
    let network = Network { refuse_private_addresses: true, ..server.network() };
    let error = fetch(&remote(&server.url("project"), None, place.path()), network).unwrap_err();
    assert_eq!(error.code(), "address_refused", "{error}");
    assert_eq!(server.packs(), 0);
}

#[test]
fn a_fetch_that_breaks_off_leaves_a_usable_mirror() {
    let mut repo = repository();
    let folder = root(&repo);
    let place = place();
    let whole = Server::start(Answers::Git(folder.clone()));
    let address = |server: &Server| remote(&server.url("project"), None, place.path());
    let before = fetch(&address(&whole), whole.network()).unwrap();
    let noise: String =
        (0..20_000).map(|n: u32| format!("x{} = {n}\n", n.wrapping_mul(2_654_435_761))).collect();
    repo.commit(&[("big.py", &noise)]);

    for (answers, code) in [
        (Answers::Break(folder.clone(), 2000), None),
        (Answers::Stall(folder.clone(), 2000), Some("host_unreachable")),
    ] {
        let server = Server::start(answers);
        let error = fetch(&address(&server), server.network()).unwrap_err();
        if let Some(code) = code {
            assert_eq!(error.code(), code, "{error}");
        }
    }
    // What a process leaves behind that is killed meanwhile.
    fs::write(place.path().join("a/mirror.git/objects/pack/pack_git2_123"), "half").unwrap();
    let after = fetch(&address(&whole), whole.network()).unwrap();
    assert_eq!(after.report.totals.files, before.report.totals.files + 1);
    assert!(!place.path().join("a/mirror.git/objects/pack/pack_git2_123").exists());
}

#[test]
fn a_broken_mirror_is_made_anew() {
    let repo = repository();
    let server = Server::start(Answers::Git(root(&repo)));
    let place = place();
    let source = remote(&server.url("project"), None, place.path());
    fetch(&source, server.network()).unwrap();
    fs::remove_file(place.path().join("a/mirror.git/HEAD")).unwrap();
    assert_eq!(fetch(&source, server.network()).unwrap().report.functions.len(), 2);
}

#[test]
fn a_repository_beyond_the_size_limit_is_refused() {
    let mut repo = repository();
    let noise: String =
        (0..20_000).map(|n: u32| format!("x{} = {n}\n", n.wrapping_mul(2_654_435_761))).collect();
    repo.commit(&[("big.py", &noise)]);
    let server = Server::start(Answers::Git(root(&repo)));
    let place = place();
    let network = Network { max_bytes: 10_000, ..server.network() };
    let error = fetch(&remote(&server.url("project"), None, place.path()), network).unwrap_err();
    assert_eq!(error.code(), "repository_too_large");
}

#[test]
fn a_cancelled_fetch_stops_at_once() {
    let repo = repository();
    let folder = root(&repo);
    for answers in [Answers::Silence, Answers::Stall(folder, 300)] {
        let server = Server::start(answers);
        let place = place();
        let cancel = CancellationToken::new();
        let network = Network {
            stall_timeout: Duration::from_secs(60),
            total_timeout: Duration::from_secs(60),
            ..server.network()
        };
        let options = Options { network, ..Options::default() };
        let source = remote(&server.url("project"), None, place.path());

        /// Raises the flag a moment after the fetch has begun.
        struct Stop(CancellationToken);
        impl Progress for Stop {
            fn update(&mut self, _: &types::Progress) {
                let cancel = self.0.clone();
                std::thread::spawn(move || {
                    #[expect(clippy::disallowed_methods, reason = "an impatient person is played")]
                    std::thread::sleep(Duration::from_millis(200));
                    cancel.cancel();
                });
            }
        }
        let started = Instant::now();
        let error = pipeline::analyze(&source, &options, &mut Stop(cancel.clone()), &cancel).unwrap_err();
        assert_eq!(error.code(), "cancelled");
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    }
}

#[test]
fn two_fetches_of_one_mirror_wait_for_each_other() {
    let repo = repository();
    let server = Server::start(Answers::Git(root(&repo)));
    let place = place();
    let source = remote(&server.url("project"), None, place.path());
    let reports: Vec<String> = std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..4).map(|_| scope.spawn(|| stable(&fetch(&source, server.network()).unwrap()))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert!(reports.iter().all(|report| *report == reports[0]));
    assert_eq!(server.packs(), 1, "the first brought what all wanted");
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let repo = repository();
    let server = Server::start(Answers::Git(root(&repo)));
    let place = place();
    fs::write(place.path().join("a"), "a file where a folder should be").unwrap();
    let error = fetch(&remote(&server.url("project"), None, place.path()), server.network()).unwrap_err();
    assert_eq!(error.code(), "io_failed", "{error}");
}
