//! The walk over a file's functions, each once, in the order of their statements.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use tree_sitter::Node;

use super::Weakness;
use super::scope::{Reach, Scope};
use super::tables::{Handed, Input, Table, path_matches};
use super::taint::{Harms, Origin, Shape, Taint, Trust};
use crate::languages::{Around, Assignment, Call, Parameter, Roles};
use crate::rules::File;

/// Statements nested deeper are not followed.
const DEEPEST: u32 = 150;
/// Calls of the file's own functions inside each other that are followed.
const MOST_CALLS: u32 = 4;
/// Parameters of a function that are followed.
const MOST_PARAMETERS: usize = 64;

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

/// A function of the file.
struct Function<'t> {
    node: Node<'t>,
    name: &'t str,
    public: bool,
    parameters: Vec<Parameter<'t>>,
    summary: Option<Rc<Summary<'t>>>,
    busy: bool,
}

/// What a function does with its parameters.
#[derive(Default)]
struct Summary<'t> {
    returns: Taint<'t>,
    reaches: Vec<Reach>,
}

/// The analysis of one file.
pub(super) struct Walk<'f, 't> {
    pub(super) file: &'f File<'t>,
    pub(super) table: &'static Table,
    /// Whether anything in the file says that it answers requests.
    pub(super) has_framework: bool,
    functions: Vec<Function<'t>>,
    /// By name; `None` where several have it.
    by_name: FxHashMap<&'t str, Option<usize>>,
    /// By the node's id.
    by_node: FxHashMap<usize, usize>,
    hits: Vec<Hit<'t>>,
}

impl<'f, 't> Walk<'f, 't> {
    pub(super) fn new(file: &'f File<'t>, table: &'static Table) -> Self {
        let has_framework =
            table.frameworks.is_empty() || table.frameworks.iter().any(|framework| file.source.contains(framework));
        let mut walk = Self {
            file,
            table,
            has_framework,
            functions: Vec::new(),
            by_name: FxHashMap::default(),
            by_node: FxHashMap::default(),
            hits: Vec::new(),
        };
        walk.collect();
        walk
    }

