//! One parse, with a limit on its time.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use tree_sitter::{ParseOptions, Parser, Tree};

use super::FactsError;
use crate::languages::grammar;

thread_local! {
    /// A parser per language, kept for the thread's life: making one costs more than parsing a small file.
    static PARSERS: RefCell<Vec<Option<Parser>>> = const { RefCell::new(Vec::new()) };
}

/// Parses a file of the parsed language at `position`.
pub(super) fn parse(source: &str, position: u8, limit: Duration) -> Result<Tree, FactsError> {
    PARSERS.with_borrow_mut(|parsers| {
        let at = usize::from(position);
        if parsers.len() <= at {
            parsers.resize_with(at + 1, || None);
        }
        let parser = match &mut parsers[at] {
            Some(parser) => parser,
            none => {
                let mut parser = Parser::new();
                parser
                    .set_language(&grammar(position).language)
                    .map_err(|error| FactsError::Grammar(error.to_string()))?;
                none.insert(parser)
            }
        };
        let bytes = source.as_bytes();
        let started = Instant::now();
        let mut within = |_: &tree_sitter::ParseState| {
            if started.elapsed() > limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let options = ParseOptions::new().progress_callback(&mut within);
        let tree =
            parser.parse_with_options(&mut |at, _| bytes.get(at..).unwrap_or_default(), None, Some(options));
        if tree.is_none() {
            parser.reset();
        }
        tree.ok_or(FactsError::ParseTimeout)
    })
}
