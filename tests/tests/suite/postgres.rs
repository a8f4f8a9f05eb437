//! PostgreSQL that cannot be used, or only with care: what is wrong is said soon, with how to mend it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::time::{Duration, Instant};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use testkit::servers::Postgres;
use testkit::{AppBuilder, eventually};

/// Whoever starts something is told within this time.
const TOLD_WITHIN: Duration = Duration::from_secs(5);

fn environment(url: &str) -> AppBuilder {
    AppBuilder::default().with("DATABASE_URL", url).with("DEVMENTOR_EMBEDDING_ENABLED", "false")
}

/// Brings the schema up to date through this address; the error, where there is one.
fn migrate(url: &str) -> Result<(), String> {
    let began = Instant::now();
    let output = environment(url).command(&["migrate"]);
    assert!(began.elapsed() < TOLD_WITHIN || output.code == Some(0), "{:?}: {output:?}", began.elapsed());
    assert!(!format!("{output:?}").contains("hunter2"), "a password is shown: {output:?}");
    if output.code == Some(0) { Ok(()) } else { Err(output.err) }
}

/// Gives the server these rules about who may come in, instead of trust.
fn set_rules(postgres: &Postgres, rules: &str) {
    fs::write(postgres.data().join("pg_hba.conf"), rules).unwrap();
    postgres.query("postgres", "SELECT pg_reload_conf()");
}

/// Makes an authority, and gives the server a certificate for `localhost` that it signed; the authority's own
/// certificate as text.
fn with_tls(postgres: &Postgres) -> String {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate =
        CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
    let owner = fs::metadata(postgres.data()).unwrap();
    for (name, text) in [("server.crt", certificate.pem()), ("server.key", key.serialize_pem())] {
        let path = postgres.data().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        chown(&path, Some(owner.uid()), Some(owner.gid())).unwrap();
    }
    postgres.query("postgres", "ALTER SYSTEM SET ssl = on");
    postgres.query("postgres", "SELECT pg_reload_conf()");
    eventually("the server to speak TLS", || (postgres.query("postgres", "SHOW ssl") == "on").then_some(()));
    authority.pem()
}

#[test]
fn each_refusal_says_what_to_do() {
    let Some(postgres) = Postgres::start_with(&["max_connections=4", "superuser_reserved_connections=0"])
    else {
        return;
    };
    postgres.query("postgres", "CREATE ROLE ada LOGIN PASSWORD 'hunter2'");
    set_rules(
        &postgres,
        "host all postgres 127.0.0.1/32 trust\nhost postgres ada 127.0.0.1/32 scram-sha-256\n",
    );
    let port = postgres.url().split(':').next_back().unwrap().split('/').next().unwrap().to_owned();
    let at = |user: &str, database: &str| format!("postgres://{user}@127.0.0.1:{port}/{database}");
    for (url, said, advice) in [
        (at("ada:hunter2x", "postgres"), "password authentication failed", "correct user and password"),
        (at("postgres", "nowhere"), "database \"nowhere\" does not exist", "createdb"),
        (at("ada:hunter2", "template1"), "no pg_hba.conf entry", "pg_hba.conf"),
        (at("postgres", "postgres?sslmode=require"), "server does not support TLS", "ssl = on"),
        (at("postgres", "postgres?sslmode=sometimes"), "sometimes", "postgres://user:password@host"),
        (at("ada:hunter2", "postgres"), "permission denied", "grant"),
    ] {
        let error = migrate(&url).unwrap_err();
        assert!(error.contains(&format!("127.0.0.1:{port}")) || error.contains("schema"), "{error}");
        assert!(error.contains(said) && error.contains(advice), "{error}\nlacks {said} or {advice}");
    }

    // Sleepers take every connection.
    let sleepers: Vec<_> = (0..4)
        .map(|_| {
            let mut psql = std::process::Command::new(postgres.programs().join("psql"));
            psql.args(["-X", "-q", "-d", &postgres.url(), "-c", "SELECT pg_sleep(15)"]);
            testkit::servers::Process::spawn(psql.stderr(std::process::Stdio::null()))
        })
        .collect();
    let full = eventually("the server to be full", || migrate(&postgres.url()).err());
    assert!(full.contains("too many clients") && full.contains("max_connections"), "{full}");
    drop(sleepers);
    eventually("the server to have room", || migrate(&postgres.url()).ok());
}

