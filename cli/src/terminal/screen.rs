//! Standard output, with what is known about it.

use std::io::{self, IsTerminal, Write};

use super::style::{ColourChoice, Style};

/// Where a command writes its answer.
pub(crate) struct Screen {
    out: Box<dyn Write + Send>,
    /// How to paint.
    pub(crate) style: Style,
    /// Columns to fill: the terminal's, between 60 and 120; 100 where it is none.
    pub(crate) columns: usize,
}

impl Screen {
    /// This process's standard output.
    pub(crate) fn standard(choice: ColourChoice) -> Self {
        let terminal = io::stdout().is_terminal();
        let columns =
            terminal_size::terminal_size().filter(|_| terminal).map_or(100, |(width, _)| width.0.into());
        Self {
            out: Box::new(io::BufWriter::new(io::stdout())),
            style: Style::choose(choice, terminal, |name| std::env::var(name).ok()),
            columns: usize::clamp(columns, 60, 120),
        }
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        self.out.write_all(text.as_ref().as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// Writes lines.
    pub(crate) fn lines<T: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = T>) -> io::Result<()> {
        lines.into_iter().try_for_each(|line| self.line(line))
    }

    /// Writes bytes as they are.
    pub(crate) fn raw(&mut self) -> &mut dyn Write {
        &mut *self.out
    }

    /// Sends out what was written so far.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Whether the error says that nobody reads any more, as after `| head`: a reason to stop, not to complain.
pub(crate) fn is_closed_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            // What an `io::Error` wraps is not its source: that is the wrapped error's own source.
            let wrapped = error.get_ref().is_some_and(|inner| is_closed_pipe(inner));
            if wrapped || error.kind() == io::ErrorKind::BrokenPipe {
                return true;
            }
        }
        if error.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind)
            == Some(io::ErrorKind::BrokenPipe)
        {
            return true;
        }
        cause = error.source();
    }
    false
}
