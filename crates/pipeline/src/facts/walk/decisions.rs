//! Decisions, and the nesting that they raise.

use tree_sitter::{Node, TreeCursor};

use super::{Flags, Walk};
use crate::languages::{Around, Roles, Token};

impl<'t> Walk<'t, '_> {
    /// What the node around this one wants to know of it: whether it raises the nesting or is a decision by its place.
    pub(super) fn asked(&mut self, cursor: &TreeCursor<'t>, node: Node<'t>, roles: Roles) -> Flags {
        let mut flags = Flags::NONE;
        let Some(parent) = self.frames.last() else { return flags };
        let asks = parent.flags;
        if !asks.has(Flags::ASKS) || roles.contains(Roles::COMMENT) {
            return flags;
        }
        let field = cursor.field_id().map(std::num::NonZeroU16::get);
        let is = |wanted: Option<u16>| field.is_some() && field == wanted;
        let (body, consequence) = (is(self.grammar.body), is(self.grammar.consequence));
        let (alternative, condition) = (is(self.grammar.alternative), is(self.grammar.condition));
        let raises = if asks.has(Flags::ALL) {
            node.is_named() && !self.is_else_if(node, roles)
        } else if asks.has(Flags::BRANCH) {
            if alternative && !roles.intersects(Roles::ELSE.and(Roles::ELSE_IF)) {
                let otherwise = !self.is_else_if(node, roles);
                if otherwise {
                    self.complexities.fundamental();
                }
                otherwise
            } else {
                body || consequence
            }
        } else if asks.has(Flags::CHOICE) {
            node.is_named() && !condition
        } else if asks.has(Flags::CASES) {
            body || field.is_none() && node.is_named()
        } else if asks.has(Flags::BODY) {
            body
        } else {
            if condition || alternative {
                self.complexities.decide();
            }
            if alternative {
                self.complexities.structural();
            }
            alternative
        };
        if raises {
            let deep = !asks.has(Flags::CHOICE);
            self.complexities.raise(deep);
            flags.add(Flags::RAISED);
            if deep {
                flags.add(Flags::DEEP);
            }
        }
        flags
    }

    fn is_else_if(&self, node: Node<'t>, roles: Roles) -> bool {
        roles.contains(Roles::IF) && self.spec.syntax.is_else_if(node, &self.around())
    }

    /// A node with a role that decides.
    pub(super) fn decision(&mut self, node: Node<'t>, roles: Roles, flags: &mut Flags) {
        let syntax = self.spec.syntax;
        if roles.contains(Roles::IF) {
            self.complexities.decide();
            if self.is_else_if(node, roles) {
                self.complexities.fundamental();
            } else {
                self.complexities.structural();
            }
            flags.add(Flags::BRANCH);
        } else if roles.contains(Roles::ELSE_IF) {
            self.complexities.decide();
            self.complexities.fundamental();
            flags.add(Flags::BRANCH);
        } else if roles.contains(Roles::ELSE) {
            self.otherwise(node, flags);
        } else if roles.contains(Roles::TERNARY) {
            self.complexities.decide();
            self.complexities.structural();
            flags.add(Flags::CHOICE);
        } else if roles.contains(Roles::SWITCH) {
            self.complexities.switch();
            self.complexities.structural();
            flags.add(Flags::CASES);
        } else if roles.contains(Roles::CASE) {
            if !syntax.is_default_case(node, self.source) {
                self.complexities.case();
            }
        } else if roles.contains(Roles::LOOP) {
            self.complexities.decide();
            self.complexities.structural();
            flags.add(Flags::BODY);
        } else if roles.contains(Roles::CATCH) {
            self.complexities.decide();
            self.complexities.structural();
            flags.add(Flags::ALL);
        } else if roles.contains(Roles::COMPREHENSION) {
            self.complexities.decide();
        } else if roles.contains(Roles::JUMP) {
            if syntax.names_label(node) {
                self.complexities.fundamental();
            }
        } else {
            flags.add(Flags::GUARD);
        }
    }

    /// An `else` that is a node of its own. After a `try` it is free; before an `if` it is that one's `else if`.
    fn otherwise(&mut self, node: Node<'t>, flags: &mut Flags) {
        if self.frames.last().is_some_and(|frame| frame.roles.contains(Roles::TRY)) {
            return;
        }
        let around_child = Around { ancestors: &[node], leading: &[] };
        let mut at = 0;
        let mut else_if = false;
        while let Some(child) = node.named_child(at) {
            let roles = self
                .grammar
                .kinds
                .get(usize::from(child.kind_id()))
                .map(|kind| kind.roles)
                .unwrap_or_default();
            if !roles.contains(Roles::COMMENT) {
                else_if = roles.contains(Roles::IF) && self.spec.syntax.is_else_if(child, &around_child);
                break;
            }
            at += 1;
        }
        if !else_if {
            self.complexities.fundamental();
        }
        flags.add(Flags::ALL);
    }

    /// An operator token that may join conditions: each is a decision, each run of like ones a cost. Runs are read in
    /// the order of the text, through parentheses, and end where another kind of expression stands between.
    pub(super) fn joins_conditions(&mut self, operator: Node<'t>) {
        let (Some(frame), Some(parent)) = (self.frames.last(), self.ancestors.last()) else { return };
        if !frame.roles.contains(Roles::BINARY) || !self.is_logical(*parent) {
            return;
        }
        self.complexities.decide();
        let mut top = self.frames.len() - 1;
        for at in (0..top).rev() {
            let roles = self.frames[at].roles;
            if roles.contains(Roles::BINARY) && self.is_logical(self.ancestors[at]) {
                top = at;
            } else if !roles.contains(Roles::PARENTHESES) {
                break;
            }
        }
        // `{ready && <Page />}` is how markup leaves something out, and reads like it.
        if top > 0 && self.ancestors[top - 1].kind() == "jsx_expression" {
            return;
        }
        let whole = self.ancestors[top].id();
        while self.sequences.last().is_some_and(|&(depth, ..)| depth > top) {
            self.sequences.pop();
        }
        let kind = operator.kind_id();
        match self.sequences.last_mut() {
            Some((depth, id, last)) if *depth == top && *id == whole => {
                if *last == kind {
                    return;
                }
                *last = kind;
            }
            _ => self.sequences.push((top, whole, kind)),
        }
        self.complexities.fundamental();
    }

    /// Whether a binary expression's operator joins conditions; one without an operator field is a chain of them.
    fn is_logical(&self, node: Node<'t>) -> bool {
        let operator = self.grammar.operator.and_then(|field| node.child_by_field_id(field));
        operator.is_none_or(|operator| {
            self.grammar
                .kinds
                .get(usize::from(operator.kind_id()))
                .is_some_and(|kind| kind.token == Token::Logical)
        })
    }
}
