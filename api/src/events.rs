//! Server-sent events: what happened, as it happens, and again from any place for who comes back.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::StreamExt;
use futures::future::ready;
use futures::stream::{self, BoxStream};
use poem::web::sse::{Event as Frame, SSE};
use poem::{IntoResponse, Response};
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, MetaSchemaRef, Registry};
use poem_openapi::types::Type;
use poem_openapi::{ApiResponse, Object};
use serde_json::{Value, json};
use services::auth::{self, Caller};
use services::{EventStream, Services, analyses, teams};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Interval};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::error::ApiError;
use crate::problem::Kind;

/// A comment goes out so often, so that nobody in between takes the connection for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// Milliseconds that a browser waits before it comes back.
const RETRY_MS: u64 = 2_000;

/// How often a stream looks whether its analysis is still there, and its caller still let in.
const LOOK_AFTER: Duration = Duration::from_secs(30);

/// What the streams of a process share: how many may be open, and when all must end.
#[derive(Debug, Clone)]
pub(crate) struct Streams {
    places: Arc<Semaphore>,
    shutdown: CancellationToken,
    look_after: Duration,
}

impl Streams {
    /// At most `most` at the same time, all ended by `shutdown`.
    pub(crate) fn new(most: usize, shutdown: CancellationToken) -> Self {
        let places = Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS)));
        Self { places, shutdown, look_after: LOOK_AFTER }
    }

    /// The same, with another time between two looks.
    #[cfg(test)]
    pub(crate) fn looking_after(self, look_after: Duration) -> Self {
        Self { look_after, ..self }
    }

    /// A stream of the analysis' events, ended by `done`. It gives its place back when the client goes away.
    pub(crate) async fn analysis(
        &self,
        services: &Services,
        caller: &Caller,
        analysis_id: Uuid,
        after: Option<String>,
    ) -> Result<EventsReply, ApiError> {
        let place = Place::take(&self.places)?;
        let events = analyses::follow(services, caller.team_id, analysis_id, after.clone()).await?;
        let following = Following {
            services: services.clone(),
            caller: caller.clone(),
            analysis_id,
            last_id: after.unwrap_or_default(),
            events,
            shutdown: self.shutdown.clone(),
            look_after: self.looks(),
            _place: place,
        };
        let frames = stream::once(async { Frame::retry(RETRY_MS) })
            .chain(stream::unfold(Some(following), |state| async move { state?.next().await }))
            .boxed();
        Ok(EventsReply(frames))
    }

    /// A stream of what happens in the caller's team, from now on or from after the event named. It ends with the
    /// service, or when the caller is no longer let in.
    pub(crate) async fn team(
        &self,
        services: &Services,
        caller: &Caller,
        after: Option<String>,
    ) -> Result<EventsReply, ApiError> {
        let place = Place::take(&self.places)?;
        let team_id = caller.team_id;
        let events = teams::follow(services, team_id, after).await?;
        let shut_out = shut_out(services.clone(), caller.clone(), self.looks());
        let end = self.shutdown.clone().run_until_cancelled_owned(shut_out);
        // The stream holds its place as long as it lasts.
        let frames = events.take_until(end).scan(place, move |_place, event| {
            let event = event
                .inspect_err(|error| tracing::error!(team.id = %team_id, %error, "an event stream broke"))
                .ok();
            ready(event.map(|event| frame(&event.id().to_string(), event.kind(), event.json())))
        });
        // The client is told at once that the stream is open, though nothing has happened yet.
        let first = stream::iter([Frame::retry(RETRY_MS), Frame::message("{}").event_type("open")]);
        Ok(EventsReply(first.chain(frames).boxed()))
    }

    fn looks(&self) -> Interval {
        tokio::time::interval_at(Instant::now() + self.look_after, self.look_after)
    }
}

/// Returns when the caller signed out, or the token was taken back. Who cannot be asked for stays in.
async fn shut_out(services: Services, caller: Caller, mut looks: Interval) {
    loop {
        looks.tick().await;
        if matches!(auth::is_still_good(&services, &caller).await, Ok(false)) {
            return;
        }
    }
}

/// One open stream.
struct Following {
    services: Services,
    caller: Caller,
    analysis_id: Uuid,
    last_id: String,
    events: EventStream,
    shutdown: CancellationToken,
    look_after: Interval,
    _place: Place,
}

