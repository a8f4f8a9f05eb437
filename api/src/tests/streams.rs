//! Event streams.

use std::time::Duration;

use futures::StreamExt;
use poem::http::Method;
use poem::{Endpoint, IntoResponse};
use services::auth::authenticate;

use super::{Outcome, TestApp, report, text};
use crate::events::Streams;

#[tokio::test]
async fn a_stream_tells_the_story_live_again_and_from_the_middle() {
    let app = TestApp::start().await;
    let submitted = app.submit("https://example.org/a").await;
    let path = text(&submitted["events"]);
    let worker = app.worker(Outcome::Report(Box::new(report(&[]))));
    let live = app.events(&path, None).await;
    worker.end().await;

    let kinds: Vec<&str> = live.iter().map(|frame| frame.kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "analysis.queued",
            "analysis.started",
            "analysis.progress",
            "analysis.progress",
            "analysis.succeeded",
            "done"
        ]
    );
    assert!(live.iter().all(|frame| !frame.id.is_empty()), "{live:?}");
    assert_eq!(live[2].data["payload"]["progress"]["stage"], "parse");
    assert_eq!(live[5].data["state"], "succeeded");

    assert_eq!(app.events(&path, None).await, live, "a replay tells the same");
    assert_eq!(app.events(&path, Some(&live[1].id)).await, live[2..], "from after an id");
    let by_query = format!("{path}?after={}", live[3].id);
    assert_eq!(app.events(&by_query, None).await, live[4..]);
    assert_eq!(app.events(&path, Some(&live[5].id)).await, live[5..], "nothing is left but the end");
    let refused = app.send(app.request(Method::GET, &path).header("last-event-id", "x y").finish()).await;
    assert_eq!(refused.status, 400, "{}", refused.body);
}

#[tokio::test]
async fn a_client_that_goes_away_gives_its_place_back() {
    let app = TestApp::start_with(|settings| settings.server.event_streams = 1).await;
    let submitted = app.submit("https://example.org/a").await;
    let path = text(&submitted["events"]);
    let open = |path: String| app.app.get_response(app.request(Method::GET, &path).finish());

    let mut first = Box::pin(open(path.clone()).await.into_body().into_bytes_stream());
    let retry = first.next().await.unwrap().unwrap();
    assert!(retry.starts_with(b"retry: "), "{retry:?}");
    let full = open(path.clone()).await;
    assert_eq!(full.status().as_u16(), 503);
    assert_eq!(full.header("retry-after"), Some("5"));
    drop(first);
    assert_eq!(open(path).await.status().as_u16(), 200);
}

#[tokio::test]
async fn streams_end_when_the_service_does() {
    let app = TestApp::start().await;
    let submitted = app.submit("https://example.org/a").await;
    let path = text(&submitted["events"]);
    let reading = app.events(&path, None);
    app.stop.cancel();
    let frames = tokio::time::timeout(Duration::from_secs(10), reading).await.expect("the stream ends");
    assert!(frames.iter().all(|frame| frame.kind != "done"), "{frames:?}");
}

#[tokio::test]
async fn a_stream_ends_when_its_analysis_is_deleted() {
    let app = TestApp::start().await;
    let submitted = app.submit("https://example.org/a").await;
    let caller = authenticate(&app.services, &app.token).await.unwrap();
    let id = text(&submitted["analysis"]["id"]).parse().unwrap();
    let streams = Streams::new(1, app.stop.clone()).looking_after(Duration::from_millis(20));
    let reply = streams.analysis(&app.services, &caller, id, None).await.ok().unwrap().into_response();
    app.delete(&format!("/api/repositories/{}", text(&submitted["repository"]["id"]))).await;
    let story = tokio::time::timeout(Duration::from_secs(10), reply.into_body().into_string()).await;
    assert!(!story.expect("the stream ends").unwrap().contains("event: done"));
}

#[tokio::test]
async fn streams_end_with_the_session_that_they_were_opened_in() {
    let app = TestApp::start().await;
    let submitted = app.submit("https://example.org/a").await;
    let analysis = text(&submitted["analysis"]["id"]).parse().unwrap();
    let team_id = authenticate(&app.services, &app.token).await.unwrap().team_id;
    let link = services::sessions::make_link(&app.services, team_id).await.unwrap();
    let session = services::sessions::sign_in(&app.services, &link.code).await.unwrap();
    let caller = authenticate(&app.services, &session.secret).await.unwrap();
    let streams = Streams::new(2, app.stop.clone()).looking_after(Duration::from_millis(20));
    let team = streams.team(&app.services, &caller, None).await.ok().unwrap().into_response();
    let one = streams.analysis(&app.services, &caller, analysis, None).await.ok().unwrap().into_response();
    services::sessions::sign_out(&app.services, &caller).await.unwrap();
    for reply in [team, one] {
        let story = tokio::time::timeout(Duration::from_secs(10), reply.into_body().into_string()).await;
        assert!(!story.expect("the stream ends").unwrap().contains("event: done"));
    }
}

#[tokio::test]
async fn the_port_is_served_and_given_up() {
    let mut app = TestApp::start().await;
    app.settings.server.listen = "127.0.0.1:0".to_owned();
    let bound = crate::bind(&app.settings.server.listen).await.unwrap();
    let address = bound.url().strip_prefix("http://").unwrap().to_owned();
    app.settings.server.listen.clone_from(&address);
    let taken = crate::bind(&app.settings.server.listen).await.err().unwrap();
    assert!(taken.to_string().contains("--listen"), "{taken}");

    let (services, settings, stop) = (app.services.clone(), app.settings.clone(), app.stop.clone());
    let serving = tokio::spawn(async move { bound.serve(services, &settings, stop).await });
    let answer = ask(&address, "GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    app.stop.cancel();
    serving.await.unwrap().unwrap();
}

/// Sends bytes and reads until the other side hangs up.
async fn ask(address: &str, request: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut connection = tokio::net::TcpStream::connect(address).await.unwrap();
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    answer
}
