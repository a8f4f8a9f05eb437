//! The one walk over a file's syntax tree.
//!
//! It keeps its own stack, so that depth costs heap and not stack, and so that no node is ever asked for its parent
//! (the tree would search from the root).

mod decisions;
mod declarations;
mod tokens;

use tree_sitter::{Node, Tree, TreeCursor};

use super::complexity::Complexities;
use super::lines::Lines;
use super::recursion::{CallSite, Callable};
use super::{CloneToken, FileClass, FunctionFacts, Import, SuppressionComment, Symbol};
use crate::languages::{Around, Grammar, Roles, Spec, Token};
use crate::rules::{Dispatch, File, Found};

/// What a node of the walk has changed, to be undone when it is left, and what its children are to be asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Flags(u16);

impl Flags {
    const NONE: Self = Self(0);
    /// Raised the nesting.
    const RAISED: Self = Self(1);
    /// Raised it as the body of a branch, loop, switch or handler.
    const DEEP: Self = Self(1 << 1);
    /// Opened a measured function.
    const FUNCTION: Self = Self(1 << 2);
    /// Opened a symbol.
    const SYMBOL: Self = Self(1 << 3);
    /// Opened a stretch of test code.
    const TEST: Self = Self(1 << 4);
    /// Opened an import.
    const IMPORT: Self = Self(1 << 5);
    /// Opened text in quotes that holds expressions.
    const QUOTED: Self = Self(1 << 6);
    /// Its children by field: bodies raise the nesting, an alternative is an `else`.
    const BRANCH: Self = Self(1 << 7);
    /// Its body raises the nesting.
    const BODY: Self = Self(1 << 8);
    /// Its cases or its body raise the nesting.
    const CASES: Self = Self(1 << 9);
    /// All that it holds raises the nesting, an `else if` apart.
    const ALL: Self = Self(1 << 10);
    /// All that it holds but the condition raises the nesting.
    const CHOICE: Self = Self(1 << 11);
    /// May hold a decision in a field.
    const GUARD: Self = Self(1 << 12);
    /// Raised the nesting as a lambda or nested function, beside what its place may have raised.
    const NESTED: Self = Self(1 << 13);
    /// Any of those that ask its children.
    const ASKS: Self =
        Self(Self::BRANCH.0 | Self::BODY.0 | Self::CASES.0 | Self::ALL.0 | Self::CHOICE.0 | Self::GUARD.0);

    const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What is to be done with a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Its children are visited; without any it is a token.
    Children,
    /// It is a token, whatever it is made of.
    Token,
    /// All is done.
    Nothing,
}

/// A node that is open in the walk, beside its place in `ancestors`.
#[derive(Debug, Clone, Copy)]
struct Frame {
    roles: Roles,
    flags: Flags,
    /// How many leading nodes there were when it was opened.
    leading: u32,
    /// How many symbols there were.
    symbols: u32,
}

/// A function that was measured.
pub(super) struct Measured<'t, 's> {
    pub facts: FunctionFacts,
    pub node: Node<'t>,
    pub callable: Callable<'s>,
    /// The function around it whose cost contains this one's, by position.
    pub outer: Option<usize>,
    /// Whether functions inside it are judged apart from it.
    pub apart: bool,
    /// Whether it only gathers functions that each run for themselves: a component or hook of React.
    pub gathers: bool,
    /// Cognitive cost of its own, lambdas included.
    pub own: u32,
}

/// All that the walk has gathered.
pub(super) struct Walk<'t, 's> {
    pub source: &'s str,
    pub class: FileClass,
    pub spec: &'static Spec,
    pub grammar: &'static Grammar,
    pub rules: &'static Dispatch,
    pub root: Node<'t>,
    pub lines: Lines<'s>,
    pub functions: Vec<Measured<'t, 's>>,
    pub symbols: Vec<Symbol>,
    /// The row that each symbol's own node begins on, after what leads to it.
    pub symbol_rows: Vec<u32>,
    pub imports: Vec<Import>,
    pub tokens: Vec<CloneToken>,
    /// Ranges of `tokens` that stand in imports.
    pub import_tokens: Vec<(usize, usize)>,
    /// Byte ranges of test code, in order, none inside another.
    pub tests: Vec<(usize, usize)>,
    pub suppressions: Vec<SuppressionComment>,
    pub calls: Vec<CallSite<'s>>,
    pub found: Vec<Found>,

