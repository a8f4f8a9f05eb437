//! What a node is for, the same in every language.

use std::ops::BitOr;

/// A set of roles. A node kind may have several: Rust's `match_arm` is a [`Roles::CASE`], a `?`-less `loop` is both
/// a [`Roles::LOOP`] and nests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roles(u32);

impl Roles {
    /// None.
    pub const NONE: Self = Self(0);
    /// A function or method with a name.
    pub const FUNCTION: Self = Self(1);
    /// A function without a name, inside an expression.
    pub const LAMBDA: Self = Self(1 << 1);
    /// A class, struct, trait, interface, enum or `impl` block.
    pub const TYPE: Self = Self(1 << 2);
    /// A branch on a condition.
    pub const IF: Self = Self(1 << 3);
    /// What is done otherwise.
    pub const ELSE: Self = Self(1 << 4);
    /// A further condition written as one node: Python's `elif`.
    pub const ELSE_IF: Self = Self(1 << 5);
    /// A branch inside an expression: `a ? b : c`.
    pub const TERNARY: Self = Self(1 << 6);
    /// A choice among cases.
    pub const SWITCH: Self = Self(1 << 7);
    /// One case of it, the default apart where the grammar tells.
    pub const CASE: Self = Self(1 << 8);
    /// A loop.
    pub const LOOP: Self = Self(1 << 9);
    /// Handles an error thrown.
    pub const CATCH: Self = Self(1 << 10);
    /// Two operands and an `operator` between them, which may be one of `logical_operators`.
    pub const BINARY: Self = Self(1 << 11);
    /// A jump that may name a label: `break 'outer`, `continue outer`, `goto`.
    pub const JUMP: Self = Self(1 << 12);
    /// A call.
    pub const CALL: Self = Self(1 << 13);
    /// Brings something in from another file or package.
    pub const IMPORT: Self = Self(1 << 14);
    /// A comment.
    pub const COMMENT: Self = Self(1 << 15);
    /// Text in quotes, the quotes included; its inner nodes are not tokens of their own.
    pub const STRING: Self = Self(1 << 16);
    /// A number, character or boolean.
    pub const LITERAL: Self = Self(1 << 17);
    /// A name.
    pub const IDENTIFIER: Self = Self(1 << 18);
    /// A name gets a value.
    pub const ASSIGNMENT: Self = Self(1 << 19);
    /// Ends a function with a value.
    pub const RETURN: Self = Self(1 << 20);
    /// A comprehension's loop or condition, or a case's guard: a decision, at no cost in cognitive complexity.
    pub const COMPREHENSION: Self = Self(1 << 21);
    /// Tries something that may throw.
    pub const TRY: Self = Self(1 << 22);
    /// An attribute or decorator that stands before what it is about.
    pub const ATTRIBUTE: Self = Self(1 << 23);
    /// Stands around one declaration and belongs to it: `export`, Python's decorated definition, `const f = ..`.
    pub const WRAPPER: Self = Self(1 << 24);
    /// May be test code without being a function or type: an inline module, a call of `describe`.
    pub const SCOPE: Self = Self(1 << 25);
    /// May bring something in, among other things: `require(..)`, `export .. from`, Rust's `mod x;`.
    pub const MAY_IMPORT: Self = Self(1 << 26);
    /// May hold a decision in a field of its own: a `condition` that guards it, or an `alternative` (`let .. else`).
    pub const GUARD: Self = Self(1 << 27);
    /// Parentheses around an expression.
    pub const PARENTHESES: Self = Self(1 << 28);
    /// Text in quotes that may hold expressions, which are walked like any others.
    pub const TEMPLATE: Self = Self(1 << 29);
    /// A statement that may be documentation: Python's bare strings.
    pub const DOCUMENTATION: Self = Self(1 << 30);

    /// Whether all of `other` are in this set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any of `other` is in this set.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together, in constants.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is no role in this set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Roles {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}
