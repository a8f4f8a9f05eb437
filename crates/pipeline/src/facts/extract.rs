//! From the text of a file to its facts.

use std::sync::OnceLock;

use super::{FileClass, FileFacts, lines, locate, parse, walk};
use crate::languages::{self, Spec, grammar};
use crate::options::Limits;
use crate::rules::Dispatch;

/// Why a file gave no facts.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// Parsing took longer than the limit. The file is reported and left out.
    #[error("parsing took longer than the limit")]
    ParseTimeout,
    /// A grammar was made for another version of the parser. No file of that language can be read.
    #[error("a grammar does not fit the parser: {0}")]
    Grammar(String),
}

/// What one file gives: one parse, one walk.
///
/// The same bytes of the same class give the same facts. A file of a language that is not parsed, or nested more
/// deeply than the limit, has its lines counted and nothing else.
pub fn extract(source: &str, class: FileClass, limits: &Limits) -> Result<FileFacts, FactsError> {
    let Some((position, spec)) =
        class.language.and_then(|position| Some((position, languages::spec(position)?)))
    else {
        return Ok(lines_only(source, class));
    };
    let tree = parse::parse(source, position, limits.parse_time)?;
    let grammar = grammar(position);
    let rules = dispatch(position, spec);
    let Some(walked) = walk::walk(&tree, source, class, spec, grammar, rules, limits.depth) else {
        return Ok(FileFacts { too_deep: true, ..lines_only(source, class) });
    };
    Ok(locate::facts(walked))
}

/// The facts of a file that is not judged.
fn lines_only(source: &str, class: FileClass) -> FileFacts {
    FileFacts { totals: lines::count(source, languages::comments(class.language)), ..FileFacts::default() }
}

/// The rules of a language, looked up once.
fn dispatch(position: u8, spec: &'static Spec) -> &'static Dispatch {
    static DISPATCHES: [OnceLock<Dispatch>; 32] = [const { OnceLock::new() }; 32];
    DISPATCHES[usize::from(position)].get_or_init(|| Dispatch::new(spec, &grammar(position).roles))
}
