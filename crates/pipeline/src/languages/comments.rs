//! How a language writes comments and text: enough to tell lines of code from lines of comments without a parse.

/// How a language writes comments and text.
#[derive(Debug, Clone, Copy)]
pub struct Comments {
    /// What begins a comment that ends with its line.
    pub line: &'static [&'static str],
    /// What begins and ends a comment that may run over lines.
    pub block: &'static [(&'static str, &'static str)],
    /// Quotes within which nothing is a comment; three of a kind run over lines.
    pub quotes: &'static [&'static str],
}

impl Comments {
    /// Like C, C++, Java, JavaScript, Go, Rust.
    pub const C: Self = Self { line: &["//"], block: &[("/*", "*/")], quotes: &["\"", "'"] };
    /// Like the shell and most configuration files.
    pub const HASH: Self = Self { line: &["#"], block: &[], quotes: &["\"", "'"] };
    /// Like HTML and XML.
    pub const MARKUP: Self = Self { line: &[], block: &[("<!--", "-->")], quotes: &[] };
    /// No comments at all.
    pub const NONE: Self = Self { line: &[], block: &[], quotes: &[] };
}
