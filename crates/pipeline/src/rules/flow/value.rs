//! What an expression may hold.

use tree_sitter::Node;

use super::Weakness;
use super::lookup::Calls;
use super::scope::Scope;
use super::tables::Form;
use super::taint::{Harms, Origin, Shape, Taint, Trust};
use super::template::{self, Hole};
use super::walk::{Walk, names};
use crate::languages::{Call, Roles};
use crate::rules::text::content;

/// Expressions nested deeper are taken for harmless.
const DEEPEST: u32 = 60;

/// Neither host nor place of a URL.
const REST_OF_URL: Harms = Harms::of(&[Weakness::Ssrf, Weakness::Redirect]);

/// Members and methods whose result says nothing of the text that they are asked about.
const HARMLESS: &[&str] = &[
    "length",
    "len",
    "Len",
    "size",
    "count",
    "isEmpty",
    "is_empty",
    "equals",
    "equalsIgnoreCase",
    "startsWith",
    "starts_with",
    "startswith",
    "endsWith",
    "ends_with",
    "endswith",
    "contains",
    "includes",
    "has",
    "indexOf",
    "index_of",
    "hashCode",
    "isdigit",
    "isalnum",
    "exists",
    "is_file",
    "is_dir",
    "matches",
    "test",
    "status_code",
    "hexdigest",
    "digest",
    "compareTo",
    "parse",
    "is_some",
    "is_none",
    "is_ok",
    "is_err",
    "toFixed",
    "size_hint",
    "content_length",
    "timestamp",
    "isoformat",
];

