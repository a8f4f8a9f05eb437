//! Following a channel: what was, then what comes, without a gap or a double.

use std::pin::Pin;
use std::sync::Arc;

use futures::Stream;
use types::Channel;

use crate::hub::{Following, News};
use crate::{Entry, EventError, EventLog};

/// Events read at once.
const PAGE: u64 = 256;

/// Events of one channel, in order; ends after an error only.
pub type EventStream = Pin<Box<dyn Stream<Item = Result<Arc<Entry>, EventError>> + Send>>;

/// Follows a channel from after the place given; 0 means from the oldest event that is kept.
///
/// The table is read up to its end, then events come as they are told. Whoever misses one, or is too slow to take
/// them all, reads the table again: so nothing is lost or doubled, and a slow follower holds nobody up.
pub fn subscribe(log: &EventLog, channel: Channel, after: i64) -> EventStream {
    // Before the first look at the table, so that nothing is missed in between.
    let following = log.hub().follow(channel);
    let follower =
        Follower { log: log.clone(), following, after, page: Vec::new().into_iter(), reading: true };
    Box::pin(futures::stream::unfold(Some(follower), |follower| async {
        let mut follower = follower?;
        match follower.next().await {
            Ok(event) => Some((Ok(event), Some(follower))),
            Err(error) => Some((Err(error), None)),
        }
    }))
}

struct Follower {
    log: EventLog,
    following: Following,
    after: i64,
    page: std::vec::IntoIter<Arc<Entry>>,
    /// Whether the table has something behind the page.
    reading: bool,
}

impl Follower {
    async fn next(&mut self) -> Result<Arc<Entry>, EventError> {
        loop {
            if let Some(entry) = self.page.next() {
                self.after = entry.id;
                return Ok(entry);
            }
            if self.reading {
                self.read().await?;
                continue;
            }
            match self.following.next().await {
                Some(News::Entry(entry)) if entry.id <= self.after => {}
                Some(News::Entry(entry)) if entry.previous <= self.after => {
                    self.after = entry.id;
                    return Ok(entry);
                }
                Some(News::Reaches(id)) if id <= self.after => {}
                Some(News::Entry(_) | News::Reaches(_)) | None => self.reading = true,
            }
        }
    }

    async fn read(&mut self) -> Result<(), EventError> {
        let page = self.log.read_after(self.following.channel(), self.after, PAGE).await?;
        self.reading = page.len() as u64 == PAGE;
        if let Some(last) = page.last() {
            if !self.reading {
                self.following.reached(last.id);
            }
        } else {
            // What a client says that it has seen may be beyond all there is: after a restore, or made up. It must not
            // pass for the end of the channel, or nobody in this process would hear of what comes.
            self.after = self.after.min(self.log.end(self.following.channel()).await?);
            self.following.reached(self.after);
        }
        self.page = page.into_iter();
        Ok(())
    }
}