    ancestors: Vec<Node<'t>>,
    frames: Vec<Frame>,
    leading: Vec<Node<'t>>,
    /// First and last row of each of `leading`.
    leading_rows: Vec<(u32, u32)>,
    complexities: Complexities,
    open_symbols: Vec<u32>,
    /// Operators that join conditions, by the outermost expression that they are part of, and its depth.
    sequences: Vec<(usize, usize, u16)>,
    row: usize,
    test_depth: u32,
    import_depth: u32,
    import_from: usize,
    quoted: u32,
    may_suppress: bool,
}

/// Walks over the tree; `None` where it is deeper than `depth`.
pub(super) fn walk<'t, 's>(
    tree: &'t Tree,
    source: &'s str,
    class: FileClass,
    spec: &'static Spec,
    grammar: &'static Grammar,
    rules: &'static Dispatch,
    depth: u32,
) -> Option<Walk<'t, 's>> {
    let mut walk = Walk {
        source,
        class,
        spec,
        grammar,
        rules,
        root: tree.root_node(),
        lines: Lines::new(source),
        functions: Vec::new(),
        symbols: Vec::new(),
        symbol_rows: Vec::new(),
        imports: Vec::new(),
        tokens: Vec::with_capacity(source.len() / 5),
        import_tokens: Vec::new(),
        tests: Vec::new(),
        suppressions: Vec::new(),
        calls: Vec::new(),
        found: Vec::new(),
        ancestors: Vec::with_capacity(64),
        frames: Vec::with_capacity(64),
        leading: Vec::new(),
        leading_rows: Vec::new(),
        complexities: Complexities::default(),
        open_symbols: Vec::new(),
        sequences: Vec::new(),
        row: 0,
        test_depth: 0,
        import_depth: 0,
        import_from: 0,
        quoted: 0,
        may_suppress: memchr::memmem::find(source.as_bytes(), super::suppressions::MARK.as_bytes()).is_some(),
    };
    walk.run(tree.walk(), depth as usize).then_some(walk)
}

