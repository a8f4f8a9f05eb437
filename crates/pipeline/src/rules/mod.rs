//! The rules: one file each, one line each in [`ALL`]. A rule is a documented unit; its examples are its tests.
//!
//! The walk of [`crate::facts`] asks a [`Dispatch`] (made once per language) at every node, function and file; what
//! it finds becomes findings there. Rules that follow data share one run of [`flow`] per file.

mod context;
mod dispatch;
mod flow;
mod maintainability;
mod reliability;
mod security;
mod text;

#[cfg(test)]
mod tests;

use tree_sitter::Node;
use types::{Category, RuleText, Severity};

use crate::facts::{FileClass, FunctionFacts};
use crate::languages::{Around, Call, Roles, Spec};

pub use dispatch::Dispatch;
pub use flow::Weakness;
pub(crate) use text::short;

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
    /// Its examples, which are its tests; their languages are the rule's. One in `javascript` stands for
    /// `typescript` and `tsx` too, and is tested under all three grammars.
    pub examples: &'static [Example],
    /// How it looks.
    pub checks: &'static [Check],
}

impl Rule {
    /// Whether it looks at files of the language with this id.
    pub fn applies_to(&self, language: &str) -> bool {
        self.examples.iter().any(|example| example.covers(language))
    }

    /// What it says, for reports.
    pub fn text(&self) -> RuleText {
        RuleText {
            id: self.id.to_owned(),
            title: self.title.to_owned(),
            category: self.category,
            severity: self.severity,
            cwe: self.cwe.map(|number| format!("CWE-{number}")),
            what: self.what.to_owned(),
            why: self.why.to_owned(),
            advice: self.instead.to_owned(),
        }
    }
}

/// A snippet that the rule must flag, and one like it that it must leave alone.
pub struct Example {
    /// A language's id.
    pub language: &'static str,
    pub bad: &'static str,
    pub good: &'static str,
}

impl Example {
    /// Whether it speaks for the language with this id.
    pub fn covers(&self, language: &str) -> bool {
        self.language == language || self.language == "javascript" && matches!(language, "typescript" | "tsx")
    }
}

/// How a rule looks at a file. All checks share the one walk.
pub enum Check {
    /// Called for each node that has any of the roles.
    Node { roles: Roles, check: fn(&At<'_>, &mut Sink<'_>) },
    /// Called for each node of these grammar kinds (names that a language lacks are passed over).
    Kind { kinds: &'static [&'static str], check: fn(&At<'_>, &mut Sink<'_>) },
    /// Called for each [`Roles::CALL`] node whose last name (`run` in `subprocess.run(..)`, `format!`) is one of
    /// these; the call is read once for all rules.
    Call { names: &'static [&'static str], check: fn(&At<'_>, &Call<'_>, &mut Sink<'_>) },
    /// Called for each measured function when its node is left.
    Function(fn(Node<'_>, &FunctionFacts, &File<'_>, &mut Sink<'_>)),
    /// Called once, after the walk.
    File(fn(&File<'_>, &mut Sink<'_>)),
    /// Asks whether data from outside reaches a place where it does this harm; one analysis serves all such rules.
    Flow(Weakness),
}

/// The node that is being looked at, and what stands around it.
pub struct At<'w> {
    pub node: Node<'w>,
    pub around: &'w Around<'w>,
    pub file: &'w File<'w>,
}

impl<'w> At<'w> {
    /// The text of this or another node of the file.
    pub fn text(&self, node: Node<'_>) -> &'w str {
        self.file.text(node)
    }

    /// The node in a field of this one.
    pub fn field(&self, name: &str) -> Option<Node<'w>> {
        self.node.child_by_field_name(name)
    }

    /// The nearest node around this one that has any of the roles.
    pub fn enclosing(&self, roles: Roles) -> Option<Node<'w>> {
        self.around.ancestors.iter().rev().find(|node| self.file.roles(**node).intersects(roles)).copied()
    }
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
    /// A file with its parse tree; `roles` are those of its grammar's node kinds.
    pub fn new(
        spec: &'static Spec,
        class: FileClass,
        source: &'a str,
        root: Node<'a>,
        roles: &'a [Roles],
    ) -> Self {
        Self { spec, class, source, root, roles }
    }

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
        self.push(at.start_byte(), at.end_byte(), severity, effort, message.into());
    }

    /// A finding at a piece of the source, with the rule's own severity and effort.
    pub fn found_between(&mut self, start_byte: usize, end_byte: usize, message: impl Into<String>) {
        self.push(start_byte, end_byte, self.rule.severity, self.rule.effort_minutes, message.into());
    }

    fn push(
        &mut self,
        start_byte: usize,
        end_byte: usize,
        severity: Severity,
        effort_minutes: u32,
        message: String,
    ) {
        self.found.push(Found { rule: self.rule, start_byte, end_byte, severity, message, effort_minutes });
    }
}

/// The rule with this id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.binary_search_by(|rule| rule.id.cmp(id)).ok().map(|at| ALL[at])
}

/// Every rule, by id.
pub static ALL: &[&Rule] = &[
    &maintainability::commented_out_code::RULE,
    &maintainability::complex_function::RULE,
    &maintainability::deep_nesting::RULE,
    &maintainability::long_function::RULE,
    &maintainability::nested_ternary::RULE,
    &maintainability::todo_comment::RULE,
    &maintainability::too_many_parameters::RULE,
    &maintainability::wildcard_import::RULE,
    &reliability::assert_on_tuple::RULE,
    &reliability::assignment_in_condition::RULE,
    &reliability::async_for_each::RULE,
    &reliability::bare_except::RULE,
    &reliability::blocking_call_in_async::RULE,
    &reliability::concatenation_in_loop::RULE,
    &reliability::defer_in_loop::RULE,
    &reliability::duplicate_key::RULE,
    &reliability::duplicated_condition::RULE,
    &reliability::error_not_thrown::RULE,
    &reliability::identical_branches::RULE,
    &reliability::identity_of_literal::RULE,
    &reliability::leftover_debugger::RULE,
    &reliability::lock_held_across_await::RULE,
    &reliability::loose_equality::RULE,
    &reliability::missing_timeout::RULE,
    &reliability::mutable_default_argument::RULE,
    &reliability::panic_in_fallible_function::RULE,
    &reliability::return_in_finally::RULE,
    &reliability::self_comparison::RULE,
    &reliability::swallowed_error::RULE,
    &reliability::unclosed_resource::RULE,
    &reliability::unexplained_unsafe::RULE,
    &reliability::unreachable_code::RULE,
    &security::code_injection::RULE,
    &security::command_injection::RULE,
    &security::cross_site_scripting::RULE,
    &security::debug_mode_enabled::RULE,
    &security::disabled_tls_verification::RULE,
    &security::exposed_cookie::RULE,
    &security::hardcoded_secret::RULE,
    &security::insecure_random::RULE,
    &security::insecure_temp_file::RULE,
    &security::open_cors::RULE,
    &security::open_redirect::RULE,
    &security::path_traversal::RULE,
    &security::permissive_file_mode::RULE,
    &security::server_side_request_forgery::RULE,
    &security::sql_injection::RULE,
    &security::unsafe_deserialization::RULE,
    &security::unverified_jwt::RULE,
    &security::weak_cipher::RULE,
    &security::weak_hash::RULE,
    &security::xml_external_entity::RULE,
];