impl<'t> Walk<'_, 't> {
    /// What an expression may hold.
    pub(super) fn value(&mut self, node: Node<'t>, scope: &mut Scope<'t>, depth: u32) -> Taint<'t> {
        if depth > DEEPEST {
            return Taint::default();
        }
        if self.file.roles(node).contains(Roles::CALL) {
            return self.call_value(node, scope, depth);
        }
        let Some(form) = self.lookup.form(node.kind_id()) else { return Taint::default() };
        match form {
            Form::Name => scope.get(self.file.text(node)).unwrap_or_default(),
            Form::Member(object, property) => self.member(node, object, property, scope, depth),
            Form::Element(object) => match scope.get(self.file.text(node)) {
                Some(known) => known,
                None => field_or_first(node, object)
                    .map_or_else(Taint::default, |node| self.value(node, scope, depth + 1)),
            },
            Form::Text => self.text_value(node, scope, depth),
            Form::Joined => self.joined(node, scope, depth),
            Form::All => self.children(node, None, scope, depth),
            Form::AllBut(field) => self.children(node, node.child_by_field_name(field), scope, depth),
            Form::First(field) => field_or_first(node, field)
                .map_or_else(Taint::default, |node| self.value(node, scope, depth + 1)),
            Form::Last => node
                .named_child_count()
                .checked_sub(1)
                .and_then(|last| node.named_child(last as u32))
                .map_or_else(Taint::default, |node| self.value(node, scope, depth + 1)),
        }
    }

    fn children(
        &mut self,
        node: Node<'t>,
        but: Option<Node<'t>>,
        scope: &mut Scope<'t>,
        depth: u32,
    ) -> Taint<'t> {
        let mut cursor = node.walk();
        let mut all = Taint::default();
        for child in node.named_children(&mut cursor).filter(|child| Some(*child) != but) {
            all = all.join(self.value(child, scope, depth + 1));
        }
        all
    }

    fn member(
        &mut self,
        node: Node<'t>,
        object: &str,
        property: &str,
        scope: &mut Scope<'t>,
        depth: u32,
    ) -> Taint<'t> {
        if let Some(known) = scope.get(self.file.text(node)) {
            return known;
        }
        let name = node.child_by_field_name(property).map_or("", |name| self.file.text(name));
        if self.lookup.is_member(name)
            && let Some(path) = self.path(node, depth)
            && let Some((_, trust, harms)) = self.lookup.member(name, &scope.canonical(path))
            && self.is_believed(trust)
        {
            return self.source(node, trust, harms);
        }
        let harmless = HARMLESS.contains(&name);
        match node.child_by_field_name(object) {
            Some(object) if !harmless => self.value(object, scope, depth + 1),
            _ => Taint::default(),
        }
    }

    /// The path of names that an expression is, in the writing of `Call::path`.
    fn path(&self, node: Node<'t>, depth: u32) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        if self.file.roles(node).contains(Roles::CALL) {
            return Some(self.file.spec.syntax.call(node, self.file.source)?.path + "()");
        }
        match self.lookup.form(node.kind_id())? {
            Form::Name => Some(self.file.text(node).to_owned()),
            Form::Member(object, property) => {
                let object = self.path(node.child_by_field_name(object)?, depth + 1)?;
                Some(object + "." + self.file.text(node.child_by_field_name(property)?))
            }
            Form::Element(object) => Some(self.path(field_or_first(node, object)?, depth + 1)? + "[]"),
            _ => None,
        }
    }

    /// Requests come in only where something in the file says that it answers them.
    fn is_believed(&self, trust: Trust) -> bool {
        trust == Trust::Local || self.has_framework
    }

    fn source(&self, node: Node<'t>, trust: Trust, harms: Harms) -> Taint<'t> {
        let line = node.start_position().row as u32 + 1;
        Taint::from_origin(Origin { trust, text: self.file.text(node), line }, harms)
    }

    /// Text in quotes: what it reads like, and what is put into it.
    fn text_value(&mut self, node: Node<'t>, scope: &mut Scope<'t>, depth: u32) -> Taint<'t> {
        let content = content(self.file.text(node));
        let mut taint = Taint::fixed(template::reads_like(content));
        let start = node.end_byte().min(offset(self.file.source, content));
        let mut cursor = node.walk();
        let mut first = true;
        for child in node.named_children(&mut cursor) {
            if !matches!(child.kind(), "interpolation" | "template_substitution" | "string_interpolation") {
                continue;
            }
            let inside = self.value(child, scope, depth + 1);
            let before = self.file.source.get(start..child.start_byte()).unwrap_or_default();
            taint = taint.join(put(before, first, inside));
            first = false;
        }
        taint
    }

    /// Two values joined by an operator.
    fn joined(&mut self, node: Node<'t>, scope: &mut Scope<'t>, depth: u32) -> Taint<'t> {
        let (Some(left), Some(right)) = (node.child_by_field_name("left"), node.child_by_field_name("right"))
        else {
            return Taint::default();
        };
        match node.child_by_field_name("operator").map_or("", |operator| self.file.text(operator)) {
            "+" => {
                let before = self.value(left, scope, depth + 1);
                let after = self.value(right, scope, depth + 1);
                let tail = self.tail(left);
                let leads = self.is_text(left);
                let after = match tail {
                    Some(tail) => put(tail, leads, after),
                    None if after.is_tainted() => after.cleaned(REST_OF_URL).shaped(Shape::BUILT),
                    None => after,
                };
                let before = if before.is_tainted() { before.shaped(Shape::BUILT) } else { before };
                before.join(after)
            }
            "%" if self.is_text(left) => {
                let mut cursor = right.walk();
                let values: Vec<Node<'t>> = if right.kind() == "tuple" {
                    right.named_children(&mut cursor).collect()
                } else {
                    vec![right]
                };
                let values =
                    values.into_iter().map(|value| (None, self.value(value, scope, depth + 1))).collect();
                filled(content(self.file.text(left)), values)
            }
            "||" | "??" | "/" => {
                let before = self.value(left, scope, depth + 1);
                before.join(self.value(right, scope, depth + 1))
            }
            _ => Taint::default(),
        }
    }

    fn is_text(&self, node: Node<'t>) -> bool {
        matches!(self.lookup.form(node.kind_id()), Some(Form::Text))
    }

    /// The fixed text that an expression ends with.
    fn tail(&self, node: Node<'t>) -> Option<&'t str> {
        match self.lookup.form(node.kind_id())? {
            Form::Text => Some(content(self.file.text(node))),
            Form::Joined => node
                .child_by_field_name("right")
                .filter(|node| self.is_text(*node))
                .map(|node| content(self.file.text(node))),
            _ => None,
        }
    }

    fn call_value(&mut self, node: Node<'t>, scope: &mut Scope<'t>, depth: u32) -> Taint<'t> {
        let Some(call) = self.file.spec.syntax.call(node, self.file.source) else { return Taint::default() };
        if let Some(known) = self.lookup.calls(&call.name) {
            let path = scope.canonical(call.path.clone());
            if let Some(taint) = self.known_call(known, &path, node, &call, scope, depth) {
                return taint;
            }
        }
        if is_cleaner(&call.name) {
            return Taint::default();
        }
        if let Some(own) = self.own_function(&call) {
            return self.returned(own, &call, scope, depth);
        }
        match call.receiver {
            Some(receiver) if !HARMLESS.contains(&call.name.as_str()) => {
                let held = self.value(receiver, scope, depth + 1);
                self.mapped(&call, held, scope, depth).unwrap_or(held)
            }
            _ => Taint::default(),
        }
    }

    /// `items.map((item) => ..)` holds what the function makes of each, which may be nothing of it.
    fn mapped(
        &mut self,
        call: &Call<'t>,
        held: Taint<'t>,
        scope: &mut Scope<'t>,
        depth: u32,
    ) -> Option<Taint<'t>> {
        let function = call.arguments.first()?.value;
        let maps = matches!(call.name.as_str(), "map" | "flatMap" | "flat_map" | "and_then");
        if !maps || !held.is_tainted() || !self.file.roles(function).contains(Roles::LAMBDA) {
            return None;
        }
        let body = function.child_by_field_name("body").filter(|body| !body.kind().contains("block"))?;
        let parameters = self.file.spec.syntax.parameters(function, self.file.source);
        for (position, parameter) in parameters.iter().enumerate() {
            for name in names(parameter.name) {
                let text = self.file.text(name);
                scope.forget(text);
                if position == 0 {
                    scope.set(text, held, false);
                }
            }
        }
        Some(self.value(body, scope, depth + 1))
    }

    /// What a call gives whose name is in the tables.
    fn known_call(
        &mut self,
        known: &Calls,
        path: &str,
        node: Node<'t>,
        call: &Call<'t>,
        scope: &mut Scope<'t>,
        depth: u32,
    ) -> Option<Taint<'t>> {
        if let Some((_, trust, harms)) = known.origin(path).filter(|(_, trust, _)| self.is_believed(*trust)) {
            return Some(self.source(node, trust, harms));
        }
        if let Some(harms) = known.cleans(path) {
            return Some(self.handed(call, scope, depth).cleaned(harms));
        }
        if known.formats(path) {
            return Some(self.format_value(node, call, scope, depth));
        }
        known.carries(path).then(|| self.handed(call, scope, depth))
    }

    /// All that is handed to a call, and what it is called on.
    fn handed(&mut self, call: &Call<'t>, scope: &mut Scope<'t>, depth: u32) -> Taint<'t> {
        let mut all = Taint::default();
        if let Some(receiver) = call.receiver {
            all = self.value(receiver, scope, depth + 1);
        }
        for argument in &call.arguments {
            all = all.join(self.value(argument.value, scope, depth + 1));
        }
        all
    }

    /// `"..".format(..)`, `Sprintf("..", ..)`, `format!("..", ..)`.
    pub(super) fn format_value(
        &mut self,
        node: Node<'t>,
        call: &Call<'t>,
        scope: &mut Scope<'t>,
        depth: u32,
    ) -> Taint<'t> {
        let method = call
            .receiver
            .filter(|_| call.name == "format" || call.name == "format_map" || call.name == "formatted");
        let fixed = method.filter(|receiver| self.is_text(*receiver));
        let at = call.arguments.iter().position(|argument| self.is_text(argument.value));
        let (template, from) = match (fixed, at) {
            (Some(receiver), _) => (receiver, 0),
            (None, Some(at)) if self.file.spec.id != "python" => (call.arguments[at].value, at + 1),
            _ => return self.handed(call, scope, depth),
        };
        let template = content(self.file.text(template));
        let mut values: Vec<(Option<String>, Taint<'t>)> = Vec::new();
        for argument in &call.arguments[from..] {
            let value = self.value(argument.value, scope, depth + 1);
            values.push((argument.keyword.clone(), value));
        }
        if node.kind() == "macro_invocation" {
            for hole in template::holes(template) {
                let name = hole.inside.split([':', '}']).next().unwrap_or_default().trim();
                if let Some(value) = scope.get(name).filter(Taint::is_tainted) {
                    values.push((Some(name.to_owned()), value));
                }
            }
        }
        filled(template, values)
    }
}

