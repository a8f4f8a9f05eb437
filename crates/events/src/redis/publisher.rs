//! Tells the other processes, in the background: whoever appends never waits for Redis.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use redis_link::Link;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::Hearing;
use super::message::Message;
use crate::Entry;

/// Events that may wait to be told.
const WAITING: usize = 10_000;

/// Events told in one go.
const BATCH: usize = 256;

/// After something was not told, Redis is asked so often whether it hears that.
const TRY_AGAIN: Duration = Duration::from_millis(200);

/// Seconds for which the word of a check stands in Redis.
const CHECK_KEPT: u64 = 60;

/// Takes what is to be told. Redis may be away: then it is not told, and once it is back the others are told to look.
#[derive(Debug)]
pub(crate) struct Publisher {
    waiting: Sender<Arc<Entry>>,
    telling: Arc<Telling>,
    hearing: Arc<Hearing>,
}

#[derive(Debug)]
struct Telling {
    link: Link,
    stream: String,
    process: String,
    /// Something was not told, and the others do not know yet.
    concealed: AtomicBool,
}

impl Publisher {
    pub(crate) fn start(
        link: Link,
        stream: String,
        process: String,
        hearing: Arc<Hearing>,
        tasks: &mut JoinSet<()>,
    ) -> Self {
        let (waiting, entries) = mpsc::channel(WAITING);
        let telling = Arc::new(Telling { link, stream, process, concealed: AtomicBool::new(false) });
        tasks.spawn(telling.clone().tell_forever(entries));
        Self { waiting, telling, hearing }
    }

    /// Tells of an event soon. Does not wait.
    pub(crate) fn publish(&self, entry: Arc<Entry>) {
        if let Err(TrySendError::Full(_)) = self.waiting.try_send(entry) {
            self.telling.lost(1);
        }
    }

    /// Whether others can be told and heard; says why not. A Redis that is full answers, and takes nothing more.
    pub(crate) async fn check(&self) -> Result<(), String> {
        let Telling { link, stream, .. } = &*self.telling;
        let mut connection = link.connection();
        let mut write = redis::cmd("SET");
        write.arg(format!("{stream}:check")).arg(1).arg("EX").arg(CHECK_KEPT);
        link.ask(write.exec_async(&mut connection)).await.map_err(|error| error.to_string())?;
        if self.hearing.is_good() {
            Ok(())
        } else {
            Err(format!("Redis at {}: not listened to yet", link.place()))
        }
    }
}

impl Telling {
    async fn tell_forever(self: Arc<Self>, mut entries: Receiver<Arc<Entry>>) {
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            let patience = if self.concealed.load(Ordering::Relaxed) { TRY_AGAIN } else { Duration::MAX };
            if let Ok(0) = timeout(patience, entries.recv_many(&mut batch, BATCH)).await {
                return;
            }
            self.tell(batch.drain(..)).await;
        }
    }

    async fn tell(&self, entries: impl ExactSizeIterator<Item = Arc<Entry>>) {
        let count = entries.len() as u64;
        let concealed = self.concealed.swap(false, Ordering::Relaxed);
        let mut commands = redis::pipe();
        for message in concealed.then_some(Message::Look).into_iter().chain(entries.map(Message::Entry)) {
            commands.add_command(message.tell(&self.stream, &self.process)).ignore();
        }
        let mut connection = self.link.connection();
        match self.link.ask(commands.exec_async(&mut connection)).await {
            Ok(()) => metrics::counter!("devmentor_events_published_total").increment(count),
            Err(error) => {
                if !concealed {
                    tracing::warn!(%error, "other processes are not told of events, and look for themselves");
                }
                self.lost(count);
            }
        }
    }

    fn lost(&self, count: u64) {
        metrics::counter!("devmentor_events_lost_total").increment(count);
        self.concealed.store(true, Ordering::Relaxed);
    }
}
