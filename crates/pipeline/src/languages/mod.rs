//! The languages: one file and one line in [`ALL`] for each that is parsed, one line in [`PLAIN`] for each whose
//! lines are only counted.
//!
//! A [`Spec`] maps a grammar's node kinds to [`Roles`], which are the same for every language, and knows how to
//! read names, imports, calls and assignments. All that is generic - metrics, rules, chunks - asks only for these.

mod call_path;
mod comments;
mod go;
mod grammar;
mod java;
mod javascript;
mod lookup;
mod plain;
mod python;
mod roles;
mod rust;
mod typescript;

#[cfg(test)]
mod tests;

pub use comments::Comments;
pub use grammar::{Grammar, Kind, Token, grammar, hash};
pub use lookup::{by_extension, by_file_name, by_id, by_interpreter, comments, id, name, spec};
pub use plain::{PLAIN, Plain};
pub use roles::Roles;

use tree_sitter::Node;

/// Every parsed language. Positions are part of cached facts: add at the end, or raise
/// [`crate::facts::FACTS_VERSION`].
pub static ALL: &[&Spec] = &[
    &rust::SPEC,
    &python::SPEC,
    &javascript::SPEC,
    &typescript::SPEC,
    &typescript::TSX,
    &go::SPEC,
    &java::SPEC,
];

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
    /// How comments are written, for files that are not judged.
    pub comments: Comments,
    /// The grammar.
    pub grammar: fn() -> tree_sitter::Language,
    /// What each named node kind is for.
    pub roles: &'static [(&'static str, Roles)],
    /// Operator tokens that join conditions: `&&`, `and`.
    pub logical_operators: &'static [&'static str],
    /// Whether the functions inside one that has no branch of its own are judged apart from it: JavaScript's modules
    /// and factories (SonarSource white paper, "compensating usages").
    pub nested_apart: bool,
    /// How to read its syntax.
    pub syntax: &'static dyn Syntax,
}

/// What stands around a node. The walk keeps it; asking a node for its parent would search from the root.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// The nodes around it, the root first.
    pub ancestors: &'a [Node<'a>],
    /// Comments, attributes and decorators directly before it, and before the wrapper around it.
    pub leading: &'a [Node<'a>],
}

impl<'a> Around<'a> {
    /// The node around it.
    pub fn parent(&self) -> Option<Node<'a>> {
        self.ancestors.last().copied()
    }
}

