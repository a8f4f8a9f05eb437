//! The walk over a file's functions, each once, in the order of their statements.

use std::rc::Rc;

use tree_sitter::Node;

use super::Weakness;
use super::calls::is_built;
use super::functions::{Functions, MOST_PARAMETERS, Summary};
use super::lookup::Lookup;
use super::scope::Scope;
use super::tables::Input;
use super::taint::{Harms, Origin, Taint, Trust};
use crate::languages::{Call, Parameter, Roles};
use crate::rules::File;

/// Statements nested deeper are not followed.
const DEEPEST: u32 = 150;
/// Calls of the file's own functions inside each other that are followed.
const MOST_CALLS: u32 = 4;

/// Data that does harm.
pub(super) struct Hit<'t> {
    pub(super) weakness: Weakness,
    pub(super) start_byte: usize,
    pub(super) end_byte: usize,
    pub(super) taint: Taint<'t>,
    /// The path of the call, or the member written to.
    pub(super) place: String,
    /// Where it is only a parameter's: its name and the function's.
    pub(super) parameter: Option<(&'t str, &'t str)>,
}

/// The analysis of one file.
pub(super) struct Walk<'f, 't> {
    pub(super) file: &'f File<'t>,
    pub(super) lookup: &'static Lookup,
    /// Whether anything in the file says that it answers requests.
    pub(super) has_framework: bool,
    pub(super) functions: Functions<'t>,
    pub(super) hits: Vec<Hit<'t>>,
}

impl<'f, 't> Walk<'f, 't> {
    pub(super) fn new(file: &'f File<'t>, lookup: &'static Lookup) -> Self {
        let frameworks = lookup.table.frameworks;
        let has_framework =
            frameworks.is_empty() || frameworks.iter().any(|framework| file.source.contains(framework));
        Self { file, lookup, has_framework, functions: Functions::collect(file, lookup), hits: Vec::new() }
    }

