//! The rules: one file each, one line each in the registry. A rule is a documented unit; its examples are its tests.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::facts::{FileClass, FunctionFacts};
use crate::languages::{Roles, Spec};

/// One check, with all that is said about it.
pub struct Rule {
    /// `group/name-of-the-offence`.
    pub id: &'static str,
    /// The offence in a few words, for headings.
    pub title: &'static str,
    pub category: Category,
    pub severity: Severity,
    /// Number in the Common Weakness Enumeration.
    pub cwe: Option<u16>,
    /// Class of the OWASP Top 10 of 2021: `A03`.
    pub owasp: Option<&'static str>,
    /// Minutes to repair one finding, before what it adds per unit over a threshold.
    pub effort_minutes: u32,
    /// Skills that knowing better would show.
    pub skills: &'static [&'static str],
    /// Whether it judges test code too.
    pub in_tests: bool,
    /// What it finds; a few sentences of Markdown.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do instead.
    pub instead: &'static str,
    /// Its examples, which are its tests; their languages are the rule's.
    pub examples: &'static [Example],
    /// How it looks.
    pub check: Check,
}

/// A snippet that the rule must flag, and one like it that it must leave alone.
pub struct Example {
    /// A language's id.
    pub language: &'static str,
    pub bad: &'static str,
    pub good: &'static str,
}

/// How a rule looks at a file. All checks share the one walk.
pub enum Check {
    /// Called for each node that has any of the roles.
    Node { roles: Roles, check: fn(Node<'_>, &File<'_>, &mut Sink<'_>) },
    /// Called for each node of these grammar kinds (names that a language lacks are passed over).
    Kind { kinds: &'static [&'static str], check: fn(Node<'_>, &File<'_>, &mut Sink<'_>) },
    /// Called for each measured function when its node is left.
    Function(fn(Node<'_>, &FunctionFacts, &File<'_>, &mut Sink<'_>)),
    /// Called once, after the walk.
    File(fn(&File<'_>, &mut Sink<'_>)),
}

/// The file that is being looked at.
pub struct File<'a> {
    pub spec: &'static Spec,
    pub class: FileClass,
    pub source: &'a str,
    pub root: Node<'a>,
    /// Role of each node kind, by `Node::kind_id`.
    pub roles: &'a [Roles],
}

impl<'a> File<'a> {
    /// The node's text.
    pub fn text(&self, node: Node<'_>) -> &'a str {
        &self.source[node.byte_range()]
    }

    /// The node's roles.
    pub fn roles(&self, node: Node<'_>) -> Roles {
        self.roles.get(usize::from(node.kind_id())).copied().unwrap_or_default()
    }
}

/// Where findings go.
pub struct Sink<'s> {
    /// Of the rule that is being asked.
    pub(crate) rule: &'static Rule,
    pub(crate) found: &'s mut Vec<Found>,
}

/// A finding before the walk adds symbol, test mark and context to it.
pub struct Found {
    pub rule: &'static Rule,
    pub start_byte: usize,
    pub end_byte: usize,
    pub severity: Severity,
    pub message: String,
    pub effort_minutes: u32,
}

impl Sink<'_> {
    /// A finding at a node, with the rule's own severity and effort.
    pub fn found(&mut self, at: Node<'_>, message: impl Into<String>) {
        self.found_with(at, self.rule.severity, self.rule.effort_minutes, message);
    }

    /// A finding with a severity and effort of its own.
    pub fn found_with(&mut self, at: Node<'_>, severity: Severity, effort: u32, message: impl Into<String>) {
        self.found.push(Found {
            rule: self.rule,
            start_byte: at.start_byte(),
            end_byte: at.end_byte(),
            severity,
            message: message.into(),
            effort_minutes: effort,
        });
    }
}

/// Every rule, by id.
pub static ALL: &[&Rule] = &[];