/// How to read one language's syntax. `source` is the whole file; nodes are of a role said in the comment.
pub trait Syntax: Sync {
    /// The name of a [`Roles::FUNCTION`], [`Roles::LAMBDA`] or [`Roles::TYPE`] node, without its owner. For a function
    /// that is assigned to a name (`const f = () => ..`), that name; `None` for a lambda that is not.
    fn name<'s>(&self, node: Node<'_>, around: &Around<'_>, source: &'s str) -> Option<&'s str>;

    /// The owner of a function that is declared outside its owner's body: a Go receiver's type, the object that a
    /// JavaScript function is assigned to a member of.
    fn owner<'s>(&self, _function: Node<'_>, _around: &Around<'_>, _source: &'s str) -> Option<&'s str> {
        None
    }

    /// Whether a function outside any type can be called only as a member of something, not by its bare name.
    fn is_member(&self, _function: Node<'_>, _around: &Around<'_>) -> bool {
        false
    }

    /// By what name a function calls the object that it belongs to: `self`, `this`, the name of a Go receiver.
    fn receiver<'s>(&self, function: Node<'_>, source: &'s str) -> Option<&'s str>;

    /// Between owner and name: `::` or `.`.
    fn separator(&self) -> &'static str {
        "."
    }

    /// Declared parameters of a function, the receiver apart.
    fn parameters<'t>(&self, function: Node<'t>, source: &str) -> Vec<Parameter<'t>>;

    /// What a [`Roles::IMPORT`] or [`Roles::MAY_IMPORT`] node brings in.
    fn imports(&self, node: Node<'_>, source: &str, into: &mut Vec<crate::facts::Import>);

    /// What a [`Roles::CALL`] node calls.
    fn call<'t>(&self, node: Node<'t>, source: &str) -> Option<Call<'t>>;

    /// What a [`Roles::CALL`] node calls, where it is a plain name or one member of a plain name (`f`, `self.f`,
    /// `Type::f`): the last name, and what stands before it. Costs no allocation.
    fn callee<'s>(&self, node: Node<'_>, source: &'s str) -> Option<(Option<&'s str>, &'s str)>;

    /// The names that a [`Roles::ASSIGNMENT`] node writes, and what it writes to them.
    fn assignment<'t>(&self, node: Node<'t>, source: &str) -> Option<Assignment<'t>>;

    /// Whether a [`Roles::IF`] stands directly in the `else` of another one: `else if`, written as two nodes.
    fn is_else_if(&self, node: Node<'_>, around: &Around<'_>) -> bool;

    /// Whether a [`Roles::CASE`] is the one for everything else, written as a case: Rust's and Python's `_`.
    fn is_default_case(&self, _case: Node<'_>, _source: &str) -> bool {
        false
    }

    /// Whether a [`Roles::JUMP`] names a label.
    fn names_label(&self, jump: Node<'_>) -> bool {
        jump.named_child_count() > 0
    }

    /// Whether a [`Roles::DOCUMENTATION`] statement is documentation.
    fn is_documentation(&self, _statement: Node<'_>) -> bool {
        false
    }

    /// Whether a function does nothing but define and return another, as decorators do.
    fn only_returns_function(&self, _function: Node<'_>) -> bool {
        false
    }

    /// Whether a function, type or [`Roles::SCOPE`] is test code, by attribute, decorator, parameter or name.
    fn is_test(&self, node: Node<'_>, around: &Around<'_>, source: &str) -> bool;

    /// Whether a function or type can be seen from outside its file.
    fn is_public(&self, node: Node<'_>, around: &Around<'_>, source: &str) -> bool;

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
    /// What is called, as written with white space, type arguments and `?` taken out: `subprocess.run`,
    /// `Command::new`, `db.query`, `exec`. A part that is itself a call or index keeps its brackets, empty:
    /// `connect().execute`, `rows[].get`. Text in quotes is `""`, any other expression `_`. A constructor is the type's
    /// name (`new Foo(1)` is `Foo`); a Rust macro keeps its mark (`format!`).
    pub path: String,
    /// The last name: `run`, `new`, `execute`, `format!`.
    pub name: String,
    /// What stands before the last name.
    pub receiver: Option<Node<'t>>,
    /// What is handed over. Of a Rust macro: the names and literals directly inside its brackets.
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

/// A name gets a value. Loops, `with` and conditions that bind a name count too: `for x in xs`, `if let Some(x) = y`.
#[derive(Debug, Clone)]
pub struct Assignment<'t> {
    /// The nodes written to: names, fields, patterns.
    pub targets: Vec<Node<'t>>,
    /// What is written.
    pub value: Node<'t>,
    /// Whether the old value stays a part of the new one: `+=`.
    pub appends: bool,
}

/// The node's text.
fn text<'s>(node: Node<'_>, source: &'s str) -> &'s str {
    source.get(node.byte_range()).unwrap_or_default()
}

/// The text of the node in a field.
fn field_text<'s>(node: Node<'_>, field: &str, source: &'s str) -> Option<&'s str> {
    node.child_by_field_name(field).map(|child| text(child, source))
}

/// The node's named children, comments apart.
fn named_children(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let mut cursor = node.walk();
    let mut more = cursor.goto_first_child();
    std::iter::from_fn(move || {
        while more {
            let child = cursor.node();
            more = cursor.goto_next_sibling();
            if child.is_named() && !child.is_extra() {
                return Some(child);
            }
        }
        None
    })
}

/// The line that a node begins on, from 1.
fn line(node: Node<'_>) -> u32 {
    node.start_position().row as u32 + 1
}
