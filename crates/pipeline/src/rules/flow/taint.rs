//! What is known about a value: where it came from, and what it can still do harm to.

use super::Weakness;

/// A set of [`Weakness`]es.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Harms(u16);

impl Harms {
    pub(super) const NONE: Self = Self(0);
    pub(super) const ALL: Self = Self(u16::MAX);

    /// A set of these.
    pub(super) const fn of(all: &[Weakness]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < all.len() {
            set |= 1 << all[at] as u16;
            at += 1;
        }
        Self(set)
    }

    /// All but these.
    pub(super) const fn but(all: &[Weakness]) -> Self {
        Self(!Self::of(all).0)
    }

    pub(super) const fn contains(self, weakness: Weakness) -> bool {
        self.0 & (1 << weakness as u16) != 0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// How much a source is to be feared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Whoever starts the program chose it: arguments, environment, standard input.
    Local,
    /// Anybody on the network chose it.
    Remote,
}

/// Where a value came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin<'a> {
    pub(super) trust: Trust,
    /// The source as it is written: `request.args`, or the parameter's name.
    pub(super) text: &'a str,
    /// From 1.
    pub(super) line: u32,
}

/// How a text was put together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shape(u8);

impl Shape {
    pub(super) const NONE: Self = Self(0);
    /// Out of several parts.
    pub(super) const BUILT: Self = Self(1);
    /// Its fixed parts read like SQL.
    pub(super) const SQL: Self = Self(1 << 1);
    /// What came in stands where SQL expects a value, not a table's or column's name.
    pub(super) const VALUE: Self = Self(1 << 2);
    /// Its fixed parts read like markup.
    pub(super) const HTML: Self = Self(1 << 3);

    pub(super) const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What is known about a value.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Taint<'a> {
    /// The most feared place that it came from.
    pub(super) origin: Option<Origin<'a>>,
    /// Parameters of the function that it came from, one bit each.
    pub(super) parameters: u64,
    /// What it can still do harm to.
    pub(super) harms: Harms,
    pub(super) shape: Shape,
    /// The last variable or parameter that held it.
    pub(super) via: Option<&'a str>,
}

impl<'a> Taint<'a> {
    /// A value that comes from outside here.
    pub(super) fn from_origin(origin: Origin<'a>, harms: Harms) -> Self {
        Self { origin: Some(origin), harms, ..Self::default() }
    }

    /// A fixed text of this shape.
    pub(super) fn fixed(shape: Shape) -> Self {
        Self { shape, ..Self::default() }
    }

    /// Whether anything came in that can do harm.
    pub(super) fn is_tainted(&self) -> bool {
        (self.origin.is_some() || self.parameters != 0) && self.harms != Harms::NONE
    }

    /// A value made of both.
    pub(super) fn join(self, other: Self) -> Self {
        let (mine, others) = (self.is_tainted(), other.is_tainted());
        let first = match (self.origin, other.origin) {
            (Some(a), Some(b)) if mine && others => if b.trust > a.trust { other } else { self },
            (None, Some(_)) if others => other,
            _ => if mine { self } else { other },
        };
        Self {
            origin: first.origin.filter(|_| first.is_tainted()),
            parameters: if mine { self.parameters } else { 0 } | if others { other.parameters } else { 0 },
            harms: if mine { self.harms } else { Harms::NONE }.or(if others { other.harms } else { Harms::NONE }),
            shape: self.shape.or(other.shape),
            via: first.via.filter(|_| first.is_tainted()),
        }
    }

    /// The same value, harmless to these.
    pub(super) fn cleaned(self, of: Harms) -> Self {
        Self { harms: self.harms.minus(of), ..self }
    }

    pub(super) fn shaped(self, shape: Shape) -> Self {
        Self { shape: self.shape.or(shape), ..self }
    }
}
