//! The channels that are followed in this process, and what their followers are told.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, broadcast};
use types::{Channel, Clock};

use crate::Entry;

/// What a slow follower may be behind before it has to read the table.
const CAPACITY: usize = 64;

/// What followers of a channel are told.
#[derive(Debug, Clone)]
pub(crate) enum News {
    /// This was appended.
    Entry(Arc<Entry>),
    /// There are events up to this id.
    Reaches(i64),
}

/// The way by which an event came here.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Way {
    /// This process appended it.
    Own,
    /// Another process told of it.
    Redis,
    /// It was found in the table.
    Table,
}

/// Hands events to the followers of their channels: per channel in order, none twice. An event that comes too early
/// waits in the table, and the hub asks to have it looked up together with what is missing.
#[derive(Debug)]
pub(crate) struct Hub {
    feeds: Mutex<HashMap<Channel, Feed>>,
    look: Notify,
    clock: Arc<dyn Clock>,
}

#[derive(Debug)]
struct Feed {
    news: broadcast::Sender<News>,
    followers: usize,
    /// Every follower has seen, has been sent, or will read all up to here. Not known before one of them has caught up.
    end: Option<i64>,
    /// Something behind the end is, or may be, missing.
    behind: bool,
}

impl Hub {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { feeds: Mutex::default(), look: Notify::new(), clock }
    }

    /// Follows a channel from now on: who reads the table after this call misses nothing.
    pub(crate) fn follow(self: &Arc<Self>, channel: Channel) -> Following {
        let mut feeds = self.feeds();
        let feed = feeds.entry(channel).or_insert_with(|| Feed {
            news: broadcast::Sender::new(CAPACITY),
            followers: 0,
            end: None,
            behind: false,
        });
        feed.followers += 1;
        metrics::gauge!("devmentor_event_followers").increment(1);
        Following { news: feed.news.subscribe(), channel, hub: self.clone() }
    }

    /// Tells of an event that is committed.
    pub(crate) fn deliver(&self, entry: Arc<Entry>, way: Way) {
        let mut feeds = self.feeds();
        let Some(feed) = feeds.get_mut(&entry.channel) else { return };
        match feed.end {
            Some(end) if entry.id <= end => return,
            Some(end) if entry.previous > end => {
                feed.behind = true;
                self.look.notify_one();
                return;
            }
            _ => feed.end = Some(entry.id),
        }
        self.record_lag(&entry, way);
        // There is a follower, or there would be no feed.
        let _ = feed.news.send(News::Entry(entry));
    }

    /// The channels to look up and the ids after which to look: all of them, or those that miss something.
    pub(crate) fn to_look_up(&self, all: bool) -> Vec<(Channel, i64)> {
        let mut feeds = self.feeds();
        let wanted = feeds.iter_mut().filter_map(|(channel, feed)| {
            let behind = std::mem::take(&mut feed.behind);
            Some((*channel, feed.end.filter(|_| all || behind)?))
        });
        wanted.collect()
    }

    /// Any channel may miss something.
    pub(crate) fn doubt_all(&self) {
        self.feeds().values_mut().for_each(|feed| feed.behind = true);
        self.look.notify_one();
    }

    /// Waits until a channel misses something.
    pub(crate) async fn look_wanted(&self) {
        self.look.notified().await;
    }

    /// A follower has read the table up to here. Those who were not told of it read it as well.
    fn reached(&self, channel: Channel, id: i64) {
        let mut feeds = self.feeds();
        if let Some(feed) = feeds.get_mut(&channel)
            && feed.end.is_none_or(|end| end < id)
        {
            feed.end = Some(id);
            let _ = feed.news.send(News::Reaches(id));
        }
    }

    fn leave(&self, channel: Channel) {
        metrics::gauge!("devmentor_event_followers").decrement(1);
        if let Slot::Occupied(mut feed) = self.feeds().entry(channel) {
            feed.get_mut().followers -= 1;
            if feed.get().followers == 0 {
                feed.remove();
            }
        }
    }

    fn record_lag(&self, entry: &Entry, way: Way) {
        let lag = (self.clock.now() - entry.time).to_std().unwrap_or_default();
        let way = match way {
            Way::Own => "own",
            Way::Redis => "redis",
            Way::Table => "table",
        };
        metrics::histogram!("devmentor_event_lag_seconds", "way" => way).record(lag);
    }

    fn feeds(&self) -> MutexGuard<'_, HashMap<Channel, Feed>> {
        self.feeds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One follower's place at the hub, given up when it goes.