impl<'t> Walk<'t, '_> {
    /// Visits every node once; whether the tree was flat enough.
    fn run(&mut self, mut cursor: TreeCursor<'t>, limit: usize) -> bool {
        let file = File::new(self.spec, self.class, self.source, self.root, &self.grammar.roles);
        let kinds = self.grammar.kinds.as_slice();
        loop {
            let node = cursor.node();
            // Nodes for what the grammar could not read have an id beyond the table.
            let kind = kinds.get(usize::from(node.kind_id())).copied().unwrap_or_default();
            let mut flags = self.asked(&cursor, node, kind.roles);
            let mut next = Next::Token;
            if kind.token == Token::Named {
                next = self.enter(node, kind.roles, &mut flags);
                let around =
                    Around { ancestors: &self.ancestors, leading: &self.leading[self.leading_from()..] };
                self.rules.node(node, &around, &file, &mut self.found);
            }
            if next == Next::Children && cursor.goto_first_child() {
                if self.frames.len() >= limit {
                    return false;
                }
                self.open(node, kind.roles, flags);
                continue;
            }
            if next != Next::Nothing {
                self.token(node, &kind);
            }
            self.leave(node, kind.roles, flags);
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return true;
                }
                if let (Some(node), Some(frame)) = (self.ancestors.pop(), self.frames.pop()) {
                    self.leave(node, frame.roles, frame.flags);
                }
            }
        }
    }

    fn open(&mut self, node: Node<'t>, roles: Roles, flags: Flags) {
        self.ancestors.push(node);
        self.frames.push(Frame {
            roles,
            flags,
            leading: self.leading.len() as u32,
            symbols: self.symbols.len() as u32,
        });
    }

    /// Handles a node with a name; what is to be done with it next.
    fn enter(&mut self, node: Node<'t>, roles: Roles, flags: &mut Flags) -> Next {
        const DECLARES: Roles = Roles::FUNCTION.and(Roles::LAMBDA).and(Roles::TYPE).and(Roles::SCOPE);
        const LEAF: Roles = Roles::COMMENT.and(Roles::STRING).and(Roles::DOCUMENTATION);
        const DECIDES: Roles = Roles::IF
            .and(Roles::ELSE)
            .and(Roles::ELSE_IF)
            .and(Roles::TERNARY)
            .and(Roles::SWITCH)
            .and(Roles::CASE)
            .and(Roles::LOOP)
            .and(Roles::CATCH)
            .and(Roles::JUMP)
            .and(Roles::COMPREHENSION)
            .and(Roles::GUARD);
        const PLAIN: Roles = Roles::IDENTIFIER.and(Roles::LITERAL);
        if roles.is_empty() {
            return Next::Children;
        }
        if PLAIN.contains(roles) {
            return Next::Token;
        }
        if roles.intersects(LEAF) && !self.text_node(node, roles, flags) {
            return Next::Nothing;
        }
        if roles.intersects(DECLARES) {
            self.declaration(node, roles, flags);
        }
        if roles.intersects(Roles::IMPORT.and(Roles::MAY_IMPORT)) {
            self.import(node, roles, flags);
        }
        if roles.contains(Roles::ATTRIBUTE) {
            self.lead(node);
        }
        if roles.contains(Roles::CALL) {
            self.call(node);
        }
        if roles.intersects(DECIDES) {
            self.decision(node, roles, flags);
        }
        Next::Children
    }

    /// Undoes what entering a node has changed.
    fn leave(&mut self, node: Node<'t>, roles: Roles, flags: Flags) {
        if flags != Flags::NONE {
            if flags.has(Flags::FUNCTION) {
                self.function_ends();
            }
            if flags.has(Flags::SYMBOL) {
                self.open_symbols.pop();
            }
            if flags.has(Flags::NESTED) {
                self.complexities.lower(false);
            }
            if flags.has(Flags::RAISED) {
                self.complexities.lower(flags.has(Flags::DEEP));
            }
            if flags.has(Flags::TEST) {
                self.test_ends(node);
            }
            if flags.has(Flags::IMPORT) {
                self.import_ends();
            }
            if flags.has(Flags::QUOTED) {
                self.quoted -= 1;
            }
        }
        let leading = self.frames.last().map_or(0, |frame| frame.leading as usize);
        if self.leading.len() > leading && !roles.intersects(Roles::COMMENT.and(Roles::ATTRIBUTE)) {
            self.leading.truncate(leading);
            self.leading_rows.truncate(leading);
        }
    }

    /// What stands around the node at hand. Where it is wrapped (`export`, decorators), what leads to the wrapper
    /// counts.
    fn around(&self) -> Around<'_> {
        Around { ancestors: &self.ancestors, leading: &self.leading[self.leading_from()..] }
    }

    /// The first of `leading` that belongs to the node at hand.
    fn leading_from(&self) -> usize {
        let level = self.frames.len() - self.wrappers();
        level.checked_sub(1).map_or(0, |at| self.frames[at].leading as usize)
    }

    /// How many wrappers stand around the node at hand and belong to it alone.
    fn wrappers(&self) -> usize {
        self.frames
            .iter()
            .rev()
            .take_while(|frame| {
                frame.roles.contains(Roles::WRAPPER) && frame.symbols as usize == self.symbols.len()
            })
            .count()
    }

    fn in_test(&self) -> bool {
        self.class.test || self.test_depth > 0
    }
}
