//! A search index on a Qdrant server: named wrongly, down, and at work where `QDRANT_URL` names one.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use testkit::{App, AppBuilder, FixtureRepository, devmentor_in};

/// An address on which nobody listens.
fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

fn part(app: &App, name: &str) -> serde_json::Value {
    let ready = app.got("/ready");
    ready["components"].as_array().unwrap().iter().find(|part| part["name"] == name).unwrap().clone()
}

#[test]
fn an_address_that_cannot_be_one_of_qdrant_is_refused_by_name() {
    for (settings, said) in [
        ("qdrant_url = 'redis://ada:hunter2@cache:1'", "cache:1"),
        ("qdrant_url = 'hunter2'", "QDRANT_URL is no address"),
        ("qdrant_url = 'http://qdrant:6334'\nqdrant_api_key = 'hunter2\\n'", "QDRANT_API_KEY"),
    ] {
        let folder = tempfile::TempDir::new().unwrap();
        // A key that holds what no header can hold is written with an escape, which wants the other quotes.
        let settings = settings.replace('\'', "\"");
        std::fs::write(folder.path().join("devmentor.toml"), format!("[data]\n{settings}\n")).unwrap();
        let output = devmentor_in(folder.path(), ["up", "--listen", "127.0.0.1:0"]);
        assert_eq!(output.code, Some(2), "{output:?}");
        assert!(output.err.contains(said) && !output.err.contains("hunter2"), "{}", output.err);
    }
}

#[test]
fn while_qdrant_is_down_code_is_analysed_and_search_says_when_to_come_back() {
    let began = Instant::now();
    let app = AppBuilder::default().with("QDRANT_URL", &nobody()).start();
    assert!(began.elapsed() < Duration::from_secs(5), "started after {:?}", began.elapsed());

    app.analyse(&FixtureRepository::shop().address());
    let request = app.agent().get(format!("{}/api/search?query=currency", app.address()));
    let reply = request.header("authorization", format!("Bearer {}", app.token())).call().unwrap();
    assert_eq!(reply.status(), 503);
    assert!(reply.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() > 0);
    let text = reply.into_body().read_to_string().unwrap();
    assert!(text.contains("Qdrant does not answer"), "{text}");
    let vectors = part(&app, "vectors");
    assert_eq!(vectors["health"], "degraded");
    assert!(vectors["detail"].as_str().unwrap().contains("Qdrant does not answer"), "{vectors}");
    // What makes it searchable waits for the server.
    let jobs = app.items("/api/jobs?limit=100");
    let embedding = jobs.iter().find(|job| job["kind"] == "embed_repository").unwrap();
    assert!(matches!(embedding["state"].as_str(), Some("queued" | "running")), "{embedding}");
}

#[test]
fn with_qdrant_code_is_found_and_forgotten() {
    let Ok(url) = std::env::var("QDRANT_URL") else {
        println!(
            "skipped: no Qdrant server; run one and then \
             QDRANT_URL=http://127.0.0.1:6334 cargo test --workspace --test suite qdrant"
        );
        return;
    };
    let app = AppBuilder::default().with("QDRANT_URL", &url).start();
    let repository = FixtureRepository::shop();
    let analysis = app.analyse(&repository.address());
    app.run_pending_jobs();
    assert_eq!(part(&app, "vectors")["health"], "up");
    assert_eq!(app.items("/api/search?query=convert%20currency")[0]["symbol"], "convert_currency");

    let (status, _) =
        app.delete(&format!("/api/repositories/{}", analysis["repository_id"].as_str().unwrap()));
    assert_eq!(status, 204);
    assert_eq!(part(&app, "vectors")["detail"], "0 chunks");
    assert_eq!(app.items("/api/search?query=convert%20currency").len(), 0);
}
