//! Calls: places where data does harm, functions of the file, methods that keep what is handed to them.

use tree_sitter::Node;

use super::Weakness;
use super::functions::MOST_PARAMETERS;
use super::scope::{Reach, Scope};
use super::tables::{Handed, path_matches};
use super::taint::{Harms, Shape, Taint, Trust};
use super::walk::{Hit, Walk};
use crate::languages::{Call, Roles};
use crate::rules::File;
use crate::rules::text::callee_name;

impl<'t> Walk<'_, 't> {
    pub(super) fn call(&mut self, node: Node<'t>, scope: &mut Scope<'t>) {
        let Some(name) = callee_name(node, self.file.source) else { return };
        let known = self.lookup.calls(name);
        let checks = is_check(name);
        if known.is_none() && !checks && !self.functions.is_named(name) && !has_function(node, self.file) {
            return;
        }
        let Some(call) = self.file.spec.syntax.call(node, self.file.source) else { return };
        let path = scope.canonical(call.path.clone());
        for place in
            known.into_iter().flat_map(|known| &known.sinks).filter(|place| path_matches(place.call, &path))
        {
            let taints: Vec<Taint<'t>> = match place.argument {
                Handed::Formatted => vec![self.format_value(node, &call, scope, 0)],
                which => {
                    handed(&call, which).into_iter().map(|argument| self.value(argument, scope, 0)).collect()
                }
            };
            for taint in taints {
                if taint.is_tainted() && (place.only)(&call, self.file, &taint) {
                    self.harm(place.weakness, node, &call.path, taint, scope);
                }
            }
        }
        if let Some(own) = self.own_function(&call) {
            self.reach(own, &call, scope);
        }
        if let Some(receiver) = call.receiver {
            self.fill(receiver, &call, known.is_some_and(|known| known.adds(&path)), scope);
        }
        if checks {
            for argument in &call.arguments {
                self.clean(argument.value, Harms::ALL, scope);
            }
        }
    }

    /// `list.append(x)`, `text.push_str(x)`: what is called on holds `x` from here on. And functions handed to a
    /// method of something tainted get it: `items.map(|item| ..)`.
    fn fill(&mut self, receiver: Node<'t>, call: &Call<'t>, adds: bool, scope: &mut Scope<'t>) {
        if adds {
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
    pub(super) fn returned(
        &mut self,
        own: usize,
        call: &Call<'t>,
        scope: &mut Scope<'t>,
        depth: u32,
    ) -> Taint<'t> {
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
                Some(keyword) => self
                    .functions
                    .get(own)
                    .parameters
                    .iter()
                    .position(|parameter| self.file.text(parameter.name) == keyword),
            };
            let taint = self.value(argument.value, scope, 1);
            if let Some(position) =
                position.filter(|position| taint.is_tainted() && *position < MOST_PARAMETERS)
            {
                handed.push((position, taint));
            }
        }
        handed
    }

    /// Data stands where it does harm.
    pub(super) fn harm(
        &mut self,
        weakness: Weakness,
        at: Node<'t>,
        place: &str,
        taint: Taint<'t>,
        scope: &mut Scope<'t>,
    ) {
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
pub(super) fn is_built(weakness: Weakness, shape: Shape) -> bool {
    match weakness {
        Weakness::Sql => shape.contains(Shape::BUILT.or(Shape::SQL).or(Shape::VALUE)),
        Weakness::Command => shape.contains(Shape::BUILT.or(Shape::INNER)),
        Weakness::Xss => shape.contains(Shape::BUILT.or(Shape::HTML)),
        _ => false,
    }
}

/// Whether a function says by its name that it refuses what is bad.
pub(super) fn is_check(name: &str) -> bool {
    let has = |word: &str| {
        name.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    let words = ["valid", "safe", "sanit", "allow", "permit", "whitelist", "trusted", "verify", "ensure"];
    words.iter().any(|word| has(word)) && !has("unsafe")
}

/// Whether one of a call's arguments is a function.
fn has_function(call: Node<'_>, file: &File<'_>) -> bool {
    call.child_by_field_name("arguments").is_some_and(|list| {
        let mut cursor = list.walk();
        list.named_children(&mut cursor).any(|argument| file.roles(argument).contains(Roles::LAMBDA))
    })
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
        Handed::From(position) => {
            call.arguments.iter().skip(position).map(|argument| argument.value).collect()
        }
        Handed::Receiver => call.receiver.into_iter().collect(),
        Handed::Formatted => Vec::new(),
    }
}
