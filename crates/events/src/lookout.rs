//! Looks into the table for what nobody told: one query for all channels that are followed in this process.

use std::sync::Arc;
use std::time::Duration;

use models::events as rows;
use sea_orm::DatabaseConnection;
use tokio::time::{Instant, sleep, sleep_until};

use crate::hub::{Hub, Way};
use crate::redis::Hearing;
use crate::{Entry, EventError};

/// Between two looks, where other processes cannot tell of what they append.
const ALONE: Duration = Duration::from_secs(1);

/// The same where they can. What Redis forgets between two events is noticed by the second; this is for the last ones.
const BESIDE: Duration = Duration::from_secs(5);

/// Until the next look after one that failed.
const AFTER_FAILURE: Duration = Duration::from_millis(500);

/// Channels in one query.
const CHANNELS: usize = 200;

/// Events read at once.
const PAGE: u64 = 1_000;

pub(crate) struct Lookout {
    pub(crate) db: DatabaseConnection,
    pub(crate) hub: Arc<Hub>,
    pub(crate) hearing: Arc<Hearing>,
}

impl Lookout {
    /// Ends never.
    pub(crate) async fn look_forever(self) {
        let mut looked = Instant::now();
        loop {
            let pace = if self.hearing.is_good() { BESIDE } else { ALONE };
            let all = tokio::select! {
                () = self.hub.look_wanted() => false,
                () = sleep_until(looked + pace) => true,
            };
            if all {
                looked = Instant::now();
            }
            if let Err(error) = self.look(all).await {
                tracing::debug!(%error, "the events that others appended could not be read; looking again");
                sleep(AFTER_FAILURE).await;
                self.hub.doubt_all();
            }
        }
    }

    async fn look(&self, all: bool) -> Result<(), EventError> {
        for channels in self.hub.to_look_up(all).chunks(CHANNELS) {
            let mut channels: Vec<_> =
                channels.iter().map(|(channel, after)| (channel.to_string(), *after)).collect();
            loop {
                let page = rows::read_after_each(&self.db, &channels, PAGE).await?;
                let is_last = (page.len() as u64) < PAGE;
                for row in page {
                    // One of those that were asked for.
                    let Some(place) = channels.iter_mut().find(|(channel, _)| *channel == row.channel) else {
                        continue;
                    };
                    let Ok(channel) = row.channel.parse() else { continue };
                    let previous = std::mem::replace(&mut place.1, row.id);
                    self.hub.deliver(Arc::new(Entry::of_row(channel, previous, row)?), Way::Table);
                }
                if is_last {
                    break;
                }
            }
        }
        Ok(())
    }
}
