//! Colour, where it is wanted.

use clap::ValueEnum;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColourChoice {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What a piece of text is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    Bold,
    Dim,
    Red,
    Yellow,
    Green,
    Blue,
    Cyan,
}

/// Paints, or leaves text alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    colour: bool,
}

impl Style {
    /// Colour for a stream that is a terminal or not, as chosen and as the environment has it.
    /// See no-color.org: any value but an empty one means no.
    pub(crate) fn choose(
        choice: ColourChoice,
        terminal: bool,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let dumb = variable("TERM").is_some_and(|term| term == "dumb");
        let colour = match choice {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => terminal && !set("NO_COLOR") && !dumb,
        };
        Self { colour }
    }

    /// No colour at all.
    #[cfg(test)]
    pub(crate) const fn plain() -> Self {
        Self { colour: false }
    }

    /// The text in that colour.
    pub(crate) fn paint(self, paint: Paint, text: impl AsRef<str>) -> String {
        let text = text.as_ref();
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match paint {
            Paint::Bold => "1",
            Paint::Dim => "2",
            Paint::Red => "31",
            Paint::Yellow => "33",
            Paint::Green => "32",
            Paint::Blue => "34",
            Paint::Cyan => "36",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_for_terminals_that_want_it() {
        let none = |_: &str| None;
        let no_color = |name: &str| (name == "NO_COLOR").then(|| "1".to_owned());
        let empty = |name: &str| (name == "NO_COLOR").then(String::new);
        let dumb = |name: &str| (name == "TERM").then(|| "dumb".to_owned());
        assert!(Style::choose(ColourChoice::Auto, true, none).colour);
        assert!(Style::choose(ColourChoice::Auto, true, empty).colour);
        assert!(!Style::choose(ColourChoice::Auto, false, none).colour);
        assert!(!Style::choose(ColourChoice::Auto, true, no_color).colour);
        assert!(!Style::choose(ColourChoice::Auto, true, dumb).colour);
        assert!(Style::choose(ColourChoice::Always, false, no_color).colour);
        assert!(!Style::choose(ColourChoice::Never, true, none).colour);
    }

    #[test]
    fn paint_closes_what_it_opens() {
        assert_eq!(Style { colour: true }.paint(Paint::Red, "x"), "\x1b[31mx\x1b[0m");
        assert_eq!(Style::plain().paint(Paint::Red, "x"), "x");
    }
}
