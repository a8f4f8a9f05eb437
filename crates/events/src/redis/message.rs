//! What stands in the stream: an event, or the word that some were not told of.

use std::sync::Arc;

use chrono::DateTime;
use redis::Cmd;

use crate::Entry;

/// So many messages are kept, give or take: enough for who was away for some seconds.
const KEPT: usize = 10_000;

/// One message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Message {
    /// This was appended.
    Entry(Arc<Entry>),
    /// Something was, and could not be told: look into the table.
    Look,
}

impl Message {
    /// The command that tells the others.
    pub(crate) fn tell(&self, stream: &str, process: &str) -> Cmd {
        let mut add = redis::cmd("XADD");
        add.arg(stream).arg("MAXLEN").arg("~").arg(KEPT).arg("*").arg("process").arg(process);
        if let Self::Entry(entry) = self {
            add.arg("channel").arg(entry.channel.to_string());
            add.arg("id").arg(entry.id).arg("previous").arg(entry.previous);
            add.arg("time_us").arg(entry.time.timestamp_micros());
            add.arg("type").arg(&entry.kind).arg("event").arg(&entry.json);
        }
        add
    }

    /// What another process told: `None` where it was this one. What cannot be read is told in a way of a later
    /// version: the table has it as well.
    pub(crate) fn heard(fields: Vec<String>, process: &str) -> Option<Self> {
        let mut values = fields.into_iter();
        let mut next = |name: &str| (values.next()? == name).then(|| values.next())?;
        if next("process")? == process {
            return None;
        }
        let mut entry = || {
            Some(Entry {
                channel: next("channel")?.parse().ok()?,
                id: next("id")?.parse().ok()?,
                previous: next("previous")?.parse().ok()?,
                time: DateTime::from_timestamp_micros(next("time_us")?.parse().ok()?)?,
                kind: next("type")?,
                json: next("event")?,
            })
        };
        Some(entry().map_or(Self::Look, |entry| Self::Entry(Arc::new(entry))))
    }
}

#[cfg(test)]
mod tests {
    use redis::Arg;
    use types::{Channel, Clock, SystemClock};

    use super::*;

    fn fields(message: &Message) -> Vec<String> {
        let command = message.tell("stream", "me");
        let words = command.args_iter().map(|word| match word {
            Arg::Simple(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            _ => panic!("another kind of word"),
        });
        words.skip_while(|word| word != "process").collect()
    }

    #[test]
    fn what_one_tells_the_other_hears() {
        let channel = Channel::Team(SystemClock.new_id());
        let (time, json) = (DateTime::from_timestamp_micros(1_234_567).unwrap(), "{\"a\":\"ü\"}".to_owned());
        let entry = Entry { channel, id: 7, previous: 5, time, kind: "test.told".to_owned(), json };
        let message = Message::Entry(Arc::new(entry));
        assert_eq!(Message::heard(fields(&message), "other"), Some(message));
        assert_eq!(Message::heard(fields(&Message::Look), "other"), Some(Message::Look));
    }

    #[test]
    fn nobody_hears_himself_and_what_is_not_understood_is_looked_up() {
        assert_eq!(Message::heard(fields(&Message::Look), "me"), None);
        let strange = ["process", "me", "news", "1"].map(str::to_owned).to_vec();
        assert_eq!(Message::heard(strange, "other"), Some(Message::Look));
        assert_eq!(Message::heard(vec!["news".to_owned()], "other"), None);
    }
}