/// A format text with values, which may be named, in its holes.
fn filled<'t>(template: &str, values: Vec<(Option<String>, Taint<'t>)>) -> Taint<'t> {
    let holes = template::holes(template);
    let count = values.len();
    let mut filled = Taint::fixed(template::reads_like(template));
    for (position, (name, value)) in values.into_iter().enumerate() {
        if !value.is_tainted() {
            filled = filled.shaped(value.shape);
            continue;
        }
        let named = |hole: &&Hole<'_>| name.as_deref().is_some_and(|name| hole.inside.contains(name));
        let hole = holes.iter().find(named).or_else(|| holes.get(position).filter(|_| count == holes.len()));
        filled = filled.join(if let Some(hole) = hole {
            put(hole.before, holes.first() == Some(hole), value)
        } else {
            let anywhere = holes.iter().any(|hole| template::is_value_position(hole.before));
            let shape = if anywhere { Shape::BUILT.or(Shape::VALUE) } else { Shape::BUILT };
            value.cleaned(template::fixed_by_prefix(template)).shaped(shape)
        });
    }
    filled
}

/// A value behind a fixed text; `leads` when nothing else stands before it.
fn put<'t>(before: &str, leads: bool, value: Taint<'t>) -> Taint<'t> {
    if !value.is_tainted() {
        return value;
    }
    let fixed = if leads { template::fixed_by_prefix(before) } else { REST_OF_URL };
    let mut shape = Shape::BUILT;
    if !before.trim().is_empty() {
        shape = shape.or(Shape::INNER);
    }
    if template::is_value_position(before) {
        shape = shape.or(Shape::VALUE);
    }
    value.cleaned(fixed).shaped(shape)
}

/// Whether a function says by its name that what it gives is harmless.
fn is_cleaner(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [
        "sanitize",
        "sanitise",
        "escapehtml",
        "escape_html",
        "htmlescape",
        "html_escape",
        "purify",
        "whitelist",
        "allowlist",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

fn field_or_first<'t>(node: Node<'t>, field: &str) -> Option<Node<'t>> {
    node.child_by_field_name(field).or_else(|| node.named_child(0))
}

/// Where a part of the source begins in it.
fn offset(source: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(source.as_ptr() as usize)
}
