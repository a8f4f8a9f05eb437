//! `/api/events`.

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Query};
use services::Services;

use super::Tag;
use crate::auth::Authenticated;
use crate::error::ApiError;
use crate::events::{EventsReply, Streams};

pub(crate) struct Events;

#[OpenApi(tag = "Tag::Events")]
impl Events {
    /// Follow the team
    ///
    /// Server-sent events: `analysis.queued`, `analysis.started`, `analysis.succeeded`, `analysis.failed`,
    /// `analysis.cancelled`, `task.updated`, `tasks.changed`, `finding.updated`, `repository.deleted`, each with ids in its `payload`; first
    /// of all `open`. From now on, or from after the event that is named. Events are kept for a day.
    #[oai(path = "/api/events", method = "get", operation_id = "follow_team")]
    async fn team(
        &self,
        caller: Authenticated,
        services: Data<&Services>,
        streams: Data<&Streams>,
        /// The id of the last event that was seen; browsers send it by themselves.
        #[oai(name = "last-event-id")]
        last_event_id: Header<Option<String>>,
        /// The same, for those who cannot send headers.
        after: Query<Option<String>>,
    ) -> Result<EventsReply, ApiError> {
        let after = last_event_id.0.or(after.0).filter(|id| !id.is_empty());
        streams.team(&services, &caller.0, after).await
    }
}
