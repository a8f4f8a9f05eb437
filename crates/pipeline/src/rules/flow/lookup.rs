//! A language's table, ordered so that a node finds at once what is known of it.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use super::tables::{self, Form, Place, Table, path_matches};
use super::taint::{Harms, Trust};
use crate::languages::{self, Spec};

/// A language's table, by node kind and by the last name of what is called.
pub(super) struct Lookup {
    pub(super) table: &'static Table,
    /// By `Node::kind_id`.
    forms: Vec<Option<Form>>,
    /// By the last name of what is called.
    calls: FxHashMap<&'static str, Calls>,
    /// Sources that are members, by the member's name.
    members: FxHashMap<&'static str, Vec<Origin>>,
    /// Texts of which a file must hold one to be looked at.
    hints: Option<Regex>,
}

type Origin = (&'static str, Trust, Harms);

/// What is known of calls with one last name.
#[derive(Default)]
pub(super) struct Calls {
    origins: Vec<Origin>,
    cleaners: Vec<(&'static str, Harms)>,
    carriers: Vec<&'static str>,
    formats: Vec<&'static str>,
    adders: Vec<&'static str>,
    pub(super) sinks: Vec<&'static Place>,
}

impl Calls {
    pub(super) fn origin(&self, path: &str) -> Option<Origin> {
        self.origins.iter().find(|(pattern, ..)| path_matches(pattern, path)).copied()
    }

    /// To what a call makes its arguments harmless.
    pub(super) fn cleans(&self, path: &str) -> Option<Harms> {
        self.cleaners.iter().find(|(pattern, _)| path_matches(pattern, path)).map(|(_, harms)| *harms)
    }

    pub(super) fn carries(&self, path: &str) -> bool {
        self.carriers.iter().any(|pattern| path_matches(pattern, path))
    }

    pub(super) fn formats(&self, path: &str) -> bool {
        self.formats.iter().any(|pattern| path_matches(pattern, path))
    }

    pub(super) fn adds(&self, path: &str) -> bool {
        self.adders.iter().any(|pattern| path_matches(pattern, path))
    }
}

impl Lookup {
    /// What is known of a language.
    pub(super) fn of(spec: &Spec) -> Option<&'static Self> {
        static ALL: LazyLock<FxHashMap<&'static str, Lookup>> = LazyLock::new(|| {
            let lookup = |spec: &&'static Spec| Some((spec.id, Lookup::new(spec, tables::of(spec.id)?)));
            languages::ALL.iter().filter_map(lookup).collect()
        });
        ALL.get(spec.id)
    }

    fn new(spec: &'static Spec, table: &'static Table) -> Self {
        let grammar = (spec.grammar)();
        let form = |id: u16| {
            let kind = grammar.node_kind_for_id(id).filter(|_| grammar.node_kind_is_named(id))?;
            table.forms.iter().find(|(name, _)| *name == kind).map(|(_, form)| *form)
        };
        let mut lookup = Self {
            table,
            forms: (0..grammar.node_kind_count() as u16).map(form).collect(),
            calls: FxHashMap::default(),
            members: FxHashMap::default(),
            hints: hints(table),
        };
        for origin in table.origins {
            match origin.0.strip_suffix("()") {
                Some(call) => lookup.calls_of(call).origins.push((call, origin.1, origin.2)),
                None => lookup.members.entry(last_name(origin.0)).or_default().push(*origin),
            }
        }
        for cleaner in table.cleaners {
            lookup.calls_of(cleaner.0).cleaners.push(*cleaner);
        }
        for carrier in table.carriers {
            lookup.calls_of(carrier).carriers.push(carrier);
        }
        for format in table.formats {
            lookup.calls_of(format).formats.push(format);
        }
        for adder in table.adders {
            lookup.calls_of(adder).adders.push(adder);
        }
        for sink in table.sinks {
            lookup.calls_of(sink.call).sinks.push(sink);
        }
        lookup
    }

    fn calls_of(&mut self, pattern: &'static str) -> &mut Calls {
        self.calls.entry(last_name(pattern)).or_default()
    }

    /// Whether there is anything in a file to be followed.
    pub(super) fn may_concern(&self, source: &str) -> bool {
        self.hints.as_ref().is_some_and(|hints| hints.is_match(source))
    }

    /// How nodes of a kind are written.
    pub(super) fn form(&self, kind_id: u16) -> Option<Form> {
        self.forms.get(usize::from(kind_id)).copied().flatten()
    }

    /// What is known of calls with this last name.
    pub(super) fn calls(&self, name: &str) -> Option<&Calls> {
        self.calls.get(name)
    }

    /// Whether some source ends in this member.
    pub(super) fn is_member(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// The source that a path is.
    pub(super) fn member(&self, name: &str, path: &str) -> Option<Origin> {
        self.members.get(name)?.iter().find(|(pattern, ..)| path_matches(pattern, path)).copied()
    }
}

fn last_name(pattern: &'static str) -> &'static str {
    pattern.rsplit(['.', ':']).next().unwrap_or(pattern)
}

/// Sources that anybody on the network fills, and the beginnings of what is a fault with any data: SQL, markup, shells.
fn hints(table: &Table) -> Option<Regex> {
    let remote =
        table.origins.iter().filter(|(path, trust, _)| *trust == Trust::Remote && !path.starts_with('$'));
    let origins = remote.map(|(path, ..)| regex::escape(path.trim_end_matches("()")));
    let handlers = table.handlers.iter().map(|text| regex::escape(text));
    let written = [
        "SELECT ",
        "SELECT\n",
        "INSERT INTO",
        "DELETE FROM",
        "UPDATE ",
        "select .+ from ",
        "insert into ",
        "delete from ",
        "update .+ set ",
        "innerHTML",
        "__html",
        "insertAdjacentHTML",
        "mark_safe",
        "Markup\\(",
        "shell=True",
        "os\\.system",
        "os\\.popen",
        "execSync",
        "child_process",
        "\"-c\"",
        "getRuntime",
        ": Request",
    ];
    let mut all: Vec<String> = origins.chain(handlers).chain(written.map(str::to_owned)).collect();
    all.sort();
    all.dedup();
    Regex::new(&all.join("|")).ok()
}