    /// Walks all functions from which some place can be reached where data does harm, and what stands outside of them.
    /// At most one hit per place and weakness, by place.
    pub(super) fn run(mut self) -> Vec<Hit<'t>> {
        for index in self.functions.relevant() {
            self.summary(index, 0);
        }
        if self.functions.is_top_relevant() {
            self.visit(self.file.root, &mut Scope::default(), 0);
        }
        let feared = |hit: &Hit<'t>| hit.taint.origin_of(hit.weakness).map(|origin| origin.trust);
        self.hits.sort_by(|a, b| {
            (a.start_byte, a.weakness)
                .cmp(&(b.start_byte, b.weakness))
                .then_with(|| feared(b).cmp(&feared(a)))
        });
        self.hits.dedup_by(|later, earlier| {
            later.start_byte == earlier.start_byte && later.weakness == earlier.weakness
        });
        self.hits
    }

    /// The function of this file that is called, where there is no doubt.
    pub(super) fn own_function(&self, call: &Call<'t>) -> Option<usize> {
        self.functions.called(call, self.file)
    }

    /// What a function does with its parameters; nothing while it is being found out.
    pub(super) fn summary(&mut self, index: usize, calls: u32) -> Rc<Summary<'t>> {
        let function = self.functions.get_mut(index);
        if let Some(summary) = &function.summary {
            return Rc::clone(summary);
        }
        if function.busy || calls > MOST_CALLS {
            return Rc::default();
        }
        function.busy = true;
        let (node, name, public, parameters) =
            (function.node, function.name, function.public, function.parameters.clone());
        let mut scope = Scope::after(calls);
        scope.answers = (self.lookup.table.answers)(node, self.file);
        for (position, parameter) in parameters.iter().enumerate().take(MOST_PARAMETERS) {
            self.bind_parameter(node, position, parameter, &mut scope);
        }
        self.body(node, &mut scope);
        for reach in
            scope.reaches.iter().filter(|reach| reach.own && public && is_built(reach.weakness, reach.shape))
        {
            let first = parameters
                .get(reach.parameters.trailing_zeros() as usize)
                .map(|one| self.file.text(one.name));
            self.hits.push(Hit {
                weakness: reach.weakness,
                start_byte: reach.start_byte,
                end_byte: reach.end_byte,
                taint: first.map_or_else(Taint::default, |first| Taint::default().held_by(first)),
                place: reach.place.clone(),
                parameter: first.map(|first| (first, name)),
            });
        }
        let summary = Rc::new(Summary { returns: scope.returns, reaches: scope.reaches });
        self.functions.get_mut(index).summary = Some(Rc::clone(&summary));
        summary
    }

    fn bind_parameter(
        &self,
        function: Node<'t>,
        position: usize,
        parameter: &Parameter<'t>,
        scope: &mut Scope<'t>,
    ) {
        let line = parameter.name.start_position().row as u32 + 1;
        let names = names(parameter.name);
        let input = (self.lookup.table.input)(function, parameter, self.file);
        for name in names {
            let text = self.file.text(name);
            match input {
                Input::Caller => {
                    scope.set(text, Taint::from_parameter(position), false);
                }
                Input::Remote if self.has_framework => {
                    let origin = Origin { trust: Trust::Remote, text, line };
                    scope.set(text, Taint::from_origin(origin, Harms::ALL), false);
                }
                Input::Known(as_) => scope.know(text, as_),
                Input::Parts(of) => self.bind_part(of, name, scope),
                Input::Remote | Input::Harmless => scope.forget(text),
            }
        }
    }

    /// A name for a member of a framework's object holds what that member does.
    fn bind_part(&self, of: &str, name: Node<'t>, scope: &mut Scope<'t>) {
        let text = self.file.text(name);
        scope.forget(text);
        if let Some((_, trust, harms)) = self.lookup.member(text, &format!("{of}.{text}")) {
            let origin = Origin { trust, text, line: name.start_position().row as u32 + 1 };
            scope.set(text, Taint::from_origin(origin, harms), false);
        }
    }

    /// A function's body, and what it gives back where that is its last expression.
    fn body(&mut self, function: Node<'t>, scope: &mut Scope<'t>) {
        let Some(body) = function.child_by_field_name("body") else { return };
        self.visit(body, scope, 0);
        let is_expression = matches!(self.file.spec.id, "rust") || !body.kind().contains("block");
        if is_expression && body.kind() != "statement_block" {
            let last = self.value(body, scope, 0);
            scope.returns = scope.returns.join(last);
        }
    }

    pub(super) fn visit(&mut self, node: Node<'t>, scope: &mut Scope<'t>, depth: u32) {
        if depth > DEEPEST || !node.is_named() {
            return;
        }
        let roles = self.file.roles(node);
        if roles.intersects(Roles::FUNCTION.and(Roles::LAMBDA)) {
            if roles.contains(Roles::LAMBDA) && !self.functions.has(node) {
                self.lambda(node, Taint::default(), scope, depth);
            }
            return;
        }
        if roles.contains(Roles::ASSIGNMENT)
            && let Some(assignment) = self.file.spec.syntax.assignment(node, self.file.source)
        {
            self.visit(assignment.value, scope, depth + 1);
            self.assign(&assignment, scope);
            self.visit_children(node, Some(assignment.value), scope, depth);
            return;
        }
        let branches = roles.intersects(
            Roles::IF
                .and(Roles::ELSE_IF)
                .and(Roles::LOOP)
                .and(Roles::SWITCH)
                .and(Roles::CATCH)
                .and(Roles::TERNARY)
                .and(Roles::TRY),
        );
        scope.branches += u32::from(branches);
        if roles.intersects(Roles::IF.and(Roles::ELSE_IF).and(Roles::TERNARY)) {
            self.condition(node, scope, depth);
        } else {
            self.visit_children(node, None, scope, depth);
        }
        scope.branches -= u32::from(branches);
        if roles.contains(Roles::CALL) {
            self.call(node, scope);
        } else if roles.contains(Roles::RETURN) {
            self.returned_value(node, scope);
        } else if !self.lookup.table.keys.is_empty() && node.kind() == "pair" {
            self.key(node, scope);
        }
    }

    fn visit_children(&mut self, node: Node<'t>, but: Option<Node<'t>>, scope: &mut Scope<'t>, depth: u32) {
        let mut cursor = node.walk();
        let mut more = cursor.goto_first_child();
        while more {
            let child = cursor.node();
            if Some(child) != but {
                self.visit(child, scope, depth + 1);
            }
            more = cursor.goto_next_sibling();
        }
    }

    /// A function inside an expression is walked where it stands, with what is known there.
    pub(super) fn lambda(&mut self, node: Node<'t>, first: Taint<'t>, scope: &mut Scope<'t>, depth: u32) {
        let returns = scope.returns;
        for (position, parameter) in
            self.file.spec.syntax.parameters(node, self.file.source).iter().enumerate()
        {
            let input = (self.lookup.table.input)(node, parameter, self.file);
            for name in names(parameter.name) {
                let text = self.file.text(name);
                scope.forget(text);
                match input {
                    Input::Known(as_) => scope.know(text, as_),
                    Input::Parts(of) => self.bind_part(of, name, scope),
                    _ if position == 0 && first.is_tainted() => scope.set(text, first, false),
                    _ => {}
                }
            }
        }
        if let Some(body) = node.child_by_field_name("body") {
            scope.branches += 1;
            self.visit(body, scope, depth + 1);
            scope.branches -= 1;
        }
        scope.returns = returns;
    }

    /// A branch: first its condition, which may clear what it checks, then the rest.
    fn condition(&mut self, node: Node<'t>, scope: &mut Scope<'t>, depth: u32) {
        let condition = node.child_by_field_name("condition").or_else(|| node.named_child(1));
        if let Some(initializer) = node.child_by_field_name("initializer") {
            self.visit(initializer, scope, depth + 1);
            self.check(initializer, scope);
        }
        if let Some(condition) = condition {
            self.visit(condition, scope, depth + 1);
            self.check(condition, scope);
        }
        let initializer = node.child_by_field_name("initializer");
        let mut cursor = node.walk();
        let rest: Vec<Node<'t>> = node
            .named_children(&mut cursor)
            .filter(|child| Some(*child) != condition && Some(*child) != initializer)
            .collect();
        for child in rest {
            self.visit(child, scope, depth + 1);
        }
    }
}

/// The names that a pattern binds.
pub(super) fn names(pattern: Node<'_>) -> Vec<Node<'_>> {
    let mut names = Vec::new();
    let mut open = vec![pattern];
    while let Some(node) = open.pop() {
        if matches!(
            node.kind(),
            "identifier" | "shorthand_property_identifier_pattern" | "shorthand_field_identifier"
        ) {
            names.push(node);
            continue;
        }
        let kind = node.child_by_field_name("type");
        let mut cursor = node.walk();
        open.extend(node.named_children(&mut cursor).filter(|child| Some(*child) != kind));
    }
    names
}
