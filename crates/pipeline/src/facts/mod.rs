//! What one file gives: the fruit of one parse and one walk.
//!
//! Facts depend only on the blob, its [`FileClass`] and [`FACTS_VERSION`]; they hold neither path nor time, so they
//! can be cached under that key and an incremental analysis equals a full one.

mod complexity;
mod extract;
mod halstead;
mod lines;
mod locate;
mod parse;
mod recursion;
mod suppressions;
mod walk;
mod winnow;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use types::{Severity, Totals};

pub use extract::{FactsError, extract};
pub use winnow::{Fingerprint, GUARANTEE, winnow};

/// Raised whenever the same bytes would give other facts.
///
/// 1: the first.
/// 2: JavaScript's `import()` is deferred; suites of tests are no functions; what React components and hooks gather is
/// judged apart; more files say that they are generated; narrower rules.
/// 3: fingerprints of clones; long tests without branches are let pass.
pub const FACTS_VERSION: u32 = 3;

/// All that the path says about a file and its facts depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileClass {
    /// Its language's position in [`crate::languages`]: first those that are parsed, then those whose lines alone are
    /// counted. `None` for text of no known language.
    pub language: Option<u8>,
    /// Whether the path says that it is test code (or an example or benchmark).
    pub test: bool,
}

/// What one file gives.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Its lines; `files` is 1.
    pub totals: Totals,
    /// Functions and methods in order, lambdas counted within them. A lambda of several lines that stands in no
    /// function (a handler, a callback) is one of its own, named after what it is handed to: `app.get callback`.
    pub functions: Vec<FunctionFacts>,
    /// Functions and types in order, with their extent: what chunks are cut along.
    pub symbols: Vec<Symbol>,
    /// What it brings in.
    pub imports: Vec<Import>,
    /// The package or module that it says it is in.
    pub package: Option<String>,
    /// Faults found, in order of place.
    pub findings: Vec<FindingFacts>,
    /// `devmentor: ignore` comments.
    pub suppressions: Vec<SuppressionComment>,
    /// Its tokens, for the search for clones; comments and imports left out.
    pub tokens: Vec<CloneToken>,
    /// Fingerprints of `tokens`, in order.
    pub fingerprints: Vec<Fingerprint>,
    /// Lines with `tokens` that stand in no symbol of test code.
    pub product_lines: u32,
    /// Whether the grammar met syntax it does not know.
    pub syntax_errors: bool,
    /// Whether it was nested too deeply to be judged; then only `totals` count.
    pub too_deep: bool,
}

impl FileFacts {
    /// Fills in what follows from the tokens and symbols.
    pub(crate) fn index_tokens(&mut self) {
        self.fingerprints = winnow(&self.tokens);
        let spans = self.test_spans();
        let mut spans = spans.iter().peekable();
        let mut last = 0;
        self.product_lines = 0;
        for token in &self.tokens {
            while spans.peek().is_some_and(|span| span.1 < token.line) {
                spans.next();
            }
            let in_test = spans.peek().is_some_and(|span| span.0 <= token.line);
            self.product_lines += u32::from(token.line != last && !in_test);
            last = token.line;
        }
    }

    /// First and last lines of test code in a file that is not all of it, in order and apart.
    pub fn test_spans(&self) -> Vec<(u32, u32)> {
        let in_test = self.symbols.iter().filter(|symbol| symbol.in_test);
        let mut spans: Vec<_> = in_test.map(|symbol| (symbol.start_line, symbol.end_line)).collect();
        spans.sort_unstable();
        spans.dedup_by(|next, before| {
            let joined = next.0 <= before.1;
            if joined {
                before.1 = before.1.max(next.1);
            }
            joined
        });
        spans
    }
}

/// One function's measures. Lines count from 1, both ends inclusive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FunctionFacts {
    /// Its name with its owner in front.
    pub name: String,
    pub start_line: u32,
    pub end_line: u32,
    pub cyclomatic: u32,
    /// Cyclomatic with each switch counted once.
    pub cyclomatic_modified: u32,
    pub cognitive: u32,
    pub parameters: u32,
    pub nesting: u32,
    pub halstead_volume: f64,
    pub halstead_difficulty: f64,
    pub maintainability_index: f64,
    pub code_lines: u32,
    pub in_test: bool,
    pub public: bool,
    /// Whether it stands inside another function whose cognitive complexity contains this one's: sums over functions
    /// leave it out.
    pub nested: bool,
}

/// A function or type with its extent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Symbol {
    /// Its name with its owner in front.
    pub name: String,
    pub kind: SymbolKind,
    /// First line, its doc comment, attributes and decorators included; from 1.
    pub start_line: u32,
    /// Last line, inclusive.
    pub end_line: u32,
    /// First byte, at `start_line`'s text.
    pub start_byte: u32,
    /// One past the last byte.
    pub end_byte: u32,
    /// The symbol around it, by position in the list.
    pub parent: Option<u32>,
    pub public: bool,
    pub in_test: bool,
}

/// What a symbol is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SymbolKind {
    Function,
    Type,
}

/// One thing brought in from another file or package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Import {
    /// What is named, in the language's own writing: `crate::a::b`, `..pkg.mod`, `./x`, `java.util.List`,
    /// `example.com/m/p`; Rust's `mod x;` is `mod x`.
    pub target: String,
    /// Names taken from it, where the language tells them apart: Python's `from a import b, c`.
    pub names: Vec<String>,
    /// From 1.
    pub line: u32,
    /// Whether only test code needs it.
    pub in_test: bool,
    /// Whether the file can be loaded without it: it stands in a function's body, or serves the type checker only.
    pub deferred: bool,
}

/// A fault found in a file. [`crate::rules`] knows the rule's other properties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingFacts {
    /// The rule, by id.
    pub rule: std::borrow::Cow<'static, str>,
    pub start_line: u32,
    pub end_line: u32,
    pub severity: Severity,
    pub message: String,
    pub effort_minutes: u32,
    /// The function or type around it.
    pub symbol: Option<String>,
    pub in_test: bool,
    /// Hash of the normalised tokens on and around its first line (identifiers kept, white space and comments gone):
    /// with rule, path and occurrence number it is the fingerprint.
    pub context: u64,
}

/// A `devmentor: ignore <rule> -- reason` comment. It covers its own line and, where it stands alone, the next line
/// with code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuppressionComment {
    /// A rule's id, a group (`security`), or `*`.
    pub rule: String,
    pub reason: String,
    /// First and last line that it covers, from 1.
    pub start_line: u32,
    pub end_line: u32,
}

/// A token as the search for clones sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloneToken {
    /// Hash of its text.
    pub exact: u32,
    /// Hash of its kind for names and values, of its text for all else.
    pub shape: u32,
    /// From 1.
    pub line: u32,
}
