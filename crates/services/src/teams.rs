//! What happens in a team, as it happens.

use types::Channel;
use uuid::Uuid;

use crate::{EventStream, Result, Services};

/// The events of a team from after the id given, or from now on: analyses that are queued, started and ended, tasks
/// that change, repositories that go. Events are kept for a day; who was away for longer asks anew for what he shows.
pub async fn follow(services: &Services, team_id: Uuid, after: Option<String>) -> Result<EventStream> {
    let channel = Channel::Team(team_id);
    let after = match after {
        Some(after) => events::position(Some(&after))?,
        None => services.events.end(channel).await?,
    };
    Ok(events::subscribe(&services.events, channel, after))
}
