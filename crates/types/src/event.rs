//! Something that happened, appended to a channel.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Where events about one thing are appended, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// One analysis.
    Analysis(Uuid),
    /// One project.
    Project(Uuid),
    /// One person.
    User(Uuid),
    /// One team.
    Team(Uuid),
    /// Everybody.
    Global,
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Analysis(id) => write!(f, "analysis:{id}"),
            Self::Project(id) => write!(f, "project:{id}"),
            Self::User(id) => write!(f, "user:{id}"),
            Self::Team(id) => write!(f, "team:{id}"),
            Self::Global => f.write_str("global"),
        }
    }
}

impl FromStr for Channel {
    type Err = crate::finding::UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown =
            || crate::finding::UnknownName(text.to_owned(), "analysis:, project:, user:, team:, global");
        if text == "global" {
            return Ok(Self::Global);
        }
        let (kind, id) = text.split_once(':').ok_or_else(unknown)?;
        let id = Uuid::parse_str(id).map_err(|_| unknown())?;
        match kind {
            "analysis" => Ok(Self::Analysis(id)),
            "project" => Ok(Self::Project(id)),
            "user" => Ok(Self::User(id)),
            "team" => Ok(Self::Team(id)),
            _ => Err(unknown()),
        }
    }
}

/// An event as the log keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its place in the log: later events of a channel have greater ids (numbers joined by `-`).
    pub id: String,
    /// When it was appended.
    pub time: DateTime<Utc>,
    /// What happened, dotted: `analysis.progress`, `task.updated`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whose it is.
    pub team_id: Uuid,
    /// The project, where it concerns one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project_id: Option<Uuid>,
    /// The person, where it concerns one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
    /// What is to be known about it.
    pub payload: Value,
    /// About the event itself: schema version, request id.
    pub metadata: Value,
}

/// An event to be appended: the log gives it its id and time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewEvent {
    /// What happened, dotted.
    pub kind: String,
    /// Whose it is.
    pub team_id: Uuid,
    /// The project, where it concerns one.
    pub project_id: Option<Uuid>,
    /// The person, where it concerns one.
    pub user_id: Option<Uuid>,
    /// What is to be known about it.
    pub payload: Value,
}

impl NewEvent {
    /// An event of a team, about no project or person in particular.
    pub fn new(kind: impl Into<String>, team_id: Uuid, payload: Value) -> Self {
        Self { kind: kind.into(), team_id, project_id: None, user_id: None, payload }
    }
}