#[test]
fn tls_is_spoken_and_certificates_are_looked_at() {
    let Some(postgres) = Postgres::start() else { return };
    let authority = with_tls(&postgres);
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("authority.pem");
    fs::write(&file, authority).unwrap();
    // From here on nobody comes in without TLS.
    set_rules(&postgres, "hostssl all all 127.0.0.1/32 trust\nhost all postgres 127.0.0.1/32 reject\n");

    let url = |host: &str, rest: &str| format!("{}?{rest}", postgres.url().replace("127.0.0.1", host));
    let root = format!("sslrootcert={}", file.display());
    let plain = migrate(&url("127.0.0.1", "sslmode=disable")).unwrap_err();
    assert!(plain.contains("sslmode=require"), "{plain}");
    let unknown = migrate(&url("localhost", "sslmode=verify-full")).unwrap_err();
    assert!(unknown.contains("sslrootcert"), "{unknown}");
    let elsewhere = migrate(&url("127.0.0.1", &format!("sslmode=verify-full&{root}"))).unwrap_err();
    assert!(elsewhere.contains("verify-ca"), "{elsewhere}");
    for (host, good) in [
        ("127.0.0.1", "sslmode=require".to_owned()),
        ("127.0.0.1", format!("sslmode=verify-ca&{root}")),
        ("localhost", format!("sslmode=verify-full&{root}")),
    ] {
        migrate(&url(host, &good)).unwrap();
    }

    let app = environment(&url("localhost", &format!("sslmode=verify-full&{root}"))).start();
    let ours = "SELECT bool_and(ssl), min(application_name) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
                WHERE application_name = 'devmentor'";
    let tls = format!("{}?sslmode=require", postgres.url());
    assert_eq!(testkit::servers::psql(&tls, ours), "t|devmentor");
    assert_eq!(app.get("/ready").0, 200);
}

#[test]
fn what_the_server_watches_can_be_set() {
    let Some(postgres) = Postgres::start() else { return };
    let app = environment(&format!("{}?application_name=mine", postgres.url()))
        .with("DEVMENTOR_DATABASE_STATEMENT_SECONDS", "7")
        .with("DEVMENTOR_DATABASE_MAX_CONNECTIONS", "3")
        .start();
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| app.got("/api/repositories"));
        }
    });
    let connections = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'mine'";
    let count: u32 = postgres.query("postgres", connections).parse().unwrap();
    assert!((1..=3).contains(&count), "{count}");
}

#[test]
fn a_database_of_a_newer_version_is_left_alone_by_all() {
    let Some(postgres) = Postgres::start() else { return };
    migrate(&postgres.url()).unwrap();
    postgres
        .query("postgres", "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)");
    let program = environment(&postgres.url());
    for command in [
        &["migrate"][..],
        &["worker"],
        &["api", "--listen", "127.0.0.1:0"],
        &["up", "--listen", "127.0.0.1:0"],
    ] {
        let output = program.command(command);
        assert_eq!(output.code, Some(1), "{command:?}: {output:?}");
        assert!(output.err.contains("newer DevMentor") && output.err.contains("m9999_later"), "{output:?}");
    }
}

#[test]
fn many_may_start_at_once_on_an_empty_database() {
    let Some(postgres) = Postgres::start() else { return };
    std::thread::scope(|scope| {
        let started: Vec<_> =
            (0..4).map(|_| scope.spawn(|| environment(&postgres.url()).command(&["migrate"]))).collect();
        for output in started {
            output.join().unwrap().ok();
        }
    });
    let steps = postgres.query("postgres", "SELECT count(*), count(DISTINCT version) FROM seaql_migrations");
    let (all, distinct) = steps.split_once('|').unwrap();
    assert_eq!(all, distinct);
}
