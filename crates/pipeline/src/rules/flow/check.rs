//! Conditions that make sure of a value: lists of what is allowed, patterns, prefixes.

use tree_sitter::Node;

use super::Weakness;
use super::calls::is_check;
use super::scope::Scope;
use super::taint::Harms;
use super::walk::Walk;
use crate::languages::{Call, Roles};
use crate::rules::text::content;

/// Parts of a condition that are looked at.
const MOST_PARTS: usize = 200;

/// What a prefix makes sure of: where a path or an address leads.
const PLACE: Harms = Harms::of(&[Weakness::Path, Weakness::Ssrf, Weakness::Redirect]);
const PATH: Harms = Harms::of(&[Weakness::Path]);

impl<'t> Walk<'_, 't> {
    /// Clears the names that a condition makes sure of. Whether the branch is taken when the check holds or when it
    /// fails is not asked: who checks, means it.
    pub(super) fn check(&self, condition: Node<'t>, scope: &mut Scope<'t>) {
        let mut open = vec![condition];
        let mut parts = 0;
        while let Some(node) = open.pop() {
            parts += 1;
            if parts > MOST_PARTS {
                return;
            }
            if self.file.roles(node).contains(Roles::CALL) {
                if let Some(call) = self.file.spec.syntax.call(node, self.file.source) {
                    self.checked_by_call(&call, scope);
                }
            } else {
                self.checked_by_operator(node, scope);
            }
            let mut cursor = node.walk();
            open.extend(node.named_children(&mut cursor));
        }
    }

    /// Clears an expression and the names in it: `check(path.clone())` makes sure of `path`.
    pub(super) fn clean(&self, checked: Node<'t>, of: Harms, scope: &mut Scope<'t>) {
        if of == Harms::NONE {
            return;
        }
        scope.clean(self.file.text(checked), of);
        let mut open = vec![checked];
        for _ in 0..MOST_PARTS {
            let Some(node) = open.pop() else { return };
            if matches!(node.kind(), "identifier" | "shorthand_property_identifier") {
                scope.clean(self.file.text(node), of);
            }
            let mut cursor = node.walk();
            open.extend(node.named_children(&mut cursor));
        }
    }

    fn checked_by_call(&self, call: &Call<'t>, scope: &mut Scope<'t>) {
        let arguments = || call.arguments.iter().map(|argument| argument.value);
        let dots = arguments().any(|argument| matches!(content(self.file.text(argument)), ".." | "/"));
        let (of_arguments, of_receiver) = match call.name.as_str() {
            _ if dots => (PATH, PATH),
            "includes" | "has" | "contains" | "test" | "fullmatch" | "is_match" | "MatchString"
            | "IsMatch" | "indexOf" | "containsKey" | "Contains" => (Harms::ALL, Harms::NONE),
            "match" => (Harms::ALL, Harms::ALL),
            "isalnum" | "isdigit" | "isalpha" | "isnumeric" | "isdecimal" | "isidentifier" | "matches"
            | "all" => (Harms::NONE, Harms::ALL),
            "startswith" | "startsWith" | "starts_with" | "HasPrefix" | "is_relative_to" | "strip_prefix" => {
                (PLACE, PLACE)
            }
            name if is_check(name) => (Harms::ALL, Harms::ALL),
            _ => return,
        };
        for argument in arguments() {
            self.clean(argument, of_arguments, scope);
        }
        if let Some(receiver) = call.receiver {
            self.clean(receiver, of_receiver, scope);
        }
    }

    /// `x in ALLOWED`, `".." in x`, Go's `_, ok := allowed[x]`.
    fn checked_by_operator(&self, node: Node<'t>, scope: &mut Scope<'t>) {
        match node.kind() {
            "comparison_operator" => {
                let mut cursor = node.walk();
                let is_in = node.children(&mut cursor).any(|child| matches!(child.kind(), "in" | "not in"));
                if let (true, Some(left), Some(right)) = (is_in, node.named_child(0), node.named_child(1)) {
                    if content(self.file.text(left)) == ".." {
                        self.clean(right, PATH, scope);
                    } else {
                        self.clean(left, Harms::ALL, scope);
                    }
                }
            }
            "index_expression" => {
                if let Some(index) = node.child_by_field_name("index") {
                    self.clean(index, Harms::ALL, scope);
                }
            }
            _ => {}
        }
    }
}
