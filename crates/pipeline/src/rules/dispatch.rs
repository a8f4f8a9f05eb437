//! Which rules look at which nodes of one language. Made once per language, asked at every node of the walk.

use rustc_hash::FxHashMap;
use tree_sitter::Node;

use super::flow::{self, Weakness};
use super::{ALL, At, Check, File, Found, Rule, Sink, text};
use crate::facts::FunctionFacts;
use crate::languages::{Around, Call, Roles, Spec};

type NodeCheck = fn(&At<'_>, &mut Sink<'_>);
type CallCheck = fn(&At<'_>, &Call<'_>, &mut Sink<'_>);
type FunctionCheck = fn(Node<'_>, &FunctionFacts, &File<'_>, &mut Sink<'_>);
type FileCheck = fn(&File<'_>, &mut Sink<'_>);

/// Which rules look at which nodes of one language.
///
/// The walk calls [`Dispatch::node`] for every named node, [`Dispatch::function`] for every measured function when
/// its node is left, and [`Dispatch::file`] once at the end. It drops what is found in test code by a rule that does
/// not judge tests (`Rule::in_tests`).
pub struct Dispatch {
    /// By `Node::kind_id`.
    nodes: Vec<Vec<(&'static Rule, NodeCheck)>>,
    /// By the last name of what is called.
    calls: FxHashMap<&'static str, Vec<(&'static Rule, CallCheck)>>,
    functions: Vec<(&'static Rule, FunctionCheck)>,
    files: Vec<(&'static Rule, FileCheck)>,
    flows: Vec<(&'static Rule, Weakness)>,
}

impl Dispatch {
    /// The rules of one language; `roles` are those of its grammar's node kinds, by `Node::kind_id`.
    pub fn new(spec: &'static Spec, roles: &[Roles]) -> Self {
        let grammar = (spec.grammar)();
        let mut dispatch = Self {
            nodes: vec![Vec::new(); roles.len()],
            calls: FxHashMap::default(),
            functions: Vec::new(),
            files: Vec::new(),
            flows: Vec::new(),
        };
        for rule in ALL.iter().filter(|rule| rule.applies_to(spec.id)) {
            for check in rule.checks {
                dispatch.add(rule, check, roles, &grammar);
            }
        }
        dispatch
    }

    fn add(
        &mut self,
        rule: &'static Rule,
        check: &'static Check,
        all: &[Roles],
        grammar: &tree_sitter::Language,
    ) {
        match check {
            Check::Node { roles, check } => {
                for (kind, have) in all.iter().enumerate() {
                    if have.intersects(*roles) {
                        self.nodes[kind].push((rule, *check));
                    }
                }
            }
            Check::Kind { kinds, check } => {
                for (kind, checks) in self.nodes.iter_mut().enumerate() {
                    let id = kind as u16;
                    let named = grammar.node_kind_is_named(id);
                    if named && grammar.node_kind_for_id(id).is_some_and(|name| kinds.contains(&name)) {
                        checks.push((rule, *check));
                    }
                }
            }
            Check::Call { names, check } => {
                for name in *names {
                    self.calls.entry(name).or_default().push((rule, *check));
                }
            }
            Check::Function(check) => self.functions.push((rule, *check)),
            Check::File(check) => self.files.push((rule, *check)),
            Check::Flow(weakness) => self.flows.push((rule, *weakness)),
        }
    }

    /// Asks the rules that look at such a node.
    pub fn node(&self, node: Node<'_>, around: &Around<'_>, file: &File<'_>, found: &mut Vec<Found>) {
        let at = At { node, around, file };
        if let Some(checks) = self.nodes.get(usize::from(node.kind_id())) {
            for &(rule, check) in checks {
                check(&at, &mut Sink { rule, found });
            }
        }
        if file.roles(node).contains(Roles::CALL)
            && let Some(checks) = text::callee_name(node, file.source).and_then(|name| self.calls.get(name))
            && let Some(call) = file.spec.syntax.call(node, file.source)
        {
            for &(rule, check) in checks {
                check(&at, &call, &mut Sink { rule, found });
            }
        }
    }

    /// Asks the rules that look at measured functions.
    pub fn function(&self, node: Node<'_>, facts: &FunctionFacts, file: &File<'_>, found: &mut Vec<Found>) {
        for &(rule, check) in &self.functions {
            check(node, facts, file, &mut Sink { rule, found });
        }
    }

    /// Asks the rules that look at whole files, and those that follow data.
    pub fn file(&self, file: &File<'_>, found: &mut Vec<Found>) {
        for &(rule, check) in &self.files {
            check(file, &mut Sink { rule, found });
        }
        if !self.flows.is_empty() {
            flow::report(&self.flows, file, found);
        }
    }
}
