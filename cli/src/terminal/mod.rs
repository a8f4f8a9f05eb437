//! What stands between us and the terminal: colour, width, wrapping, and names that must not be trusted.

mod clean;
mod screen;
mod style;
mod text;

pub(crate) use clean::{clean, clean_block};
pub(crate) use screen::{Screen, is_closed_pipe};
pub(crate) use style::{ColourChoice, Paint, Style};
pub(crate) use text::{Column, Table, bar, duration, fit, fit_end, minutes, plural, thousands, width, wrap};
