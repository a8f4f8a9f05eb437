//! Tasks as a list: when, how long, what, and below it where.

use types::{Priority, TaskDraft};

use super::place;
use crate::terminal::{Paint, Style, clean, minutes, width, wrap};

/// One task as the list shows it.
#[derive(Debug)]
pub(crate) struct Row {
    /// When.
    pub(crate) priority: Priority,
    /// Minutes of work.
    pub(crate) effort_minutes: u32,
    /// What to do.
    pub(crate) title: String,
    /// Where to begin.
    pub(crate) path: Option<String>,
    /// First line there.
    pub(crate) start_line: Option<u32>,
}

impl From<&TaskDraft> for Row {
    fn from(task: &TaskDraft) -> Self {
        Self {
            priority: task.priority,
            effort_minutes: task.effort_minutes,
            title: task.title.clone(),
            path: task.path.clone(),
            start_line: task.start_line,
        }
    }
}

/// The tasks in lines of at most `columns`. A place is never broken, so that a click on it finds the file: it
/// stands behind the title where there is room, else on a line of its own.
pub(crate) fn list(rows: &[Row], style: Style, columns: usize) -> Vec<String> {
    let effort_width = rows.iter().map(|row| minutes(row.effort_minutes.into()).len()).max().unwrap_or(0);
    rows.iter().flat_map(|row| lines(row, style, columns, effort_width)).collect()
}

fn lines(row: &Row, style: Style, columns: usize, effort_width: usize) -> Vec<String> {
    let paint = match row.priority {
        Priority::P0 => Paint::Red,
        Priority::P1 => Paint::Yellow,
        Priority::P2 | Priority::P3 => Paint::Dim,
    };
    let effort = minutes(row.effort_minutes.into());
    let lead = format!("{}  {effort:>effort_width$}  ", style.paint(paint, row.priority.as_str()));
    let indent = width(&lead);
    let room = columns.saturating_sub(indent);
    let place = row.path.as_deref().map(|path| place(path, row.start_line)).unwrap_or_default();
    let mut lines = wrap(&title(row), room);
    let painted = style.paint(Paint::Cyan, &place);
    match lines.as_mut_slice() {
        [only] if width(only) + 2 + width(&place) <= room => *only = format!("{only}  {painted}"),
        _ if place.is_empty() => {}
        _ => lines.push(painted),
    }
    let indent = " ".repeat(indent);
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| format!("{}{line}", if at == 0 { &lead } else { &indent }).trim_end().to_owned())
        .collect()
}

/// The title, less the path that is shown beside it anyway, whole or shortened in the middle (`a/…/b.rs`).
fn title(row: &Row) -> String {
    let title = clean(&row.title);
    match (&row.path, title.rsplit_once(" in ")) {
        (Some(path), Some((short, told))) if is_of(told, &clean(path)) => short.to_owned(),
        _ => title,
    }
}

fn is_of(told: &str, path: &str) -> bool {
    let (start, end) = told.split_once('…').unwrap_or(("", told));
    path.starts_with(start) && path.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(title: &str, path: &str) -> Row {
        Row {
            priority: Priority::P0,
            effort_minutes: 90,
            title: title.to_owned(),
            path: Some(path.to_owned()),
            start_line: Some(7),
        }
    }

    #[test]
    fn places_stay_whole_and_titles_do_not_repeat_them() {
        let rows = [
            row("Simplify `f` in src/a.py", "src/a.py"),
            row("Simplify `h` in src/…/c/a.py", "src/b/c/a.py"),
            row("Write tests for `g` and two others", "a/very/long/path/to/a/file.py"),
        ];
        assert_eq!(
            list(&rows, Style::plain(), 60),
            [
                "P0  1 h 30 min  Simplify `f`  src/a.py:7",
                "P0  1 h 30 min  Simplify `h`  src/b/c/a.py:7",
                "P0  1 h 30 min  Write tests for `g` and two others",
                "                a/very/long/path/to/a/file.py:7",
            ]
        );
    }
}
