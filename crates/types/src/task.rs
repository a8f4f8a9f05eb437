//! Work to do.

use serde::{Deserialize, Serialize};

use crate::finding::named;

/// When to do it, by score. `P0` first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Priority {
    /// Today.
    P0,
    /// This week.
    P1,
    /// This month.
    P2,
    /// When at hand.
    P3,
}

impl Priority {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 4] = [Self::P0, Self::P1, Self::P2, Self::P3];

    /// The name used in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::P0 => "P0",
            Self::P1 => "P1",
            Self::P2 => "P2",
            Self::P3 => "P3",
        }
    }
}

/// Where a task falls by impact and urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quadrant {
    /// High impact, high urgency.
    DoFirst,
    /// High impact, low urgency.
    Plan,
    /// Low impact, high urgency.
    QuickWin,
    /// Low impact, low urgency.
    Backlog,
}

impl Quadrant {
    /// The name used in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DoFirst => "do_first",
            Self::Plan => "plan",
            Self::QuickWin => "quick_win",
            Self::Backlog => "backlog",
        }
    }
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// Made, nobody has it.
    Created,
    /// Somebody has it.
    Assigned,
    /// Being worked on.
    InProgress,
    /// Waiting for a reader.
    Review,
    /// Being tried.
    Testing,
    /// Finished, or its cause is gone.
    Done,
    /// Waiting for something else.
    Blocked,
    /// Will not be done.
    Rejected,
}

impl TaskStatus {
    /// All of them, in the order in which work goes through them.
    pub const ALL: [Self; 8] = [
        Self::Created,
        Self::Assigned,
        Self::InProgress,
        Self::Review,
        Self::Testing,
        Self::Done,
        Self::Blocked,
        Self::Rejected,
    ];

    /// The name used in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Assigned => "assigned",
            Self::InProgress => "in_progress",
            Self::Review => "review",
            Self::Testing => "testing",
            Self::Done => "done",
            Self::Blocked => "blocked",
            Self::Rejected => "rejected",
        }
    }

    /// Whether nothing is left to do.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Rejected)
    }
}

named!(Priority, "P0, P1, P2, P3",
    "P0" => Self::P0, "P1" => Self::P1, "P2" => Self::P2, "P3" => Self::P3);
named!(Quadrant, "do_first, plan, quick_win, backlog",
    "do_first" => Self::DoFirst, "plan" => Self::Plan, "quick_win" => Self::QuickWin, "backlog" => Self::Backlog);
named!(TaskStatus, "created, assigned, in_progress, review, testing, done, blocked, rejected",
    "created" => Self::Created, "assigned" => Self::Assigned, "in_progress" => Self::InProgress,
    "review" => Self::Review, "testing" => Self::Testing, "done" => Self::Done, "blocked" => Self::Blocked,
    "rejected" => Self::Rejected);

/// Work that the analysis proposes. It becomes a task's row when it is written down.
///
/// `score = 0.4 impact + 0.3 urgency + 0.2 (1 / effort) + 0.1 dependencies`, each in 0..1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TaskDraft {
    /// Identity of the cause from one analysis to the next: 32 hexadecimal digits.
    pub key: String,
    /// What to do, as a command, naming the place.
    pub title: String,
    /// Why, and how to go about it; Markdown.
    pub description: String,
    /// Where to begin.
    pub path: Option<String>,
    /// First line there, from 1.
    pub start_line: Option<u32>,
    /// Last line there, inclusive.
    pub end_line: Option<u32>,
    /// How much better things are afterwards, 0..1.
    pub impact: f64,
    /// How much worse things get by waiting, 0..1.
    pub urgency: f64,
    /// How much other work leans on the place, 0..1.
    pub dependencies: f64,
    /// Minutes of work.
    pub effort_minutes: u32,
    /// The weighted sum, 0..1; tasks are ordered by it, highest first.
    pub score: f64,
    /// `P0` to `P3`, from the score.
    pub priority: Priority,
    /// From impact and urgency.
    pub quadrant: Quadrant,
    /// Fingerprints of the findings that it would end.
    pub findings: Vec<String>,
}