    /// Walks everything; at most one hit per place and weakness, by place.
    pub(super) fn run(mut self) -> Vec<Hit<'t>> {
        for index in 0..self.functions.len() {
            self.summary(index, 0);
        }
        let mut top = Scope::default();
        self.visit(self.file.root, &mut top, 0);
        let feared = |hit: &Hit<'t>| hit.taint.origin_of(hit.weakness).map(|origin| origin.trust);
        self.hits.sort_by(|a, b| {
            (a.start_byte, a.weakness).cmp(&(b.start_byte, b.weakness)).then_with(|| feared(b).cmp(&feared(a)))
        });
        self.hits.dedup_by(|later, earlier| {
            later.start_byte == earlier.start_byte && later.weakness == earlier.weakness
        });
        self.hits
    }

    /// Finds the functions that have a name.
    fn collect(&mut self) {
        let mut ancestors: Vec<Node<'t>> = Vec::new();
        let mut cursor = self.file.root.walk();
        loop {
            let node = cursor.node();
            if self.file.roles(node).intersects(Roles::FUNCTION.and(Roles::LAMBDA)) {
                self.add(node, &ancestors);
            }
            if cursor.goto_first_child() {
                ancestors.push(node);
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
                ancestors.pop();
            }
        }
    }

    fn add(&mut self, node: Node<'t>, ancestors: &[Node<'t>]) {
        let syntax = self.file.spec.syntax;
        let around = Around { ancestors, leading: &[] };
        let Some(name) = syntax.name(node, &around, self.file.source) else { return };
        let index = self.functions.len();
        self.by_name.entry(name).and_modify(|known| *known = None).or_insert(Some(index));
        self.by_node.insert(node.id(), index);
        self.functions.push(Function {
            node,
            name,
            public: syntax.is_public(node, &around, self.file.source),
            parameters: syntax.parameters(node, self.file.source),
            summary: None,
            busy: false,
        });
    }

    /// The function of this file that is called, where there is no doubt.
    pub(super) fn own_function(&self, call: &Call<'t>) -> Option<usize> {
        let index = self.by_name.get(call.name.as_str()).copied().flatten()?;
        let own = match call.receiver.map(|receiver| self.file.text(receiver)) {
            None => true,
            Some("self" | "this" | "cls" | "Self") => true,
            Some(receiver) => {
                self.file.spec.syntax.receiver(self.functions[index].node, self.file.source) == Some(receiver)
            }
        };
        own.then_some(index)
    }

    /// What a function does with its parameters; nothing while it is being found out.
    fn summary(&mut self, index: usize, calls: u32) -> Rc<Summary<'t>> {
        let function = &mut self.functions[index];
        if let Some(summary) = &function.summary {
            return Rc::clone(summary);
        }
        if function.busy || calls > MOST_CALLS {
            return Rc::default();
        }
        function.busy = true;
        let (node, name, public, parameters) = (function.node, function.name, function.public, function.parameters.clone());
        let mut scope = Scope::after(calls);
        scope.answers = (self.table.answers)(node, self.file);
        for (position, parameter) in parameters.iter().enumerate().take(MOST_PARAMETERS) {
            self.bind_parameter(node, position, parameter, &mut scope);
        }
        self.body(node, &mut scope);
        for reach in scope.reaches.iter().filter(|reach| reach.own && public && is_built(reach.weakness, reach.shape)) {
            let first = parameters.get(reach.parameters.trailing_zeros() as usize).map(|one| self.file.text(one.name));
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
        self.functions[index].summary = Some(Rc::clone(&summary));
        summary
    }

    fn bind_parameter(&self, function: Node<'t>, position: usize, parameter: &Parameter<'t>, scope: &mut Scope<'t>) {
        let line = parameter.name.start_position().row as u32 + 1;
        let names = self.names(parameter.name);
        let input = (self.table.input)(function, parameter, self.file);
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
                Input::Remote | Input::Harmless => scope.forget(text),
            }
        }
    }

    /// The names that a pattern binds.
    fn names(&self, pattern: Node<'t>) -> Vec<Node<'t>> {
        let mut names = Vec::new();
        let mut open = vec![pattern];
        while let Some(node) = open.pop() {
            if matches!(node.kind(), "identifier" | "shorthand_property_identifier_pattern" | "shorthand_field_identifier") {
                names.push(node);
                continue;
            }
            let kind = node.child_by_field_name("type");
            let mut cursor = node.walk();
            open.extend(node.named_children(&mut cursor).filter(|child| Some(*child) != kind));
        }
        names
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

    fn visit(&mut self, node: Node<'t>, scope: &mut Scope<'t>, depth: u32) {
        if depth > DEEPEST || !node.is_named() {
            return;
        }
        let roles = self.file.roles(node);
        if roles.intersects(Roles::FUNCTION.and(Roles::LAMBDA)) {
            if roles.contains(Roles::LAMBDA) && !self.by_node.contains_key(&node.id()) {
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
            Roles::IF.and(Roles::ELSE_IF).and(Roles::LOOP).and(Roles::SWITCH).and(Roles::CATCH).and(Roles::TERNARY).and(Roles::TRY),
        );
        scope.branches += u32::from(branches);
        if roles.intersects(Roles::IF.and(Roles::ELSE_IF).and(Roles::TERNARY)) {
            self.condition(node, scope, depth);
        } else {
            self.visit_children(node, None, scope, depth);
        }
        scope.branches -= u32::from(branches);
        if roles.contains(Roles::CALL)
            && let Some(call) = self.file.spec.syntax.call(node, self.file.source)
        {
            self.call(node, &call, scope);
        } else if roles.contains(Roles::RETURN) {
            self.returned_value(node, scope);
        } else if node.kind() == "pair" {
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
    fn lambda(&mut self, node: Node<'t>, first: Taint<'t>, scope: &mut Scope<'t>, depth: u32) {
        let returns = scope.returns;
        for (position, parameter) in self.file.spec.syntax.parameters(node, self.file.source).iter().enumerate() {
            let input = (self.table.input)(node, parameter, self.file);
            for name in self.names(parameter.name) {
                let text = self.file.text(name);
                scope.forget(text);
                match input {
                    Input::Known(as_) => scope.know(text, as_),
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
        let rest: Vec<Node<'t>> = node.named_children(&mut cursor).filter(|child| Some(*child) != condition && Some(*child) != initializer).collect();
        for child in rest {
            self.visit(child, scope, depth + 1);
        }
    }

    fn assign(&mut self, assignment: &Assignment<'t>, scope: &mut Scope<'t>) {
        let parts = |node: Node<'t>| {
            let mut cursor = node.walk();
            node.named_children(&mut cursor).collect::<Vec<_>>()
        };
        let list = |node: Node<'t>| matches!(node.kind(), "expression_list" | "tuple" | "pattern_list" | "tuple_pattern");
        let targets: Vec<Node<'t>> = match assignment.targets[..] {
            [single] if list(single) => parts(single),
            _ => assignment.targets.clone(),
        };
        let values = if list(assignment.value) { parts(assignment.value) } else { Vec::new() };
        if targets.len() > 1 && targets.len() == values.len() {
            for (target, value) in targets.into_iter().zip(values) {
                let taint = self.value(value, scope, 0);
                self.write(target, taint, assignment.appends, scope);
            }
            return;
        }
        let taint = self.value(assignment.value, scope, 0);
        for target in targets {
            self.write(target, taint, assignment.appends, scope);
        }
    }

    /// Something is written to a name, member, element or pattern.
    fn write(&mut self, target: Node<'t>, taint: Taint<'t>, appends: bool, scope: &mut Scope<'t>) {
        let text = self.file.text(target);
        let taint = if appends && taint.is_tainted() { taint.shaped(Shape::BUILT) } else { taint };
        if taint.is_tainted()
            && let Some((member, weakness)) =
                self.table.stores.iter().find(|(member, _)| text == *member || text.ends_with(member) && text.len() > member.len())
        {
            let place = target.parent().unwrap_or(target);
            self.harm(*weakness, place, member.trim_start_matches('.'), taint, scope);
        }
        if target.child_by_field_name("index").is_some() || target.child_by_field_name("subscript").is_some() {
            if let Some(container) = target.named_child(0) {
                scope.set(self.file.text(container), taint, true);
            }
            scope.set(text, taint, appends);
            return;
        }
        let names = self.names(target);
        if names.len() == 1 && names[0] == target || target.child_by_field_name("property").is_some() || target.kind().ends_with("_expression") || matches!(target.kind(), "attribute" | "field_access") {
            scope.set(text, taint, appends);
            return;
        }
        for name in names {
            let text = self.file.text(name);
            if !matches!(text, "err" | "error" | "ok") {
                scope.set(text, taint, appends);
            }
        }
    }

    fn returned_value(&mut self, node: Node<'t>, scope: &mut Scope<'t>) {
        let Some(value) = node.named_child(0) else { return };
        let taint = self.value(value, scope, 0);
        scope.returns = scope.returns.join(taint);
        if scope.answers && taint.is_tainted() && taint.shape.contains(Shape::HTML) {
            self.harm(Weakness::Xss, node, "return", taint.without_parameters(), scope);
        }
    }

    fn key(&mut self, pair: Node<'t>, scope: &mut Scope<'t>) {
        let (Some(key), Some(value)) = (pair.child_by_field_name("key"), pair.child_by_field_name("value")) else { return };
        let name = self.file.text(key).trim_matches(['"', '\'']);
        if let Some((name, weakness)) = self.table.keys.iter().find(|(known, _)| *known == name) {
            let taint = self.value(value, scope, 0);
            self.harm(*weakness, pair, name, taint, scope);
        }
    }

    fn call(&mut self, node: Node<'t>, call: &Call<'t>, scope: &mut Scope<'t>) {
        let path = scope.canonical(call.path.clone());
        for place in self.table.sinks.iter().filter(|place| path_matches(place.call, &path)) {
            let taints: Vec<Taint<'t>> = match place.argument {
                Handed::Formatted => vec![self.format_value(node, call, scope, 0)],
                which => handed(call, which).into_iter().map(|argument| self.value(argument, scope, 0)).collect(),
            };
            for taint in taints {
                if taint.is_tainted() && (place.only)(call, self.file, &taint) {
                    self.harm(place.weakness, node, &call.path, taint, scope);
                }
            }
        }
        if let Some(own) = self.own_function(call) {
            self.reach(own, call, scope);
        }
        if let Some(receiver) = call.receiver {
            self.fill(receiver, call, &path, scope);
        }
        if is_check(&call.name) {
            for argument in &call.arguments {
                self.clean(argument.value, Harms::ALL, scope);
            }
        }
    }

    /// `list.append(x)`, `text.push_str(x)`: what is called on holds `x` from here on. And functions handed to a
    /// method of something tainted get it: `items.map(|item| ..)`.
    fn fill(&mut self, receiver: Node<'t>, call: &Call<'t>, path: &str, scope: &mut Scope<'t>) {
        if self.table.adders.iter().any(|pattern| path_matches(pattern, path)) {
            let mut added = Taint::default();
            for argument in &call.arguments {
                added = added.join(self.value(argument.value, scope, 0));
            }
            if added.is_tainted() || added.shape != Shape::NONE {
                let added = if added.is_tainted() { added.shaped(Shape::BUILT) } else { added };
                scope.set(self.file.text(receiver), added, true);
            }
        }
        for argument in &call.arguments {
            if self.file.roles(argument.value).contains(Roles::LAMBDA) {
                let taint = self.value(receiver, scope, 0);
                if taint.is_tainted() {
                    self.lambda(argument.value, taint, scope, 0);
                }
            }
        }
    }

    /// What is handed to a function of the file does there what its parameters do.
    fn reach(&mut self, own: usize, call: &Call<'t>, scope: &mut Scope<'t>) {
        let summary = self.summary(own, scope.calls + 1);
        if summary.reaches.is_empty() {
            return;
        }
        for (position, taint) in self.handed_over(own, call, scope) {
            for reach in summary.reaches.iter().filter(|reach| reach.parameters & (1 << position) != 0) {
                let taint = taint.shaped(reach.shape);
                if counts(reach.weakness, &taint) {
                    self.hits.push(Hit {
                        weakness: reach.weakness,
                        start_byte: reach.start_byte,
                        end_byte: reach.end_byte,
                        taint,
                        place: reach.place.clone(),
                        parameter: None,
                    });
                }
                let parameters = taint.parameters_of(reach.weakness);
                if parameters != 0 {
                    scope.reaches.push(Reach { parameters, shape: taint.shape, own: false, ..reach.clone() });
                }
            }
        }
    }

    /// What a call of a function of the file gives back.
    pub(super) fn returned(&mut self, own: usize, call: &Call<'t>, scope: &mut Scope<'t>, depth: u32) -> Taint<'t> {
        if depth > 20 {
            return Taint::default();
        }
        let summary = self.summary(own, scope.calls + 1);
        let returns = summary.returns;
        let mut result = returns.without_parameters();
        if returns.parameters() != 0 {
            for (position, taint) in self.handed_over(own, call, scope) {
                if returns.parameters() & (1 << position) != 0 {
                    result = result.join(taint.through(&returns));
                }
            }
        }
        result
    }

    /// The tainted arguments of a call of a function of the file, by the parameter's position.
    fn handed_over(&mut self, own: usize, call: &Call<'t>, scope: &mut Scope<'t>) -> Vec<(usize, Taint<'t>)> {
        let mut handed = Vec::new();
        for (position, argument) in call.arguments.iter().enumerate() {
            let position = match &argument.keyword {
                None => Some(position),
                Some(keyword) => {
                    self.functions[own].parameters.iter().position(|parameter| self.file.text(parameter.name) == keyword)
                }
            };
            let taint = self.value(argument.value, scope, 1);
            if let Some(position) = position.filter(|position| taint.is_tainted() && *position < MOST_PARAMETERS) {
                handed.push((position, taint));
            }
        }
        handed
    }

    /// Data stands where it does harm.
    fn harm(&mut self, weakness: Weakness, at: Node<'t>, place: &str, taint: Taint<'t>, scope: &mut Scope<'t>) {
        if counts(weakness, &taint) {
            self.hits.push(Hit {
                weakness,
                start_byte: at.start_byte(),
                end_byte: at.end_byte(),
                taint,
                place: place.to_owned(),
                parameter: None,
            });
        }
        let parameters = taint.parameters_of(weakness);
        if parameters != 0 {
            scope.reaches.push(Reach {
                parameters,
                weakness,
                start_byte: at.start_byte(),
                end_byte: at.end_byte(),
                place: place.to_owned(),
                shape: taint.shape,
                own: true,
            });
        }
    }

}

/// Whether a value's source is to be feared at such a place. Whoever starts a program may read files and run commands
/// with it; only in SQL is his data a fault too, for it breaks on the first quote.
fn counts(weakness: Weakness, taint: &Taint<'_>) -> bool {
    taint.origin_of(weakness).is_some_and(|origin| {
        origin.trust == Trust::Remote || weakness == Weakness::Sql && is_built(weakness, taint.shape)
    })
}

/// Whether a text built from something less feared is still a fault.
fn is_built(weakness: Weakness, shape: Shape) -> bool {
    match weakness {
        Weakness::Sql => shape.contains(Shape::BUILT.or(Shape::SQL).or(Shape::VALUE)),
        Weakness::Command => shape.contains(Shape::BUILT.or(Shape::INNER)),
        Weakness::Xss => shape.contains(Shape::BUILT.or(Shape::HTML)),
        _ => false,
    }
}

/// Whether a function says by its name that it refuses what is bad.
pub(super) fn is_check(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["valid", "safe", "sanit", "allowed", "permit", "whitelist", "allowlist", "trusted", "verify", "ensure"]
        .iter()
        .any(|word| lower.contains(word))
        && !lower.contains("unsafe")
}

fn handed<'t>(call: &Call<'t>, which: Handed) -> Vec<Node<'t>> {
    let plain = |position: usize| call.arguments.get(position).filter(|argument| argument.keyword.is_none());
    match which {
        Handed::At(position) => plain(position).map(|argument| argument.value).into_iter().collect(),
        Handed::Named(position, keyword) => plain(position)
            .or_else(|| call.arguments.iter().find(|argument| argument.keyword.as_deref() == Some(keyword)))
            .map(|argument| argument.value)
            .into_iter()
            .collect(),
        Handed::From(position) => call.arguments.iter().skip(position).map(|argument| argument.value).collect(),
        Handed::Receiver => call.receiver.into_iter().collect(),
        Handed::Formatted => Vec::new(),
    }
}
