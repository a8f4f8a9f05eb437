//! Functions, types, scopes, imports and calls.

use tree_sitter::Node;

use super::{Flags, Measured, Walk};
use crate::facts::recursion::{CallSite, Callable};
use crate::facts::{FunctionFacts, Symbol, SymbolKind};
use crate::languages::Roles;
use crate::rules::short;

impl<'t, 's> Walk<'t, 's> {
    /// A function, lambda, type or scope.
    pub(super) fn declaration(&mut self, node: Node<'t>, roles: Roles, flags: &mut Flags) {
        let named = roles.intersects(Roles::FUNCTION.and(Roles::TYPE).and(Roles::LAMBDA));
        let name = if named { self.spec.syntax.name(node, &self.around(), self.source) } else { None };
        let tests = (name.is_some() || roles.contains(Roles::SCOPE))
            && self.test_depth == 0
            && self.spec.syntax.is_test(node, &self.around(), self.source);
        if tests {
            self.test_depth += 1;
            flags.add(Flags::TEST);
        }
        match name {
            Some(name) if roles.contains(Roles::TYPE) => {
                self.symbol(node, name, SymbolKind::Type);
                flags.add(Flags::SYMBOL);
            }
            Some(name) if self.has_body(node) => {
                let outside = self.around_raises(flags);
                self.symbol(node, name, SymbolKind::Function);
                let full = self.symbols.last().map(|symbol| symbol.name.clone()).unwrap_or_default();
                self.function(node, name, full, outside);
                flags.add(Flags::SYMBOL);
                flags.add(Flags::FUNCTION);
            }
            None if roles.contains(Roles::LAMBDA) => self.lambda(node, flags),
            _ => {}
        }
    }

    /// A function with a name raises the nesting of the one around it; whether there is one to count its cost.
    fn around_raises(&mut self, flags: &mut Flags) -> bool {
        let Some(outer) = self.complexities.current() else { return false };
        let outer = &self.functions[outer];
        if outer.callable.name.is_empty() {
            return false;
        }
        if !self.spec.syntax.only_returns_function(outer.node) {
            self.complexities.raise(false);
            flags.add(Flags::NESTED);
        }
        true
    }

    /// A lambda belongs to the function around it; where there is none, or one that only gathers others, and it is of
    /// several lines, it is one. What is handed to a test suite only gathers tests.
    fn lambda(&mut self, node: Node<'t>, flags: &mut Flags) {
        let alone = self.complexities.current().is_none_or(|outer| self.functions[outer].gathers);
        if !alone {
            self.complexities.raise(false);
            flags.add(Flags::NESTED);
        } else if node.end_position().row > node.start_position().row && !self.is_suite() {
            let name = self.handed_to();
            self.function(node, "", name, false);
            flags.add(Flags::FUNCTION);
        }
    }

