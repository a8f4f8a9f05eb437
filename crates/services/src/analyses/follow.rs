//! Following an analysis while it runs.

use futures::StreamExt;
use futures::stream;
use types::Channel;
use uuid::Uuid;

use super::find;
use crate::{EventStream, Result, Services};

/// Whether an event is the last of a run of its analysis.
pub fn is_final_event(kind: &str) -> bool {
    matches!(kind, "analysis.succeeded" | "analysis.failed" | "analysis.cancelled")
}

/// The events of an analysis from after the id given, or from the first that is kept; the stream ends when
/// the analysis has. For one that has ended it gives what is kept, and ends.
pub async fn follow(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    after: Option<String>,
) -> Result<EventStream> {
    let channel = Channel::Analysis(analysis_id);
    let after = events::position(after.as_deref())?;
    // In this order: the last event is written together with the end, so an analysis that is found running
    // has its last event still to come, behind `known`.
    let known = services.events.end(channel).await?;
    let ended = find(services, team_id, analysis_id).await?.state()?.is_final();
    let behind = services.events.read_after(channel, after, 1).await?.is_empty();
    if ended && behind {
        return Ok(Box::pin(stream::empty()));
    }
    let known = if ended { services.events.end(channel).await? } else { known };
    let events = events::subscribe(&services.events, channel, after);
    let follower = Follower { events, known, ended, caught_up: behind };
    Ok(Box::pin(stream::unfold(Some(follower), |follower| async {
        let mut follower = follower?;
        let event = follower.events.next().await?;
        let is_last = event.as_ref().map_or(true, |event| follower.is_last(event));
        Some((event, (!is_last).then_some(follower)))
    })))
}

struct Follower {
    events: EventStream,
    /// The channel's last event when the following began.
    known: i64,
    /// Whether the analysis had ended by then.
    ended: bool,
    /// Whether `known` has gone by.
    caught_up: bool,
}

impl Follower {
    /// A job that is retried by hand leaves the last event of its earlier run in the channel: such a one ends
    /// nothing.
    fn is_last(&mut self, event: &events::Entry) -> bool {
        if self.ended {
            return event.id() == self.known;
        }
        let is_last = self.caught_up && is_final_event(event.kind());
        self.caught_up = self.caught_up || event.id() == self.known;
        is_last
    }
}
