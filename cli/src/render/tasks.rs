//! Tasks as a table.

use types::{Priority, TaskDraft};

use super::place;
use crate::terminal::{Column, Paint, Style, Table, clean, fit, minutes};

/// One task as the table shows it.
#[derive(Debug)]
pub(crate) struct Row {
    /// When.
    pub(crate) priority: Priority,
    /// Minutes of work.
    pub(crate) effort_minutes: u32,
    /// What to do.
    pub(crate) title: String,
    /// Where to begin.
    pub(crate) place: String,
}

impl From<&TaskDraft> for Row {
    fn from(task: &TaskDraft) -> Self {
        Self {
            priority: task.priority,
            effort_minutes: task.effort_minutes,
            title: task.title.clone(),
            place: task.path.as_deref().map(|path| place(path, task.start_line)).unwrap_or_default(),
        }
    }
}

/// The tasks in lines of at most `columns`.
pub(crate) fn table(rows: &[Row], style: Style, columns: usize) -> Vec<String> {
    let mut table = Table::new(vec![
        Column { name: "PRIORITY", grows: 0 },
        Column { name: "EFFORT", grows: 0 },
        Column { name: "TASK", grows: 3 },
        Column { name: "WHERE", grows: 2 },
    ]);
    for row in rows {
        let paint = match row.priority {
            Priority::P0 => Paint::Red,
            Priority::P1 => Paint::Yellow,
            Priority::P2 | Priority::P3 => Paint::Dim,
        };
        table.row(vec![
            style.paint(paint, row.priority.as_str()),
            minutes(row.effort_minutes.into()),
            clean(&row.title),
            fit(&clean(&row.place), columns.saturating_sub(30)),
        ]);
    }
    table.lines(columns)
}