impl Following {
    /// The next frame; `None` ends the stream, and the client comes back for the rest if there is any.
    async fn next(mut self) -> Option<(Frame, Option<Self>)> {
        let event = loop {
            tokio::select! {
                () = self.shutdown.cancelled() => return None,
                event = self.events.next() => break event,
                _ = self.look_after.tick() => look(&self.services, &self.caller, self.analysis_id).await?,
            };
        };
        match event {
            Some(Ok(event)) => {
                self.last_id = event.id().to_string();
                let frame = frame(&self.last_id, event.kind(), event.json());
                Some((frame, Some(self)))
            }
            Some(Err(error)) => {
                tracing::error!(analysis.id = %self.analysis_id, %error, "an event stream broke");
                None
            }
            None => {
                let state =
                    analyses::show(&self.services, self.caller.team_id, self.analysis_id).await.ok()?.state;
                let data = json!({ "analysis_id": self.analysis_id, "state": state });
                Some((frame(&self.last_id, "done", &data.to_string()), None))
            }
        }
    }
}

/// None where a stream has lost its ground: an analysis that was deleted has no last event, and a caller may be let in no
/// longer. Who comes back is told so. While nobody can be asked, it goes on.
async fn look(services: &Services, caller: &Caller, analysis_id: Uuid) -> Option<()> {
    let is_gone = matches!(
        analyses::show(services, caller.team_id, analysis_id).await,
        Err(services::Error::NotFound { .. })
    );
    let is_shut_out = matches!(auth::is_still_good(services, caller).await, Ok(false));
    (!is_gone && !is_shut_out).then_some(())
}

/// A place among the open streams, given back when it goes.
struct Place(#[expect(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

impl Place {
    fn take(places: &Arc<Semaphore>) -> Result<Self, ApiError> {
        let permit = Arc::clone(places).try_acquire_owned().map_err(|_| {
            ApiError::new(Kind::Busy, "Too many event streams are open. Close one, or try again later.")
                .retry_after(5)
        })?;
        metrics::gauge!("http_event_streams").increment(1);
        Ok(Self(permit))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        metrics::gauge!("http_event_streams").decrement(1);
    }
}

/// A frame whose fields cannot run into each other: poem writes `id` and `event` as they are.
fn frame(id: &str, kind: &str, data: &str) -> Frame {
    let one_line = |text: &str| text.replace(['\n', '\r', '\0'], " ");
    Frame::message(data).id(one_line(id)).event_type(one_line(kind))
}

/// An event stream as a reply.
pub(crate) struct EventsReply(BoxStream<'static, Frame>);

impl IntoResponse for EventsReply {
    fn into_response(self) -> Response {
        SSE::new(self.0).keep_alive(KEEP_ALIVE).into_response()
    }
}

/// What stands in the `data` of an event.
#[derive(Debug, Object)]
struct EventEnvelope {
    /// Its place in the stream, as in the event's `id`.
    id: String,
    /// When it happened.
    time: DateTime<Utc>,
    /// What happened, as in the event's `event`: `analysis.succeeded`, `task.updated`, ...
    #[oai(rename = "type")]
    kind: String,
    /// Whose it is.
    team_id: Uuid,
    /// What is to be known about it.
    payload: Value,
    /// About the event itself.
    metadata: Value,
}

impl ApiResponse for EventsReply {
    fn meta() -> MetaResponses {
        MetaResponses {
            responses: vec![MetaResponse {
                description: "Server-sent events. Each has an `id`; to go on after a break, send the last one as \
                              `Last-Event-ID` or `?after=`. The stream of an analysis ends with `done`.",
                status: Some(200),
                status_range: None,
                content: vec![MetaMediaType {
                    content_type: "text/event-stream",
                    schema: MetaSchemaRef::Reference(EventEnvelope::name().into_owned()),
                }],
                headers: Vec::new(),
            }],
        }
    }

    fn register(registry: &mut Registry) {
        EventEnvelope::register(registry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_cannot_be_smuggled_into_a_frame() {
        let text =
            frame("1\ndata: x", "a\r\nevent: b", &json!({"text": "line\nbreak"}).to_string()).to_string();
        assert_eq!(text, "id: 1 data: x\nevent: a  event: b\ndata: {\"text\":\"line\\nbreak\"}\n\n");
    }

    #[test]
    fn places_come_back() {
        let places = Arc::new(Semaphore::new(1));
        let first = Place::take(&places).ok().unwrap();
        assert!(Place::take(&places).is_err());
        drop(first);
        assert!(Place::take(&places).is_ok());
    }
}
