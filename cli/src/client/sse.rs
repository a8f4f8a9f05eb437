//! Server-sent events, as the HTML standard reads them.

use std::io::{self, BufRead};

/// One event of a stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Event {
    /// Its place in the stream, to go on from after a break.
    pub(crate) id: String,
    /// What kind it is; `message` where none is said.
    pub(crate) kind: String,
    /// What it holds.
    pub(crate) data: String,
}

/// The events of a stream, in order. Ends when the stream does; an error is a broken connection.
pub(crate) struct Events<R> {
    source: R,
    /// Stays from one event to the next, as the standard wants it.
    last_id: String,
}

impl<R: BufRead> Events<R> {
    pub(crate) fn new(source: R) -> Self {
        Self { source, last_id: String::new() }
    }

    fn read(&mut self) -> io::Result<Option<Event>> {
        let (mut kind, mut data) = (String::new(), Vec::new());
        loop {
            let mut line = String::new();
            if self.source.read_line(&mut line)? == 0 {
                // What is not ended by an empty line is not an event.
                return Ok(None);
            }
            let line = line.trim_end_matches(['\n', '\r']);
            if line.is_empty() {
                if data.is_empty() {
                    kind.clear();
                    continue;
                }
                let kind = if kind.is_empty() { "message".to_owned() } else { kind };
                return Ok(Some(Event { id: self.last_id.clone(), kind, data: data.join("\n") }));
            }
            let (field, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "id" if !value.contains('\0') => value.clone_into(&mut self.last_id),
                "event" => value.clone_into(&mut kind),
                "data" => data.push(value.to_owned()),
                // Comments have no field's name; `retry` is for those who come back by themselves.
                _ => {}
            }
        }
    }
}

impl<R: BufRead> Iterator for Events<R> {
    type Item = io::Result<Event>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_as_the_standard_says() {
        let stream = ": hello\n\nretry: 3000\n\nid: 1\nevent: analysis.progress\ndata: {\"a\":\ndata: 1}\n\n\
                      :\n\ndata:plain\r\n\r\nid: 2\nevent: done\ndata\n\ndata: cut off";
        let events: Vec<Event> = Events::new(stream.as_bytes()).map(Result::unwrap).collect();
        let event = |id: &str, kind: &str, data: &str| Event {
            id: id.to_owned(),
            kind: kind.to_owned(),
            data: data.to_owned(),
        };
        assert_eq!(
            events,
            [
                event("1", "analysis.progress", "{\"a\":\n1}"),
                event("1", "message", "plain"),
                event("2", "done", "")
            ]
        );
    }
}
