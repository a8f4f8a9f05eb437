//! What is known inside one function while it is walked.

use rustc_hash::FxHashMap;

use super::Weakness;
use super::taint::{Harms, Shape, Taint};

/// What is known inside one function.
#[derive(Default)]
pub(super) struct Scope<'t> {
    /// By the text of the name or member.
    values: FxHashMap<&'t str, Taint<'t>>,
    /// Names of objects that a framework hands over, with what paths call them.
    known: FxHashMap<&'t str, &'static str>,
    /// How many branches and loops stand around: inside any, a name may keep its old value.
    pub(super) branches: u32,
    /// What the function gives back.
    pub(super) returns: Taint<'t>,
    /// Where its parameters do harm.
    pub(super) reaches: Vec<Reach>,
    /// Whether the function answers requests with what it returns.
    pub(super) answers: bool,
    /// How many calls of the file's own functions led here.
    pub(super) calls: u32,
}

/// A parameter that reaches a place where it does harm.
#[derive(Debug, Clone)]
pub(super) struct Reach {
    /// One bit each.
    pub(super) parameters: u64,
    pub(super) weakness: Weakness,
    pub(super) start_byte: usize,
    pub(super) end_byte: usize,
    /// The path of the call, or the member written to.
    pub(super) place: String,
    /// How the text was put together on the way.
    pub(super) shape: Shape,
    /// Whether the place stands in the function itself, not in one that it calls.
    pub(super) own: bool,
}

impl<'t> Scope<'t> {
    /// A function's beginning, this many calls deep.
    pub(super) fn after(calls: u32) -> Self {
        Self { calls, ..Self::default() }
    }

    /// What is known of a name or member.
    pub(super) fn get(&self, name: &str) -> Option<Taint<'t>> {
        self.values.get(name).copied()
    }

    /// A name gets a value.
    pub(super) fn set(&mut self, name: &'t str, taint: Taint<'t>, appends: bool) {
        let named = if taint.is_tainted() { taint.held_by(name) } else { taint };
        let old = self.values.get(name).copied().filter(|_| appends || self.branches > 0);
        self.values.insert(name, old.map_or(named, |old| old.join(named)));
    }

    /// A name begins anew.
    pub(super) fn forget(&mut self, name: &str) {
        self.values.remove(name);
        self.known.remove(name);
    }

    /// A check was made of a name: from here on it is harmless to these.
    pub(super) fn clean(&mut self, name: &'t str, of: Harms) {
        let value = self.values.entry(name).or_default();
        *value = value.cleaned(of);
    }

    /// A name stands for a framework's object.
    pub(super) fn know(&mut self, name: &'t str, as_: &'static str) {
        self.known.insert(name, as_);
    }

    /// A path, with a framework's object called by its one name.
    pub(super) fn canonical(&self, path: String) -> String {
        if self.known.is_empty() {
            return path;
        }
        let end = path.find(['.', '[', '(', ':']).unwrap_or(path.len());
        match self.known.get(&path[..end]) {
            Some(name) => format!("{name}{}", &path[end..]),
            None => path,
        }
    }
}
