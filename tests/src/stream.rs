//! An event stream, read as a client reads it.

use std::io::{BufRead, BufReader};
use std::time::Duration;

use serde_json::Value;

use crate::App;

/// How long a stream may last.
const LONGEST: Duration = Duration::from_secs(120);

/// One event: its id, its kind, and what it tells.
pub type Told = (String, String, Value);

/// An open event stream: an iterator over its events that ends with the connection, however that comes about.
pub struct EventStream(Box<dyn BufRead>);

impl EventStream {
    pub(crate) fn open(app: &App, analysis: &str, after: Option<&str>) -> Self {
        let mut request = app
            .agent()
            .get(format!("{}/api/analyses/{analysis}/events", app.address()))
            .header("authorization", format!("Bearer {}", app.token()));
        if let Some(after) = after {
            request = request.header("last-event-id", after);
        }
        let reply =
            request.config().timeout_recv_body(Some(LONGEST)).build().call().expect("an event stream");
        assert_eq!(reply.status(), 200);
        Self(Box::new(BufReader::new(reply.into_body().into_reader())))
    }
}

impl Iterator for EventStream {
    type Item = Told;

    fn next(&mut self) -> Option<Told> {
        let (mut id, mut event, mut data) = (String::new(), String::new(), String::new());
        let mut line = String::new();
        loop {
            line.clear();
            if self.0.read_line(&mut line).unwrap_or(0) == 0 {
                return None;
            }
            let field = line.trim_end_matches(['\r', '\n']);
            if let Some(value) = field.strip_prefix("id:") {
                value.trim().clone_into(&mut id);
            } else if let Some(value) = field.strip_prefix("event:") {
                value.trim().clone_into(&mut event);
            } else if let Some(value) = field.strip_prefix("data:") {
                data.push_str(value.trim());
            } else if field.is_empty() && !(event.is_empty() && data.is_empty()) {
                return Some((id, event, serde_json::from_str(&data).unwrap_or(Value::Null)));
            }
        }
    }
}
