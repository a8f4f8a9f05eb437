//! The languages that are parsed: one file each, one line each in [`ALL`].
//!
//! A [`Spec`] maps a grammar's node kinds to [`Roles`], which are the same for every language, and knows how to
//! read names, imports, calls and assignments. All that is generic - metrics, rules, chunks - asks only for these.

mod roles;

pub use roles::Roles;

use tree_sitter::Node;

/// One parsed language.
pub struct Spec {
    /// Lower-case id, as [`types::Language`] carries it.
    pub id: &'static str,
    /// Its own name.
    pub name: &'static str,
    /// File name endings, without the dot.
    pub extensions: &'static [&'static str],
    /// Whole file names.
    pub file_names: &'static [&'static str],
    /// Interpreters named on a `#!` line.
    pub interpreters: &'static [&'static str],
    /// The grammar.
    pub grammar: fn() -> tree_sitter::Language,
    /// What each node kind is for.
    pub roles: &'static [(&'static str, Roles)],
    /// Operator tokens that join conditions: `&&`, `and`.
    pub logical_operators: &'static [&'static str],
    /// How to read its syntax.
    pub syntax: &'static dyn Syntax,
}

/// How to read one language's syntax. `source` is the whole file; nodes are of a role said in the comment.
pub trait Syntax: Sync {
    /// The name of a [`Roles::FUNCTION`] or [`Roles::TYPE`] node, without its owner. For a function that is
    /// assigned to a name (`const f = () => ..`), that name.
    fn name<'s>(&self, node: Node<'_>, source: &'s str) -> Option<&'s str>;

    /// The owner that a function is declared for outside its own body: a Rust `impl` type, a Go receiver.
    fn owner<'s>(&self, node: Node<'_>, source: &'s str) -> Option<&'s str>;

    /// Between owner and name: `::` or `.`.
    fn separator(&self) -> &'static str {
        "."
    }

    /// Declared parameters of a function, the receiver apart.
    fn parameters<'t>(&self, function: Node<'t>, source: &str) -> Vec<Parameter<'t>>;

    /// What a [`Roles::IMPORT`] node brings in.
    fn imports(&self, node: Node<'_>, source: &str, into: &mut Vec<crate::facts::Import>);

    /// What a [`Roles::CALL`] node calls.
    fn call<'t>(&self, node: Node<'t>, source: &str) -> Option<Call<'t>>;

    /// The names that a [`Roles::ASSIGNMENT`] node writes, and what it writes to them.
    fn assignment<'t>(&self, node: Node<'t>, source: &str) -> Option<Assignment<'t>>;

    /// Whether an `if` stands directly in the `else` of another one: `else if`, written as two nodes.
    fn is_else_if(&self, node: Node<'_>) -> bool;

    /// Whether a function or type is a test, by attribute, decorator or name.
    fn is_test(&self, node: Node<'_>, source: &str) -> bool;

    /// Whether a function or type can be seen from outside its file.
    fn is_public(&self, node: Node<'_>, source: &str) -> bool;

    /// The package or module that the file says it is in: Java `package a.b;`, Go `package x`.
    fn package<'s>(&self, _root: Node<'_>, _source: &'s str) -> Option<&'s str> {
        None
    }
}

/// A declared parameter.
#[derive(Debug, Clone, Copy)]
pub struct Parameter<'t> {
    /// The node of its name (or of its pattern, where it is taken apart).
    pub name: Node<'t>,
    /// The node of its type, where one is written.
    pub kind: Option<Node<'t>>,
    /// The node of its default, where it has one.
    pub default: Option<Node<'t>>,
}

/// A call.
#[derive(Debug, Clone)]
pub struct Call<'t> {
    /// What is called, as written with white space, type arguments and `?` taken out and every part but names left
    /// out: `subprocess.run`, `Command::new`, `db.query`, `exec`. A part that is itself a call or index becomes
    /// `()` or `[]`: `request.args.get` stays, `connect().execute` is `connect().execute`.
    pub path: String,
    /// The last name: `run`, `new`, `execute`.
    pub name: String,
    /// What stands before the last name.
    pub receiver: Option<Node<'t>>,
    /// What is handed over.
    pub arguments: Vec<Argument<'t>>,
}

/// What is handed over at one place of a call.
#[derive(Debug, Clone)]
pub struct Argument<'t> {
    /// Its keyword, where one is written: `shell` in `run(cmd, shell=True)`.
    pub keyword: Option<String>,
    /// What is handed over.
    pub value: Node<'t>,
}

/// A name gets a value.
#[derive(Debug, Clone)]
pub struct Assignment<'t> {
    /// The nodes written to: names, fields, patterns.
    pub targets: Vec<Node<'t>>,
    /// What is written.
    pub value: Node<'t>,
    /// Whether the old value stays a part of the new one: `+=`.
    pub appends: bool,
}
