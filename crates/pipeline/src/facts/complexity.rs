//! The complexity of the functions that are open in a walk, the innermost last.
//!
//! Cyclomatic: T. J. McCabe, *A Complexity Measure*, 1976: decisions + 1. A decision is an `if`, a loop, a ternary, a
//! case that is not the default, a guard, a handler, a comprehension's loop or condition, and each operator that joins
//! conditions. Lambdas count within their function; functions with a name count for themselves alone.
//!
//! Cognitive: G. A. Campbell, *Cognitive Complexity*, SonarSource 2017-2023. What stands inside a nested function or
//! lambda costs its enclosing functions too, at their deeper nesting.

use super::halstead::Halstead;

/// One function being walked through.
pub(super) struct Open {
    /// Its position among the file's functions.
    pub function: usize,
    /// Whether its cost counts in the function around it.
    counts_outside: bool,
    /// Decisions so far.
    decisions: u32,
    /// Cases among them.
    cases: u32,
    /// Switches so far.
    switches: u32,
    /// Cognitive cost of its own, lambdas included.
    own: u32,
    /// Cognitive cost of the functions inside it.
    nested: u32,
    /// The nesting of the place in the walk, as the cognitive measure has it.
    nesting: u32,
    /// The same, of branches, loops, switches and handlers alone.
    depth: u32,
    deepest: u32,
    /// Its tokens.
    pub halstead: Halstead,
}

/// What came of one function.
pub(super) struct Complexity {
    pub cyclomatic: u32,
    pub cyclomatic_modified: u32,
    pub own: u32,
    pub nested: u32,
    pub deepest: u32,
}

/// The functions that are open, the innermost last.
#[derive(Default)]
pub(super) struct Complexities {
    open: Vec<Open>,
    spare: Vec<Halstead>,
}

impl Complexities {
    /// The innermost open function.
    pub(super) fn innermost(&mut self) -> Option<&mut Open> {
        self.open.last_mut()
    }

    /// The innermost open function's position.
    pub(super) fn current(&self) -> Option<usize> {
        self.open.last().map(|open| open.function)
    }

    /// Begins a function.
    pub(super) fn enter(&mut self, function: usize, counts_outside: bool) {
        self.open.push(Open {
            function,
            counts_outside,
            decisions: 0,
            cases: 0,
            switches: 0,
            own: 0,
            nested: 0,
            nesting: 0,
            depth: 0,
            deepest: 0,
            halstead: self.spare.pop().unwrap_or_default(),
        });
    }

    /// Ends the innermost function; its tokens are handed to `read` before their memory is used again.
    pub(super) fn leave(&mut self, read: impl FnOnce(&Halstead)) -> Option<Complexity> {
        let mut open = self.open.pop()?;
        read(&open.halstead);
        open.halstead.clear();
        self.spare.push(open.halstead);
        Some(Complexity {
            cyclomatic: open.decisions + 1,
            cyclomatic_modified: open.decisions - open.cases + open.switches + 1,
            own: open.own,
            nested: open.nested,
            deepest: open.deepest,
        })
    }

    /// A decision: one more path.
    pub(super) fn decide(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.decisions += 1;
        }
    }

    /// A case of a switch: a decision that the modified measure leaves out.
    pub(super) fn case(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.decisions += 1;
            open.cases += 1;
        }
    }

    /// A switch: one decision in the modified measure.
    pub(super) fn switch(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.switches += 1;
        }
    }

    /// Cognitive cost of 1, whatever the nesting.
    pub(super) fn fundamental(&mut self) {
        self.cost(false);
    }

    /// Cognitive cost of 1 and of the nesting.
    pub(super) fn structural(&mut self) {
        self.cost(true);
    }

    fn cost(&mut self, structural: bool) {
        let mut nesting = 0;
        let mut own = true;
        for open in self.open.iter_mut().rev() {
            nesting += open.nesting;
            let cost = if structural { 1 + nesting } else { 1 };
            if own {
                open.own += cost;
            } else {
                open.nested += cost;
            }
            own = false;
            if !open.counts_outside {
                break;
            }
        }
    }

    /// Nesting rises; `deep` for the body of a branch, loop, switch or handler.
    pub(super) fn raise(&mut self, deep: bool) {
        if let Some(open) = self.open.last_mut() {
            open.nesting += 1;
            open.depth += u32::from(deep);
            open.deepest = open.deepest.max(open.depth);
        }
    }

    /// Nesting falls again.
    pub(super) fn lower(&mut self, deep: bool) {
        if let Some(open) = self.open.last_mut() {
            open.nesting -= 1;
            open.depth -= u32::from(deep);
        }
    }
}
