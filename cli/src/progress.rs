//! How far something has come: a live bar on a terminal, a line per stage in a pipe. Always on standard error, so
//! that standard output holds the answer alone.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use types::Progress;

use crate::terminal::clean;

/// Shows progress until it is dropped.
pub(crate) struct Display {
    bar: Option<ProgressBar>,
    stage: String,
    quiet: bool,
}

impl Display {
    /// On standard error, as it is.
    pub(crate) fn new() -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        });
        Self { bar, stage: String::new(), quiet: false }
    }

    /// Shows nothing.
    pub(crate) fn quiet() -> Self {
        Self { bar: None, stage: String::new(), quiet: true }
    }

    /// Shows where things stand now.
    pub(crate) fn show(&mut self, progress: &Progress) {
        if self.quiet {
            return;
        }
        let new_stage = self.stage != progress.stage;
        progress.stage.clone_into(&mut self.stage);
        match &self.bar {
            Some(bar) => draw(bar, progress),
            None if new_stage => line(progress),
            None => {}
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl pipeline::Progress for Display {
    fn update(&mut self, progress: &Progress) {
        self.show(progress);
    }
}

fn draw(bar: &ProgressBar, progress: &Progress) {
    let template = if progress.total > 0 {
        "{spinner} {prefix:<12} {bar:30} {pos}/{len}  {wide_msg}"
    } else {
        "{spinner} {prefix:<12} {wide_msg}"
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("█▓░"));
    }
    bar.set_length(progress.total);
    bar.set_position(progress.done);
    bar.set_prefix(clean(&progress.stage));
    bar.set_message(clean(&progress.message));
}

fn line(progress: &Progress) {
    let (stage, message) = (clean(&progress.stage), clean(&progress.message));
    // Nobody to tell is no reason to stop.
    let _ = if message.is_empty() {
        writeln!(std::io::stderr(), "{stage}")
    } else {
        writeln!(std::io::stderr(), "{stage}: {message}")
    };
}
