//! Redis that wants a password, speaks TLS, or takes nothing more.

use std::fs;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use serde_json::Value;
use testkit::servers::Redis;
use testkit::{App, AppBuilder, FixtureRepository, eventually};

fn on(address: &str) -> AppBuilder {
    AppBuilder::embedded().with("REDIS_URL", address).with("DEVMENTOR_EMBEDDING_ENABLED", "false")
}

/// What `/ready` says of a part.
fn part(app: &App, name: &str) -> Value {
    let ready = app.get("/ready").1;
    let components = ready["components"].as_array().unwrap();
    components.iter().find(|component| component["name"] == name).unwrap_or_else(|| panic!("{ready}")).clone()
}

/// The parts that speak with Redis.
const ON_REDIS: [&str; 2] = ["queue", "events"];

fn all_is_well(app: &App) {
    for name in ON_REDIS {
        eventually("Redis to be listened to", || (part(app, name)["health"] == "up").then_some(()));
    }
    let analysed = app.analyse(&FixtureRepository::shop().address());
    assert_eq!(analysed["state"], "succeeded");
}

/// Redis does not let it in or takes nothing, and it serves all the same and says so.
fn serves_without(app: &App, said: &str) {
    eventually("the service to say what is wrong", || {
        let found = part(app, "events");
        (found["health"] == "degraded").then_some(())
    });
    let analysed = app.analyse(&FixtureRepository::shop().address());
    assert_eq!(analysed["state"], "succeeded", "the ledger has it: {analysed}");
    let log = fs::read_to_string(app.builder().log()).unwrap();
    assert!(log.contains(said), "{said} is not in the log:\n{log}");
    assert!(!log.contains("hunter2"), "a password is in the log:\n{log}");
}

#[test]
fn a_password_lets_in_and_a_wrong_one_is_told() {
    let Some(redis) = Redis::start_with(&["--requirepass", "hunter2"]) else { return };
    let with = |password: &str| redis.url().replace("redis://", &format!("redis://:{password}@"));
    all_is_well(&on(&with("hunter2")).start());
    serves_without(&on(&with("hunter2x")).start(), "Password authentication failed");
    serves_without(&on(&redis.url()).start(), "NOAUTH");
}

#[test]
fn tls_is_spoken_and_certificates_are_looked_at() {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate =
        CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let (certificate, key) =
        (file("server.crt", &certificate.pem()), file("server.key", &key.serialize_pem()));
    let authority = file("authority.pem", &authority.pem());
    let port = testkit::servers::free_port().to_string();
    let Some(redis) = Redis::start_with(&[
        "--tls-port",
        &port,
        "--tls-cert-file",
        &certificate,
        "--tls-key-file",
        &key,
        "--tls-auth-clients",
        "no",
    ]) else {
        return;
    };
    assert_eq!(redis.say("PING"), "+PONG");
    let at = format!("rediss://localhost:{port}");
    // The system's authorities can be named in a variable, as other programs know it.
    all_is_well(&on(&at).with("SSL_CERT_FILE", &authority).start());
    serves_without(&on(&at).start(), "ertificate");
}

#[test]
fn a_redis_that_takes_nothing_more_costs_a_second_and_no_job() {
    let Some(redis) = Redis::start_with(&["--maxmemory", "1", "--maxmemory-policy", "noeviction"]) else {
        return;
    };
    let app = on(&redis.url()).start();
    serves_without(&app, "OOM");
    redis.say("CONFIG SET maxmemory 0");
    all_is_well(&app);
}