#[derive(Debug)]
pub(crate) struct Following {
    news: broadcast::Receiver<News>,
    channel: Channel,
    hub: Arc<Hub>,
}

impl Following {
    pub(crate) fn channel(&self) -> Channel {
        self.channel
    }

    /// The next news; `None` where some were missed.
    pub(crate) async fn next(&mut self) -> Option<News> {
        // The hub keeps the sender as long as there is a follower: what fails is a follower that is too slow.
        self.news.recv().await.ok()
    }

    /// Says that the table has been read up to here.
    pub(crate) fn reached(&self, id: i64) {
        self.hub.reached(self.channel, id);
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.hub.leave(self.channel);
    }
}

#[cfg(test)]
mod tests {
    use types::SystemClock;

    use super::*;

    const CHANNEL: Channel = Channel::Global;

    fn hub() -> Arc<Hub> {
        Arc::new(Hub::new(Arc::new(SystemClock)))
    }

    fn entry(id: i64, previous: i64) -> Arc<Entry> {
        let (time, kind, json) = (SystemClock.now(), "test.told".to_owned(), "{}".to_owned());
        Arc::new(Entry { channel: CHANNEL, id, previous, time, kind, json })
    }

    fn told(following: &mut Following) -> Vec<i64> {
        let mut ids = Vec::new();
        while let Ok(news) = following.news.try_recv() {
            ids.push(match news {
                News::Entry(entry) => entry.id,
                News::Reaches(id) => -id,
            });
        }
        ids
    }

    #[tokio::test]
    async fn events_go_out_in_order_and_once() {
        let hub = hub();
        let mut following = hub.follow(CHANNEL);
        following.reached(4);
        for (id, previous) in [(4, 3), (6, 4), (6, 4), (5, 3), (9, 6)] {
            hub.deliver(entry(id, previous), Way::Own);
        }
        assert_eq!(told(&mut following), [-4, 6, 9]);
    }

    #[tokio::test]
    async fn an_event_that_comes_too_early_is_looked_up() {
        let hub = hub();
        let mut following = hub.follow(CHANNEL);
        following.reached(4);
        hub.deliver(entry(9, 6), Way::Redis);
        hub.look_wanted().await;
        assert_eq!(hub.to_look_up(false), [(CHANNEL, 4)]);
        assert_eq!(hub.to_look_up(false), []);
        assert_eq!(hub.to_look_up(true), [(CHANNEL, 4)]);
        hub.deliver(entry(6, 4), Way::Table);
        hub.deliver(entry(9, 6), Way::Table);
        assert_eq!(told(&mut following), [-4, 6, 9]);
    }

    #[tokio::test]
    async fn who_reads_further_tells_the_others() {
        let hub = hub();
        let (first, mut second) = (hub.follow(CHANNEL), hub.follow(CHANNEL));
        second.reached(2);
        first.reached(5);
        hub.deliver(entry(5, 2), Way::Redis);
        assert_eq!(told(&mut second), [-2, -5], "the second reads the fifth for itself");
    }

    #[tokio::test]
    async fn a_channel_that_nobody_follows_is_forgotten() {
        let hub = hub();
        drop((hub.follow(CHANNEL), hub.follow(CHANNEL)));
        assert!(hub.feeds().is_empty());
        hub.deliver(entry(1, 0), Way::Own);
        assert_eq!(hub.to_look_up(true), []);
    }
}
