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
    /// What came in stands behind a fixed part.
    pub(super) const INNER: Self = Self(1 << 4);
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
    /// Where it came in from the network.
    remote: Source<'a>,
    /// Where it came in from whoever started the program.
    local: Source<'a>,
    /// Parameters of the function that it came from, one bit each.
    parameters: u64,
    /// What it can do harm to on their account.
    parameter_harms: Harms,
    pub(super) shape: Shape,
    /// The last variable or parameter that held it.
    pub(super) via: Option<&'a str>,
}

/// A source with what a value can still do harm to on its account.
#[derive(Debug, Clone, Copy, Default)]
struct Source<'a> {
    origin: Option<Origin<'a>>,
    harms: Harms,
}

impl Source<'_> {
    fn is_feared(&self) -> bool {
        self.origin.is_some() && self.harms != Harms::NONE
    }

    /// The one that can do more.
    fn join(self, other: Self) -> Self {
        if !self.is_feared() || other.is_feared() && other.harms.and(self.harms) == self.harms {
            other
        } else {
            self
        }
    }
}

impl<'a> Taint<'a> {
    /// A value that comes from outside here.
    pub(super) fn from_origin(origin: Origin<'a>, harms: Harms) -> Self {
        let source = Source { origin: Some(origin), harms };
        match origin.trust {
            Trust::Remote => Self { remote: source, ..Self::default() },
            Trust::Local => Self { local: source, ..Self::default() },
        }
    }

    /// What a parameter holds.
    pub(super) fn from_parameter(position: usize) -> Self {
        Self { parameters: 1 << position, parameter_harms: Harms::ALL, ..Self::default() }
    }

    /// A fixed text of this shape.
    pub(super) fn fixed(shape: Shape) -> Self {
        Self { shape, ..Self::default() }
    }

    /// Whether anything came in that can do harm.
    pub(super) fn is_tainted(&self) -> bool {
        self.remote.is_feared() || self.local.is_feared() || self.parameters() != 0
    }

    /// The most feared place that it came from.
    pub(super) fn origin(&self) -> Option<Origin<'a>> {
        [self.remote, self.local].into_iter().find(Source::is_feared).and_then(|source| source.origin)
    }

    /// The most feared place on whose account it does this harm.
    pub(super) fn origin_of(&self, weakness: Weakness) -> Option<Origin<'a>> {
        [self.remote, self.local]
            .into_iter()
            .find(|source| source.harms.contains(weakness))
            .and_then(|source| source.origin)
    }

    /// The parameters that it came from, one bit each.
    pub(super) fn parameters(&self) -> u64 {
        if self.parameter_harms == Harms::NONE { 0 } else { self.parameters }
    }

    /// The parameters on whose account it does this harm.
    pub(super) fn parameters_of(&self, weakness: Weakness) -> u64 {
        if self.parameter_harms.contains(weakness) { self.parameters } else { 0 }
    }

    /// A value made of both.
    pub(super) fn join(self, other: Self) -> Self {
        let parameters = self.parameters() | other.parameters();
        let mine = self.is_tainted() && (self.remote.is_feared() || !other.remote.is_feared());
        Self {
            remote: self.remote.join(other.remote),
            local: self.local.join(other.local),
            parameters,
            parameter_harms: if parameters == 0 {
                Harms::NONE
            } else {
                self.parameter_harms.or(other.parameter_harms)
            },
            shape: self.shape.or(other.shape),
            via: if mine { self.via } else { other.via },
        }
    }

    /// The same value, harmless to these.
    pub(super) fn cleaned(self, of: Harms) -> Self {
        let clean = |source: Source<'a>| Source { harms: source.harms.minus(of), ..source };
        Self {
            remote: clean(self.remote),
            local: clean(self.local),
            parameter_harms: self.parameter_harms.minus(of),
            ..self
        }
    }

    /// What a function gives back of a value handed to it, when it gives back this much of its parameter.
    pub(super) fn through(self, returned: &Self) -> Self {
        self.cleaned(Harms::ALL.minus(returned.parameter_harms)).shaped(returned.shape)
    }

    /// The same value on no parameter's account.
    pub(super) fn without_parameters(self) -> Self {
        Self { parameters: 0, parameter_harms: Harms::NONE, ..self }
    }

    /// The same value in a variable.
    pub(super) fn held_by(self, name: &'a str) -> Self {
        Self { via: Some(name), ..self }
    }

    /// The same text, put together like this.
    pub(super) fn shaped(self, shape: Shape) -> Self {
        Self { shape: self.shape.or(shape), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(trust: Trust, text: &'static str, harms: Harms) -> Taint<'static> {
        Taint::from_origin(Origin { trust, text, line: 1 }, harms)
    }

    #[test]
    fn harms_stay_with_their_source() {
        let path = from(Trust::Remote, "request.path", Harms::but(&[Weakness::Redirect]));
        let joined = path.join(from(Trust::Local, "argv", Harms::ALL)).join(Taint::from_parameter(3));
        assert_eq!(joined.origin().unwrap().text, "request.path");
        assert_eq!(joined.origin_of(Weakness::Redirect).unwrap().text, "argv");
        assert_eq!(joined.parameters_of(Weakness::Redirect), 1 << 3);
    }

    #[test]
    fn what_is_cleaned_of_all_is_not_tainted() {
        let tainted = from(Trust::Remote, "a", Harms::ALL).join(Taint::from_parameter(0));
        assert!(tainted.is_tainted() && !tainted.cleaned(Harms::ALL).is_tainted());
        let quoted = tainted.cleaned(Harms::of(&[Weakness::Command]));
        assert!(quoted.origin_of(Weakness::Command).is_none() && quoted.origin_of(Weakness::Sql).is_some());
    }
}
