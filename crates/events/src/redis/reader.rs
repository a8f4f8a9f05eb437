//! Hears what other processes append: one reader for all followers of this process.

use std::sync::Arc;
use std::time::Duration;

use redis::RedisResult;
use redis_link::{Link, LinkError};
use tokio::time::sleep;

use super::Hearing;
use super::message::Message;
use crate::hub::{Hub, Way};

/// How long Redis holds back its answer while there is nothing new; less than it may take to answer at all.
const BLOCK: Duration = Duration::from_secs(1);

/// Messages read at once.
const PAGE: usize = 512;

/// Until the next try after a failure.
const TRY_AGAIN: Duration = Duration::from_millis(200);

/// A message's place in the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Place(u64, u64);

impl Place {
    fn read(text: &str) -> Self {
        let (time, count) = text.split_once('-').unwrap_or((text, ""));
        Self(time.parse().unwrap_or(0), count.parse().unwrap_or(0))
    }
}

/// As Redis answers: messages are a place and a list of names and values.
type Messages = Vec<(String, Vec<String>)>;

pub(crate) struct Reader {
    pub(crate) link: Link,
    pub(crate) stream: String,
    /// This process: it knows what it appended itself.
    pub(crate) process: String,
    pub(crate) hub: Arc<Hub>,
    pub(crate) hearing: Arc<Hearing>,
}

impl Reader {
    /// Ends never.
    pub(crate) async fn read_forever(self) {
        let mut after = None;
        loop {
            match self.read(after).await {
                Ok(place) => {
                    after = Some(place);
                    if !self.hearing.set(true) {
                        tracing::info!("events of other processes come over Redis at {}", self.link.place());
                        // What was told while nobody listened may be gone from the stream.
                        self.hub.doubt_all();
                    }
                }
                Err(error) => {
                    if self.hearing.set(false) {
                        tracing::warn!(%error, "events of other processes are looked up in the table");
                        self.hub.doubt_all();
                    }
                    sleep(TRY_AGAIN).await;
                }
            }
        }
    }

    /// Passes on what comes after a place, and answers the place to go on from.
    async fn read(&self, after: Option<Place>) -> Result<Place, LinkError> {
        let end = self.end();
        let Some(after) = after else { return end.await };
        let mut connection = self.link.connection();
        let mut question = redis::cmd("XREAD");
        question.arg("COUNT").arg(PAGE).arg("BLOCK").arg(BLOCK.as_millis() as u64);
        question.arg("STREAMS").arg(&self.stream).arg(format!("{}-{}", after.0, after.1));
        let answer: Option<Vec<(String, Messages)>> =
            self.link.ask(question.query_async(&mut connection)).await?;
        let Some((_, messages)) = answer.and_then(|mut streams| streams.pop()) else {
            // A Redis that forgot everything, and whose clock is behind, begins with earlier places.
            let end = end.await?;
            return Ok(if end < after { Place::default() } else { after });
        };
        let mut last = after;
        for (place, fields) in messages {
            last = Place::read(&place);
            match Message::heard(fields, &self.process) {
                Some(Message::Entry(entry)) => self.hub.deliver(entry, Way::Redis),
                Some(Message::Look) => self.hub.doubt_all(),
                None => {}
            }
        }
        Ok(last)
    }

    /// The last place of the stream.
    async fn end(&self) -> Result<Place, LinkError> {
        let mut connection = self.link.connection();
        let mut question = redis::cmd("XREVRANGE");
        question.arg(&self.stream).arg("+").arg("-").arg("COUNT").arg(1);
        let answer = async {
            let last: RedisResult<Messages> = question.query_async(&mut connection).await;
            last
        };
        let last = self.link.ask(answer).await?;
        Ok(last.first().map_or(Place::default(), |(place, _)| Place::read(place)))
    }
}
