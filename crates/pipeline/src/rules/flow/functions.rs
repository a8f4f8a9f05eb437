//! The functions of a file: which there are, and from which of them a place can be reached where data does harm.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use tree_sitter::Node;

use super::lookup::Lookup;
use super::scope::Reach;
use super::tables::path_matches;
use super::taint::Taint;
use crate::languages::{Around, Call, Parameter, Roles};
use crate::rules::File;
use crate::rules::text::callee_name;

/// Parameters of a function that are followed.
pub(super) const MOST_PARAMETERS: usize = 64;

/// A function of the file.
pub(super) struct Function<'t> {
    pub(super) node: Node<'t>,
    pub(super) name: &'t str,
    pub(super) public: bool,
    pub(super) parameters: Vec<Parameter<'t>>,
    /// What it does with its parameters, once it is known.
    pub(super) summary: Option<Rc<Summary<'t>>>,
    /// Whether that is being found out.
    pub(super) busy: bool,
    /// Whether a place where data does harm can be reached from it.
    relevant: bool,
}

/// What a function does with its parameters.
#[derive(Default)]
pub(super) struct Summary<'t> {
    pub(super) returns: Taint<'t>,
    pub(super) reaches: Vec<Reach>,
}

/// The functions of a file that have a name.
#[derive(Default)]
pub(super) struct Functions<'t> {
    all: Vec<Function<'t>>,
    /// By name; `None` where several have it.
    by_name: FxHashMap<&'t str, Option<usize>>,
    /// Ids of their nodes.
    nodes: FxHashSet<usize>,
    /// Calls as (function around, name of what is called).
    calls: Vec<(Option<usize>, &'t str)>,
    /// Whether such a place can be reached from outside of all functions.
    top_relevant: bool,
}

impl<'t> Functions<'t> {
    /// Reads the file once.
    pub(super) fn collect(file: &File<'t>, lookup: &Lookup) -> Self {
        let mut functions = Self::default();
        let mut ancestors: Vec<Node<'t>> = Vec::new();
        // The functions around, each with how many nodes stand around it.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut cursor = file.root.walk();
        'nodes: loop {
            let node = cursor.node();
            let roles = file.roles(node);
            if roles.intersects(Roles::FUNCTION.and(Roles::LAMBDA)) {
                if let Some(index) = functions.add(node, &ancestors, file) {
                    open.push((index, ancestors.len()));
                    functions.all[index].relevant = (lookup.table.answers)(node, file);
                }
            } else if roles.contains(Roles::CALL) {
                functions.add_call(node, open.last().map(|(index, _)| *index), file, lookup);
            }
            if cursor.goto_first_child() {
                ancestors.push(node);
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    break 'nodes;
                }
                ancestors.pop();
                open.pop_if(|(_, depth)| *depth >= ancestors.len());
            }
            open.pop_if(|(_, depth)| *depth >= ancestors.len());
        }
        functions.mark_stores(file, lookup);
        functions.spread();
        functions
    }

    fn add(&mut self, node: Node<'t>, ancestors: &[Node<'t>], file: &File<'t>) -> Option<usize> {
        let syntax = file.spec.syntax;
        let around = Around { ancestors, leading: &[] };
        let name = syntax.name(node, &around, file.source)?;
        let index = self.all.len();
        self.by_name.entry(name).and_modify(|known| *known = None).or_insert(Some(index));
        self.nodes.insert(node.id());
        self.all.push(Function {
            node,
            name,
            public: syntax.is_public(node, &around, file.source),
            parameters: syntax.parameters(node, file.source),
            summary: None,
            busy: false,
            relevant: false,
        });
        Some(index)
    }

    fn add_call(&mut self, node: Node<'t>, around: Option<usize>, file: &File<'t>, lookup: &Lookup) {
        let Some(name) = callee_name(node, file.source) else { return };
        self.calls.push((around, name));
        let Some(known) =
            lookup.calls(name).filter(|known| !known.sinks.is_empty() && !self.is_relevant(around))
        else {
            return;
        };
        if let Some(call) = file.spec.syntax.call(node, file.source) {
            // An object of a framework goes by a name of its own, which only the walk knows.
            let harms = |pattern: &str| pattern.starts_with('$') || path_matches(pattern, &call.path);
            if known.sinks.iter().any(|place| harms(place.call)) {
                self.mark(around);
            }
        }
    }

    fn is_relevant(&self, index: Option<usize>) -> bool {
        index.map_or(self.top_relevant, |index| self.all[index].relevant)
    }

    fn mark(&mut self, index: Option<usize>) {
        match index {
            Some(index) => self.all[index].relevant = true,
            None => self.top_relevant = true,
        }
    }

    /// Members and keys that do harm are found by their text.
    fn mark_stores(&mut self, file: &File<'t>, lookup: &Lookup) {
        for (text, _) in lookup.table.stores.iter().chain(lookup.table.keys) {
            for at in memchr::memmem::find_iter(file.source.as_bytes(), text.as_bytes()) {
                let mut inside = false;
                for function in
                    self.all.iter_mut().filter(|function| function.node.byte_range().contains(&at))
                {
                    function.relevant = true;
                    inside = true;
                }
                self.top_relevant |= !inside;
            }
        }
    }

    /// Whoever calls a relevant function is relevant.
    fn spread(&mut self) {
        let by_name = &self.by_name;
        let edges: Vec<(Option<usize>, usize)> = self
            .calls
            .iter()
            .filter_map(|(caller, name)| Some((*caller, by_name.get(name).copied().flatten()?)))
            .collect();
        let mut changed = true;
        while changed {
            changed = false;
            for (caller, called) in &edges {
                if self.all[*called].relevant && !self.is_relevant(*caller) {
                    self.mark(*caller);
                    changed = true;
                }
            }
        }
    }

    /// Those from which a place can be reached where data does harm.
    pub(super) fn relevant(&self) -> Vec<usize> {
        (0..self.all.len()).filter(|index| self.all[*index].relevant).collect()
    }

    /// Whether such a place can be reached from outside of all functions.
    pub(super) fn is_top_relevant(&self) -> bool {
        self.top_relevant
    }

    pub(super) fn get(&self, index: usize) -> &Function<'t> {
        &self.all[index]
    }

    pub(super) fn get_mut(&mut self, index: usize) -> &mut Function<'t> {
        &mut self.all[index]
    }

    /// Whether a node is one of them.
    pub(super) fn has(&self, node: Node<'_>) -> bool {
        self.nodes.contains(&node.id())
    }

    /// Whether one of them has this name.
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The one that is called, where there is no doubt.
    pub(super) fn called(&self, call: &Call<'t>, file: &File<'t>) -> Option<usize> {
        let index = self.by_name.get(call.name.as_str()).copied().flatten()?;
        let own = match call.receiver.map(|receiver| file.text(receiver)) {
            None | Some("self" | "this" | "cls" | "Self") => true,
            Some(receiver) => file.spec.syntax.receiver(self.all[index].node, file.source) == Some(receiver),
        };
        own.then_some(index)
    }
}
