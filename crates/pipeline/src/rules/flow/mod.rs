//! Where data from outside goes.
//!
//! Within a file: from sources (requests, arguments, the environment, parameters of public functions), through
//! assignments, concatenation, formatting, containers and calls of the file's own functions, past what makes it
//! harmless, to places where it does harm. What each language and framework adds is in [`tables`]. A file that names
//! no source is not looked at.

mod check;
mod message;
mod scope;
mod tables;
mod taint;
mod template;
#[cfg(test)]
mod tests;
mod value;
mod walk;

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;
use types::Severity;

use super::{File, Found, Rule};
use crate::languages;
use tables::Table;
use taint::Trust;
use walk::Walk;

/// The harm that data from outside does at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weakness {
    /// It becomes part of an SQL statement.
    Sql,
    /// It becomes part of a command that a shell reads, or names a program.
    Command,
    /// It becomes part of a file's path.
    Path,
    /// It is run as code.
    Code,
    /// Objects are made of it, with whatever code that runs.
    Deserialization,
    /// It chooses the host that the server calls.
    Ssrf,
    /// It becomes part of a page.
    Xss,
    /// It chooses where the browser goes.
    Redirect,
}

/// Runs the analysis, where the file has anything to be analysed, and writes down what the given rules look for.
pub(super) fn report(rules: &[(&'static Rule, Weakness)], file: &File<'_>, found: &mut Vec<Found>) {
    let Some(table) = tables::of(file.spec.id) else { return };
    if !HINTS.get(file.spec.id).is_some_and(|hints| hints.is_match(file.source)) {
        return;
    }
    for hit in Walk::new(file, table).run() {
        let Some(&(rule, _)) = rules.iter().find(|(_, weakness)| *weakness == hit.weakness) else { continue };
        let remote = hit.taint.origin_of(hit.weakness).is_some_and(|origin| origin.trust == Trust::Remote);
        found.push(Found {
            rule,
            start_byte: hit.start_byte,
            end_byte: hit.end_byte,
            severity: if remote { rule.severity } else { rule.severity.min(Severity::Medium) },
            message: message::of(&hit),
            effort_minutes: rule.effort_minutes,
        });
    }
}

/// Texts of which a file must hold one to be looked at, by language.
static HINTS: LazyLock<FxHashMap<&'static str, Regex>> = LazyLock::new(|| {
    let hints = |spec: &&'static languages::Spec| Some((spec.id, hint(tables::of(spec.id)?)?));
    languages::ALL.iter().filter_map(hints).collect()
});

fn hint(table: &Table) -> Option<Regex> {
    let origins = table.origins.iter().map(|(path, ..)| path.trim_start_matches("$request.").trim_start_matches("$context.").trim_end_matches("()"));
    let written = ["SELECT ", "select ", "INSERT INTO", "insert into", "DELETE FROM", "delete from", "UPDATE ", "innerHTML", "__html"];
    let shells = ["shell=True", "os.system", "execSync", "child_process", "\"-c\"", "getRuntime"];
    let mut all: Vec<String> =
        origins.chain(table.frameworks.iter().copied()).chain(written).chain(shells).map(regex::escape).collect();
    all.sort();
    all.dedup();
    Regex::new(&all.join("|")).ok()
}