    /// The call that a lambda at hand is handed to.
    fn taker(&self) -> Option<Node<'t>> {
        let around = self.frames.iter().zip(&self.ancestors).rev().take(3);
        around
            .map(|(frame, node)| (frame.roles, *node))
            .find(|(roles, _)| roles.contains(Roles::CALL))
            .map(|(_, call)| call)
    }

    /// Whether a lambda at hand is the body of a test suite: `describe("..", () => {..})`.
    fn is_suite(&self) -> bool {
        self.in_test()
            && self.taker().is_some_and(|call| {
                let text = &self.source[call.byte_range()];
                let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                matches!(word, "describe" | "suite" | "context" | "fdescribe" | "xdescribe")
            })
    }

    /// What a lambda at hand is called by: the call that it is handed to, of tests with their title.
    fn handed_to(&self) -> String {
        let call = self.taker();
        let callee = call.and_then(|call| self.spec.syntax.callee(call, self.source));
        let title = call
            .filter(|_| self.in_test())
            .and_then(|call| call.child_by_field_name("arguments")?.named_child(0))
            .filter(|title| matches!(title.kind(), "string" | "template_string"));
        match callee {
            Some((None, name)) if title.is_some() => {
                let title = title.map_or("", |title| &self.source[title.byte_range()]);
                format!("{name}({})", short(title))
            }
            Some((Some(object), name)) => format!("{object}{}{name} callback", self.spec.syntax.separator()),
            Some((None, name)) => format!("{name} callback"),
            None => "anonymous function".to_owned(),
        }
    }

    fn has_body(&self, node: Node<'t>) -> bool {
        self.grammar.body.is_none_or(|body| node.child_by_field_id(body).is_some())
    }

    fn symbol(&mut self, node: Node<'t>, name: &str, kind: SymbolKind) {
        let separator = self.spec.syntax.separator();
        let parent = self.open_symbols.last().copied();
        let owner = match parent {
            Some(parent) => Some(self.symbols[parent as usize].name.as_str()),
            None => self.spec.syntax.owner(node, &self.around(), self.source),
        };
        let full = match owner {
            Some(owner) => [owner, separator, name].concat(),
            None => name.to_owned(),
        };
        let (start_byte, end_byte) = self.extent(node);
        let start_row = self.lines.row(start_byte);
        self.open_symbols.push(self.symbols.len() as u32);
        self.symbol_rows.push(node.start_position().row as u32);
        self.symbols.push(Symbol {
            name: full,
            kind,
            start_line: start_row as u32 + 1,
            end_line: self.lines.row(end_byte.saturating_sub(1)) as u32 + 1,
            start_byte: start_byte as u32,
            end_byte: end_byte as u32,
            parent,
            public: self.spec.syntax.is_public(node, &self.around(), self.source),
            in_test: self.in_test(),
        });
    }

    /// Where a declaration begins and ends, with its wrappers and the comments, attributes and decorators that stand
    /// directly before it.
    fn extent(&self, node: Node<'t>) -> (usize, usize) {
        let (mut start, mut end) = (node.start_byte(), node.end_byte());
        for wrapper in self.ancestors.iter().rev().take(self.wrappers()) {
            // What goes on after the declaration holds others too.
            if wrapper.end_byte() > end + 1 {
                break;
            }
            start = wrapper.start_byte();
            end = wrapper.end_byte();
        }
        let mut row = self.lines.row(start) as u32;
        let from = self.leading_from();
        for (node, (first, last)) in self.leading[from..].iter().zip(&self.leading_rows[from..]).rev() {
            if last + 1 < row {
                break;
            }
            start = start.min(node.start_byte());
            row = *first;
        }
        (start, end)
    }

    fn function(&mut self, node: Node<'t>, name: &'s str, full: String, counts_outside: bool) {
        let syntax = self.spec.syntax;
        let parameters = syntax.parameters(node, self.source).len() as u32;
        let owner = self.owner(node);
        let callable = Callable { name, owner, receiver: syntax.receiver(node, self.source), parameters };
        let public = self.symbols.last().is_some_and(|symbol| !name.is_empty() && symbol.public);
        let outer = self.complexities.current().filter(|_| counts_outside);
        let position = self.functions.len();
        let gathers = self.spec.nested_apart && gathers(name, &self.source[node.byte_range()]);
        self.functions.push(Measured {
            facts: FunctionFacts {
                name: full,
                start_line: node.start_position().row as u32 + 1,
                end_line: self.lines.row(node.end_byte().saturating_sub(1)) as u32 + 1,
                cyclomatic: 1,
                cyclomatic_modified: 1,
                cognitive: 0,
                parameters,
                nesting: 0,
                halstead_volume: 0.0,
                halstead_difficulty: 0.0,
                maintainability_index: 100.0,
                code_lines: 0,
                in_test: self.in_test(),
                public,
                nested: false,
            },
            node,
            callable,
            outer,
            apart: false,
            gathers,
            own: 0,
        });
        self.complexities.enter(position, counts_outside);
    }

    /// The type that a function belongs to, without a path.
    fn owner(&self, node: Node<'t>) -> Option<&'s str> {
        if let Some(owner) = self.spec.syntax.owner(node, &self.around(), self.source) {
            return Some(owner);
        }
        if self.spec.syntax.is_member(node, &self.around()) {
            return Some("");
        }
        // The node's own frame is not there yet: the nearest declaration around it decides.
        let at = self
            .frames
            .iter()
            .rposition(|frame| frame.flags.has(Flags::SYMBOL) || frame.flags.has(Flags::FUNCTION))?;
        let around = crate::languages::Around { ancestors: &self.ancestors[..at], leading: &[] };
        let frame = self.frames[at];
        frame
            .roles
            .contains(Roles::TYPE)
            .then(|| self.spec.syntax.name(self.ancestors[at], &around, self.source))?
    }

    pub(super) fn function_ends(&mut self) {
        let Some(position) = self.complexities.current() else { return };
        let measured = &mut self.functions[position];
        let facts = &mut measured.facts;
        let complexity = self.complexities.leave(|halstead| {
            facts.halstead_volume = halstead.volume();
            facts.halstead_difficulty = halstead.difficulty();
        });
        if let Some(complexity) = complexity {
            facts.cyclomatic = complexity.cyclomatic;
            facts.cyclomatic_modified = complexity.cyclomatic_modified;
            facts.nesting = complexity.deepest;
            measured.own = complexity.own;
            measured.apart = measured.gathers || self.spec.nested_apart && complexity.own == 0;
            facts.cognitive = complexity.own + if measured.apart { 0 } else { complexity.nested };
        }
    }

    pub(super) fn test_ends(&mut self, node: Node<'t>) {
        self.test_depth -= 1;
        self.tests.push((node.start_byte(), node.end_byte()));
    }

    pub(super) fn import(&mut self, node: Node<'t>, roles: Roles, flags: &mut Flags) {
        if self.import_depth > 0 {
            return;
        }
        let from = self.imports.len();
        self.spec.syntax.imports(node, self.source, &mut self.imports);
        let in_test = self.in_test();
        let in_function = self.complexities.current().is_some();
        for import in &mut self.imports[from..] {
            import.in_test = in_test;
            import.deferred |= in_function;
        }
        if roles.contains(Roles::IMPORT) {
            self.import_depth += 1;
            self.import_from = self.tokens.len();
            flags.add(Flags::IMPORT);
        }
    }

    pub(super) fn import_ends(&mut self) {
        self.import_depth -= 1;
        self.import_tokens.push((self.import_from, self.tokens.len()));
    }

    /// A call inside a function, for the search for recursion.
    pub(super) fn call(&mut self, node: Node<'t>) {
        let Some(caller) = self.complexities.current() else { return };
        if let Some((qualifier, name)) = self.spec.syntax.callee(node, self.source) {
            let arguments =
                node.child_by_field_name("arguments").map_or(0, |list| list.named_child_count() as u32);
            self.calls.push(CallSite { caller: caller as u32, qualifier, name, arguments });
        }
    }
}

/// Whether a JavaScript function is a React component or hook, which gathers handlers and effects that each run for
/// themselves; SonarSource's analyzer judges these apart, too.
fn gathers(name: &str, text: &str) -> bool {
    let begins_upper = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
    let is_hook = name.strip_prefix("use").is_some_and(begins_upper);
    is_hook || begins_upper(name) && (text.contains("</") || text.contains("/>"))
}
