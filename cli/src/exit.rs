//! How a command ends: the exit codes, and what is said when it did not go well.

use std::error::Error;
use std::io;
use std::process::ExitCode;

use services::assembly::{DatabaseError, OpenError};

use crate::terminal::is_closed_pipe;

/// The exit codes, for `--help`.
pub(crate) const HELP: &str = "\
Exit codes:
  0    it went well
  1    it failed
  2    the command line or the settings are wrong, or the service cannot use what they say
  3    no service answers
  4    there is no repository to analyse there, or its analysis failed
  130  interrupted";

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something went wrong; the text says what.
    Failed(String),
    /// The command line or the settings are wrong, or the service found that what it was asked makes no sense.
    Usage(String),
    /// No service answers.
    Unreachable(String),
    /// The repository could not be analysed, or not even be taken.
    Analysis(String),
    /// Nobody reads any more: nothing to complain of.
    ClosedPipe,
}

impl Failure {
    /// A failure with all its causes in one line.
    pub(crate) fn of(error: &(dyn Error + 'static)) -> Self {
        if is_closed_pipe(error) {
            return Self::ClosedPipe;
        }
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            let inner_text = inner.to_string();
            // Many errors repeat their cause in their own text.
            if !text.contains(&inner_text) {
                text += &format!(": {inner_text}");
            }
            cause = inner.source();
        }
        Self::Failed(text)
    }

    /// The exit code, and what is to be said on standard error.
    pub(crate) fn outcome(&self) -> (u8, Option<&str>) {
        match self {
            Self::ClosedPipe => (0, None),
            Self::Failed(text) => (1, Some(text)),
            Self::Usage(text) => (2, Some(text)),
            Self::Unreachable(text) => (3, Some(text)),
            Self::Analysis(text) => (4, Some(text)),
        }
    }

    /// Says it, and gives the process's exit code.
    #[expect(clippy::print_stderr, reason = "the one place where a command says why it failed")]
    pub(crate) fn report(&self) -> ExitCode {
        let (code, text) = self.outcome();
        if let Some(text) = text {
            eprintln!("error: {}", crate::terminal::clean_block(text));
        }
        ExitCode::from(code)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::of(&error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::of(&error)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::of(error.as_ref())
    }
}

impl From<config::ConfigError> for Failure {
    fn from(error: config::ConfigError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::WeakToken { .. }
            | OpenError::NotUsed(_)
            | OpenError::Redis(_)
            | OpenError::Index(_)
            | OpenError::Database(DatabaseError::UnknownKind) => Self::Usage(error.to_string()),
            _ => Self::of(&error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_no_service_can_be_opened_with_are_the_callers_fault() {
        assert_eq!(Failure::from(OpenError::NotUsed("SMTP_URL")).outcome().0, 2);
        assert_eq!(Failure::from(OpenError::from(DatabaseError::UnknownKind)).outcome().0, 2);
        let elsewhere = OpenError::Token { file: "t".into(), cause: io::Error::other("x") };
        assert_eq!(Failure::from(elsewhere).outcome().0, 1);
    }

    #[test]
    fn a_closed_pipe_is_no_failure_however_deep_it_lies() {
        let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
        assert_eq!(Failure::from(closed()).outcome(), (0, None));
        assert_eq!(Failure::from(io::Error::other(closed())).outcome(), (0, None));
        let json = serde_json::to_writer(ClosedPipe, &1).unwrap_err();
        assert_eq!(Failure::from(json).outcome(), (0, None));
        assert_eq!(Failure::from(io::Error::other("x")).outcome(), (1, Some("x")));
    }

    struct ClosedPipe;

    impl io::Write for ClosedPipe {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn codes_are_those_that_help_lists() {
        for (failure, code) in [
            (Failure::Failed(String::new()), 1),
            (Failure::Usage(String::new()), 2),
            (Failure::Unreachable(String::new()), 3),
            (Failure::Analysis(String::new()), 4),
        ] {
            assert_eq!(failure.outcome().0, code);
            assert!(HELP.contains(&format!("\n  {code}    ")));
        }
    }
}
